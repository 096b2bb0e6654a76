//! Following an entity: its stored events as they come, from a known state on.

use super::handle::{EntityHandle, KeepAwake};
use super::message::Subscribed;
use super::outcome::Snapshot;
use domain::aggregate::{Aggregate, Recorded};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};

/// Wait between two attempts to heal from a log that cannot be read.
const HEAL_AGAIN: Duration = Duration::from_millis(500);

/// What a [`Subscription`] yields.
#[derive(Debug)]
pub enum Next<E> {
    Event(Arc<Recorded<E>>),
    /// The subscriber was too slow and has missed this many events: heal with `events_after`.
    Lagged(u64),
    /// The actor has ended: subscribe again and heal with `events_after`.
    Ended,
}

/// A stored state and the events after it, gap-free until the first [`Next::Lagged`] or [`Next::Ended`].
pub struct Subscription<A: Aggregate> {
    pub snapshot: Snapshot<A>,
    events: broadcast::Receiver<Arc<Recorded<A::Event>>>,
    _awake: KeepAwake,
}

impl<A: Aggregate> Subscription<A> {
    pub(super) fn new(subscribed: Subscribed<A>) -> Self {
        Self {
            snapshot: subscribed.snapshot,
            events: subscribed.events,
            _awake: subscribed.awake,
        }
    }

    /// Waits for the next event.
    pub async fn next(&mut self) -> Next<A::Event> {
        match self.events.recv().await {
            Ok(event) => Next::Event(event),
            Err(RecvError::Lagged(missed)) => Next::Lagged(missed),
            Err(RecvError::Closed) => Next::Ended,
        }
    }
}

/// A stored state and everything after it.
pub type Followed<A> = (Snapshot<A>, Feed<A>);

/// Every event after a given seq, once and in order, whatever happens to the actor in between.
pub struct Feed<A: Aggregate> {
    entity: EntityHandle<A>,
    /// Seq of the event yielded last.
    at: u64,
    subscription: Subscription<A>,
    healed: VecDeque<Arc<Recorded<A::Event>>>,
}

impl<A: Aggregate> Feed<A> {
    pub(super) fn new(entity: EntityHandle<A>, at: u64, subscription: Subscription<A>) -> Self {
        Self {
            entity,
            at,
            subscription,
            healed: VecDeque::new(),
        }
    }

    /// Waits for the next event; `None` once the registry is drained.
    pub async fn next(&mut self) -> Option<Arc<Recorded<A::Event>>> {
        loop {
            let event = match self.healed.pop_front() {
                Some(event) => event,
                None => match self.subscription.next().await {
                    Next::Event(event) => event,
                    // The next event shows the gap.
                    Next::Lagged(_) => continue,
                    Next::Ended => {
                        self.resubscribe().await?;
                        self.heal().await?;
                        continue;
                    }
                },
            };
            if event.seq == self.at + 1 {
                self.at = event.seq;
                return Some(event);
            }
            if event.seq > self.at {
                self.heal().await?;
            }
        }
    }

    async fn resubscribe(&mut self) -> Option<()> {
        while self.entity.open() {
            if let Ok(subscription) = self.entity.subscribe().await {
                self.subscription = subscription;
                return Some(());
            }
            tokio::time::sleep(HEAL_AGAIN).await;
        }
        None
    }

    async fn heal(&mut self) -> Option<()> {
        while self.entity.open() {
            if let Ok(events) = self.entity.events_after(self.at).await {
                self.healed = events.into_iter().map(Arc::new).collect();
                return Some(());
            }
            tokio::time::sleep(HEAL_AGAIN).await;
        }
        None
    }
}
