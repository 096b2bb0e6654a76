//! What must come before a party's act 签署要求: the face 人脸核身, a sign password or passkey, and reading; and what
//! of it is still missing.

use super::rejection::ContractRejection as Rejection;
use super::state::{ContractState, PartyState};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// Shortest and longest forced reading, in seconds.
const READING: std::ops::RangeInclusive<u16> = 3..=300;
/// A proof counts for the act that follows it within this time, in milliseconds.
const PROOF_LIFE_MS: i64 = 30 * 60_000;

/// What the sender asks of one party before it signs. Absent in lines written before there were demands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Demands {
    /// Besides the identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<SigningMeans>,
    /// 强制阅读: pages must have been on the screen for so many seconds together, 3 to 300; 0: no demand.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub read_seconds: u16,
    /// Every page must have been on the screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_to_end: bool,
}

fn is_zero(seconds: &u16) -> bool {
    *seconds == 0
}

impl Demands {
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether somebody's reading is judged.
    pub fn reading(&self) -> bool {
        self.read_seconds > 0 || self.read_to_end
    }

    pub(super) fn is_possible(&self) -> bool {
        self.read_seconds == 0 || READING.contains(&self.read_seconds)
    }
}

/// What a party shows besides its identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningMeans {
    /// 签署密码
    SignPassword,
    /// 通行密钥
    Passkey,
}

/// Whether signers of an ordinary contract show their face 人脸核身, as it was settled when the contract was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceRule {
    /// By default.
    Asked,
    /// The sending organisation has 使用手机号验证签署方身份 switched on: the phone code is enough.
    PhoneCode,
    /// The hub has no service that compares faces.
    NoService,
}

/// How a party showed who it is, right before the act.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Proof {
    /// Compared with the register by a service outside; `receipt` is its own name for the check.
    Face {
        service: FaceService,
        receipt: String,
    },
    SignPassword,
    Passkey,
}

/// Who compares faces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceService {
    /// 腾讯云慧眼
    TencentFaceId,
}

impl Proof {
    pub fn is_face(&self) -> bool {
        matches!(self, Self::Face { .. })
    }

    fn shows(&self, means: SigningMeans) -> bool {
        match means {
            SigningMeans::SignPassword => *self == Self::SignPassword,
            SigningMeans::Passkey => *self == Self::Passkey,
        }
    }

    /// As it is serialised.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Face { .. } => "face",
            Self::SignPassword => "sign_password",
            Self::Passkey => "passkey",
        }
    }

    fn kind(&self) -> std::mem::Discriminant<Self> {
        std::mem::discriminant(self)
    }
}

/// A proof as it stands for a party.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenProof {
    pub proof: Proof,
    pub at: Timestamp,
}

/// The latest of each kind stands.
pub(super) fn give(proofs: &mut Vec<GivenProof>, proof: Proof, at: Timestamp) {
    proofs.retain(|given| given.proof.kind() != proof.kind());
    proofs.push(GivenProof { proof, at });
}

/// What the act still waits for. With `now`, proofs must be fresh and reading cannot have taken longer than the time
/// that has passed; a record is judged without it.
///
/// # Errors
/// The first thing that is missing.
pub fn require_met(
    state: &ContractState,
    party: &PartyState,
    now: Option<Timestamp>,
) -> Result<(), Rejection> {
    let demands = state
        .planned(party.no)
        .map(|planned| planned.demands)
        .unwrap_or_default();
    require_read(state, party, demands, now)?;
    let proven = |shows: &dyn Fn(&Proof) -> bool| {
        party
            .proofs
            .iter()
            .any(|given| shows(&given.proof) && now.is_none_or(|now| now.since(given.at) <= PROOF_LIFE_MS))
    };
    if state.face_rule() == Some(FaceRule::Asked) && !proven(&Proof::is_face) {
        return Err(Rejection::FaceNeeded);
    }
    match demands.means {
        Some(means) if !proven(&|proof| proof.shows(means)) => Err(match means {
            SigningMeans::SignPassword => Rejection::SignPasswordNeeded,
            SigningMeans::Passkey => Rejection::PasskeyNeeded,
        }),
        _ => Ok(()),
    }
}

fn require_read(
    state: &ContractState,
    party: &PartyState,
    demands: Demands,
    now: Option<Timestamp>,
) -> Result<(), Rejection> {
    let pages = state.opened.as_ref().map_or(0, |opened| opened.page_count);
    if demands.read_to_end
        && let Some(page) = (1..=pages).find(|page| !party.read.contains_key(page))
    {
        return Err(Rejection::PageUnread(page));
    }
    let told = party
        .read
        .values()
        .fold(0, |sum: u64, millis| sum.saturating_add(*millis));
    let possible = now.map_or(u64::MAX, |now| {
        u64::try_from(now.since(party.reading_since)).unwrap_or(0)
    });
    let left = (u64::from(demands.read_seconds) * 1000).saturating_sub(told.min(possible));
    if left > 0 {
        return Err(Rejection::ReadLonger(left.div_ceil(1000)));
    }
    Ok(())
}
