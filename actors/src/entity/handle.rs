//! How the rest of the hub reaches one entity: plain async methods, usable from any thread.

use super::actor::EntityActor;
use super::feed::{Feed, Followed, Subscription};
use super::load;
use super::message::{Answer, Inspect, Submit, Subscribe};
use super::outcome::{CommandError, Snapshot, Unreadable};
use crate::registry::Inner;
use actix::Addr;
use actix::prelude::SendError;
use domain::aggregate::{Aggregate, Caller, Envelope, Recorded};
use domain::ids::StreamId;
use std::sync::Arc;
use tokio::sync::oneshot;

/// How often a message is given to a fresh actor when the one before ended without an answer (asleep, or a
/// panic). Harmless for commands: the same id is never stored twice.
const ATTEMPTS: usize = 4;

/// Whoever holds one keeps the entity from going to sleep.
#[derive(Clone, Debug)]
pub struct KeepAwake {
    _held: Arc<()>,
}

impl KeepAwake {
    /// Counts as one more reference to `held`.
    pub(crate) fn of(held: &Arc<()>) -> Self {
        Self {
            _held: Arc::clone(held),
        }
    }
}

/// One entity. Cheap to clone; the actor behind it comes and goes.
pub struct EntityHandle<A: Aggregate> {
    registry: Arc<Inner<A>>,
    stream: StreamId,
}

impl<A: Aggregate> Clone for EntityHandle<A> {
    fn clone(&self) -> Self {
        Self {
            registry: Arc::clone(&self.registry),
            stream: self.stream.clone(),
        }
    }
}

impl<A: Aggregate> EntityHandle<A> {
    pub(crate) fn new(registry: Arc<Inner<A>>, stream: StreamId) -> Self {
        Self { registry, stream }
    }

    pub fn stream(&self) -> &StreamId {
        &self.stream
    }

    /// A command with a fresh id, the clock's time and a fresh seed; the other fields are empty.
    pub fn envelope(&self, by: Caller, body: A::Command) -> Envelope<A::Command> {
        let clock = &self.registry.ports.clock;
        Envelope {
            id: clock.command_id(),
            at: clock.now(),
            by,
            seed: clock.seed(),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        }
    }

    /// Decides and stores a command; `Ok` means that it is on disk. The entity sets `envelope.at` itself:
    /// the clock's time at the decision, never before the last line. A dropped future does not take the
    /// command back. Commands sent together are decided in the order of sending, unless the actor ends among
    /// them; whoever needs an order waits for each answer.
    ///
    /// # Errors
    /// See [`CommandError`]. After `Busy` and `Unavailable` the same envelope may be sent again.
    pub async fn send(&self, envelope: Envelope<A::Command>) -> Answer<A> {
        for _ in 0..ATTEMPTS {
            let slot = self
                .registry
                .slot(&self.stream)
                .ok_or(CommandError::Unavailable)?;
            let place = Arc::clone(&slot.places)
                .try_acquire_owned()
                .map_err(|_| CommandError::Busy)?;
            let (answer, answered) = oneshot::channel();
            let submit = Submit {
                envelope: envelope.clone(),
                answer,
                _place: place,
            };
            match slot.actor.try_send(submit) {
                Ok(()) => {}
                Err(SendError::Full(_)) => return Err(CommandError::Busy),
                Err(SendError::Closed(_)) => {
                    self.registry.forget(&slot);
                    continue;
                }
            }
            match answered.await {
                Ok(answer) => return answer,
                Err(_) => self.registry.forget(&slot),
            }
        }
        tracing::error!(stream = %self.stream, command = %envelope.id, "entity: command left unanswered");
        Err(CommandError::Unavailable)
    }

    /// The stored state; `None` where nothing was ever stored.
    ///
    /// # Errors
    /// The log could not be read, or the entity is overloaded.
    pub async fn state(&self) -> Result<Option<Snapshot<A>>, Unreadable> {
        self.ask(|actor, answer| actor.try_send(Inspect { answer }).is_ok())
            .await?
    }

    /// The stored state and every event after it, without a gap. Keeps the entity awake.
    ///
    /// # Errors
    /// The log could not be read, or the entity is overloaded.
    pub async fn subscribe(&self) -> Result<Subscription<A>, Unreadable> {
        self.ask(|actor, answer| actor.try_send(Subscribe { answer }).is_ok())
            .await?
            .map(Subscription::new)
    }

    /// As [`Self::subscribe`], but lag and the actor's end are healed from the log: every event arrives
    /// once and in order. `None` where nothing was ever stored.
    ///
    /// # Errors
    /// The log could not be read, or the entity is overloaded.
    pub async fn follow(&self) -> Result<Option<Followed<A>>, Unreadable> {
        if self.state().await?.is_none() {
            return Ok(None);
        }
        let subscription = self.subscribe().await?;
        let snapshot = subscription.snapshot.clone();
        Ok(Some((
            snapshot.clone(),
            Feed::new(self.clone(), snapshot.head.seq, subscription),
        )))
    }

    /// Stored events after `seq`, in order, read from the log.
    ///
    /// # Errors
    /// The log could not be read, or a line of it is damaged.
    pub async fn events_after(&self, seq: u64) -> Result<Vec<Recorded<A::Event>>, Unreadable> {
        load::events_after::<A>(self.registry.ports.log.as_ref(), &self.stream, seq)
            .await
            .map_err(|error| {
                tracing::error!(stream = %self.stream, %error, "entity: reading events");
                Unreadable
            })
    }

    /// False once the registry has been drained: nothing will be answered any more.
    pub(crate) fn open(&self) -> bool {
        self.registry.open()
    }

    /// Puts a question to the living actor; a fresh one if it ended meanwhile.
    async fn ask<T>(
        &self,
        deliver: impl Fn(&Addr<EntityActor<A>>, oneshot::Sender<T>) -> bool,
    ) -> Result<T, Unreadable> {
        for _ in 0..ATTEMPTS {
            let slot = self.registry.slot(&self.stream).ok_or(Unreadable)?;
            let _place = Arc::clone(&slot.places)
                .try_acquire_owned()
                .map_err(|_| Unreadable)?;
            let (answer, answered) = oneshot::channel();
            if deliver(&slot.actor, answer)
                && let Ok(answer) = answered.await
            {
                return Ok(answer);
            }
            self.registry.forget(&slot);
        }
        Err(Unreadable)
    }
}
