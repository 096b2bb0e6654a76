//! The entity actor: one owner, one mailbox, one log (design 2.2).
//!
//! At most one batch is on its way into the log. Meanwhile further commands are decided into the next batch,
//! on top of the state that the first will leave. Replies, publishing and effects follow the log's answer.
//! A batch that fails in the middle takes everything decided on it along: the log is read again and those
//! commands are decided one by one.
//!
//! Whether a command was taken before is not asked in advance: the log refuses to store a command twice and
//! gives the first answer, and a refusal is only answered after the log was asked for an earlier result.

use super::batch::Batch;
use super::message::{Answer, Inspect, Retire, Submit, Subscribe, Subscribed};
use super::outcome::{Snapshot, Unreadable};
use super::recent::RecentResults;
use crate::registry::Inner;
use actix::prelude::*;
use domain::aggregate::{Aggregate, Recorded};
use domain::ids::StreamId;
use domain::line::Head;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, oneshot};
use tokio::time::Instant;

mod course;

/// A stream that has no line yet is forgotten sooner, because asking for it costs nothing.
const IDLE_VACANT: Duration = Duration::from_secs(5);

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
            ctx.stop();
        } else {
            self.go_on(ctx);
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
