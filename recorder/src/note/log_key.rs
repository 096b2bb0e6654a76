//! The log's own key as a signer of notes.

use super::signed_note::NoteSigner;
use super::verifier_key::{BadKey, VerifierKey};
use pki::ed25519_key::Ed25519Key;

/// An Ed25519 key under the name that stands on its signature lines.
#[derive(Debug)]
pub struct LogKey {
    key: Ed25519Key,
    verifier: VerifierKey,
}

impl LogKey {
    /// `name` is best the origin of the one log that this key signs (C2SP tlog-checkpoint).
    ///
    /// # Errors
    /// The name is empty or holds a space or `+`.
    pub fn new(name: &str, key: Ed25519Key) -> Result<Self, BadKey> {
        let verifier = VerifierKey::new(name, key.public_key())?;
        Ok(Self { key, verifier })
    }
}

impl NoteSigner for LogKey {
    fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        self.key.sign(message).ok()
    }
}
