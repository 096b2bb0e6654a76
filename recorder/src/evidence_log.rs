//! The one keeper of a Merkle log: its key, its tree and its rows. Nobody else signs (evidence 7).

mod commit;
pub mod embedded_stamper;
pub mod proofs;
pub mod stamper;

use crate::leaf::{LeafRecord, MAX_LEAF, SessionLeaf};
use crate::merkle::tree::MerkleTree;
use crate::note::checkpoint::{BadCheckpoint, Checkpoint};
use crate::note::signed_note::{BadNote, NoteSigner};
use crate::note::verifier_key::VerifierKey;
use domain::canonical::NotCanonical;
use domain::contract::effect::LeafKind;
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use domain::ports::leaf_store::{LeafError, LeafStore, StoredCheckpoint};
use domain::timestamp::Timestamp;
use stamper::Stamper;
use std::sync::Arc;

/// A session that opens gets a lower bound in time not older than this, in milliseconds.
const FRESH_BOUND_MS: i64 = 60_000;
/// Leaves that are read from the store at once while opening.
const LOAD_AT_ONCE: u64 = 4_096;

/// What the log needs from the world.
#[derive(Clone)]
pub struct LogParts {
    pub store: Arc<dyn LeafStore>,
    pub signer: Arc<dyn NoteSigner>,
    pub stamper: Arc<dyn Stamper>,
    pub clock: Arc<dyn Clock>,
}

/// One append-only log. Holds 64 bytes a leaf in memory.
///
/// After any error but [`EvidenceLogError::LeafTooLong`] it refuses everything: drop it and open it again,
/// so that the store, not this copy, says what was written.
pub struct EvidenceLog {
    origin: String,
    parts: LogParts,
    tree: MerkleTree,
    latest: StoredCheckpoint,
    root: Sha256Hash,
    /// Time of the newest token; `None` where the newest checkpoint has none.
    stamped_at: Option<Timestamp>,
    /// No checkpoint is made before this time.
    not_before: Timestamp,
    stopped: bool,
}

