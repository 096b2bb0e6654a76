//! Commands decided one after another on a state that is not stored yet, to be stored together.
//!
//! Pure but for its inputs: the pending state starts as a clone of the state below it and is evolved with
//! each decision's events; if anything goes wrong it is thrown away and the commands are decided again.

use super::message::Submit;
use super::outcome::{CommandError, CommandOutcome};
use domain::aggregate::{Aggregate, EffectId, Envelope, Projection, Recorded, Timer};
use domain::canonical::NotCanonical;
use domain::ids::{CommandId, StreamId};
use domain::line::{self, Head, Line, LineHeader};
use domain::ports::event_log::Append;
use domain::timestamp::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Commands on their way into the log, and the state that they lead to.
pub(super) struct Batch<A: Aggregate> {
    pub head: Head,
    pub state: A::State,
    pub entries: Vec<Entry<A>>,
    /// What each entry asks of the log, in the same order; taken when the batch leaves.
    pub requests: Vec<Request>,
}

/// One command and everybody who waits for its answer: repetitions wait beside the first.
pub(super) struct Entry<A: Aggregate> {
    pub waiting: Vec<Submit<A>>,
    pub decision: Decision<A>,
}

/// What deciding a command came to.
pub(super) enum Decision<A: Aggregate> {
    /// Being stored; without events if the command had nothing to do, so that a repetition is known again.
    Write(Writing<A>),
    /// To be answered once it is certain that nothing before it failed, and that the command was not taken
    /// long ago: then the first answer stands.
    Refuse(CommandError<A::Rejection>),
}

/// What follows when a decision is stored.
pub(super) struct Writing<A: Aggregate> {
    pub outcome: CommandOutcome,
    pub events: Vec<Recorded<A::Event>>,
    pub effects: Vec<(EffectId, A::Effect)>,
    /// The earliest deadline that now stands.
    pub due: Option<Timestamp>,
}

/// What stands beside the lines, as it follows from a state.
struct Standing {
    timers: Vec<Timer>,
    projections: Vec<Projection>,
}

/// What one entry asks of the log.
pub(super) enum Request {
    Append(Box<Append>),
    /// Whether a command that is now refused was taken before.
    Look(CommandId),
}

/// Where and when a batch is decided.
pub(super) struct Bench<'a> {
    pub stream: &'a StreamId,
    pub epoch: u64,
    pub now: Timestamp,
}

impl<A: Aggregate> Entry<A> {
    pub(super) fn command(&self) -> Option<CommandId> {
        self.waiting.first().map(|first| first.envelope.id)
    }
}

impl<A: Aggregate> Decision<A> {
    /// Whether later decisions of its batch rest on events of this one.
    pub(super) fn changes_state(&self) -> bool {
        matches!(self, Self::Write(writing) if !writing.events.is_empty())
    }
}

