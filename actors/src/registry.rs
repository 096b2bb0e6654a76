//! All entities of one kind: finds or wakes the actor of a stream, forgets those that ended.
//!
//! actix does not restart an actor whose handler panicked; its mailbox is simply closed. Whoever finds it
//! closed forgets it here, and the next message makes a new actor, which reloads from the log.

use crate::arbiter_pool::ArbiterPool;
use crate::effects::{EffectHandler, EffectRunner};
use crate::entity::actor::EntityActor;
use crate::entity::handle::EntityHandle;
use crate::entity::message::Retire;
use crate::timers::{TimerNudge, TimerTarget};
use actix::Addr;
use async_trait::async_trait;
use domain::aggregate::{Aggregate, Timer};
use domain::ids::StreamId;
use domain::ports::clock::Clock;
use domain::ports::event_log::{EventLog, ReadError};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};

/// What entities need from the world.
#[derive(Clone)]
pub struct EntityPorts {
    pub log: Arc<dyn EventLog>,
    pub clock: Arc<dyn Clock>,
    pub arbiters: Arc<ArbiterPool>,
    /// Told of every deadline that is stored; the same one that [`crate::timers::Timers`] waits on.
    pub nudge: Arc<TimerNudge>,
    /// Called when the outcome of a write is unknown, with the reason. It must end the process: nothing
    /// more is answered.
    pub on_fatal: Arc<dyn Fn(&str) + Send + Sync>,
}

/// Sizes and times of one registry.
#[derive(Clone, Debug)]
pub struct RegistryOptions {
    /// Commands that may wait for one entity, decided or not; more are answered "busy".
    pub waiting: usize,
    /// An entity that nobody needed for this long goes to sleep.
    pub idle: Duration,
    /// Results kept in memory per entity.
    pub results: usize,
    /// Events a subscriber may be behind before it has to heal from the log.
    pub feed: usize,
    /// Effects of this kind of entity that run at the same time.
    pub effects: usize,
}

impl Default for RegistryOptions {
    fn default() -> Self {
        Self {
            waiting: 128,
            idle: Duration::from_secs(120),
            results: 512,
            feed: 1024,
            effects: 4,
        }
    }
}

/// Every entity of one kind on this node. Cheap to clone.
pub struct EntityRegistry<A: Aggregate> {
    inner: Arc<Inner<A>>,
}

impl<A: Aggregate> Clone for EntityRegistry<A> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

impl<A: Aggregate> EntityRegistry<A> {
    /// A registry without any actor yet; `effects` does what follows from events.
    pub fn new(ports: EntityPorts, options: RegistryOptions, effects: Arc<dyn EffectHandler<A>>) -> Self {
        let runner = EffectRunner::new(
            effects,
            Arc::clone(&ports.log),
            Arc::clone(&ports.arbiters),
            options.effects,
        );
        Self {
            inner: Arc::new(Inner {
                ports,
                options,
                effects: runner,
                slots: Mutex::new(HashMap::new()),
                lives: AtomicU64::new(0),
                closed: AtomicBool::new(false),
            }),
        }
    }

    /// The entity of a stream; its actor starts with the first message.
    pub fn handle(&self, stream: StreamId) -> EntityHandle<A> {
        debug_assert_eq!(stream.kind, A::KIND);
        EntityHandle::new(Arc::clone(&self.inner), stream)
    }

    /// Wakes every entity of this kind with unfinished effects, so that they go on; returns how many.
    ///
    /// # Errors
    /// The log could not be read.
    pub async fn wake_unfinished(&self) -> Result<usize, ReadError> {
        let streams = self.inner.ports.log.unfinished_streams().await?;
        let own: Vec<_> = streams
            .into_iter()
            .filter(|stream| stream.kind == A::KIND)
            .collect();
        for stream in &own {
            self.inner.slot(stream);
        }
        Ok(own.len())
    }

    /// Number of entities that are awake.
    pub fn awake(&self) -> usize {
        self.inner.slots.lock().len()
    }

    /// Takes no more commands, lets every entity finish what it began, and stops them all. Running effects
    /// are left open; they run again at the next start.
    pub async fn drain(&self) {
        self.inner.closed.store(true, Ordering::SeqCst);
        let slots: Vec<_> = self.inner.slots.lock().drain().map(|(_, slot)| slot).collect();
        let mut ending = Vec::with_capacity(slots.len());
        for slot in slots {
            let (done, ended) = oneshot::channel();
            if slot.actor.try_send(Retire { done }).is_ok() {
                ending.push(ended);
            }
        }
        for ended in ending {
            // Answered by being dropped with the actor.
            let _ = ended.await;
        }
    }
}

#[async_trait]
impl<A: Aggregate> TimerTarget for EntityRegistry<A> {
    fn kind(&self) -> &'static str {
        A::KIND
    }

    async fn fire(&self, stream: &StreamId, timer: &Timer) {
        crate::timers::fire(&self.handle(stream.clone()), timer).await;
    }
}

/// The living actor of one stream.
pub(crate) struct Slot<A: Aggregate> {
    pub stream: StreamId,
    /// Which life of the stream's actor this is.
    pub life: u64,
    pub actor: Addr<EntityActor<A>>,
    /// Free places in its queue.
    pub places: Arc<Semaphore>,
}

impl<A: Aggregate> Clone for Slot<A> {
    fn clone(&self) -> Self {
        Self {
            stream: self.stream.clone(),
            life: self.life,
            actor: self.actor.clone(),
            places: Arc::clone(&self.places),
        }
    }
}

/// What the registry, its handles and its actors share.
pub(crate) struct Inner<A: Aggregate> {
    pub ports: EntityPorts,
    pub options: RegistryOptions,
    pub effects: EffectRunner<A>,
    slots: Mutex<HashMap<StreamId, Slot<A>>>,
    lives: AtomicU64,
    closed: AtomicBool,
}

impl<A: Aggregate> Inner<A> {
    /// The living actor of a stream, started if there is none; `None` once the registry is closed.
    pub(crate) fn slot(self: &Arc<Self>, stream: &StreamId) -> Option<Slot<A>> {
        let mut slots = self.slots.lock();
        if !self.open() {
            return None;
        }
        if let Some(slot) = slots.get(stream) {
            return Some(slot.clone());
        }
        let life = self.lives.fetch_add(1, Ordering::Relaxed);
        let actor = EntityActor::start(Arc::clone(self), stream.clone(), life);
        let places = Arc::new(Semaphore::new(self.options.waiting));
        let slot = Slot {
            stream: stream.clone(),
            life,
            actor,
            places,
        };
        slots.insert(stream.clone(), slot.clone());
        Some(slot)
    }

    /// Forgets an actor that has ended, unless a newer one has taken its place.
    pub(crate) fn forget(&self, ended: &Slot<A>) {
        self.forget_life(&ended.stream, ended.life);
    }

    pub(crate) fn forget_life(&self, stream: &StreamId, life: u64) {
        let mut slots = self.slots.lock();
        if slots.get(stream).is_some_and(|slot| slot.life == life) {
            slots.remove(stream);
        }
    }

    pub(crate) fn open(&self) -> bool {
        !self.closed.load(Ordering::SeqCst)
    }

    /// The outcome of a write is unknown: nothing more is taken, and the process is told to end.
    pub(crate) fn halt(&self, reason: &str) {
        self.closed.store(true, Ordering::SeqCst);
        (self.ports.on_fatal)(reason);
    }
}
