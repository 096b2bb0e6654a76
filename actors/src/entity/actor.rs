//! The entity actor: one owner, one mailbox, one log (design 2.2).
//!
//! At most one batch is on its way into the log. Meanwhile further commands are decided into the next batch,
//! on top of the state that the first will leave. Replies, publishing and effects follow the log's answer.
//! A batch that fails in the middle takes everything decided on it along: the log is read again and those
//! commands are decided one by one.
//!
//! Whether a command was taken before is not asked in advance: the log refuses to store a command twice and
//! gives the first answer, and a refusal is only answered after the log was asked for an earlier result.

use super::batch::{Batch, Bench};
use super::handle::{EntityHandle, KeepAwake};
use super::load::{self, LoadError, Loaded};
use super::message::{Answer, Inspect, Retire, Submit, Subscribe, Subscribed};
use super::outcome::{CommandError, Snapshot, Unreadable};
use super::recent::RecentResults;
use super::settle::{Course, Settled, settle};
use super::store_batch::{Verdict, store_batch};
use crate::effects::EffectJob;
use crate::registry::Inner;
use actix::prelude::*;
use domain::aggregate::{Aggregate, EffectId, Recorded};
use domain::ids::StreamId;
use domain::line::Head;
use futures_util::future::FutureExt as _;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, oneshot};
use tokio::time::Instant;

/// A stream that has no line yet is forgotten sooner, because asking for it costs nothing.
const IDLE_VACANT: Duration = Duration::from_secs(5);
/// Conflicts in a row after which a command is given up: with fencing there should be none.
const CONFLICTS: u32 = 5;

/// Why the actor answers nothing any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// The log cannot be read.
    Unreadable,
    /// Another node owns the stream.
    Moved,
    /// The outcome of a write is unknown; the process is about to end.
    Halted,
}

pub(crate) struct EntityActor<A: Aggregate> {
    shared: Arc<Inner<A>>,
    stream: StreamId,
    life: u64,
    /// `None` until the stream is claimed.
    epoch: Option<u64>,
    stored: Snapshot<A>,
    recent: RecentResults,
    /// On its way into the log.
    in_flight: Option<Batch<A>>,
    /// Decided on top of it.
    next: Option<Batch<A>>,
    /// To be decided one by one, each after the one before is stored.
    again: VecDeque<Submit<A>>,
    conflicts: u32,
    events: broadcast::Sender<Arc<Recorded<A::Event>>>,
    awake: Arc<()>,
    last_used: Instant,
    retiring: Vec<oneshot::Sender<()>>,
    ending: Option<Ending>,
    /// Answers that must never be given.
    silenced: Vec<Submit<A>>,
}

/// Nothing in it is pinned, whatever the aggregate's types are.
impl<A: Aggregate> Unpin for EntityActor<A> {}

impl<A: Aggregate> EntityActor<A> {
    /// Starts an actor on one of the registry's arbiters.
    pub(crate) fn start(shared: Arc<Inner<A>>, stream: StreamId, life: u64) -> Addr<Self> {
        let arbiter = shared.ports.arbiters.next();
        Self::start_in_arbiter(&arbiter, move |ctx| {
            ctx.set_mailbox_capacity(shared.options.waiting);
            Self {
                recent: RecentResults::new(shared.options.results),
                events: broadcast::Sender::new(shared.options.feed),
                shared,
                stream,
                life,
                epoch: None,
                stored: Snapshot {
                    head: Head::NONE,
                    state: Arc::default(),
                },
                in_flight: None,
                next: None,
                again: VecDeque::new(),
                conflicts: 0,
                awake: Arc::new(()),
                last_used: Instant::now(),
                retiring: Vec::new(),
                ending: None,
                silenced: Vec::new(),
            }
        })
    }

