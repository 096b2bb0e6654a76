//! What can have happened to an organisation. A stored event is never edited: a change is a new kind or version.

use super::credit_code::CreditCode;
use super::letter::{Letter, LetterNo};
use super::permission::{DataScope, Permissions};
use crate::aggregate::EventBody;
use crate::approval::flow::{Flow, FlowNo};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, SealId};
use crate::personal::{Personal, PersonalSlot};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A member, numbered from 1; 1 is whoever registered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct MemberNo(pub u32);

/// A department, numbered from 1; 0 is the organisation itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug, Default)]
#[serde(transparent)]
pub struct DepartmentNo(pub u16);

/// A role: built-in ones below [`super::permission::FIRST_OWN_ROLE`], own ones from there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct RoleNo(pub u16);

/// What the super administrator may switch on 扩展服务 [G10–G13, E12].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 企业静默签
    SilentSigning,
    /// 批量签署
    BatchSigning,
    /// 港澳台签署
    OverseasSigning,
    /// 使用手机号验证签署方身份
    PhoneVerification,
    /// 骑缝章
    CrossPageSeal,
}

/// Where a member works and what for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placement {
    pub departments: Vec<DepartmentNo>,
    pub roles: Vec<RoleNo>,
}

/// While a member is away, a colleague acts instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Absence {
    pub from: Timestamp,
    pub until: Timestamp,
    pub substitute: MemberNo,
}

