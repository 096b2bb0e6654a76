//! The entity actor's way through one batch after another: read the log, decide, store, and what follows.

use super::{Ending, EntityActor, answer, give};
use crate::effects::EffectJob;
use crate::entity::batch::{Batch, Bench};
use crate::entity::handle::{EntityHandle, KeepAwake};
use crate::entity::load::{self, LoadError, Loaded};
use crate::entity::message::Submit;
use crate::entity::outcome::CommandError;
use crate::entity::settle::{Course, Settled, settle};
use crate::entity::store_batch::{Verdict, store_batch};
use actix::prelude::*;
use domain::aggregate::{Aggregate, EffectId, Recorded};
use futures_util::future::FutureExt as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::time::Instant;

/// Conflicts in a row after which a command is given up: with fencing there should be none.
const CONFLICTS: u32 = 5;

impl<A: Aggregate> EntityActor<A> {
    /// Reads what the log has beyond the stored state. The mailbox waits meanwhile.
    pub(super) fn load(&mut self, claim_empty: bool, ctx: &mut Context<Self>) {
        let log = Arc::clone(&self.shared.ports.log);
        let (stream, from) = (self.stream.clone(), self.stored.clone());
        let loading = async move { load::load::<A>(log.as_ref(), &stream, from, claim_empty).await };
        ctx.wait(
            loading
                .into_actor(self)
                .map(|loaded, actor, ctx| actor.loaded(loaded, ctx)),
        );
    }

    fn loaded(&mut self, loaded: Result<Loaded<A>, LoadError>, ctx: &mut Context<Self>) {
        match loaded {
            Ok(loaded) => {
                self.epoch = loaded.epoch;
                self.stored = loaded.stored;
                self.publish(loaded.news);
                self.run_effects(loaded.open_effects);
                self.go_on(ctx);
            }
            Err(error) => {
                tracing::error!(stream = %self.stream, %error, "entity: loading");
                self.end(Ending::Unreadable, ctx);
            }
        }
    }

    /// Decides a command into the batch that is not on its way yet.
    pub(super) fn decide(&mut self, epoch: u64, submit: Submit<A>) {
        let mut batch = self.next.take().unwrap_or_else(|| match &self.in_flight {
            Some(below) => Batch::on(below.head, below.state.clone()),
            None => Batch::on(self.stored.head, (*self.stored.state).clone()),
        });
        let bench = Bench {
            stream: &self.stream,
            epoch,
            now: self.shared.ports.clock.now(),
        };
        batch.decide(&bench, submit);
        self.next = Some(batch);
    }

    /// Sends the next thing to the log, unless something is on its way.
    pub(super) fn go_on(&mut self, ctx: &mut Context<Self>) {
        if self.in_flight.is_some() || self.ending.is_some() {
            return;
        }
        while self.next.is_none()
            && let Some(submit) = self.again.pop_front()
        {
            if let Some(outcome) = self.recent.get(submit.envelope.id) {
                answer(submit, Ok(outcome));
            } else if let Some(epoch) = self.epoch {
                self.decide(epoch, submit);
            } else {
                self.again.push_front(submit);
                return self.load(true, ctx);
            }
        }
        match self.next.take() {
            Some(batch) => self.send(batch, ctx),
            None if !self.retiring.is_empty() => ctx.stop(),
            None => {}
        }
    }

    fn send(&mut self, mut batch: Batch<A>, ctx: &mut Context<Self>) {
        let requests = std::mem::take(&mut batch.requests);
        self.in_flight = Some(batch);
        let shared = Arc::clone(&self.shared);
        let stream = self.stream.clone();
        // A task of its own: if this actor dies meanwhile, an unknown outcome still ends the process.
        let storing = actix_rt::spawn(async move {
            let storing = AssertUnwindSafe(store_batch(shared.ports.log.as_ref(), &stream, requests));
            let verdicts = storing
                .catch_unwind()
                .await
                .unwrap_or_else(|_| vec![Verdict::Unknown("the log has panicked".to_owned())]);
            for verdict in &verdicts {
                if let Verdict::Unknown(reason) = verdict {
                    tracing::error!(%stream, %reason, "entity: the outcome of a write is unknown");
                    shared.halt(reason);
                }
            }
            verdicts
        });
        ctx.spawn(
            storing
                .into_actor(self)
                .map(|verdicts, actor, ctx| match verdicts {
                    Ok(verdicts) => actor.settle(verdicts, ctx),
                    // Only when its thread ends.
                    Err(_) => actor.end(Ending::Halted, ctx),
                }),
        );
    }

