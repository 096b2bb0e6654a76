//! Runs what follows from events: each effect at most once at a time, again until it is done (design 2.2).
//!
//! An effect starts after its event is stored and stays open in the log until a command answers it, so a
//! crash at any moment only means that it runs again when its entity is next woken.

use crate::arbiter_pool::ArbiterPool;
use crate::entity::handle::{EntityHandle, KeepAwake};
use crate::entity::outcome::CommandError;
use async_trait::async_trait;
use domain::aggregate::{Aggregate, Caller, EffectId};
use domain::ids::StreamId;
use domain::ports::event_log::EventLog;
use futures_util::FutureExt;
use parking_lot::Mutex;
use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// First and longest wait before an effect is tried again.
const BACKOFF_FIRST: Duration = Duration::from_millis(500);
const BACKOFF_CAP: Duration = Duration::from_secs(60);

/// What one run of an effect came to.
#[derive(Clone, Debug)]
pub enum EffectOutcome<C> {
    /// It is done and has nothing to report.
    Done,
    /// It is done; this command says so to the entity and closes the effect.
    Report(C),
    /// Not now. Tried again after this time or the backoff (0.5 s doubling to 60 s), whichever is longer.
    Retry { after: Duration },
}

/// One effect to be done.
pub struct EffectJob<A: Aggregate> {
    pub stream: StreamId,
    pub id: EffectId,
    pub effect: A::Effect,
    /// A stored state that contains the effect's event; read anew for each attempt.
    pub state: Arc<A::State>,
    /// For commands on the way, for example one per signature made.
    pub entity: EntityHandle<A>,
    /// From 0.
    pub attempt: u32,
}

/// Does the effects of one kind of entity. Implemented by the hub; must be idempotent, must not block its thread.
#[async_trait]
pub trait EffectHandler<A: Aggregate>: Send + Sync + 'static {
    async fn run(&self, job: &EffectJob<A>) -> EffectOutcome<A::Command>;
}

/// Starts and repeats effects of one kind of entity, a bounded number at a time.
pub(crate) struct EffectRunner<A: Aggregate> {
    shared: Arc<Shared<A>>,
    arbiters: Arc<ArbiterPool>,
}

struct Shared<A: Aggregate> {
    handler: Arc<dyn EffectHandler<A>>,
    log: Arc<dyn EventLog>,
    places: Semaphore,
    /// Started and not yet closed: an effect that stands here is not started again.
    running: Mutex<HashSet<(StreamId, EffectId)>>,
}

impl<A: Aggregate> EffectRunner<A> {
    pub(crate) fn new(
        handler: Arc<dyn EffectHandler<A>>,
        log: Arc<dyn EventLog>,
        arbiters: Arc<ArbiterPool>,
        at_once: usize,
    ) -> Self {
        let places = Semaphore::new(at_once.max(1));
        let running = Mutex::new(HashSet::new());
        Self {
            shared: Arc::new(Shared {
                handler,
                log,
                places,
                running,
            }),
            arbiters,
        }
    }

    /// Runs an effect until it is closed, unless it is being run already. Keeps its entity awake meanwhile.
    pub(crate) fn start(&self, mut job: EffectJob<A>, awake: KeepAwake) {
        let name = (job.stream.clone(), job.id);
        if !self.shared.running.lock().insert(name.clone()) {
            return;
        }
        let shared = Arc::clone(&self.shared);
        self.arbiters.next().spawn(async move {
            shared.see_through(&mut job).await;
            shared.running.lock().remove(&name);
            drop(awake);
        });
    }
}

impl<A: Aggregate> Shared<A> {
    async fn see_through(&self, job: &mut EffectJob<A>) {
        while let Some(wait) = self.attempt(job).await {
            let backoff = BACKOFF_FIRST
                .saturating_mul(1 << job.attempt.min(16))
                .min(BACKOFF_CAP);
            tokio::time::sleep(wait.max(backoff)).await;
            job.attempt = job.attempt.saturating_add(1);
            match job.entity.state().await {
                Ok(Some(snapshot)) => job.state = snapshot.state,
                // The registry is closed: the effect stays open and runs at the next start.
                _ if !job.entity.open() => return,
                _ => {}
            }
        }
    }

    /// One attempt; `Some` is the least time to wait before the next.
    async fn attempt(&self, job: &EffectJob<A>) -> Option<Duration> {
        let outcome = {
            let _place = self.places.acquire().await;
            AssertUnwindSafe(self.handler.run(job)).catch_unwind().await
        };
        match outcome {
            Ok(EffectOutcome::Done) => self.close(job).await,
            Ok(EffectOutcome::Report(command)) => self.report(job, command).await,
            Ok(EffectOutcome::Retry { after }) => {
                tracing::info!(stream = %job.stream, effect = %job.id, attempt = job.attempt, "effect: not yet");
                Some(after)
            }
            Err(_) => {
                tracing::error!(stream = %job.stream, effect = %job.id, "effect: its handler panicked");
                Some(Duration::ZERO)
            }
        }
    }

    /// Tells the entity what the effect came to. The same command again until it is answered: it may have
    /// been stored.
    async fn report(&self, job: &EffectJob<A>, command: A::Command) -> Option<Duration> {
        let mut envelope = job.entity.envelope(Caller::Hub, command);
        envelope.answers = Some(job.id);
        loop {
            match job.entity.send(envelope.clone()).await {
                Ok(_) | Err(CommandError::Moved) => return None,
                Err(CommandError::Busy | CommandError::Unavailable) => {
                    if !job.entity.open() {
                        return None;
                    }
                    tokio::time::sleep(BACKOFF_FIRST).await;
                }
                Err(CommandError::Refused(rejection)) => {
                    tracing::info!(stream = %job.stream, effect = %job.id, %rejection, "effect: report refused");
                    return self.close(job).await;
                }
                Err(CommandError::Unwritable(error)) => {
                    tracing::error!(stream = %job.stream, effect = %job.id, %error, "effect: report");
                    return Some(BACKOFF_CAP);
                }
            }
        }
    }

    async fn close(&self, job: &EffectJob<A>) -> Option<Duration> {
        match self.log.close_effect(&job.stream, job.id).await {
            Ok(()) => None,
            Err(error) => {
                tracing::error!(stream = %job.stream, effect = %job.id, %error, "effect: closing");
                Some(Duration::ZERO)
            }
        }
    }
}
