//! Time and randomness, the two things a rule may not take from the world by itself.

use crate::ids::CommandId;
use crate::personal::Seed;
use crate::timestamp::Timestamp;

/// Wall clock and random bytes. The real one lives in `hub`; tests bring their own.
pub trait Clock: Send + Sync {
    /// Wall clock time.
    fn now(&self) -> Timestamp;
    /// Fills `bytes` from a cryptographic random source.
    fn fill_random(&self, bytes: &mut [u8]);

    /// A fresh seed for the salts of one command.
    fn seed(&self) -> Seed {
        let mut seed = [0; 32];
        self.fill_random(&mut seed);
        Seed(seed)
    }

    /// A UUIDv7 (RFC 9562 section 5.7) for a command of the hub's own.
    fn command_id(&self) -> CommandId {
        let mut random = [0; 10];
        self.fill_random(&mut random);
        let millis = u64::try_from(self.now().0).unwrap_or(0);
        CommandId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}
