//! The commit step: sign, check, stamp, compare-and-set. The only place where a checkpoint comes into being.

use super::{EvidenceLog, EvidenceLogError};
use crate::merkle::consistency::verify_consistency;
use crate::merkle::inclusion::verify_inclusion;
use crate::merkle::tree_hash::leaf_hash;
use crate::note::checkpoint::Checkpoint;
use domain::hash::Sha256Hash;
use domain::ports::leaf_store::StoredCheckpoint;

impl EvidenceLog {
    /// Adds `leaves` under a new checkpoint. Any error stops the log: its outcome is for the store to say.
    pub(super) async fn commit(&mut self, leaves: Vec<Vec<u8>>) -> Result<(), EvidenceLogError> {
        self.stopped = true;
        let now = self.parts.clock.now();
        if now < self.not_before {
            return Err(EvidenceLogError::ClockWentBack {
                now: now.0,
                last: self.not_before.0,
            });
        }
        let old_size = self.tree.len();
        for leaf in &leaves {
            self.tree.push(leaf);
        }
        let checkpoint = Checkpoint {
            origin: self.origin.clone(),
            size: self.tree.len(),
            root: self.tree.root(),
        };
        let note = checkpoint.sign(self.parts.signer.as_ref())?.to_bytes();
        self.self_check(old_size, &leaves, &note)?;

        let mut nonce = [0; 8];
        self.parts.clock.fill_random(&mut nonce);
        // A checkpoint without a token still stands; what is missing shows in `lacks_token` and in the package.
        let token = self
            .parts
            .stamper
            .stamp(Sha256Hash::of(&note), nonce, now)
            .await
            .unwrap_or_default();
        let stored = StoredCheckpoint {
            size: checkpoint.size,
            note,
            token,
        };
        self.parts
            .store
            .commit(&self.origin, old_size, &leaves, &stored)
            .await?;

        self.stamped_at = self
            .parts
            .stamper
            .time_of(&stored.token, Sha256Hash::of(&stored.note));
        self.not_before = self.not_before.max(now);
        self.root = checkpoint.root;
        self.latest = stored;
        self.stopped = false;
        Ok(())
    }

    /// Checks the note that is about to stand for ever with the verifier's code, from bytes (evidence 7, rule 2).
    fn self_check(&self, old_size: u64, leaves: &[Vec<u8>], note: &[u8]) -> Result<(), EvidenceLogError> {
        let failed = |what| EvidenceLogError::SelfCheck {
            origin: self.origin.clone(),
            what,
        };
        let (checkpoint, note) = Checkpoint::parse_note(note)?;
        if !note.is_signed_by(&self.parts.signer.verifier()) {
            return Err(failed("its own signature"));
        }
        if checkpoint.origin != self.origin || checkpoint.size != old_size + leaves.len() as u64 {
            return Err(failed("its origin or size"));
        }
        let growth = self
            .tree
            .prove_consistency(old_size, checkpoint.size)
            .map_err(|_| failed("a proof that cannot be made"))?;
        if !verify_consistency(old_size, self.root, checkpoint.size, checkpoint.root, &growth) {
            return Err(failed("growth from the checkpoint before"));
        }
        for (index, leaf) in (old_size..).zip(leaves) {
            let path = self
                .tree
                .prove_inclusion(index, checkpoint.size)
                .map_err(|_| failed("a proof that cannot be made"))?;
            if !verify_inclusion(leaf_hash(leaf), index, checkpoint.size, &path, checkpoint.root) {
                return Err(failed("a new leaf"));
            }
        }
        Ok(())
    }
}
