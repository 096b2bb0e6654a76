//! What is asked, and who must consent to it, step by step.

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, OrganisationId};
use crate::organisation::event::{MemberNo, RoleNo};
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The act that waits for consent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guarded {
    /// 发起合同
    Start,
    /// 我方签署
    OwnSignature,
    /// 用印
    SealUse,
    /// 发布模板
    PublishTemplate,
}

/// Exactly what an approval is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Subject {
    pub act: Guarded,
    /// The contract or draft, seal act, or template.
    pub id: Uuid,
    /// SHA-256 of what the approvers read.
    pub document: Sha256Hash,
}

/// Whom a step asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Member(MemberNo),
    /// Everybody who has this role when the step is acted on.
    Role(RoleNo),
}

/// How many of a step's people must pass it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// 或签
    AnyOne,
    /// 会签
    All,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    pub consent: Consent,
    pub asked: Vec<Asked>,
}

/// A request for consent. Steps follow one another in their order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Request {
    pub organisation: OrganisationId,
    /// The organisation's last line when the request was made.
    pub line: Quote,
    pub subject: Subject,
    pub requester: MemberNo,
    pub account: AccountId,
    pub steps: Vec<Step>,
    /// Whether the requester may pass the request too, where a step asks them.
    pub own_request: bool,
    /// Without an outcome before this moment it has run out.
    pub until: Timestamp,
}
