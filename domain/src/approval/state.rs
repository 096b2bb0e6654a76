//! What follows from an approval's events.

use super::step::{Request, Step};
use crate::organisation::event::MemberNo;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Outcome {
    #[default]
    Pending,
    /// Not used yet.
    Passed,
    SentBack,
    Refused,
    Withdrawn,
    Expired,
    Used,
}

#[derive(Clone, Debug, Default)]
pub struct ApprovalState {
    /// The last line.
    pub seq: u64,
    pub request: Option<Request>,
    /// Those of the request, and those that were added.
    pub steps: Vec<Step>,
    /// Steps that are passed.
    pub done: usize,
    /// Who has passed the present step.
    pub passed_by: BTreeSet<MemberNo>,
    /// Who acts instead of whom in the present step.
    pub delegated: BTreeMap<MemberNo, MemberNo>,
    pub outcome: Outcome,
}

impl ApprovalState {
    /// The step that waits; none once all are passed.
    pub fn present_step(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }
}
