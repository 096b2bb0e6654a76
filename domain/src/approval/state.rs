//! What follows from an approval's events.

use super::asking::Waiting;
use super::event::Actor;
use super::passage::Consented;
use super::step::{Guarded, Request, Step};
use crate::ids::StreamId;
use crate::organisation::event::MemberNo;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
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

impl Outcome {
    /// As it stands in lists and in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Passed => "passed",
            Self::SentBack => "sent_back",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Used => "used",
        }
    }
}

/// What somebody did, for the history that people read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    pub at: Timestamp,
    /// Which step waited then, from 0.
    pub step: usize,
    pub actor: Actor,
    pub kind: DeedKind,
    /// The opinion or the reason.
    pub words: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    Passed,
    SentBack,
    Refused,
    Delegated(MemberNo),
    StepAdded,
}

#[derive(Clone, Debug, Default)]
pub struct ApprovalState {
    /// The last line.
    pub seq: u64,
    pub request: Option<Request>,
    pub requested_at: Timestamp,
    /// Those of the request, and those that were added.
    pub steps: Vec<Step>,
    /// Steps that are passed.
    pub done: usize,
    /// Whose part in the present step is done.
    pub passed: BTreeSet<MemberNo>,
    /// Who acts instead of whom in the present step.
    pub delegated: BTreeMap<MemberNo, MemberNo>,
    pub outcome: Outcome,
    pub ended_at: Option<Timestamp>,
    /// The line with the outcome.
    pub ended: Option<(u64, crate::hash::Sha256Hash)>,
    pub reminded_at: Option<Timestamp>,
    pub deeds: Vec<Deed>,
    /// The line of the one use.
    pub used: Option<(u64, crate::hash::Sha256Hash)>,
}

impl ApprovalState {
    /// The step that waits; none once there is an outcome.
    pub fn waiting(&self) -> Option<Waiting> {
        let request = self.request.as_ref()?;
        let step = self.steps.get(self.done)?;
        (self.outcome == Outcome::Pending).then(|| Waiting {
            requester: request.requester,
            own_request: request.own_request,
            step: step.clone(),
            passed: self.passed.clone(),
            delegated: self.delegated.clone(),
        })
    }

    /// Whether a party of a contract waits for it.
    pub fn concerns_a_party(&self) -> bool {
        let act = self.request.as_ref().map(|request| request.subject.act);
        matches!(act, Some(Guarded::OwnSignature | Guarded::SealUse))
    }

    /// The consent that it came to, once it serves its subject; `stream` is this approval.
    pub fn consented(&self, stream: &StreamId) -> Option<Consented> {
        let request = self.request.as_ref()?;
        let (seq, hash) = self.used.filter(|_| self.outcome == Outcome::Used)?;
        let line = Quote {
            stream: stream.clone(),
            seq,
            hash,
        };
        Some(Consented::new(request, line))
    }
}
