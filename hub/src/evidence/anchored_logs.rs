//! How far the logs of organisations, accounts and seals are anchored, as far as this process knows: a thousand lines of
//! one command are anchored once, not a thousand times.

use domain::ids::StreamId;
use parking_lot::Mutex;
use std::collections::HashMap;

/// Logs that are remembered; beyond it all are forgotten, which costs a second leaf each and nothing else.
const MOST: usize = 10_000;

/// The last line of each log that stands in the Merkle log.
#[derive(Default)]
pub struct AnchoredLogs(Mutex<HashMap<StreamId, u64>>);

impl AnchoredLogs {
    /// Whether line `n` is anchored.
    pub fn covers(&self, stream: &StreamId, n: u64) -> bool {
        self.0.lock().get(stream).is_some_and(|upto| *upto >= n)
    }

    /// The log is anchored up to line `n`.
    pub fn reached(&self, stream: &StreamId, n: u64) {
        let mut logs = self.0.lock();
        if logs.len() >= MOST {
            logs.clear();
        }
        let upto = logs.entry(stream.clone()).or_default();
        *upto = n.max(*upto);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_reached_is_covered() {
        let logs = AnchoredLogs::default();
        let stream = StreamId::new("organisation", uuid::Uuid::from_u128(1));
        assert!(!logs.covers(&stream, 1));
        logs.reached(&stream, 5);
        logs.reached(&stream, 3);
        assert!(logs.covers(&stream, 5));
        assert!(!logs.covers(&stream, 6));
    }
}
