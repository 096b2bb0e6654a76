//! The Merkle log's rows: leaves, and the one signed checkpoint that may only move forward (evidence 7).

use async_trait::async_trait;

/// A signed checkpoint with the tokens and receipts that name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredCheckpoint {
    pub size: u64,
    /// C2SP signed note.
    pub note: Vec<u8>,
    /// RFC 3161 token over SHA-256 of the note, DER; empty until there is one.
    pub token: Vec<u8>,
}

/// The log's rows could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// The checkpoint in the store is not the one that was expected: reload, never retry blindly. Also the
    /// answer to a checkpoint that does not count its own leaves, and to a leaf that is too long.
    #[error("the log of {origin} is at another size than {expected}")]
    Conflict { origin: String, expected: u64 },
    #[error("the outcome of a write to the log is unknown: {0}")]
    Unknown(String),
    #[error("the log could not be read: {0}")]
    Read(String),
}

/// One append-only log per origin.
#[async_trait]
pub trait LeafStore: Send + Sync {
    /// Stores `leaves` from index `old_size` and the new checkpoint durably in one transaction, if the
    /// latest stored checkpoint's size is `old_size` (0: none). A leaf is at most 65 535 bytes. Without
    /// leaves the latest checkpoint is replaced, for example by itself with a token.
    async fn commit(
        &self,
        origin: &str,
        old_size: u64,
        leaves: &[Vec<u8>],
        checkpoint: &StoredCheckpoint,
    ) -> Result<(), LeafError>;

    async fn latest(&self, origin: &str) -> Result<Option<StoredCheckpoint>, LeafError>;

    /// The smallest stored checkpoint with at least `size` leaves.
    async fn covering(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError>;

    /// The largest stored checkpoint with at most `size` leaves and a token.
    async fn stamped_before(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError>;

    /// Leaves `from..to`, in order.
    async fn leaves(&self, origin: &str, from: u64, to: u64) -> Result<Vec<Vec<u8>>, LeafError>;

    /// Index of the first leaf with exactly these bytes.
    async fn find(&self, origin: &str, leaf: &[u8]) -> Result<Option<u64>, LeafError>;
}
