//! What arrives in an entity's mailbox. Answers go through a oneshot of their own, so that they can wait
//! for the log without keeping the mailbox waiting.

use super::handle::KeepAwake;
use super::outcome::{CommandError, CommandOutcome, Snapshot, Unreadable};
use domain::aggregate::{Aggregate, Envelope, Recorded};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, broadcast, oneshot};

pub(crate) type Answer<A> = Result<CommandOutcome, CommandError<<A as Aggregate>::Rejection>>;

/// A command that waits for its answer. Its place in the entity's bounded queue is free again
/// when it is dropped.
#[derive(actix::Message)]
#[rtype(result = "()")]
pub(crate) struct Submit<A: Aggregate> {
    pub envelope: Envelope<A::Command>,
    pub answer: oneshot::Sender<Answer<A>>,
    pub _place: OwnedSemaphorePermit,
}

/// Asks for the stored state; `None` where nothing was ever stored.
#[derive(actix::Message)]
#[rtype(result = "()")]
pub(crate) struct Inspect<A: Aggregate> {
    pub answer: oneshot::Sender<Result<Option<Snapshot<A>>, Unreadable>>,
}

/// The stored state and every event after it.
pub(crate) struct Subscribed<A: Aggregate> {
    pub snapshot: Snapshot<A>,
    pub events: broadcast::Receiver<Arc<Recorded<A::Event>>>,
    pub awake: KeepAwake,
}

/// Asks for the stored state and every event from there on.
#[derive(actix::Message)]
#[rtype(result = "()")]
pub(crate) struct Subscribe<A: Aggregate> {
    pub answer: oneshot::Sender<Result<Subscribed<A>, Unreadable>>,
}

/// Finish what was begun and stop. Dropping `done` says that it has.
#[derive(actix::Message)]
#[rtype(result = "()")]
pub(crate) struct Retire {
    pub done: oneshot::Sender<()>,
}
