//! What kinds of seals there are, whose they are, and what they look like from outside.

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, OrganisationId};
use serde::{Deserialize, Serialize};

/// What a seal is for [I03, E11, E13, E14].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealKind {
    /// 公章: one per organisation.
    Official,
    /// 合同专用章
    Contract,
    /// 财务专用章
    Finance,
    /// 人事专用章
    Personnel,
    /// 发票专用章
    Invoice,
    /// 其他
    Other,
    /// 法定代表人章: used by that person alone.
    LegalRepresentative,
    /// 个人印章、手写签名: a person's own.
    Personal,
}

impl SealKind {
    pub const ALL: [Self; 8] = [
        Self::Official,
        Self::Contract,
        Self::Finance,
        Self::Personnel,
        Self::Invoice,
        Self::Other,
        Self::LegalRepresentative,
        Self::Personal,
    ];

    /// Whether others than one person can be made its holders.
    pub fn is_granted(self) -> bool {
        !matches!(self, Self::LegalRepresentative | Self::Personal)
    }
}

/// Whose a seal is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealOwner {
    Organisation(OrganisationId),
    Person(AccountId),
}

/// Where the picture comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Drawn here from a template 模板印章.
    Template,
    /// A picture that somebody has uploaded 本地上传.
    Uploaded,
    /// Handwriting, drawn by its owner 手写签名.
    Drawn,
}

/// The stored picture, named by its hash; its owner among the blobs is the seal's stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    /// SHA-256 of the artwork's file.
    pub artwork: Sha256Hash,
    /// Physical width and height in micrometres.
    pub width: u32,
    pub height: u32,
}
