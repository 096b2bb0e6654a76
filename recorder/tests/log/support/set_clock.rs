//! A clock that stands where a test sets it, with random bytes from a counter.

use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

pub struct SetClock {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl SetClock {
    pub fn at(millis: i64) -> Self {
        Self {
            now: AtomicI64::new(millis),
            drawn: AtomicU64::new(0),
        }
    }

    pub fn set(&self, millis: i64) {
        self.now.store(millis, Ordering::SeqCst);
    }

    pub fn advance(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
            chunk.copy_from_slice(&Sha256Hash::of(&drawn.to_be_bytes()).0[..chunk.len()]);
        }
    }
}
