//! The organisation that a contract is sent for 发起企业, and the rows under which its people find the contract.

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, OrganisationId};
use crate::organisation::event::{DepartmentNo, MemberNo, Service};
use crate::quote::Quote;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// For which organisation a contract is sent, as that organisation answered when it was opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SendingOrganisation {
    pub organisation: OrganisationId,
    /// Its name then: a later change of name leaves it.
    pub name: String,
    /// The sender as its member.
    pub member: MemberNo,
    /// Where the sender stood then; nothing: directly below the organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentNo>,
    /// The organisation's line at which the sender had the right to start contracts.
    pub line: Quote,
    /// Extended services 扩展服务 that were on then.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub services: BTreeSet<Service>,
}

impl SendingOrganisation {
    /// Departments under which the contract is found; the organisation itself where there are none.
    pub fn shelves(&self) -> Vec<DepartmentNo> {
        if self.departments.is_empty() {
            vec![DepartmentNo::default()]
        } else {
            self.departments.clone()
        }
    }
}

/// Owner of the rows of everything that an organisation has sent.
pub fn shelf_of_organisation(organisation: OrganisationId) -> AccountId {
    AccountId(organisation.0)
}

/// Owner of the rows of what one department has sent; 0 is the organisation itself.
pub fn shelf_of_department(organisation: OrganisationId, department: DepartmentNo) -> AccountId {
    derived(&[
        b"department",
        organisation.0.as_bytes(),
        &department.0.to_be_bytes(),
    ])
}

/// Owner of the rows of what one person has sent for an organisation: they end with the membership.
pub fn shelf_of_member(organisation: OrganisationId, account: AccountId) -> AccountId {
    derived(&[b"member", organisation.0.as_bytes(), account.0.as_bytes()])
}

/// An owner that no account has.
fn derived(parts: &[&[u8]]) -> AccountId {
    AccountId(Sha256Hash::of_parts(parts).as_id())
}
