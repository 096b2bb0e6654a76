//! What follows from an organisation's events, and what it says about one of its people.

use super::credit_code::CreditCode;
use super::event::{Absence, DepartmentNo, MemberNo, Placement, RoleNo, Service};
use super::letter::{KeptLetter, LetterNo};
use super::permission::{DataScope, Permission, Permissions};
use crate::aggregate::Caller;
use crate::approval::flow::{Flow, FlowNo};
use crate::ids::{AccountId, SealId};
use crate::personal::Personal;
use crate::timestamp::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not registered.
    #[default]
    None,
    /// Waits for the platform's reviewer.
    UnderReview,
    Refused,
    Active,
    /// Dissolution was asked for and can still be withdrawn.
    Dissolving,
    Dissolved,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberStanding {
    Invited,
    Active,
    Suspended,
    Left,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    pub no: MemberNo,
    pub name: Personal,
    /// Absent for the registrant, whose account has it.
    pub phone: Option<Personal>,
    pub account: Option<AccountId>,
    pub placement: Placement,
    pub standing: MemberStanding,
    /// 直属上级
    pub superior: Option<MemberNo>,
    /// Who took over the open contracts.
    pub successor: Option<MemberNo>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Department {
    pub name: String,
    pub parent: DepartmentNo,
    /// 部门负责人
    pub head: Option<MemberNo>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    pub name: String,
    pub description: String,
    pub permissions: Permissions,
    pub scope: DataScope,
    pub enabled: bool,
}

/// A flow of approvals as it now stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptFlow {
    pub flow: Flow,
    pub enabled: bool,
}

/// A switched service: who did it, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Switched {
    pub on: bool,
    pub by: Caller,
    pub at: Timestamp,
}

#[derive(Clone, Debug, Default)]
pub struct OrganisationState {
    pub standing: Standing,
    pub name: String,
    pub earlier_names: Vec<String>,
    pub credit_code: Option<CreditCode>,
    pub legal_representative: Option<Personal>,
    /// The member who is the legal representative, where that person belongs to the organisation here.
    pub legal_representative_member: Option<MemberNo>,
    pub super_administrator: Option<MemberNo>,
    /// Asked to become the super administrator.
    pub proposed_super_administrator: Option<MemberNo>,
    pub refusal: Option<String>,
    pub members: BTreeMap<MemberNo, Member>,
    pub departments: BTreeMap<DepartmentNo, Department>,
    pub last_department: DepartmentNo,
    pub roles: BTreeMap<RoleNo, Role>,
    pub services: BTreeMap<Service, Switched>,
    pub flows: BTreeMap<FlowNo, KeptFlow>,
    /// 授权委托书
    pub letters: BTreeMap<LetterNo, KeptLetter>,
    /// Each member's latest, running or not.
    pub absences: BTreeMap<MemberNo, Absence>,
    pub dissolves_at: Option<Timestamp>,
    /// The official seal in use, or disabled; no other one can come into use beside it.
    pub official_seal: Option<SealId>,
    pub registered_at: Timestamp,
}

impl OrganisationState {
    /// Whether it can act: approved, and not dissolved.
    pub fn acts(&self) -> bool {
        matches!(self.standing, Standing::Active | Standing::Dissolving)
    }

    /// The member that this account is here now; suspended ones and those who left are none.
    pub fn active_member(&self, account: AccountId) -> Option<&Member> {
        self.members
            .values()
            .find(|member| member.account == Some(account) && member.standing == MemberStanding::Active)
    }

    /// Whether this account has the right now. The super administrator has every right of an organisation that acts.
    pub fn may(&self, account: AccountId, permission: Permission) -> bool {
        self.acts() && self.scope_of(account, permission).is_some()
    }

    /// How far this account's right reaches; `None` without it.
    pub fn scope_of(&self, account: AccountId, permission: Permission) -> Option<DataScope> {
        let member = self.active_member(account)?;
        if self.super_administrator == Some(member.no) {
            return Some(DataScope::Everything);
        }
        member
            .placement
            .roles
            .iter()
            .filter_map(|no| self.roles.get(no))
            .filter(|role| role.enabled && role.permissions.contains(&permission))
            .map(|role| role.scope)
            .max()
    }

    pub fn is_super_administrator(&self, account: AccountId) -> bool {
        self.active_member(account)
            .is_some_and(|member| self.super_administrator == Some(member.no))
    }

    /// The services that are on.
    pub fn services_on(&self) -> BTreeSet<Service> {
        let all = self.services.keys().copied();
        all.filter(|service| self.has_service(*service)).collect()
    }

    /// Whether a service is on.
    pub fn has_service(&self, service: Service) -> bool {
        self.acts() && self.services.get(&service).is_some_and(|switched| switched.on)
    }

    /// Whether `inner` is `outer` or lies below it; everything lies below 0.
    pub fn lies_below(&self, inner: DepartmentNo, outer: DepartmentNo) -> bool {
        let mut at = inner;
        // A tree is never deeper than it has departments.
        for _ in 0..=self.departments.len() {
            if at == outer {
                return true;
            }
            match self.departments.get(&at) {
                Some(department) => at = department.parent,
                None => return false,
            }
        }
        false
    }
}
