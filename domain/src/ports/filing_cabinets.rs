//! Filing cabinets: their types and folders, what lies where, what was cleaned away, and which numbers were given.
//!
//! An owner is a person's account id, or an organisation's id in its place.

use crate::cabinet::{Cabinet, FolderNo, TypeNo};
use crate::ids::{AccountId, ContractId, StreamId};
use crate::ports::rows::RowError;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Where one entity lies in a cabinet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Filing {
    /// 0: no type.
    pub kind: TypeNo,
    /// 0: no folder.
    pub folder: FolderNo,
    /// 已归档: out of the everyday lists.
    pub archived: bool,
}

/// What changes; absent stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Refiling {
    pub kind: Option<TypeNo>,
    pub folder: Option<FolderNo>,
    pub archived: Option<bool>,
}

impl Refiling {
    /// The filing after the change.
    pub fn applied(self, before: Filing) -> Filing {
        Filing {
            kind: self.kind.unwrap_or(before.kind),
            folder: self.folder.unwrap_or(before.folder),
            archived: self.archived.unwrap_or(before.archived),
        }
    }
}

/// A number that was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GivenNumber {
    /// From 1, without gaps within its series.
    pub running: u64,
    pub contract: ContractId,
    pub at: Timestamp,
}

/// What `Ok` was returned for is durable, and every list that is read later shows it. After `Failed` every call may
/// be repeated (a repeated save answers `Changed` if the first one was stored).
#[async_trait]
pub trait FilingCabinets: Send + Sync {
    /// An empty one where nothing was stored yet.
    async fn cabinet(&self, owner: AccountId) -> Result<Cabinet, RowError>;

    /// Saves a cabinet whose stored version is `version - 1`. What lay under a type or in a folder that it no longer
    /// has lies under none.
    async fn save(&self, owner: AccountId, cabinet: &Cabinet) -> Result<(), RowError>;

    /// Files these in a cabinet, all or none of them; also before their log begins.
    async fn file(&self, owner: AccountId, streams: &[StreamId], refiling: Refiling) -> Result<(), RowError>;

    async fn filing(&self, owner: AccountId, stream: &StreamId) -> Result<Filing, RowError>;

    /// Cleans these away from everybody who looks with this owner's eyes; for good.
    async fn hide(&self, owner: AccountId, streams: &[StreamId]) -> Result<(), RowError>;

    /// Whether one of the owners has cleaned it away.
    async fn is_hidden(&self, owners: &[AccountId], stream: &StreamId) -> Result<bool, RowError>;

    /// The rows of an entity whose log is closed change their state in every list: each word becomes the one beside
    /// it. Doing it again is harmless.
    async fn restate(&self, stream: &StreamId, words: &[(&str, &'static str)]) -> Result<(), RowError>;

    /// The contract's running number in a series: the next one, or the one that it was given before. No two
    /// contracts of a series have the same.
    async fn give_number(
        &self,
        owner: AccountId,
        series: &str,
        contract: ContractId,
        at: Timestamp,
    ) -> Result<u64, RowError>;

    /// The numbers of a series, the last first.
    async fn numbers(&self, owner: AccountId, series: &str, limit: u32)
    -> Result<Vec<GivenNumber>, RowError>;
}
