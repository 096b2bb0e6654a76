//! How far a bulk start is.

use super::{BulkStartEvent as Event, PreparedRows, RowOutcome};
use crate::aggregate::{Projection, Recorded};
use crate::ids::StreamId;
use crate::timestamp::Timestamp;
use serde_json::json;

/// The list of an owner's bulk starts.
pub const BULK_STARTS: &str = "bulk_starts";

#[derive(Clone, Debug, Default)]
pub struct BulkStartState {
    pub prepared: Option<PreparedRows>,
    pub prepared_at: Timestamp,
    pub begun: bool,
    pub stopped: bool,
    /// Of the good rows, in their order, as far as it is.
    pub outcomes: Vec<RowOutcome>,
}

impl BulkStartState {
    /// How many good rows there are.
    pub fn good(&self) -> u32 {
        self.prepared.as_ref().map_or(0, |prepared| prepared.good)
    }

    /// How many of them are done with.
    pub fn done(&self) -> u32 {
        u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX)
    }

    /// Further rows are to be started.
    pub fn is_under_way(&self) -> bool {
        self.begun && !self.stopped && self.done() < self.good()
    }

    /// `prepared`, `under_way`, `done`, `stopped`.
    pub fn word(&self) -> &'static str {
        if self.is_under_way() {
            "under_way"
        } else if !self.begun && !self.stopped {
            "prepared"
        } else if self.begun && self.done() == self.good() {
            "done"
        } else {
            "stopped"
        }
    }

    /// Rows that were refused so far.
    pub fn refused(&self) -> usize {
        let refused = |outcome: &&RowOutcome| matches!(outcome, RowOutcome::Refused { .. });
        self.outcomes.iter().filter(refused).count()
    }

    pub(super) fn apply(&mut self, recorded: &Recorded<Event>) {
        match &recorded.event {
            Event::Prepared(prepared) => {
                self.prepared = Some(prepared.clone());
                self.prepared_at = recorded.at;
            }
            Event::Begun {} => self.begun = true,
            Event::Rows { outcomes, .. } => self.outcomes.extend_from_slice(outcomes),
            Event::Stopped {} => self.stopped = true,
        }
    }

    pub(super) fn row(&self, stream: &StreamId) -> Option<Projection> {
        let prepared = self.prepared.as_ref()?;
        Some(Projection {
            list: BULK_STARTS,
            owner: prepared.owner,
            sort_at: self.prepared_at,
            state: self.word(),
            found_by: vec![prepared.template_name.clone()],
            filed: None,
            row: json!({
                "id": stream.id,
                "template": prepared.template.stream.id,
                "template_name": prepared.template_name,
                "state": self.word(),
                "good": prepared.good,
                "bad": prepared.bad,
                "done": self.done(),
                "refused": self.refused(),
                "at": self.prepared_at,
            }),
        })
    }

    pub(super) fn broken(&self) -> Vec<&'static str> {
        if self.done() <= self.good() {
            Vec::new()
        } else {
            vec!["no more rows are done than there are"]
        }
    }
}