impl<A: Aggregate> Batch<A> {
    /// A batch on top of a state.
    pub(super) fn on(head: Head, state: A::State) -> Self {
        Self {
            head,
            state,
            entries: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// Lets a repetition wait beside its first command; gives it back if that is not in this batch.
    pub(super) fn join(&mut self, submit: Submit<A>) -> Option<Submit<A>> {
        let command = submit.envelope.id;
        match self
            .entries
            .iter_mut()
            .find(|entry| entry.command() == Some(command))
        {
            Some(entry) => {
                entry.waiting.push(submit);
                None
            }
            None => Some(submit),
        }
    }

    /// Decides a command on the pending state and brings the state up to date.
    ///
    /// # Panics
    /// Where a rule does. That command has then been answered, so that only innocent ones are given to the
    /// actor's next life.
    pub(super) fn decide(&mut self, bench: &Bench<'_>, mut submit: Submit<A>) {
        submit.envelope.at = bench.now.max(self.head.at);
        let deciding = AssertUnwindSafe(|| self.decision(bench, &submit.envelope));
        match catch_unwind(deciding) {
            Ok((decision, request)) => {
                self.entries.push(Entry {
                    waiting: vec![submit],
                    decision,
                });
                self.requests.push(request);
            }
            Err(panic) => {
                tracing::error!(stream = %bench.stream, command = %submit.envelope.id, "entity: a rule panicked");
                let _ = submit.answer.send(Err(CommandError::Unavailable));
                resume_unwind(panic);
            }
        }
    }

    fn decision(&mut self, bench: &Bench<'_>, envelope: &Envelope<A::Command>) -> (Decision<A>, Request) {
        let decided = A::decide(&self.state, envelope)
            .map_err(CommandError::Refused)
            .and_then(|events| {
                let lines = self
                    .lines(bench, envelope, &events)
                    .map_err(CommandError::Unwritable)?;
                Ok((events, lines))
            });
        match decided {
            Ok((events, lines)) => {
                let (writing, append) = self.write(bench, envelope, events, lines);
                (Decision::Write(writing), Request::Append(Box::new(append)))
            }
            Err(refusal) => (Decision::Refuse(refusal), Request::Look(envelope.id)),
        }
    }

    fn lines(
        &self,
        bench: &Bench<'_>,
        envelope: &Envelope<A::Command>,
        events: &[A::Event],
    ) -> Result<Vec<Line>, NotCanonical> {
        let header = LineHeader {
            stream: bench.stream,
            at: envelope.at,
            by: envelope.by,
            command: envelope.id,
            seen: envelope.seen,
        };
        let mut head = self.head;
        let mut lines = Vec::with_capacity(events.len());
        for event in events {
            let line = line::write(head, &header, event)?;
            head = Head {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
            };
            lines.push(line);
        }
        Ok(lines)
    }

    /// What the store holds of the state beside its lines.
    fn standing(&self, bench: &Bench<'_>) -> Standing {
        Standing {
            timers: A::timers(&self.state),
            projections: A::projections(bench.stream, &self.state),
        }
    }

    /// Evolves the pending state and gathers all that is stored with the lines.
    fn write(
        &mut self,
        bench: &Bench<'_>,
        envelope: &Envelope<A::Command>,
        events: Vec<A::Event>,
        lines: Vec<Line>,
    ) -> (Writing<A>, Append) {
        let expected_seq = self.head.seq;
        let before = self.standing(bench);
        let mut recorded = Vec::with_capacity(events.len());
        let mut effects = Vec::new();
        for (line, event) in lines.iter().zip(events) {
            let event = Recorded {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
                by: line.by,
                event,
            };
            A::evolve(&mut self.state, &event);
            let ids = (0..).map(|index| EffectId {
                seq: event.seq,
                index,
            });
            effects.extend(ids.zip(A::effects(&self.state, &event)));
            self.head = Head {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
            };
            recorded.push(event);
        }
        debug_assert_eq!(A::broken_invariants(&self.state), Vec::<&str>::new());
        let outcome = CommandOutcome {
            seq: self.head.seq,
            hash: self.head.hash,
        };
        let Standing { timers, projections } = self.standing(bench);
        let due = timers.iter().map(|timer| timer.due).min();
        let append = Append {
            stream: bench.stream.clone(),
            expected_seq,
            epoch: bench.epoch,
            command: envelope.id,
            result: json(&outcome),
            lines,
            effects: effects.iter().map(|(id, effect)| (*id, json(effect))).collect(),
            answers: envelope.answers,
            // Most commands of a live session change neither: what stands is not written again.
            timers: (timers != before.timers).then_some(timers),
            projections: (projections != before.projections).then_some(projections),
        };
        (
            Writing {
                outcome,
                events: recorded,
                effects,
                due,
            },
            append,
        )
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    #[expect(
        clippy::expect_used,
        reason = "a panic here stores nothing; half an append would be worse"
    )]
    serde_json::to_vec(value).expect("outcomes and effects are plain data with string keys")
}