    /// Reads what the log has beyond the stored state. The mailbox waits meanwhile.
    fn load(&mut self, claim_empty: bool, ctx: &mut Context<Self>) {
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
    fn decide(&mut self, epoch: u64, submit: Submit<A>) {
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
    fn go_on(&mut self, ctx: &mut Context<Self>) {
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
                    self.load(true, ctx)
                } else {
                    self.end(Ending::Unreadable, ctx)
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

    fn keep_awake(&self) -> KeepAwake {
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

    fn answer_ended(&mut self, ending: Ending, submit: Submit<A>) {
        match ending {
            Ending::Unreadable => answer(submit, Err(CommandError::Unavailable)),
            Ending::Moved => answer(submit, Err(CommandError::Moved)),
            Ending::Halted => self.silenced.push(submit),
        }
    }

    /// Goes to sleep when nobody has needed the entity for long enough, and looks again otherwise.
    fn watch_idle(&mut self, ctx: &mut Context<Self>) {
        let idle = self.shared.options.idle;
        let limit = if self.stored.head.seq == 0 {
            idle.min(IDLE_VACANT)
        } else {
            idle
        };
        let needed = self.in_flight.is_some()
            || !self.again.is_empty()
            || Arc::strong_count(&self.awake) > 1
            || self.ending.is_some();
        let unused = self.last_used.elapsed();
        if !needed && unused >= limit {
            self.shared.forget_life(&self.stream, self.life);
            return ctx.stop();
        }
        let again = if needed {
            limit
        } else {
            limit.saturating_sub(unused)
        };
        ctx.run_later(again.max(Duration::from_millis(1)), Self::watch_idle);
    }
}

impl<A: Aggregate> Actor for EntityActor<A> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.load(false, ctx);
        self.watch_idle(ctx);
    }

    fn stopped(&mut self, _: &mut Self::Context) {
        // Also reached while a panic unwinds.
        self.shared.forget_life(&self.stream, self.life);
    }
}

impl<A: Aggregate> Handler<Submit<A>> for EntityActor<A> {
    type Result = ();

    fn handle(&mut self, submit: Submit<A>, ctx: &mut Self::Context) {
        self.last_used = Instant::now();
        if let Some(ending) = self.ending {
            return self.answer_ended(ending, submit);
        }
        if let Some(outcome) = self.recent.get(submit.envelope.id) {
            return answer(submit, Ok(outcome));
        }
        let mut submit = Some(submit);
        for batch in [&mut self.in_flight, &mut self.next].into_iter().flatten() {
            submit = submit.and_then(|submit| batch.join(submit));
        }
        let Some(submit) = submit else { return };
        match self.epoch {
            Some(epoch) if self.again.is_empty() => self.decide(epoch, submit),
            _ => self.again.push_back(submit),
        }
        self.go_on(ctx);
    }
}

impl<A: Aggregate> Handler<Inspect<A>> for EntityActor<A> {
    type Result = ();

    fn handle(&mut self, ask: Inspect<A>, _: &mut Self::Context) {
        self.last_used = Instant::now();
        let known = self.stored.head.seq > 0;
        let _ = ask.answer.send(match self.ending {
            None => Ok(known.then(|| self.stored.clone())),
            Some(_) => Err(Unreadable),
        });
    }
}

impl<A: Aggregate> Handler<Subscribe<A>> for EntityActor<A> {
    type Result = ();

    fn handle(&mut self, ask: Subscribe<A>, _: &mut Self::Context) {
        self.last_used = Instant::now();
        let _ = ask.answer.send(match self.ending {
            None => Ok(Subscribed {
                snapshot: self.stored.clone(),
                events: self.events.subscribe(),
                awake: self.keep_awake(),
            }),
            Some(_) => Err(Unreadable),
        });
    }
}

impl<A: Aggregate> Handler<Retire> for EntityActor<A> {
    type Result = ();

    fn handle(&mut self, retire: Retire, ctx: &mut Self::Context) {
        self.retiring.push(retire.done);
        if self.ending.is_some() {
            ctx.stop()
        } else {
            self.go_on(ctx)
        }
    }
}

fn answer<A: Aggregate>(submit: Submit<A>, answer: Answer<A>) {
    // A caller that went away needs no answer.
    let _ = submit.answer.send(answer);
}

fn give<A: Aggregate>(answers: Vec<(Submit<A>, Answer<A>)>) {
    for (submit, given) in answers {
        answer(submit, given);
    }
}