    /// The log has answered: publishes, answers in order, and starts what follows.
    fn settle(&mut self, verdicts: Vec<Verdict>, ctx: &mut Context<Self>) {
        if verdicts
            .iter()
            .any(|verdict| matches!(verdict, Verdict::Unknown(_)))
        {
            return self.end(Ending::Halted, ctx);
        }
        let Some(batch) = self.in_flight.take() else {
            return;
        };
        self.last_used = Instant::now();
        let Settled {
            answers,
            taken,
            due,
            course,
        } = settle(batch, verdicts);
        for (command, outcome) in taken {
            self.recent.put(command, outcome);
        }
        if let Some(due) = due {
            self.shared.ports.nudge.at(due);
        }
        match course {
            Course::Stored {
                snapshot,
                events,
                effects,
            } => {
                self.conflicts = 0;
                self.stored = snapshot;
                self.publish(events);
                give(answers);
                self.run_effects(effects);
                self.go_on(ctx);
            }
            Course::Stale { undecided, conflict } => {
                give(answers);
                self.conflicts += u32::from(conflict);
                tracing::warn!(stream = %self.stream, undecided = undecided.len(), conflict, "entity: reloading");
                self.put_back(undecided);
                if self.conflicts < CONFLICTS {
                    self.load(true, ctx);
                } else {
                    self.end(Ending::Unreadable, ctx);
                }
            }
            Course::Moved { undecided } => {
                give(answers);
                tracing::warn!(stream = %self.stream, "entity: another owner holds the stream");
                self.put_back(undecided);
                self.end(Ending::Moved, ctx);
            }
        }
    }

    /// Queues commands to be decided again, before everything that was decided on top of them.
    fn put_back(&mut self, undecided: Vec<Submit<A>>) {
        let above = self.next.take().into_iter().flat_map(|batch| batch.entries);
        let above = above.flat_map(|entry| entry.waiting);
        let later = std::mem::take(&mut self.again);
        self.again = undecided.into_iter().chain(above).chain(later).collect();
    }

    fn publish(&self, events: Vec<Recorded<A::Event>>) {
        for event in events {
            // Nobody listening is fine.
            let _ = self.events.send(Arc::new(event));
        }
    }

    fn run_effects(&self, effects: Vec<(EffectId, A::Effect)>) {
        for (id, effect) in effects {
            let job = EffectJob {
                stream: self.stream.clone(),
                id,
                effect,
                state: Arc::clone(&self.stored.state),
                entity: EntityHandle::new(Arc::clone(&self.shared), self.stream.clone()),
                attempt: 0,
            };
            self.shared.effects.start(job, self.keep_awake());
        }
    }

    pub(super) fn keep_awake(&self) -> KeepAwake {
        KeepAwake::of(&self.awake)
    }

    /// Answers everything that waits, and whatever the mailbox still holds; then stops.
    fn end(&mut self, ending: Ending, ctx: &mut Context<Self>) {
        self.ending = Some(ending);
        let in_flight = self.in_flight.take().into_iter().flat_map(|batch| batch.entries);
        self.put_back(in_flight.flat_map(|entry| entry.waiting).collect());
        for submit in std::mem::take(&mut self.again) {
            self.answer_ended(ending, submit);
        }
        if ending != Ending::Halted {
            self.shared.forget_life(&self.stream, self.life);
            // Spawned futures are polled after the mailbox.
            ctx.spawn(
                std::future::ready(())
                    .into_actor(self)
                    .map(|(), _, ctx| ctx.stop()),
            );
        }
    }

    pub(super) fn answer_ended(&mut self, ending: Ending, submit: Submit<A>) {
        match ending {
            Ending::Unreadable => answer(submit, Err(CommandError::Unavailable)),
            Ending::Moved => answer(submit, Err(CommandError::Moved)),
            Ending::Halted => self.silenced.push(submit),
        }
    }
}