impl Absence {
    pub fn covers(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum OrganisationEvent {
    /// 企业注册: the account that registers is member 1 and super administrator.
    #[serde(rename = "hub.organisation_registered.v1")]
    Registered {
        name: String,
        credit_code: CreditCode,
        legal_representative: Personal,
        registrant: AccountId,
        registrant_name: Personal,
        /// The registrant is that legal representative; otherwise acts by a letter of authority 授权委托书.
        is_legal_representative: bool,
    },
    #[serde(rename = "hub.organisation_approved.v1")]
    Approved {},
    #[serde(rename = "hub.organisation_refused.v1")]
    Refused { reason: String },
    #[serde(rename = "hub.organisation_submitted_again.v1")]
    SubmittedAgain {
        name: String,
        credit_code: CreditCode,
        legal_representative: Personal,
    },
    #[serde(rename = "hub.department_made.v1")]
    DepartmentMade {
        no: DepartmentNo,
        name: String,
        parent: DepartmentNo,
    },
    /// Renamed, moved, or both.
    #[serde(rename = "hub.department_changed.v1")]
    DepartmentChanged {
        no: DepartmentNo,
        name: String,
        parent: DepartmentNo,
    },
    #[serde(rename = "hub.department_removed.v1")]
    DepartmentRemoved { no: DepartmentNo },
    /// 部门负责人; `head` absent: nobody.
    #[serde(rename = "hub.department_head_set.v1")]
    DepartmentHeadSet {
        no: DepartmentNo,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        head: Option<MemberNo>,
    },
    #[serde(rename = "hub.role_set.v1")]
    RoleSet {
        no: RoleNo,
        name: String,
        description: String,
        permissions: Permissions,
        scope: DataScope,
    },
    #[serde(rename = "hub.role_enabled.v1")]
    RoleEnabled { no: RoleNo },
    #[serde(rename = "hub.role_disabled.v1")]
    RoleDisabled { no: RoleNo },
    #[serde(rename = "hub.member_invited.v1")]
    MemberInvited {
        no: MemberNo,
        name: Personal,
        phone: Personal,
        placement: Placement,
    },
    #[serde(rename = "hub.invitation_withdrawn.v1")]
    InvitationWithdrawn { no: MemberNo },
    #[serde(rename = "hub.member_joined.v1")]
    MemberJoined { no: MemberNo, account: AccountId },
    #[serde(rename = "hub.member_placed.v1")]
    MemberPlaced { no: MemberNo, placement: Placement },
    /// 直属上级; `superior` absent: nobody.
    #[serde(rename = "hub.member_superior_set.v1")]
    MemberSuperiorSet {
        no: MemberNo,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        superior: Option<MemberNo>,
    },
    #[serde(rename = "hub.member_suspended.v1")]
    MemberSuspended { no: MemberNo },
    #[serde(rename = "hub.member_resumed.v1")]
    MemberResumed { no: MemberNo },
    /// Open contracts go to `successor`.
    #[serde(rename = "hub.member_left.v1")]
    MemberLeft {
        no: MemberNo,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<MemberNo>,
    },
    /// 审批流: made or changed; a new one is on.
    #[serde(rename = "hub.approval_flow_set.v1")]
    FlowSet { no: FlowNo, flow: Flow },
    #[serde(rename = "hub.approval_flow_turned.v1")]
    FlowTurned { no: FlowNo, on: bool },
    /// 授权委托书: from here on its member acts by letters alone.
    #[serde(rename = "hub.letter_filed.v1")]
    LetterFiled { no: LetterNo, letter: Letter },
    #[serde(rename = "hub.letter_accepted.v1")]
    LetterAccepted { no: LetterNo },
    #[serde(rename = "hub.letter_refused.v1")]
    LetterRefused { no: LetterNo, reason: String },
    #[serde(rename = "hub.letter_withdrawn.v1")]
    LetterWithdrawn { no: LetterNo },
    #[serde(rename = "hub.absence_set.v1")]
    AbsenceSet { no: MemberNo, absence: Absence },
    #[serde(rename = "hub.absence_ended.v1")]
    AbsenceEnded { no: MemberNo },
    #[serde(rename = "hub.service_switched.v1")]
    ServiceSwitched {
        service: Service,
        on: bool,
        /// SHA-256 of the agreement that was accepted with it, where the service has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreement: Option<Sha256Hash>,
    },
    /// 超管变更: asked for; the present one or the legal representative confirms.
    #[serde(rename = "hub.super_administrator_asked.v1")]
    SuperAdministratorAsked { to: MemberNo },
    #[serde(rename = "hub.super_administrator_changed.v1")]
    SuperAdministratorChanged { to: MemberNo },
    #[serde(rename = "hub.super_administrator_change_dropped.v1")]
    SuperAdministratorChangeDropped {},
    /// 企业更名: contracts before it keep the old name.
    #[serde(rename = "hub.organisation_renamed.v1")]
    Renamed { name: String },
    /// 企业注销: takes effect at `until` unless it is withdrawn.
    #[serde(rename = "hub.dissolution_asked.v1")]
    DissolutionAsked { until: Timestamp },
    #[serde(rename = "hub.dissolution_withdrawn.v1")]
    DissolutionWithdrawn {},
    #[serde(rename = "hub.organisation_dissolved.v1")]
    Dissolved {},
    /// The official seal 公章 that may be in use: no other one until it is given up.
    #[serde(rename = "hub.official_seal_registered.v1")]
    OfficialSealRegistered { seal: SealId },
    #[serde(rename = "hub.official_seal_released.v1")]
    OfficialSealReleased { seal: SealId },
}

impl EventBody for OrganisationEvent {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        let mut slot = |path: &str, subject: &str, personal: &mut Personal| {
            visit(PersonalSlot {
                path: path.to_owned(),
                subject: subject.to_owned(),
                personal,
            });
        };
        match self {
            Self::Registered {
                legal_representative,
                registrant_name,
                ..
            } => {
                slot(
                    "legal_representative",
                    "legal_representative",
                    legal_representative,
                );
                slot("registrant_name", "member/1", registrant_name);
            }
            Self::SubmittedAgain {
                legal_representative, ..
            } => slot(
                "legal_representative",
                "legal_representative",
                legal_representative,
            ),
            Self::MemberInvited { no, name, phone, .. } => {
                let subject = format!("member/{}", no.0);
                slot("name", &subject, name);
                slot("phone", &subject, phone);
            }
            _ => {}
        }
    }
}
