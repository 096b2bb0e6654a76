//! Signing in: browser sessions, one-time codes, tickets and signing links. Only hashes of secrets are stored.

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ContractId, PartyNo};
use crate::ports::rows::RowError;
use crate::timestamp::Timestamp;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// Who a browser session speaks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SessionSubject {
    Account {
        account: AccountId,
        operator: bool,
    },
    /// Someone who opened a signing link; `verified` after the one-time code.
    Guest {
        contract: ContractId,
        role: LinkRole,
        verified: bool,
    },
}

/// What a link lets its holder be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum LinkRole {
    Party {
        party: PartyNo,
    },
    /// 或签: one of several who may sign for the party.
    OneOf {
        party: PartyNo,
        account: AccountId,
    },
    /// 抄送: one of those who may read the contract.
    Reader {
        reader: u8,
    },
    Viewer,
    Stage,
}

/// What a browser says it is; nothing else is kept of it, no address and no place.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Device {
    /// For example `Chrome 128`; empty where it is unknown.
    pub browser: String,
    /// For example `Windows`; empty where it is unknown.
    pub system: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrowserSession {
    pub token: Sha256Hash,
    pub subject: SessionSubject,
    pub device: Device,
    pub created: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    pub expires: Timestamp,
}

impl BrowserSession {
    /// The account that it speaks for, if it does for one.
    pub fn account(&self) -> Option<AccountId> {
        match self.subject {
            SessionSubject::Account { account, .. } => Some(account),
            SessionSubject::Guest { .. } => None,
        }
    }
}

/// A named note that is gone after its time, or as soon as it is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ticket {
    /// Purpose and the hash of a secret, for example `step-up:<session>`.
    pub name: String,
    /// What is noted, as JSON; never a secret or a personal value.
    pub body: String,
    pub expires: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SigningLink {
    pub token: Sha256Hash,
    pub contract: ContractId,
    pub role: LinkRole,
    pub expires: Timestamp,
}

/// A one-time code, bound to a browser session and a purpose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OneTimeCode {
    /// What it is for, for example `sign-in:<hash of phone>` or `join:<contract>/<party>`.
    pub purpose: String,
    /// HMAC of the code under a key of the hub.
    pub code: Sha256Hash,
    pub session: Sha256Hash,
    pub expires: Timestamp,
    pub tries_left: u8,
}

/// Outcome of trying a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeOutcome {
    Right,
    Wrong {
        tries_left: u8,
    },
    /// None was asked for, it expired, or its tries are used up.
    Gone,
}

/// Rows that expire; none of them is evidence. A row is there before its `expires`, and gone at it.
/// Calls may be repeated after an error, but a repeated [`AccountDesk::try_code`] or
/// [`AccountDesk::count`] may count twice.
#[async_trait]
pub trait AccountDesk: Send + Sync {
    async fn put_session(&self, session: BrowserSession) -> Result<(), RowError>;
    async fn session(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<BrowserSession>, RowError>;
    async fn end_session(&self, token: Sha256Hash) -> Result<(), RowError>;
    /// Running sessions of an account, the latest used first.
    async fn sessions_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<BrowserSession>, RowError>;
    /// Notes that a running session was used.
    async fn touch_session(&self, token: Sha256Hash, now: Timestamp) -> Result<(), RowError>;

    /// Writes a ticket, over an earlier one of the same name.
    async fn put_ticket(&self, ticket: Ticket) -> Result<(), RowError>;
    /// The body of a ticket, which stays.
    async fn ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError>;
    /// The body of a ticket, for the one caller who gets it first.
    async fn take_ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError>;

    async fn put_link(&self, link: SigningLink) -> Result<(), RowError>;
    async fn link(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<SigningLink>, RowError>;
    /// Ends every link of this role in a contract.
    async fn revoke_links(&self, contract: ContractId, role: LinkRole) -> Result<(), RowError>;

    /// Replaces the code of the same purpose and session.
    async fn put_code(&self, code: OneTimeCode) -> Result<(), RowError>;
    /// Compares and counts in one step; a right code is used up.
    async fn try_code(
        &self,
        purpose: &str,
        session: Sha256Hash,
        code: Sha256Hash,
        now: Timestamp,
    ) -> Result<CodeOutcome, RowError>;

    /// Adds one to the count under `key` and returns it. The first count opens a window that ends at its
    /// `until`; from then on the count starts again.
    async fn count(&self, key: &str, now: Timestamp, until: Timestamp) -> Result<u32, RowError>;
}
