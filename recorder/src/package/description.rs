//! `package.json`: what this package is, and which of its points are weak.

use crate::leaf::read_record;
use domain::canonical::{self, NotCanonical};
use domain::hash::Sha256Hash;
use serde::{Deserialize, Serialize};

/// Whose authority stands behind certificates or time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// Made by the hub itself: in its own trust domain.
    Embedded,
    /// An independent provider.
    External,
}

/// The record in `package.json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    #[serde(rename = "$t")]
    pub tag: DescriptionTag,
    /// The stream, `contract/<uuid>`.
    pub contract: String,
    /// Hash of the first line.
    pub session: Sha256Hash,
    pub lines: u64,
    /// Origin of the Merkle log.
    pub log: String,
    pub certificates: Provider,
    pub time: Provider,
    /// Codes of the weak points, sorted (see `weak_points`).
    pub degraded: Vec<String>,
    /// Parts that the format knows and this package does not hold.
    pub left_out: Vec<String>,
}

/// The one version of the format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DescriptionTag {
    #[serde(rename = "hub.package.v1")]
    V1,
}

impl Description {
    /// # Errors
    /// A text is too long for a record.
    pub fn encode(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::encode(self)
    }

    /// Reads the record strictly.
    ///
    /// # Errors
    /// The bytes are not what [`Self::encode`] writes, or of a later version.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotCanonical> {
        read_record(bytes)
    }
}
