//! What the log can show about a session: where its leaves stand, and between which two tokens (evidence 2.2).

use super::{EvidenceLog, EvidenceLogError};
use crate::leaf::LeafRecord;
use crate::note::proof_file::ProofFile;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::hash::Sha256Hash;
use domain::ports::leaf_store::StoredCheckpoint;

/// Two stamped checkpoints around a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Its token stands in the log before the session's open leaf; absent where no token came before.
    pub lower: Option<LowerBound>,
    /// Covers all leaves of the session; its token says "not later than".
    pub upper: StoredCheckpoint,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LowerBound {
    pub checkpoint: StoredCheckpoint,
    /// The `hub.time.v1` leaf of its token, and where it stands.
    pub time_leaf: Vec<u8>,
    pub time_index: u64,
}

/// A leaf with the proof file that shows it under the upper checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedLeaf {
    pub leaf: Vec<u8>,
    /// C2SP tlog-proof.
    pub proof: Vec<u8>,
}

/// Everything that a package says about the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogEvidence {
    pub origin: String,
    /// The log's key, `name+keyid+base64`; for information, never for trust.
    pub verifier_key: String,
    /// The session's leaves in the order asked for.
    pub leaves: Vec<LoggedLeaf>,
    pub lower: Option<StoredCheckpoint>,
    pub time_leaf: Option<LoggedLeaf>,
    pub upper: StoredCheckpoint,
    /// Proof that the lower checkpoint's tree is a prefix of the upper's.
    pub consistency: Vec<Sha256Hash>,
}

impl EvidenceLog {
    /// The proof file of a logged leaf under the newest checkpoint.
    ///
    /// # Errors
    /// The leaf is not in the log, or the store failed.
    pub async fn proof(&self, leaf: &[u8]) -> Result<ProofFile, EvidenceLogError> {
        let index = self.index_of(leaf).await?;
        self.proof_under(index, &self.latest)
    }

    /// The tightest stamped checkpoints around leaves `open..=last`.
    ///
    /// # Errors
    /// No stamped checkpoint covers `last` yet: try again after the next tick.
    pub async fn bounds_for(&self, open: u64, last: u64) -> Result<Bounds, EvidenceLogError> {
        let store = &self.parts.store;
        let mut upper = store.covering(&self.origin, last + 1).await?;
        while let Some(checkpoint) = &upper
            && checkpoint.token.is_empty()
        {
            upper = store.covering(&self.origin, checkpoint.size + 1).await?;
        }
        let not_yet = || EvidenceLogError::NotStampedYet {
            origin: self.origin.clone(),
            index: last,
        };
        let upper = upper.ok_or_else(not_yet)?;
        let mut lower = None;
        let mut below = open;
        while let Some(checkpoint) = store.stamped_before(&self.origin, below).await? {
            let time_leaf = LeafRecord::Time {
                token: Sha256Hash::of(&checkpoint.token),
            }
            .encode()?;
            if let Some(time_index) = store.find(&self.origin, &time_leaf).await?
                && time_index < open
            {
                lower = Some(LowerBound {
                    checkpoint,
                    time_leaf,
                    time_index,
                });
                break;
            }
            if checkpoint.size == 0 {
                break;
            }
            below = checkpoint.size - 1;
        }
        Ok(Bounds { lower, upper })
    }

    /// Collects a session's evidence: `leaves` begins with its open leaf.
    ///
    /// # Errors
    /// A leaf is not in the log, or no stamped checkpoint covers all of them yet.
    pub async fn evidence_for(&self, leaves: &[Vec<u8>]) -> Result<LogEvidence, EvidenceLogError> {
        let mut places = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            places.push(self.index_of(leaf).await?);
        }
        let open = *places.first().ok_or(EvidenceLogError::NotLogged)?;
        let last = places.iter().copied().max().unwrap_or(open);
        let Bounds { lower, upper } = self.bounds_for(open, last).await?;
        let logged = |leaf: &[u8], index| {
            let proof = self.proof_under(index, &upper)?.to_bytes();
            Ok::<_, EvidenceLogError>(LoggedLeaf {
                leaf: leaf.to_vec(),
                proof,
            })
        };
        let shown = leaves
            .iter()
            .zip(&places)
            .map(|(leaf, index)| logged(leaf, *index));
        let shown = shown.collect::<Result<Vec<_>, _>>()?;
        let time_leaf = lower
            .as_ref()
            .map(|lower| logged(&lower.time_leaf, lower.time_index))
            .transpose()?;
        let lower = lower.map(|lower| lower.checkpoint);
        let consistency = match &lower {
            Some(lower) => self
                .tree
                .prove_consistency(lower.size, upper.size)
                .map_err(|_| EvidenceLogError::NotLogged)?,
            None => Vec::new(),
        };
        Ok(LogEvidence {
            origin: self.origin.clone(),
            verifier_key: self.verifier().to_string(),
            leaves: shown,
            lower,
            time_leaf,
            upper,
            consistency,
        })
    }

    async fn index_of(&self, leaf: &[u8]) -> Result<u64, EvidenceLogError> {
        self.parts
            .store
            .find(&self.origin, leaf)
            .await?
            .ok_or(EvidenceLogError::NotLogged)
    }

    fn proof_under(&self, index: u64, under: &StoredCheckpoint) -> Result<ProofFile, EvidenceLogError> {
        let path = self
            .tree
            .prove_inclusion(index, under.size)
            .map_err(|_| EvidenceLogError::NotLogged)?;
        Ok(ProofFile {
            index,
            path,
            checkpoint: under.note.clone(),
        })
    }
}

/// A consistency proof as text: `consistency <old> <new>`, then one step a line, base64.
pub fn consistency_text(old: u64, new: u64, proof: &[Sha256Hash]) -> String {
    let mut text = format!("consistency {old} {new}\n");
    for step in proof {
        text.push_str(&STANDARD.encode(step.0));
        text.push('\n');
    }
    text
}

/// Reads what [`consistency_text`] wrote, in that one spelling.
pub fn read_consistency_text(text: &[u8]) -> Option<(u64, u64, Vec<Sha256Hash>)> {
    let text = std::str::from_utf8(text).ok()?;
    let (first, rest) = text.split_once('\n')?;
    let (old, new) = first.strip_prefix("consistency ")?.split_once(' ')?;
    let (old, new) = (old.parse().ok()?, new.parse().ok()?);
    let steps = rest
        .lines()
        .take(130)
        .map(|line| STANDARD.decode(line).ok()?.try_into().ok().map(Sha256Hash));
    let steps = steps.collect::<Option<Vec<_>>>()?;
    (consistency_text(old, new, &steps) == text).then_some((old, new, steps))
}
