//! A contract made of a file that carried digital signatures already, and what became of them.

use serde::{Deserialize, Serialize};

/// A word in the first line. Its absence means: the upload carried no signatures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedSource {
    pub handling: SignedHandling,
    /// Digital signatures and document time-stamps of the upload, whose SHA-256 stands beside this.
    pub signatures: u32,
}

/// What the sender chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedHandling {
    /// 继续签署: not a byte of the upload changes; it is only appended to.
    Further,
    /// 导入副本: the pages were kept and the signatures were taken out.
    Copy,
}

impl SignedSource {
    /// Whether the upload's signatures are to stay good below ours.
    pub fn is_further(source: Option<&Self>) -> bool {
        source.is_some_and(|source| source.handling == SignedHandling::Further)
    }
}
