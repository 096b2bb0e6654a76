//! What an account proves itself with: password, sign password, passkeys, chat-app accounts; verifiers only, never a
//! secret that could be used elsewhere. And the handwriting that its person signs with again.

use crate::ids::AccountId;
use crate::ports::rows::RowError;
use crate::timestamp::Timestamp;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// What kind of thing a credential is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// 登录密码: opens a session.
    Password,
    /// 签署密码: says that a signature is meant.
    SignPassword,
    /// 通行密钥 (WebAuthn).
    Passkey,
    /// A WeChat account 微信.
    Wechat,
    /// 常用签名: handwriting that its person has saved.
    SavedSignature,
}

impl CredentialKind {
    /// Its name in tables and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SignPassword => "sign_password",
            Self::Passkey => "passkey",
            Self::Wechat => "wechat",
            Self::SavedSignature => "saved_signature",
        }
    }
}

/// One credential. Kind and id name it on the whole hub.
#[derive(Clone, PartialEq, Debug)]
pub struct Credential {
    pub kind: CredentialKind,
    /// Passwords: the account's id. Passkeys: the credential id, base64url. WeChat: a blind index.
    pub id: String,
    pub account: AccountId,
    pub created: Timestamp,
    /// 1 when it is new; each saving counts.
    pub version: u64,
    pub body: serde_json::Value,
}

/// Rows that stay until they are removed. What `Ok` was returned for is durable; after `Failed` every call may
/// be repeated (a repeated save answers `Changed` if the first one was stored).
#[async_trait]
pub trait CredentialShelf: Send + Sync {
    /// Saves a credential whose stored version is `version - 1` (0: there is none) and whose account is the
    /// same.
    async fn save(&self, credential: Credential) -> Result<(), RowError>;
    async fn find(&self, kind: CredentialKind, id: &str) -> Result<Option<Credential>, RowError>;
    /// Everything of an account, by kind and then oldest first.
    async fn of(&self, account: AccountId) -> Result<Vec<Credential>, RowError>;
    /// Whether there was such a credential of this account; it is gone then.
    async fn remove(&self, kind: CredentialKind, id: &str, account: AccountId) -> Result<bool, RowError>;
}
