//! C2SP checkpoints: origin, size and root of a log as the text of a signed note.

use super::signed_note::{BadNote, NoteSigner, SignedNote};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::hash::Sha256Hash;

/// The head of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Names the log: `<host>/evidence/<year>`.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    pub root: Sha256Hash,
}

/// The note is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCheckpoint {
    #[error("the checkpoint is not a signed note: {0}")]
    Note(#[from] BadNote),
    #[error("a checkpoint is three lines: origin, size in decimal, root in base64")]
    Text,
}

impl Checkpoint {
    /// The note's text.
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.0)
        )
    }

    /// The checkpoint as a signed note.
    ///
    /// # Errors
    /// The origin is none that a note can hold.
    pub fn sign(&self, signer: &dyn NoteSigner) -> Result<SignedNote, BadNote> {
        SignedNote::sign(self.text(), signer)
    }

    /// Reads a note's text; extension lines are refused.
    ///
    /// # Errors
    /// The text is not exactly what [`Self::text`] writes.
    pub fn parse_text(text: &str) -> Result<Self, BadCheckpoint> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(BadCheckpoint::Text);
        };
        let size = size.parse().map_err(|_| BadCheckpoint::Text)?;
        let root = STANDARD
            .decode(root)
            .ok()
            .and_then(|root| root.try_into().ok())
            .map(Sha256Hash);
        let read = Self {
            origin: origin.to_owned(),
            size,
            root: root.ok_or(BadCheckpoint::Text)?,
        };
        if !origin.is_empty() && read.text() == text {
            Ok(read)
        } else {
            Err(BadCheckpoint::Text)
        }
    }

    /// Reads a signed note with a checkpoint as its text. Says nothing about the signatures.
    ///
    /// # Errors
    /// See [`BadCheckpoint`].
    pub fn parse_note(bytes: &[u8]) -> Result<(Self, SignedNote), BadCheckpoint> {
        let note = SignedNote::parse(bytes)?;
        Ok((Self::parse_text(&note.text)?, note))
    }
}
