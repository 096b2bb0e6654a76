//! Blobs in memory.

use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ports::blob_store::{BlobError, BlobStore};
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// [`BlobStore`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryBlobStore {
    blobs: Mutex<BTreeMap<(String, Sha256Hash), Blob>>,
}

#[derive(Clone)]
struct Blob {
    bytes: Vec<u8>,
    stored: Instant,
}

impl MemoryBlobStore {
    /// Flips a bit of a stored blob, as a bad disk would; says whether there was one.
    pub fn damage(&self, owner: &str, hash: Sha256Hash) -> bool {
        let mut blobs = self.blobs.lock();
        let byte = blobs
            .get_mut(&(owner.to_owned(), hash))
            .and_then(|blob| blob.bytes.first_mut());
        byte.map(|byte| *byte ^= 1).is_some()
    }
}

#[async_trait]
impl BlobStore for MemoryBlobStore {
    async fn put(&self, owner: &str, bytes: &[u8]) -> Result<Sha256Hash, BlobError> {
        let hash = Sha256Hash::of(bytes);
        let blob = Blob {
            bytes: bytes.to_vec(),
            stored: Instant::now(),
        };
        self.blobs.lock().insert((owner.to_owned(), hash), blob);
        Ok(hash)
    }

    async fn get(&self, owner: &str, hash: Sha256Hash) -> Result<Option<Vec<u8>>, BlobError> {
        let stored = self
            .blobs
            .lock()
            .get(&(owner.to_owned(), hash))
            .map(|blob| blob.bytes.clone());
        match stored {
            Some(bytes) if Sha256Hash::of(&bytes) != hash => Err(BlobError::Damaged(hash)),
            stored => Ok(stored),
        }
    }

    async fn copy(&self, from: &str, to: &str, hash: Sha256Hash) -> Result<bool, BlobError> {
        match self.get(from, hash).await? {
            None => Ok(false),
            Some(bytes) => self.put(to, &bytes).await.map(|_| true),
        }
    }

    async fn remove_owner(&self, owner: &str) -> Result<(), BlobError> {
        self.blobs.lock().retain(|(of, _), _| of != owner);
        Ok(())
    }

    async fn sweep(&self, owner: &str, keep: &[Sha256Hash], min_age_ms: i64) -> Result<u64, BlobError> {
        let min_age = Duration::from_millis(u64::try_from(min_age_ms).unwrap_or(0));
        let goes = |of: &str, hash: &Sha256Hash, blob: &Blob| {
            of == owner && !keep.contains(hash) && blob.stored.elapsed() >= min_age
        };
        let mut blobs = self.blobs.lock();
        Ok(blobs
            .extract_if(.., |(of, hash), blob| goes(of, hash, blob))
            .count() as u64)
    }
}
