//! The Merkle log's rows in memory.

use async_trait::async_trait;
use domain::ports::leaf_store::{LeafError, LeafStore, StoredCheckpoint};
use parking_lot::Mutex;
use std::collections::BTreeMap;

/// [`LeafStore`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryLeafStore {
    logs: Mutex<BTreeMap<String, Log>>,
}

#[derive(Default, Clone)]
struct Log {
    leaves: Vec<Vec<u8>>,
    checkpoints: BTreeMap<u64, StoredCheckpoint>,
}

impl MemoryLeafStore {
    fn read<T>(&self, origin: &str, read: impl FnOnce(&Log) -> Option<T>) -> Option<T> {
        self.logs.lock().get(origin).and_then(read)
    }
}

#[async_trait]
impl LeafStore for MemoryLeafStore {
    async fn commit(
        &self,
        origin: &str,
        old_size: u64,
        leaves: &[Vec<u8>],
        checkpoint: &StoredCheckpoint,
    ) -> Result<(), LeafError> {
        let mut logs = self.logs.lock();
        let log = logs.entry(origin.to_owned()).or_default();
        let too_long = leaves.iter().any(|leaf| leaf.len() > usize::from(u16::MAX));
        let grown = old_size + leaves.len() as u64;
        if log.leaves.len() as u64 != old_size || checkpoint.size != grown || too_long {
            return Err(LeafError::Conflict {
                origin: origin.to_owned(),
                expected: old_size,
            });
        }
        log.leaves.extend_from_slice(leaves);
        log.checkpoints.insert(checkpoint.size, checkpoint.clone());
        Ok(())
    }

    async fn latest(&self, origin: &str) -> Result<Option<StoredCheckpoint>, LeafError> {
        Ok(self.read(origin, |log| log.checkpoints.values().next_back().cloned()))
    }

    async fn covering(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        Ok(self.read(origin, |log| {
            log.checkpoints
                .range(size..)
                .next()
                .map(|(_, found)| found.clone())
        }))
    }

    async fn stamped_before(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        let stamped = |log: &Log| {
            let mut below = log.checkpoints.range(..=size).rev().map(|(_, found)| found);
            below.find(|found| !found.token.is_empty()).cloned()
        };
        Ok(self.read(origin, stamped))
    }

    async fn leaves(&self, origin: &str, from: u64, to: u64) -> Result<Vec<Vec<u8>>, LeafError> {
        let range = |log: &Log| {
            let wanted = log
                .leaves
                .iter()
                .zip(0..)
                .filter(|(_, number)| (from..to).contains(number));
            Some(wanted.map(|(leaf, _)| leaf.clone()).collect())
        };
        Ok(self.read(origin, range).unwrap_or_default())
    }

    async fn find(&self, origin: &str, leaf: &[u8]) -> Result<Option<u64>, LeafError> {
        let number = |log: &Log| log.leaves.iter().position(|stored| stored == leaf);
        Ok(self.read(origin, number).map(|number| number as u64))
    }
}