/// Why the log could not be opened, or refused to go on.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceLogError {
    #[error(transparent)]
    Store(#[from] LeafError),
    /// The rows are not those that the checkpoint was signed over: a restored or damaged database.
    #[error("the stored leaves of {origin} do not match its checkpoint of {size} leaves")]
    Damaged { origin: String, size: u64 },
    #[error("the stored checkpoint of {origin} was not signed by this hub's log key")]
    OtherKey { origin: String },
    #[error("the new checkpoint of {origin} did not pass the check before signing it off: {what}")]
    SelfCheck { origin: String, what: &'static str },
    #[error("the clock stands at {now} ms, before the last checkpoint's {last} ms")]
    ClockWentBack { now: i64, last: i64 },
    #[error("a leaf has {0} bytes; {MAX_LEAF} are possible")]
    LeafTooLong(usize),
    #[error("the log stopped after an error and must be opened again")]
    Stopped,
    #[error("the leaf is not in the log")]
    NotLogged,
    #[error("no checkpoint of {origin} with a time-stamp covers leaf {index} yet")]
    NotStampedYet { origin: String, index: u64 },
    #[error("a record of the log has no canonical form: {0}")]
    Record(#[from] NotCanonical),
    #[error("a checkpoint could not be written: {0}")]
    Note(#[from] BadNote),
    #[error("a stored checkpoint could not be read: {0}")]
    Checkpoint(#[from] BadCheckpoint),
}

impl EvidenceLog {
    /// Reads the log back and checks it against its signed checkpoint; a new log begins with a stamped
    /// `hub.start.v1` leaf, so that the first session has a lower bound too.
    ///
    /// # Errors
    /// The rows do not match the checkpoint, or another key signed it: never continue such a log, open a new
    /// origin.
    pub async fn open(origin: &str, parts: LogParts) -> Result<Self, EvidenceLogError> {
        let stored = parts.store.latest(origin).await?;
        let mut log = Self {
            origin: origin.to_owned(),
            parts,
            tree: MerkleTree::default(),
            latest: StoredCheckpoint {
                size: 0,
                note: Vec::new(),
                token: Vec::new(),
            },
            root: MerkleTree::default().root(),
            stamped_at: None,
            not_before: Timestamp(0),
            stopped: false,
        };
        match stored {
            Some(checkpoint) => log.load(checkpoint).await?,
            None => {
                let start = LeafRecord::Start {
                    origin: origin.to_owned(),
                }
                .encode()?;
                log.commit(vec![start]).await?;
            }
        }
        Ok(log)
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.tree.len()
    }

    /// The key that checks this log's notes.
    pub fn verifier(&self) -> VerifierKey {
        self.parts.signer.verifier()
    }

    /// The newest checkpoint.
    pub fn checkpoint(&self) -> &StoredCheckpoint {
        &self.latest
    }

    /// Logs `leaves` and returns the index of each. A leaf that is in the log already is not logged again, so
    /// repeating a call is harmless. All leaves of one call come under one checkpoint and one token: batch them.
    ///
    /// # Errors
    /// A leaf is too long (nothing happened), or the log has stopped.
    pub async fn append(&mut self, leaves: &[Vec<u8>]) -> Result<Vec<u64>, EvidenceLogError> {
        if self.stopped {
            return Err(EvidenceLogError::Stopped);
        }
        if let Some(leaf) = leaves.iter().find(|leaf| leaf.len() > MAX_LEAF) {
            return Err(EvidenceLogError::LeafTooLong(leaf.len()));
        }
        let mut new: Vec<Vec<u8>> = Vec::new();
        let mut known = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            let index = self.parts.store.find(&self.origin, leaf).await?;
            if index.is_none() && !new.contains(leaf) {
                new.push(leaf.clone());
            }
            known.push(index);
        }
        if new.is_empty() {
            return Ok(known.into_iter().flatten().collect());
        }
        if new.iter().any(|leaf| opens_a_session(leaf)) && self.lower_bound_is_stale() {
            let time = self.time_leaf()?;
            self.commit(time).await?;
        }
        let mut batch = self.time_leaf()?;
        let first = self.size() + batch.len() as u64;
        batch.extend(new.iter().cloned());
        self.commit(batch).await?;
        let place = |leaf: &Vec<u8>| {
            new.iter()
                .position(|other| other == leaf)
                .map(|at| first + at as u64)
        };
        leaves
            .iter()
            .zip(known)
            .map(|(leaf, known)| known.or_else(|| place(leaf)).ok_or(EvidenceLogError::NotLogged))
            .collect()
    }

    /// Whether the newest checkpoint still waits for a token, because the time-stamp authority did not answer.
    pub fn lacks_token(&self) -> bool {
        self.latest.token.is_empty()
    }

    /// Makes a further checkpoint where the newest one got no token. Does nothing otherwise.
    ///
    /// # Errors
    /// The log has stopped. A token that is again not to be had is no error.
    pub async fn stamp_again(&mut self) -> Result<(), EvidenceLogError> {
        if self.stopped {
            return Err(EvidenceLogError::Stopped);
        }
        if self.lacks_token() {
            let restamp = LeafRecord::Restamp { size: self.size() }.encode()?;
            self.commit(vec![restamp]).await?;
        }
        Ok(())
    }

    async fn load(&mut self, stored: StoredCheckpoint) -> Result<(), EvidenceLogError> {
        let (origin, size) = (self.origin.clone(), stored.size);
        let damaged = || EvidenceLogError::Damaged {
            origin: origin.clone(),
            size,
        };
        let (checkpoint, note) = Checkpoint::parse_note(&stored.note)?;
        if !note.is_signed_by(&self.parts.signer.verifier()) {
            return Err(EvidenceLogError::OtherKey {
                origin: self.origin.clone(),
            });
        }
        while self.tree.len() < stored.size {
            let from = self.tree.len();
            let to = stored.size.min(from + LOAD_AT_ONCE);
            let leaves = self.parts.store.leaves(&self.origin, from, to).await?;
            if leaves.len() as u64 != to - from {
                return Err(damaged());
            }
            for leaf in &leaves {
                self.tree.push(leaf);
            }
        }
        let expected = Checkpoint {
            origin: self.origin.clone(),
            size: stored.size,
            root: self.tree.root(),
        };
        if checkpoint != expected {
            return Err(damaged());
        }
        self.root = checkpoint.root;
        self.stamped_at = self
            .parts
            .stamper
            .time_of(&stored.token, Sha256Hash::of(&stored.note));
        self.not_before = self.stamped_at.unwrap_or(Timestamp(0));
        self.latest = stored;
        Ok(())
    }

    fn lower_bound_is_stale(&self) -> bool {
        let now = self.parts.clock.now();
        self.stamped_at.is_some_and(|at| now.since(at) > FRESH_BOUND_MS)
    }

    /// The leaf for the newest checkpoint's token; every checkpoint is followed by its own.
    fn time_leaf(&self) -> Result<Vec<Vec<u8>>, EvidenceLogError> {
        if self.lacks_token() {
            return Ok(Vec::new());
        }
        Ok(vec![
            LeafRecord::Time {
                token: Sha256Hash::of(&self.latest.token),
            }
            .encode()?,
        ])
    }
}

fn opens_a_session(leaf: &[u8]) -> bool {
    matches!(
        LeafRecord::parse(leaf),
        Ok(LeafRecord::Session(SessionLeaf {
            k: LeafKind::Open,
            ..
        }))
    )
}
