//! Wrapped keys: what is stored is encrypted under the master key before it gets here.

use async_trait::async_trait;

/// The key table failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key store failed: {0}")]
pub struct KeyStoreError(pub String);

/// Named, write-once records.
#[async_trait]
pub trait KeyStore: Send + Sync {
    async fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError>;
    /// Stores a record durably unless the name is taken; returns what then stands there. Repeating it is
    /// harmless.
    async fn create(&self, name: &str, wrapped: &[u8]) -> Result<Vec<u8>, KeyStoreError>;
}
