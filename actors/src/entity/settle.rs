//! What a batch came to, from the log's verdicts: who is answered what, and what must be decided again.

use super::batch::{Batch, Decision, Entry};
use super::message::{Answer, Submit};
use super::outcome::{CommandError, CommandOutcome, Snapshot};
use super::store_batch::Verdict;
use domain::aggregate::{Aggregate, EffectId, Recorded};
use domain::ids::CommandId;
use domain::timestamp::Timestamp;
use std::sync::Arc;

/// A batch with the log's answer.
pub(super) struct Settled<A: Aggregate> {
    pub answers: Vec<(Submit<A>, Answer<A>)>,
    /// Results to remember.
    pub taken: Vec<(CommandId, CommandOutcome)>,
    /// The earliest deadline that was stored.
    pub due: Option<Timestamp>,
    pub course: Course<A>,
}

/// How the entity goes on after a batch.
pub(super) enum Course<A: Aggregate> {
    /// Everything that was decided is stored: this state stands now, and this follows.
    Stored {
        snapshot: Snapshot<A>,
        events: Vec<Recorded<A::Event>>,
        effects: Vec<(EffectId, A::Effect)>,
    },
    /// The pending state was wrong from some command on: read the log again, then decide these one by one.
    Stale {
        undecided: Vec<Submit<A>>,
        conflict: bool,
    },
    /// Another node owns the stream; these were not stored.
    Moved { undecided: Vec<Submit<A>> },
}

/// Sorts a batch by the log's verdicts.
pub(super) fn settle<A: Aggregate>(batch: Batch<A>, verdicts: Vec<Verdict>) -> Settled<A> {
    let Batch {
        head, state, entries, ..
    } = batch;
    let (mut answers, mut taken, mut due) = (Vec::new(), Vec::new(), None);
    let (mut events, mut effects) = (Vec::new(), Vec::new());
    let mut undecided: Option<Vec<Submit<A>>> = None;
    let (mut conflict, mut moved) = (false, false);
    for (Entry { waiting, decision }, verdict) in entries.into_iter().zip(verdicts) {
        if let Some(undecided) = &mut undecided {
            undecided.extend(waiting);
            continue;
        }
        let answer = match (verdict, decision) {
            (Verdict::Stored, Decision::Write(writing)) => {
                due = due.into_iter().chain(writing.due).min();
                events.extend(writing.events);
                effects.extend(writing.effects);
                Ok(writing.outcome)
            }
            (Verdict::NotTaken, Decision::Refuse(refusal)) => Err(refusal),
            (Verdict::Repeated(outcome), decision) => {
                if decision.changes_state() {
                    // What follows was decided on events that were not stored.
                    undecided = Some(Vec::new());
                }
                Ok(outcome)
            }
            (Verdict::Unreadable(reason), decision) => {
                tracing::error!(command = ?waiting.first().map(|w| w.envelope.id), %reason, "entity: log answer");
                if decision.changes_state() {
                    undecided = Some(Vec::new());
                }
                Err(CommandError::Unavailable)
            }
            (verdict, _) => {
                conflict = matches!(verdict, Verdict::Conflict);
                moved = matches!(verdict, Verdict::Fenced);
                undecided = Some(waiting);
                continue;
            }
        };
        if let (Ok(outcome), Some(first)) = (&answer, waiting.first()) {
            taken.push((first.envelope.id, *outcome));
        }
        answers.extend(waiting.into_iter().map(|submit| (submit, answer.clone())));
    }
    let course = match undecided {
        None => Course::Stored {
            snapshot: Snapshot {
                head,
                state: Arc::new(state),
            },
            events,
            effects,
        },
        Some(undecided) if moved => Course::Moved { undecided },
        Some(undecided) => Course::Stale { undecided, conflict },
    };
    Settled {
        answers,
        taken,
        due,
        course,
    }
}
