//! A clock that stands still until it is set; its random bytes never repeat.

use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

pub struct SetClock {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl SetClock {
    pub fn at(now: i64) -> Self {
        Self {
            now: AtomicI64::new(now),
            drawn: AtomicU64::new(1),
        }
    }

    pub fn set(&self, now: i64) {
        self.now.store(now, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let drawn = self.drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        for (index, byte) in bytes.iter_mut().rev().enumerate() {
            *byte = drawn.iter().rev().nth(index).copied().unwrap_or(0);
        }
    }
}
