//! Messages of one kind on their way from the sender to every viewer: how many may be in flight, when each was
//! sent, who has not read it yet.

use super::histogram::Histogram;
use anyhow::Context;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Messages that can be told apart at a time; more may never be in flight.
const RING: usize = 4096;
/// A message that has not arrived everywhere after this long will not.
const STUCK: Duration = Duration::from_secs(20);

/// A message is *in flight* from the moment the sender hands it to its socket until the last viewer has read it
/// from its own (and, where the server answers the sender, until the answer is there). Messages are numbered
/// from 0 and every viewer reads them in order.
pub struct Lane {
    /// Viewers, and the sender where it is answered.
    readers: u32,
    slots: Box<[Slot]>,
    free: Semaphore,
    sent: AtomicU64,
    completed: AtomicU64,
    lost: AtomicU64,
    strays: AtomicU64,
    origin: Instant,
    pub latencies: Histogram,
}

#[derive(Default)]
struct Slot {
    unread: AtomicU32,
    /// Nanoseconds since the lane's origin.
    sent_at: AtomicU64,
}

impl Lane {
    pub fn new(readers: u32) -> Self {
        Self {
            readers,
            slots: (0..RING).map(|_| Slot::default()).collect(),
            free: Semaphore::new(0),
            sent: AtomicU64::new(0),
            completed: AtomicU64::new(0),
            lost: AtomicU64::new(0),
            strays: AtomicU64::new(0),
            origin: Instant::now(),
            latencies: Histogram::default(),
        }
    }

    /// Sets how many messages may be in flight. Nothing may be in flight now.
    pub fn allow(&self, depth: usize) {
        self.free.forget_permits(RING);
        self.free.add_permits(depth.min(RING));
    }

    /// Waits for a place, then numbers a message that is sent now.
    pub async fn depart(&self) -> anyhow::Result<u64> {
        let place = tokio::time::timeout(STUCK, self.free.acquire()).await;
        place.context("a message did not arrive everywhere")??.forget();
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        let slot = self.slot(number);
        slot.unread.store(self.readers, Ordering::Relaxed);
        slot.sent_at.store(self.now(), Ordering::Release);
        Ok(number)
    }

    /// A viewer has read message `number`.
    pub fn read(&self, number: u64) {
        if number >= self.sent.load(Ordering::Relaxed) {
            self.strays.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let since = self.now() - self.slot(number).sent_at.load(Ordering::Acquire);
        self.latencies.count(Duration::from_nanos(since));
        self.finish(number);
    }

    /// A viewer will never read message `number`: it has read a later one.
    pub fn miss(&self, number: u64) {
        self.lost.fetch_add(1, Ordering::Relaxed);
        self.finish(number);
    }

    /// The sender was answered, or one of the viewers is done with message `number`.
    pub fn finish(&self, number: u64) {
        if self.slot(number).unread.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.completed.fetch_add(1, Ordering::Relaxed);
            self.free.add_permits(1);
        }
    }

    /// Waits until nothing is in flight.
    pub async fn quiet(&self, depth: usize) -> anyhow::Result<()> {
        let depth = u32::try_from(depth.min(RING))?;
        let all = tokio::time::timeout(STUCK, self.free.acquire_many(depth)).await;
        drop(all.with_context(|| {
            format!(
                "only {} of {} messages arrived everywhere",
                self.completed.load(Ordering::Relaxed),
                self.sent.load(Ordering::Relaxed)
            )
        })??);
        Ok(())
    }

    pub fn completed(&self) -> u64 {
        self.completed.load(Ordering::Relaxed)
    }

    /// Deliveries that never happened.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Messages that were read and never sent.
    pub fn strays(&self) -> u64 {
        self.strays.load(Ordering::Relaxed)
    }

    fn slot(&self, number: u64) -> &Slot {
        // Below RING, so it fits and exists.
        &self.slots[(number % RING as u64) as usize]
    }

    fn now(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }
}
