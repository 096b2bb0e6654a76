//! What is asked, and who must consent to it, step by step.

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, OrganisationId, SealId};
use crate::organisation::event::{DepartmentNo, MemberNo, RoleNo};
use crate::personal::Personal;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::flow::FlowNo;

/// The act that waits for consent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
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
    /// The draft that is to be sent, the contract that is to be signed or sealed, or the template.
    pub id: Uuid,
    /// SHA-256 of what the approvers read.
    pub document: Sha256Hash,
    /// The seal that is to be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealId>,
}

/// Whom a step asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Member(MemberNo),
    /// Everybody who has this role when the step is acted on.
    Role(RoleNo),
    /// 部门负责人
    DepartmentHead(DepartmentNo),
    /// 发起人的部门负责人: of each department the requester stands in.
    RequestersHead,
    /// 发起人的直属上级
    Superior,
    /// 超级管理员
    SuperAdministrator,
}

/// How many of a step's people must pass it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// 或签
    AnyOne,
    /// 会签
    All,
    /// 依次审批: all of them, one after the other.
    InTurn,
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
    /// The organisation's last line when it said that this run is needed.
    pub line: Quote,
    /// The flow that asks for it.
    pub flow: FlowNo,
    pub subject: Subject,
    /// What people call it: the contract's or the template's title.
    pub title: Personal,
    pub requester: MemberNo,
    pub account: AccountId,
    pub steps: Vec<Step>,
    /// Whether the requester may pass the request too, where a step asks them.
    pub own_request: bool,
    /// Without an outcome before this moment it has run out.
    pub until: Timestamp,
}
