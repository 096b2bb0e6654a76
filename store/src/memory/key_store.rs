//! Wrapped keys in memory.

use async_trait::async_trait;
use domain::ports::key_store::{KeyStore, KeyStoreError};
use parking_lot::Mutex;
use std::collections::BTreeMap;

/// [`KeyStore`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryKeyStore {
    records: Mutex<BTreeMap<String, Vec<u8>>>,
}

#[async_trait]
impl KeyStore for MemoryKeyStore {
    async fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(self.records.lock().get(name).cloned())
    }

    async fn create(&self, name: &str, wrapped: &[u8]) -> Result<Vec<u8>, KeyStoreError> {
        Ok(self
            .records
            .lock()
            .entry(name.to_owned())
            .or_insert_with(|| wrapped.to_vec())
            .clone())
    }
}
