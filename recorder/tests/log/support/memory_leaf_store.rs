//! The log's rows in memory, with the switches that a failing database would throw.

use async_trait::async_trait;
use domain::ports::leaf_store::{LeafError, LeafStore, StoredCheckpoint};
use std::sync::Mutex;

#[derive(Default, Clone)]
pub struct Rows {
    pub leaves: Vec<Vec<u8>>,
    pub checkpoints: Vec<StoredCheckpoint>,
}

#[derive(Default)]
pub struct MemoryLeafStore {
    pub rows: Mutex<Rows>,
    /// The next commit fails with an unknown outcome; true: but was written.
    pub fail_next: Mutex<Option<bool>>,
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
        let fails = self.fail_next.lock().unwrap().take();
        let mut rows = self.rows.lock().unwrap();
        if rows.checkpoints.last().map_or(0, |last| last.size) != old_size {
            return Err(LeafError::Conflict {
                origin: origin.to_owned(),
                expected: old_size,
            });
        }
        if fails != Some(false) {
            rows.leaves.extend_from_slice(leaves);
            rows.checkpoints.push(checkpoint.clone());
        }
        match fails {
            Some(_) => Err(LeafError::Unknown("the test says so".to_owned())),
            None => Ok(()),
        }
    }

    async fn latest(&self, _: &str) -> Result<Option<StoredCheckpoint>, LeafError> {
        Ok(self.rows.lock().unwrap().checkpoints.last().cloned())
    }

    async fn covering(&self, _: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        Ok(self
            .rows
            .lock()
            .unwrap()
            .checkpoints
            .iter()
            .find(|stored| stored.size >= size)
            .cloned())
    }

    async fn stamped_before(&self, _: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        let rows = self.rows.lock().unwrap();
        let stamped = |stored: &&StoredCheckpoint| stored.size <= size && !stored.token.is_empty();
        Ok(rows.checkpoints.iter().rev().find(stamped).cloned())
    }

    async fn leaves(&self, _: &str, from: u64, to: u64) -> Result<Vec<Vec<u8>>, LeafError> {
        let rows = self.rows.lock().unwrap();
        Ok(rows
            .leaves
            .iter()
            .skip(from as usize)
            .take((to - from) as usize)
            .cloned()
            .collect())
    }

    async fn find(&self, _: &str, leaf: &[u8]) -> Result<Option<u64>, LeafError> {
        Ok(self
            .rows
            .lock()
            .unwrap()
            .leaves
            .iter()
            .position(|stored| stored == leaf)
            .map(|at| at as u64))
    }
}
