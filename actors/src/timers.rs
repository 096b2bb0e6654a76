//! Deadlines: they live in a table beside the log, not in actors; a due one becomes a command (design 2.2).

use crate::arbiter_pool::ArbiterPool;
use crate::entity::handle::EntityHandle;
use crate::entity::outcome::CommandError;
use async_trait::async_trait;
use domain::aggregate::{Aggregate, Caller, Timer};
use domain::ids::StreamId;
use domain::ports::clock::Clock;
use domain::ports::event_log::EventLog;
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// The table is read at least this often.
const POLL: Duration = Duration::from_millis(500);
/// Deadlines taken from the table at a time.
const AT_ONCE: u32 = 256;
/// A deadline that was fired and still stands is fired again after this time, doubling up to the cap.
const AGAIN_FIRST_MS: i64 = 1_000;
const AGAIN_CAP_MS: i64 = 300_000;

/// Whose deadlines can be fired: one registry.
#[async_trait]
pub trait TimerTarget: Send + Sync + 'static {
    /// The aggregate's `KIND`.
    fn kind(&self) -> &'static str;
    /// Turns a due deadline into a command and sees it through.
    async fn fire(&self, stream: &StreamId, timer: &Timer);
}

/// Where registries say that a deadline was stored, so that an early one does not wait for the next look.
#[derive(Default)]
pub struct TimerNudge {
    earliest: Mutex<Option<Timestamp>>,
    earlier: Notify,
}

impl TimerNudge {
    /// A deadline was stored.
    pub(crate) fn at(&self, due: Timestamp) {
        let mut earliest = self.earliest.lock();
        if earliest.is_none_or(|known| due < known) {
            *earliest = Some(due);
            self.earlier.notify_one();
        }
    }

    /// How long to wait at `now`, at most [`POLL`].
    fn wait(&self, now: Timestamp) -> Duration {
        match *self.earliest.lock() {
            Some(due) => Duration::from_millis(u64::try_from(due.since(now)).unwrap_or(0)).min(POLL),
            None => POLL,
        }
    }

    /// The table is being looked at: what was due by `now` is no news any more.
    fn looked(&self, now: Timestamp) {
        let mut earliest = self.earliest.lock();
        if earliest.is_some_and(|due| due <= now) {
            *earliest = None;
        }
    }
}

/// Looks at the table and fires what is due. Runs until its arbiter ends.
pub struct Timers {
    log: Arc<dyn EventLog>,
    clock: Arc<dyn Clock>,
    nudge: Arc<TimerNudge>,
    targets: Vec<Arc<dyn TimerTarget>>,
    fired: Arc<Mutex<HashMap<(StreamId, String), Fired>>>,
}

/// A deadline that was fired. If it still stands, its command changed nothing: it is fired again, ever more
/// seldom.
struct Fired {
    due: Timestamp,
    times: u32,
    under_way: bool,
    not_before: Timestamp,
}

impl Timers {
    pub fn new(
        log: Arc<dyn EventLog>,
        clock: Arc<dyn Clock>,
        nudge: Arc<TimerNudge>,
        targets: Vec<Arc<dyn TimerTarget>>,
    ) -> Self {
        Self {
            log,
            clock,
            nudge,
            targets,
            fired: Arc::default(),
        }
    }

    /// Starts looking, on one of the pool's arbiters.
    pub fn start(self, arbiters: &ArbiterPool) {
        arbiters.next().spawn(async move {
            loop {
                self.look().await;
                let wait = self.nudge.wait(self.clock.now());
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    () = self.nudge.earlier.notified() => {}
                }
            }
        });
    }

    /// Fires what is due now.
    async fn look(&self) {
        let now = self.clock.now();
        self.nudge.looked(now);
        let due = match self.log.due_timers(now, AT_ONCE).await {
            Ok(due) => due,
            Err(error) => return tracing::error!(%error, "timers: reading the table"),
        };
        self.fired
            .lock()
            .retain(|_, fired| fired.under_way || now < fired.not_before.plus_millis(AGAIN_CAP_MS));
        for (stream, timer) in due {
            let Some(target) = self.targets.iter().find(|target| target.kind() == stream.kind) else {
                continue;
            };
            if !self.take(now, &stream, &timer) {
                continue;
            }
            let (target, fired) = (Arc::clone(target), Arc::clone(&self.fired));
            actix_rt::spawn(async move {
                target.fire(&stream, &timer).await;
                if let Some(fired) = fired.lock().get_mut(&(stream, timer.key)) {
                    fired.under_way = false;
                }
            });
        }
    }

    /// Whether a due deadline is to be fired now; if so, it counts as fired.
    fn take(&self, now: Timestamp, stream: &StreamId, timer: &Timer) -> bool {
        let mut all = self.fired.lock();
        let name = (stream.clone(), timer.key.clone());
        let times = match all.get(&name) {
            Some(fired) if fired.under_way => return false,
            Some(fired) if fired.due == timer.due && now < fired.not_before => return false,
            Some(fired) if fired.due == timer.due => fired.times + 1,
            _ => 0,
        };
        if times > 0 {
            tracing::warn!(%stream, key = %timer.key, times, "timers: a deadline was fired and still stands");
        }
        let wait = AGAIN_FIRST_MS
            .saturating_mul(1 << times.min(16))
            .min(AGAIN_CAP_MS);
        let not_before = now.plus_millis(wait);
        all.insert(
            name,
            Fired {
                due: timer.due,
                times,
                under_way: true,
                not_before,
            },
        );
        true
    }
}

/// Turns a due deadline into its command and sends it.
pub(crate) async fn fire<A: Aggregate>(entity: &EntityHandle<A>, timer: &Timer) {
    let Some(command) = A::timer_command(&timer.key) else {
        return tracing::error!(stream = %entity.stream(), key = %timer.key, "timers: a key without a command");
    };
    match entity.send(entity.envelope(Caller::Hub, command)).await {
        Ok(_) | Err(CommandError::Moved) => {}
        Err(error) => tracing::warn!(stream = %entity.stream(), key = %timer.key, %error, "timers: firing"),
    }
}
