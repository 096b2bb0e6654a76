//! Counters of all live rooms, added to once per fan-out and read by the metrics page.

use std::sync::atomic::{AtomicU64, Ordering};

/// Running totals since the start, except `members`, which goes up and down.
#[derive(Default, Debug)]
pub struct LiveMetrics {
    /// Connections in rooms now.
    pub members: AtomicU64,
    /// Frames put into outboxes: one frame to 1,000 viewers counts 1,000.
    pub delivered: AtomicU64,
    /// Volatile frames that made room for newer ones.
    pub dropped: AtomicU64,
    /// Connections ended with 4008.
    pub slow: AtomicU64,
    /// Ink frames received.
    pub ink_received: AtomicU64,
    /// Ink frames left after merging.
    pub ink_merged: AtomicU64,
}

impl LiveMetrics {
    pub(super) fn add(counter: &AtomicU64, by: u64) {
        counter.fetch_add(by, Ordering::Relaxed);
    }

    pub(super) fn subtract(counter: &AtomicU64, by: u64) {
        counter.fetch_sub(by, Ordering::Relaxed);
    }
}
