//! The renewal 续期 of one sealed file: a further document time-stamp before the last one's certificate ends.
//!
//! A contract's log has its last line when the contract is closed; what is done for its file years later stands in a log
//! of its own, under the contract's id. It begins when the contract is closed, and its timer says when it is time
//! (PAdES B-LTA, ETSI EN 319 142-1, 5.5: further time-stamps over the file with fresh validation data).

pub mod rules;
pub mod state;

use crate::aggregate::{
    Aggregate, EffectBody, Envelope, EventBody, NotAllowed, Projection, Recorded, Refusal, Timer,
};
use crate::contract::event::Preserved;
use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use crate::personal::PersonalSlot;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use state::RenewalState;

/// The renewal aggregate. Its id is the contract's.
#[derive(Debug, Clone, Copy)]
pub enum Renewal {}

/// The file as the contract left it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeptFile {
    /// The contract's last line.
    pub closed: Quote,
    /// SHA-256 and length of the sealed file, a file of the contract.
    pub document: Sha256Hash,
    pub length: u64,
    /// Until when its document time-stamp can be checked by itself; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RenewalCommand {
    /// Watch over this file.
    Keep(KeptFile),
    /// By timer, or by the operator before the time.
    Begin,
    RecordRenewed(Preserved),
    RecordFailed {
        code: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum RenewalEvent {
    #[serde(rename = "hub.renewal_kept.v1")]
    Kept(KeptFile),
    #[serde(rename = "hub.renewal_due.v1")]
    Due {},
    /// Validation data of now, and a document time-stamp over everything.
    #[serde(rename = "hub.renewed.v1")]
    Renewed(Preserved),
    /// It could not be done now and is tried again; `code` says why.
    #[serde(rename = "hub.renewal_failed.v1")]
    Failed { code: String },
}

impl EventBody for RenewalEvent {
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

/// What a renewal asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum RenewalEffect {
    /// Append validation data and a document time-stamp → `RecordRenewed` or `RecordFailed`.
    Renew,
}

impl EffectBody for RenewalEffect {}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RenewalRejection {
    #[error("no file is kept under this id")]
    NotKept,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("nothing is due")]
    NotDue,
    #[error("it continues another file than the last one")]
    AnotherFile,
}

impl From<NotAllowed> for RenewalRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl Refusal for RenewalRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotKept => "renewal_not_kept",
            Self::NotAllowed => "not_allowed",
            Self::NotDue => "nothing_pending",
            Self::AnotherFile => "renewal_another_file",
        }
    }
}

impl Aggregate for Renewal {
    const KIND: &'static str = "renewal";
    type State = RenewalState;
    type Command = RenewalCommand;
    type Event = RenewalEvent;
    type Rejection = RenewalRejection;
    type Effect = RenewalEffect;

    fn decide(
        state: &RenewalState,
        command: &Envelope<RenewalCommand>,
    ) -> Result<Vec<RenewalEvent>, RenewalRejection> {
        rules::decide(state, command)
    }

    fn evolve(state: &mut RenewalState, event: &Recorded<RenewalEvent>) {
        state.apply(event);
    }

    fn effects(_: &RenewalState, event: &Recorded<RenewalEvent>) -> Vec<RenewalEffect> {
        match event.event {
            RenewalEvent::Due {} => vec![RenewalEffect::Renew],
            _ => Vec::new(),
        }
    }

    fn timers(state: &RenewalState) -> Vec<Timer> {
        let due = state.due_at().map(|due| Timer {
            key: rules::TIMER.to_owned(),
            due,
        });
        due.into_iter().collect()
    }

    fn timer_command(key: &str) -> Option<RenewalCommand> {
        (key == rules::TIMER).then_some(RenewalCommand::Begin)
    }

    fn projections(stream: &StreamId, state: &RenewalState) -> Vec<Projection> {
        state.row(stream).into_iter().collect()
    }

    fn broken_invariants(state: &RenewalState) -> Vec<&'static str> {
        state.broken()
    }
}
