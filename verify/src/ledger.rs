//! Collects what the checks find, one entry a check; the worst finding of a check is its outcome.

use crate::check::CheckId;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Findings kept per check; further ones are counted.
const KEPT: usize = 12;

/// How a check ended, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing of this kind is in the package, or an earlier failure left nothing to check.
    Skipped,
    Pass,
    /// Sound, but weaker than it could be, or its trust is not pinned.
    Degraded,
    /// Made in a way that this version does not know: neither sound nor wrong can be said.
    Unknown,
    Fail,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    outcome: Option<Outcome>,
    details: Vec<String>,
    dropped: usize,
}

/// What all checks found so far.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<CheckId, Entry>,
    /// Codes of weak points (see `recorder::package::weak_points`).
    pub degraded: BTreeSet<String>,
    /// Why the file cannot be checked at all.
    pub not_checkable: Option<String>,
}

impl Ledger {
    /// The check ran and found nothing wrong so far.
    pub fn pass(&mut self, check: CheckId) {
        self.note(check, Outcome::Pass, None);
    }

    pub fn skip(&mut self, check: CheckId, why: impl Into<String>) {
        self.note(check, Outcome::Skipped, Some(why.into()));
    }

    pub fn degrade(&mut self, check: CheckId, why: impl Into<String>) {
        self.note(check, Outcome::Degraded, Some(why.into()));
    }

    pub fn unknown(&mut self, check: CheckId, what: impl Into<String>) {
        self.note(check, Outcome::Unknown, Some(what.into()));
    }

    pub fn fail(&mut self, check: CheckId, what: impl Into<String>) {
        self.note(check, Outcome::Fail, Some(what.into()));
    }

    /// Passes if `holds`, fails with `what` otherwise; returns `holds`.
    pub fn expect(&mut self, check: CheckId, holds: bool, what: impl FnOnce() -> String) -> bool {
        if holds {
            self.pass(check);
        } else {
            self.fail(check, what());
        }
        holds
    }

    pub fn failed(&self) -> bool {
        self.entries
            .values()
            .any(|entry| entry.outcome == Some(Outcome::Fail))
    }

    /// Outcome and details of a check.
    pub fn outcome(&self, check: CheckId) -> (Outcome, String) {
        let Some(entry) = self.entries.get(&check) else {
            return (Outcome::Skipped, "not reached".to_owned());
        };
        let mut detail = entry.details.join("; ");
        if entry.dropped > 0 {
            detail.push_str(&format!("; and {} more", entry.dropped));
        }
        (entry.outcome.unwrap_or(Outcome::Skipped), detail)
    }

    fn note(&mut self, check: CheckId, outcome: Outcome, detail: Option<String>) {
        let entry = self.entries.entry(check).or_default();
        if entry.outcome < Some(outcome) {
            entry.outcome = Some(outcome);
            // What was found at a milder level no longer matters.
            entry.details.clear();
            entry.dropped = 0;
        }
        if entry.outcome == Some(outcome)
            && let Some(detail) = detail
        {
            if entry.details.len() < KEPT {
                entry.details.push(detail);
            } else {
                entry.dropped += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_stands() {
        let mut ledger = Ledger::default();
        ledger.pass(CheckId::V04);
        ledger.degrade(CheckId::V04, "weak");
        ledger.fail(CheckId::V04, "line 3");
        ledger.pass(CheckId::V04);
        assert_eq!(ledger.outcome(CheckId::V04), (Outcome::Fail, "line 3".to_owned()));
        assert_eq!(ledger.outcome(CheckId::V05).0, Outcome::Skipped);
        assert!(ledger.failed());
    }

    #[test]
    fn endless_findings_stay_short() {
        let mut ledger = Ledger::default();
        for line in 0..10_000 {
            ledger.fail(CheckId::V04, format!("line {line}"));
        }
        assert!(ledger.outcome(CheckId::V04).1.len() < 400);
    }
}
