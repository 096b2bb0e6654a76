//! The real clock and random source.

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Wall clock and the operating system's random source.
#[derive(Debug, Default)]
pub struct SystemClock {
    random: SystemRandom,
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the wall clock is read"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // Without random bytes nothing here is safe: the process must not go on.
        if self.random.fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
