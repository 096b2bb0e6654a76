//! The bulk start 批量发起 of contracts: one template, and a sheet with a row for each contract.
//!
//! What the rows say is a file beside the log, named by its hash, for they are full of people. The log has who started
//! how many from which version, and what became of each row. A contract's id follows from the bulk start and the number
//! of its row, so that a row that is begun twice is one contract.

pub mod rules;
pub mod sheet;
pub mod state;

use crate::aggregate::{
    Aggregate, EffectBody, Envelope, EventBody, NotAllowed, Projection, Recorded, Refusal, Timer,
};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ApprovalId, ContractId, DraftId, OrganisationId, StreamId};
use crate::personal::PersonalSlot;
use crate::quote::Quote;
use serde::{Deserialize, Serialize};
use state::BulkStartState;
use uuid::Uuid;

/// The bulk start aggregate.
#[derive(Debug, Clone, Copy)]
pub enum BulkStart {}

/// What is started, as its sheet was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreparedRows {
    pub owner: AccountId,
    /// For which organisation; absent: for the owner alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// The line of the template's version.
    pub template: Quote,
    pub template_name: String,
    /// SHA-256 of the rows, a file of this bulk start: [`sheet::Sheet`] as JSON.
    pub rows: Sha256Hash,
    /// Rows that can be started, and rows that cannot.
    pub good: u32,
    pub bad: u32,
}

/// What became of one row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum RowOutcome {
    Started {
        contract: ContractId,
    },
    /// It goes out by itself when its approval is given.
    AwaitsApproval {
        approval: ApprovalId,
    },
    Refused {
        code: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BulkStartCommand {
    Prepare(PreparedRows),
    /// By the owner.
    Begin,
    /// What became of the rows from `from` on, by the hub.
    RecordRows {
        from: u32,
        outcomes: Vec<RowOutcome>,
    },
    /// By the owner: no further row is begun.
    Stop,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum BulkStartEvent {
    #[serde(rename = "hub.bulk_start_prepared.v1")]
    Prepared(PreparedRows),
    #[serde(rename = "hub.bulk_start_begun.v1")]
    Begun {},
    #[serde(rename = "hub.bulk_start_rows.v1")]
    Rows { from: u32, outcomes: Vec<RowOutcome> },
    #[serde(rename = "hub.bulk_start_stopped.v1")]
    Stopped {},
}

impl EventBody for BulkStartEvent {
    /// People stand in the rows, which are a file.
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

/// What a bulk start asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum BulkStartEffect {
    /// Start the next rows from this one on → `RecordRows`.
    StartRows { from: u32 },
}

impl EffectBody for BulkStartEffect {}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BulkStartRejection {
    #[error("there is no such bulk start")]
    NotPrepared,
    #[error("it is prepared already, with other rows")]
    AlreadyPrepared,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("no row can be started")]
    NoRows,
    #[error("these rows are not the next ones")]
    OtherRows,
}

impl From<NotAllowed> for BulkStartRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl Refusal for BulkStartRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotPrepared => "bulk_start_not_found",
            Self::AlreadyPrepared => "bulk_start_made_already",
            Self::NotAllowed => "not_allowed",
            Self::NoRows => "bulk_start_no_rows",
            Self::OtherRows => "bulk_start_other_rows",
        }
    }
}

/// The draft of a row, and so its contract. `stream` is the bulk start's, `row` counts the good rows from 0.
pub fn draft_of_row(stream: &StreamId, row: u32) -> DraftId {
    DraftId(derived(b"bulk-draft\0", stream, row))
}

/// The id of the command that opens a row's contract.
pub fn opening_of_row(stream: &StreamId, row: u32) -> crate::ids::CommandId {
    crate::ids::CommandId(derived(b"bulk-open\0", stream, row))
}

fn derived(purpose: &[u8], stream: &StreamId, row: u32) -> Uuid {
    Sha256Hash::of_parts(&[purpose, stream.id.as_bytes(), &row.to_be_bytes()]).as_id()
}

impl Aggregate for BulkStart {
    const KIND: &'static str = "bulk_start";
    type State = BulkStartState;
    type Command = BulkStartCommand;
    type Event = BulkStartEvent;
    type Rejection = BulkStartRejection;
    type Effect = BulkStartEffect;

    fn decide(
        state: &BulkStartState,
        command: &Envelope<BulkStartCommand>,
    ) -> Result<Vec<BulkStartEvent>, BulkStartRejection> {
        rules::decide(state, command)
    }

    fn evolve(state: &mut BulkStartState, event: &Recorded<BulkStartEvent>) {
        state.apply(event);
    }

    fn effects(state: &BulkStartState, event: &Recorded<BulkStartEvent>) -> Vec<BulkStartEffect> {
        let goes_on = matches!(
            event.event,
            BulkStartEvent::Begun {} | BulkStartEvent::Rows { .. }
        );
        if goes_on && state.is_under_way() {
            vec![BulkStartEffect::StartRows { from: state.done() }]
        } else {
            Vec::new()
        }
    }

    fn timers(_: &BulkStartState) -> Vec<Timer> {
        Vec::new()
    }

    fn timer_command(_: &str) -> Option<BulkStartCommand> {
        None
    }

    fn projections(stream: &StreamId, state: &BulkStartState) -> Vec<Projection> {
        state.row(stream).into_iter().collect()
    }

    fn broken_invariants(state: &BulkStartState) -> Vec<&'static str> {
        state.broken()
    }
}
