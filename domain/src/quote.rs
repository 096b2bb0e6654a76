//! A line of another entity's log that this one relies on: by its place and its hash, so that anybody can look it up.

use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use serde::{Deserialize, Serialize};

/// A quoted line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    pub stream: StreamId,
    /// The line's number in its stream, from 1.
    pub seq: u64,
    /// SHA-256 of the line.
    pub hash: Sha256Hash,
}
