//! One revision of a file that is being sealed or renewed.

use domain::hash::Sha256Hash;
use pdf::sign::plan::SigningPlan;
use sha2::{Digest, Sha256};

/// The file so far, and what is needed to continue it without reading it again.
#[derive(Clone)]
pub struct Revision {
    pub bytes: Vec<u8>,
    pub hash: Sha256Hash,
    /// State of SHA-256 over `bytes`: the next signature hashes only its own tail.
    pub hasher: Sha256,
    pub plan: SigningPlan,
}

impl Revision {
    pub fn new(bytes: Vec<u8>, plan: SigningPlan) -> Self {
        let hasher = Sha256::new_with_prefix(&bytes);
        let hash = Sha256Hash(hasher.clone().finalize().into());
        Self {
            bytes,
            hash,
            hasher,
            plan,
        }
    }

    /// With `tail` behind it.
    pub fn continued(mut self, tail: &[u8], plan: SigningPlan) -> Self {
        self.hasher.update(tail);
        self.bytes.extend_from_slice(tail);
        let hash = Sha256Hash(self.hasher.clone().finalize().into());
        Self { hash, plan, ..self }
    }
}
