//! What goes into the Merkle log: small canonical records without personal data (evidence 8.3, 8.4).

use crate::merkle::tree::MerkleTree;
use domain::canonical::{self, NotCanonical};
use domain::contract::effect::LeafKind;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Largest leaf in bytes (C2SP tlog-tiles: a 16-bit length).
pub const MAX_LEAF: usize = 65_535;

/// One record of the log, told apart by its type tag.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", deny_unknown_fields)]
pub enum LeafRecord {
    #[serde(rename = "hub.leaf.v1")]
    Session(SessionLeaf),
    /// The token over the checkpoint before: whatever follows is later than its time (evidence 2.2).
    #[serde(rename = "hub.time.v1")]
    Time { token: Sha256Hash },
    /// The first leaf of a log.
    #[serde(rename = "hub.start.v1")]
    Start { origin: String },
    /// Makes a new checkpoint where the one of `size` leaves got no token.
    #[serde(rename = "hub.restamp.v1")]
    Restamp { size: u64 },
    #[serde(rename = "hub.erase.v1")]
    Erase(ErasureLeaf),
}

/// The state of one session at one moment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SessionLeaf {
    pub k: LeafKind,
    /// Hash of the session's first line, which holds a nonce: names the session, tells nothing about it.
    pub sid: Sha256Hash,
    /// Number of lines so far.
    pub n: u64,
    /// Hash of line `n`.
    pub chain: Sha256Hash,
    /// RFC 6962 root over lines 1..=n, without their line feeds.
    pub root: Sha256Hash,
}

/// Personal values that were erased on request, named by their commitments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ErasureLeaf {
    pub sid: Sha256Hash,
    pub commitments: Vec<Sha256Hash>,
    /// The legal ground, as a code of the hub's policy.
    pub ground: String,
    pub at: Timestamp,
}

impl LeafRecord {
    /// The exact leaf bytes.
    ///
    /// # Errors
    /// The record has no canonical form, for example more than 32 KiB of commitments.
    pub fn encode(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::encode(self)
    }

    /// Reads a leaf strictly: the one spelling that [`Self::encode`] writes.
    ///
    /// # Errors
    /// The bytes are not canonical, or of no known kind.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotCanonical> {
        read_record(bytes)
    }
}

impl SessionLeaf {
    /// The leaf for a session whose lines so far are `lines`; none before the first line.
    pub fn over<T: AsRef<[u8]>>(kind: LeafKind, lines: &[T]) -> Option<Self> {
        let (first, last) = (lines.first()?, lines.last()?);
        Some(Self {
            k: kind,
            sid: Sha256Hash::of(first.as_ref()),
            n: lines.len() as u64,
            chain: Sha256Hash::of(last.as_ref()),
            root: MerkleTree::over(lines).root(),
        })
    }
}

/// Reads a canonical record into `T` and demands that `T` says all of it.
pub(crate) fn read_record<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, NotCanonical> {
    let value = canonical::parse_record(bytes)?;
    let record: T = serde_json::from_value(value).map_err(|e| NotCanonical::Json(e.to_string()))?;
    if canonical::encode(&record)? == bytes {
        Ok(record)
    } else {
        Err(NotCanonical::Spelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_leaf_begins_with_its_tag_and_reads_back() {
        let leaf = SessionLeaf::over(LeafKind::Open, &[b"{}"]).unwrap();
        let bytes = LeafRecord::Session(leaf.clone()).encode().unwrap();
        assert!(
            bytes.starts_with(br#"{"$t":"hub.leaf.v1","chain":""#),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
        assert_eq!(LeafRecord::parse(&bytes), Ok(LeafRecord::Session(leaf)));
    }

    #[test]
    fn a_leaf_with_a_field_too_many_is_refused() {
        let bytes = format!(r#"{{"$t":"hub.time.v1","extra":1,"token":"{}"}}"#, "0".repeat(64));
        assert!(LeafRecord::parse(bytes.as_bytes()).is_err());
    }
}
