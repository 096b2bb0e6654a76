//! What can be asked of an organisation.

use super::event::{Absence, DepartmentNo, MemberNo, Placement, RoleNo, Service};
use super::letter::{Letter, LetterNo};
use super::permission::{DataScope, Permissions};
use crate::approval::flow::{Flow, FlowNo};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, SealId};

/// A new employee, as the inviter writes the person down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    pub name: String,
    pub phone: String,
    pub placement: Placement,
}

/// What a licence says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LicenceData {
    pub name: String,
    pub credit_code: String,
    pub legal_representative: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrganisationCommand {
    Register {
        licence: LicenceData,
        registrant_name: String,
        is_legal_representative: bool,
    },
    /// After a refusal.
    SubmitAgain {
        licence: LicenceData,
    },
    /// By the platform's reviewer, whom the hub has checked.
    Approve,
    Refuse {
        reason: String,
    },
    MakeDepartment {
        name: String,
        parent: DepartmentNo,
    },
    ChangeDepartment {
        no: DepartmentNo,
        name: String,
        parent: DepartmentNo,
    },
    RemoveDepartment {
        no: DepartmentNo,
    },
    SetDepartmentHead {
        no: DepartmentNo,
        head: Option<MemberNo>,
    },
    /// `no` absent: a new one.
    SetRole {
        no: Option<RoleNo>,
        name: String,
        description: String,
        permissions: Permissions,
        scope: DataScope,
    },
    EnableRole {
        no: RoleNo,
    },
    DisableRole {
        no: RoleNo,
    },
    /// All of them or none: a file with an error changes nothing.
    Invite {
        people: Vec<Invitation>,
    },
    WithdrawInvitation {
        no: MemberNo,
    },
    /// By the invited person's account, whose phone number the hub has read from it.
    Join {
        account: AccountId,
        phone: String,
    },
    Place {
        no: MemberNo,
        placement: Placement,
    },
    SetSuperior {
        no: MemberNo,
        superior: Option<MemberNo>,
    },
    Suspend {
        no: MemberNo,
    },
    Resume {
        no: MemberNo,
    },
    /// `open_contracts`: how many the hub has counted that this member has to finish.
    LetGo {
        no: MemberNo,
        successor: Option<MemberNo>,
        open_contracts: u32,
    },
    /// `no` absent: a new one.
    SetFlow {
        no: Option<FlowNo>,
        flow: Flow,
    },
    TurnFlow {
        no: FlowNo,
        on: bool,
    },
    /// 授权委托书: the hub keeps its paper before it gives this command.
    FileLetter {
        letter: Letter,
    },
    AcceptLetter {
        no: LetterNo,
    },
    RefuseLetter {
        no: LetterNo,
        reason: String,
    },
    WithdrawLetter {
        no: LetterNo,
    },
    SetAbsence {
        no: MemberNo,
        absence: Absence,
    },
    EndAbsence {
        no: MemberNo,
    },
    Switch {
        service: Service,
        on: bool,
        /// SHA-256 of the agreement that was shown with the service, where it has one.
        agreement: Option<Sha256Hash>,
    },
    ProposeSuperAdministrator {
        to: MemberNo,
    },
    ConfirmSuperAdministrator,
    DropSuperAdministrator,
    Rename {
        name: String,
    },
    /// `open_contracts`: of the whole organisation.
    AskDissolution {
        open_contracts: u32,
    },
    WithdrawDissolution,
    /// By timer.
    Dissolve,
    /// The hub, before an official seal comes into use.
    RegisterOfficialSeal {
        seal: SealId,
    },
    /// The hub, after it was stopped for good.
    ReleaseOfficialSeal {
        seal: SealId,
    },
}
