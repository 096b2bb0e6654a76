//! One registry of pots on a faulty log, on the calling thread, with everything that a test wants to see.

use super::clock::SetClock;
use super::faulty_log::FaultyLog;
use super::pot::{CALLER, Pot, PotCommand, PotEvent, PotRefusal};
use actors::arbiter_pool::ArbiterPool;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use actors::entity::handle::EntityHandle;
use actors::entity::outcome::{CommandError, CommandOutcome};
use actors::registry::{EntityPorts, EntityRegistry, RegistryOptions};
use actors::timers::TimerNudge;
use async_trait::async_trait;
use domain::aggregate::{Aggregate, EffectId, Envelope};
use domain::ids::StreamId;
use domain::ports::clock::Clock;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use uuid::Uuid;

pub type Answer = Result<CommandOutcome, CommandError<PotRefusal>>;

/// Does orders as its script says; delivers once the script is at its end.
pub struct Courier {
    pub script: Mutex<VecDeque<EffectOutcome<PotCommand>>>,
    /// Every run: effect, attempt, and the orders that its state knew.
    pub runs: Mutex<Vec<(EffectId, u32, u64)>>,
    /// Panics instead of running, so many times.
    pub panics: Mutex<u32>,
    /// A run needs a permit.
    pub gate: Semaphore,
    pub running: Mutex<Vec<EffectId>>,
    pub most_at_once: Mutex<usize>,
}

impl Courier {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            script: Mutex::default(),
            runs: Mutex::default(),
            panics: Mutex::new(0),
            gate: Semaphore::new(Semaphore::MAX_PERMITS),
            running: Mutex::default(),
            most_at_once: Mutex::new(0),
        })
    }
}

#[async_trait]
impl EffectHandler<Pot> for Courier {
    async fn run(&self, job: &EffectJob<Pot>) -> EffectOutcome<PotCommand> {
        self.runs.lock().push((job.id, job.attempt, job.state.ordered));
        {
            let mut panics = self.panics.lock();
            if *panics > 0 {
                *panics -= 1;
                drop(panics);
                panic!("an effect has panicked, as the test wants it");
            }
        }
        {
            let mut running = self.running.lock();
            assert!(!running.contains(&job.id), "one effect runs twice at a time");
            running.push(job.id);
            let mut most = self.most_at_once.lock();
            *most = running.len().max(*most);
        }
        self.gate.acquire().await.unwrap().forget();
        self.running.lock().retain(|id| *id != job.id);
        self.script
            .lock()
            .pop_front()
            .unwrap_or(EffectOutcome::Report(PotCommand::Deliver))
    }
}

pub struct World {
    pub log: FaultyLog,
    pub clock: Arc<SetClock>,
    pub nudge: Arc<TimerNudge>,
    pub fatal: Arc<Mutex<Vec<String>>>,
    pub courier: Arc<Courier>,
    pub arbiters: Arc<ArbiterPool>,
    pub options: RegistryOptions,
    pub registry: EntityRegistry<Pot>,
    pub stream: StreamId,
}

impl World {
    pub fn new() -> Self {
        Self::with(RegistryOptions::default())
    }

    pub fn with(options: RegistryOptions) -> Self {
        Self::on(FaultyLog::start(), options)
    }

    /// A hub that starts on a log that was there before.
    pub fn on(log: FaultyLog, options: RegistryOptions) -> Self {
        let clock = Arc::new(SetClock::at(1_000_000));
        let nudge = Arc::<TimerNudge>::default();
        let fatal = Arc::<Mutex<Vec<String>>>::default();
        let courier = Courier::new();
        let arbiters = Arc::new(ArbiterPool::current_thread());
        let told = Arc::clone(&fatal);
        let ports = EntityPorts {
            log: Arc::new(log.clone()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            arbiters: Arc::clone(&arbiters),
            nudge: Arc::clone(&nudge),
            on_fatal: Arc::new(move |reason| told.lock().push(reason.to_owned())),
        };
        let handler = Arc::clone(&courier) as Arc<dyn EffectHandler<Pot>>;
        let registry = EntityRegistry::new(ports, options.clone(), handler);
        let stream = StreamId::new(Pot::KIND, Uuid::from_u128(7));
        Self {
            log,
            clock,
            nudge,
            fatal,
            courier,
            arbiters,
            options,
            registry,
            stream,
        }
    }

    /// The same log after the process ended and started again.
    pub fn restarted(&self) -> Self {
        Self::on(self.log.clone(), self.options.clone())
    }

    pub fn pot(&self) -> EntityHandle<Pot> {
        self.registry.handle(self.stream.clone())
    }

    pub fn command(&self, body: PotCommand) -> Envelope<PotCommand> {
        // Ids must differ between worlds on one log as well.
        let mut envelope = self.pot().envelope(CALLER, body);
        envelope.id.0 = Uuid::new_v4();
        envelope
    }

    pub async fn send(&self, body: PotCommand) -> Answer {
        self.pot().send(self.command(body)).await
    }

    /// Sends without waiting for the answer.
    pub fn spawn(&self, envelope: Envelope<PotCommand>) -> tokio::task::JoinHandle<Answer> {
        let pot = self.pot();
        tokio::task::spawn_local(async move { pot.send(envelope).await })
    }

    /// How many deliveries stand in the log.
    pub async fn deliveries(&self) -> usize {
        let events = self.pot().events_after(0).await.unwrap();
        events
            .iter()
            .filter(|event| matches!(event.event, PotEvent::Delivered {}))
            .count()
    }

    /// The coins in the log, in order, read from lines alone.
    pub async fn coins(&self) -> Vec<u64> {
        let events = self.pot().events_after(0).await.unwrap();
        events
            .into_iter()
            .filter_map(|event| match event.event {
                PotEvent::Coin { coin } => Some(coin),
                _ => None,
            })
            .collect()
    }
}

/// Lets everything that can go on go on; with the clock paused this takes no real time.
pub async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// Waits until `reached` holds; with the clock paused this takes no real time.
pub async fn until(what: &str, mut reached: impl FnMut() -> bool) {
    for _ in 0..20_000 {
        if reached() {
            return;
        }
        settle().await;
    }
    panic!("never happened: {what}");
}
