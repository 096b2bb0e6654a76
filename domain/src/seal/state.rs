//! What follows from a seal's events, and who may use it now.

use super::event::{GrantNo, SealEvent};
use super::kind::{Picture, SealKind, SealOwner, Source};
use super::permit::Permit;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId};
use crate::organisation::event::MemberNo;
use crate::timestamp::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SealStanding {
    /// Not made.
    #[default]
    None,
    /// 审核中: waits for the platform's reviewer.
    UnderReview,
    /// 待超管确认: waits for the super administrator.
    AwaitingSuperAdministrator,
    /// Nobody must act: the hub signs the record.
    Entering,
    /// 使用中
    InUse,
    /// 审核未通过
    Refused,
    /// 已禁用: can be enabled again.
    Disabled,
    /// 已停用: for good.
    Stopped,
}

/// What was made, by whom and when; it does not change, but for the name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeSeal {
    pub owner: SealOwner,
    pub kind: SealKind,
    pub name: String,
    pub source: Source,
    pub picture: Picture,
    pub maker: AccountId,
    pub at: Timestamp,
    pub review_due: Option<Timestamp>,
}

/// The signed record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedRecord {
    pub record: Sha256Hash,
    pub certificate: Option<Sha256Hash>,
    pub until: Timestamp,
}

/// One holder for one period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    pub member: MemberNo,
    pub account: AccountId,
    pub from: Timestamp,
    pub until: Option<Timestamp>,
    pub withdrawn: Option<Timestamp>,
}

impl Grant {
    /// Whether it covers this moment.
    pub fn is_live(&self, at: Timestamp) -> bool {
        self.withdrawn.is_none() && self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// Whether it is over for good at this moment.
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.withdrawn.is_some() || self.until.is_some_and(|until| until <= at)
    }
}

/// Why a seal is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Words of the reviewer or the super administrator.
    Because(String),
    /// A code of the catalogue.
    Code(String),
}

#[derive(Clone, Debug, Default)]
pub struct SealState {
    pub standing: SealStanding,
    pub made: Option<MadeSeal>,
    pub refused: Option<Refused>,
    pub record: Option<SignedRecord>,
    pub grants: BTreeMap<GrantNo, Grant>,
    /// Every use needs an approval first.
    pub needs_approval: bool,
    /// Permits that are open, or expired and never confirmed.
    pub permits: BTreeMap<ActId, Permit>,
    /// Acts whose permit was confirmed or given back.
    pub spent: BTreeSet<ActId>,
    /// Seq of the last event that changed who may use it.
    pub rights_seq: u64,
    /// How often it was used.
    pub uses: u64,
}

/// Why this person may use it now: by which grant, or as the one person whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hold {
    Grant(GrantNo),
    /// The legal representative, or the person who owns it.
    Own,
}

impl SealState {
    /// The live hold of this account at this moment; `member` is what the organisation says it is there.
    ///
    /// That the legal representative is that person is the organisation's to say, not the seal's.
    pub fn hold(&self, account: AccountId, member: Option<MemberNo>, at: Timestamp) -> Option<Hold> {
        let made = self.made.as_ref()?;
        match (made.owner, made.kind) {
            (SealOwner::Person(owner), _) => (owner == account).then_some(Hold::Own),
            (SealOwner::Organisation(_), SealKind::LegalRepresentative) => member.map(|_| Hold::Own),
            (SealOwner::Organisation(_), _) => self
                .grants
                .iter()
                .find(|(_, grant)| {
                    grant.account == account && Some(grant.member) == member && grant.is_live(at)
                })
                .map(|(no, _)| Hold::Grant(*no)),
        }
    }

    /// Whether an event changes who may use the seal.
    pub fn changes_rights(event: &SealEvent) -> bool {
        matches!(
            event,
            SealEvent::CameIntoUse { .. }
                | SealEvent::Granted { .. }
                | SealEvent::GrantWithdrawn { .. }
                | SealEvent::ApprovalSwitched { .. }
                | SealEvent::Disabled { .. }
                | SealEvent::Enabled { .. }
                | SealEvent::Stopped { .. }
        )
    }
}
