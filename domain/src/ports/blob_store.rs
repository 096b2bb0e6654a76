//! Blobs: documents, page images, films. Named by owner and content, never altered (design 2.3).

use crate::hash::Sha256Hash;
use async_trait::async_trait;

/// A blob could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    #[error("the blob store failed: {0}")]
    Failed(String),
    /// The stored bytes do not open, or do not have the hash that names them.
    #[error("blob {0} is damaged")]
    Damaged(Sha256Hash),
}

/// Encrypted content-named storage. `owner` is a stream or a draft, written `kind/uuid`; anything else fails.
/// Calls may be repeated after any error. Of two calls at the same time either may come first.
#[async_trait]
pub trait BlobStore: Send + Sync {
    /// Stores bytes durably (file and directory entry) and returns their SHA-256. Storing twice is harmless:
    /// it heals a damaged blob and makes it young again for [`Self::sweep`].
    async fn put(&self, owner: &str, bytes: &[u8]) -> Result<Sha256Hash, BlobError>;

    /// The plain bytes, checked against their name; `None` if there is no such blob.
    async fn get(&self, owner: &str, hash: Sha256Hash) -> Result<Option<Vec<u8>>, BlobError>;

    /// Copies a blob to another owner, durably, without decrypting it into the caller's hands; `false` if
    /// there is no such blob.
    async fn copy(&self, from: &str, to: &str, hash: Sha256Hash) -> Result<bool, BlobError>;

    /// Removes every blob of an owner and the owner's key: what remains on disk cannot be read again.
    async fn remove_owner(&self, owner: &str) -> Result<(), BlobError>;

    /// Removes the owner's blobs that are not in `keep` and are older than `min_age_ms`; returns how many.
    async fn sweep(&self, owner: &str, keep: &[Sha256Hash], min_age_ms: i64) -> Result<u64, BlobError>;
}
