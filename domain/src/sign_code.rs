//! The sign code 签署二维码: one picture, and a contract of their own for everybody who scans it 一码多签.
//!
//! Whoever scans takes a place, and a place is one contract, whose id follows from the code and the place's number.
//! People stand in the log as accounts; what they said is a file beside it. See decision 0065.

pub mod conditions;
pub mod rules;
pub mod state;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{
    Aggregate, EffectBody, Envelope, EventBody, NotAllowed, Projection, Recorded, Refusal, Timer,
};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, DraftId, OrganisationId, StreamId};
use crate::personal::PersonalSlot;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use state::SignCodeState;
use uuid::Uuid;

/// The sign code aggregate.
#[derive(Debug, Clone, Copy)]
pub enum SignCode {}

/// What a code allows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rules {
    /// Most contracts.
    pub contracts: u32,
    pub until: Timestamp,
    /// How many days after the scan a contract can be signed, 1 to 30.
    pub days_to_sign: u16,
    /// The same person may come again.
    pub repeats: bool,
    /// For these people alone; absent: for anyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Vec<AccountId>>,
    /// The picture changes after so many minutes; absent: it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotates: Option<u16>,
}

/// A code as it was issued.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Issued {
    pub owner: AccountId,
    /// For which organisation; absent: for the owner alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// The line of the template's version.
    pub template: Quote,
    pub template_name: String,
    pub rules: Rules,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignCodeCommand {
    /// The caller owns it.
    Issue(Issued),
    /// By the owner. What was begun before goes on.
    Turn { on: bool },
    /// The caller takes a place. `attempt` is the phone's: sent again it is the same place.
    Take { attempt: Uuid, said: Sha256Hash },
    /// By the hub: the contract of a place stands.
    RecordOpened { place: u32 },
    /// By the hub: no contract can be opened for it, now or later; the place is free again.
    RecordRefused { place: u32, code: String },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum SignCodeEvent {
    #[serde(rename = "hub.sign_code_issued.v1")]
    Issued(Issued),
    #[serde(rename = "hub.sign_code_turned.v1")]
    Turned { on: bool },
    /// `place` counts from 0; `said` is a file of this code: what the visitor typed.
    #[serde(rename = "hub.sign_code_place_taken.v1")]
    Taken {
        place: u32,
        person: AccountId,
        attempt: Uuid,
        said: Sha256Hash,
    },
    #[serde(rename = "hub.sign_code_contract_opened.v1")]
    Opened { place: u32 },
    #[serde(rename = "hub.sign_code_contract_refused.v1")]
    Refused { place: u32, code: String },
}

impl EventBody for SignCodeEvent {
    /// People stand in what they said, which is a file.
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

/// What a sign code asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum SignCodeEffect {
    /// Open the contract of a place → `RecordOpened` or `RecordRefused`.
    Open { place: u32, said: Sha256Hash },
}

impl EffectBody for SignCodeEffect {}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SignCodeRejection {
    #[error("there is no such sign code")]
    NotIssued,
    #[error("it is issued already, with other rules")]
    AlreadyIssued,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("the rules of the code are out of range")]
    BadRules,
    #[error("the code is switched off")]
    Off,
    #[error("the code's days are over")]
    Over,
    #[error("all contracts of the code are used")]
    UsedUp,
    #[error("the code is for other people")]
    NotNamed,
    #[error("this person has a contract by this code already")]
    SignedAlready { place: u32 },
    #[error("there is no such place")]
    NoPlace,
}

impl From<NotAllowed> for SignCodeRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl Refusal for SignCodeRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotIssued | Self::NoPlace => "sign_code_not_found",
            Self::AlreadyIssued => "sign_code_issued_already",
            Self::NotAllowed => "not_allowed",
            Self::BadRules => "sign_code_rules_wrong",
            Self::Off => "sign_code_off",
            Self::Over => "sign_code_over",
            Self::UsedUp => "sign_code_used_up",
            Self::NotNamed => "sign_code_not_named",
            Self::SignedAlready { .. } => "sign_code_signed_already",
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::SignedAlready { place } => vec![("place", place.to_string())],
            _ => Vec::new(),
        }
    }
}

/// The draft of a place, and so its contract. `stream` is the code's.
pub fn draft_of_place(stream: &StreamId, place: u32) -> DraftId {
    DraftId(derived(b"sign-code-draft\0", stream, place))
}

/// The id of the command that opens a place's contract.
pub fn opening_of_place(stream: &StreamId, place: u32) -> CommandId {
    CommandId(derived(b"sign-code-open\0", stream, place))
}

fn derived(purpose: &[u8], stream: &StreamId, place: u32) -> Uuid {
    Sha256Hash::of_parts(&[purpose, stream.id.as_bytes(), &place.to_be_bytes()]).as_id()
}

impl Aggregate for SignCode {
    const KIND: &'static str = "sign_code";
    type State = SignCodeState;
    type Command = SignCodeCommand;
    type Event = SignCodeEvent;
    type Rejection = SignCodeRejection;
    type Effect = SignCodeEffect;

    fn decide(
        state: &SignCodeState,
        command: &Envelope<SignCodeCommand>,
    ) -> Result<Vec<SignCodeEvent>, SignCodeRejection> {
        rules::decide(state, command)
    }

    fn evolve(state: &mut SignCodeState, event: &Recorded<SignCodeEvent>) {
        state.apply(event);
    }

    fn effects(_: &SignCodeState, event: &Recorded<SignCodeEvent>) -> Vec<SignCodeEffect> {
        match event.event {
            SignCodeEvent::Taken { place, said, .. } => vec![SignCodeEffect::Open { place, said }],
            _ => Vec::new(),
        }
    }

    fn timers(_: &SignCodeState) -> Vec<Timer> {
        Vec::new()
    }

    fn timer_command(_: &str) -> Option<SignCodeCommand> {
        None
    }

    fn projections(stream: &StreamId, state: &SignCodeState) -> Vec<Projection> {
        state.row(stream).into_iter().collect()
    }

    fn broken_invariants(state: &SignCodeState) -> Vec<&'static str> {
        state.broken()
    }
}
