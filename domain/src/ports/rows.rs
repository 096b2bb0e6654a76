//! Mutable rows that are not events: drafts, the message outbox, and small named settings.

use crate::ids::{AccountId, ContractId, DraftId};
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// A table failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    #[error("a table could not be written or read: {0}")]
    Failed(String),
    /// Somebody saved a newer version.
    #[error("the row was changed by somebody else")]
    Changed,
}

/// A contract that is still being prepared; the body is the editor's JSON.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    pub id: DraftId,
    pub owner: AccountId,
    pub version: u64,
    pub updated: Timestamp,
    pub body: serde_json::Value,
}

/// A message that would leave by SMS, mail or a chat app, kept for the outbox page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxMessage {
    /// Assigned by the store, rising.
    pub id: u64,
    pub at: Timestamp,
    /// E-mail address of a reader who is named by one.
    pub to_phone: String,
    pub contract: Option<ContractId>,
    pub text: String,
}

/// What `Ok` was returned for is durable. After `Failed` the outcome of a write is unknown; every one of them
/// but [`Rows::send`] may be repeated (a repeated save answers `Changed` if the first one was stored).
#[async_trait]
pub trait Rows: Send + Sync {
    /// Saves a draft whose stored version is `draft.version - 1` (0: it is new) and whose owner is the same.
    async fn save_draft(&self, draft: Draft) -> Result<(), RowError>;
    async fn draft(&self, id: DraftId) -> Result<Option<Draft>, RowError>;
    /// Drafts of an owner, latest first.
    async fn drafts(&self, owner: AccountId) -> Result<Vec<Draft>, RowError>;
    async fn remove_draft(&self, id: DraftId) -> Result<(), RowError>;
    /// Gives a draft of `from` to `to` as it stands; whether it was of `from`.
    async fn hand_over_draft(&self, id: DraftId, from: AccountId, to: AccountId) -> Result<bool, RowError>;

    /// Puts a message into the outbox; `message.id` is ignored, the new id is returned.
    async fn send(&self, message: OutboxMessage) -> Result<u64, RowError>;
    /// Newest first; `contract` narrows to one contract's messages.
    async fn outbox(&self, contract: Option<ContractId>, limit: u32) -> Result<Vec<OutboxMessage>, RowError>;

    async fn setting(&self, name: &str) -> Result<Option<String>, RowError>;
    async fn set_setting(&self, name: &str, value: &str) -> Result<(), RowError>;
    /// Writes a setting unless it exists; says what then stands there.
    async fn claim_setting(&self, name: &str, value: &str) -> Result<String, RowError>;

    /// The account that owns a phone number, by blind index; `create` is stored if there is none.
    async fn account_of_phone(&self, blind_index: &str, create: AccountId) -> Result<AccountId, RowError>;
    /// The account that owns a phone number now, if any.
    async fn find_account(&self, blind_index: &str) -> Result<Option<AccountId>, RowError>;
    /// Frees a phone number that belongs to `account`; another account's stays.
    async fn release_phone(&self, blind_index: &str, account: AccountId) -> Result<(), RowError>;
}
