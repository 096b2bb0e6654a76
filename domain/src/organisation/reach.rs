//! How far into the organisation's contracts one of its people sees, and whether they may start one for it.

use super::event::{DepartmentNo, MemberNo};
use super::permission::{DataScope, Permission};
use super::rejection::OrganisationRejection as Rejection;
use super::state::OrganisationState;
use crate::contract::sending_organisation::SendingOrganisation;
use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::line::Head;
use crate::quote::Quote;

/// Which contracts of the organisation a right reaches 数据范围.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Those that the person has sent.
    Own,
    /// Those that were sent from these departments.
    Departments(Vec<DepartmentNo>),
    Everything,
}

impl OrganisationState {
    /// How far this right of this account reaches over contracts; `None` without it. Somebody who stands in no
    /// department has none to look into.
    pub fn reach_of(&self, account: AccountId, permission: Permission) -> Option<Reach> {
        if !self.may(account, permission) {
            return None;
        }
        Some(match self.scope_of(account, permission)? {
            DataScope::Own => Reach::Own,
            DataScope::Everything => Reach::Everything,
            DataScope::Department => {
                let own = &self.active_member(account)?.placement.departments;
                let within = |no: &DepartmentNo| own.iter().any(|outer| self.lies_below(*no, *outer));
                let root = DepartmentNo::default();
                let all = self.departments.keys().copied().chain([root]);
                Reach::Departments(all.filter(within).collect())
            }
        })
    }

    /// Whether this right of this account reaches a contract that was sent for this organisation.
    pub fn reaches(&self, account: AccountId, permission: Permission, sent: &SendingOrganisation) -> bool {
        self.reaches_work(account, permission, sent.member, &sent.departments)
    }

    /// Whether this right of this account reaches what a member did who stood in these departments then; nothing:
    /// directly below the organisation.
    pub fn reaches_work(
        &self,
        account: AccountId,
        permission: Permission,
        member: MemberNo,
        departments: &[DepartmentNo],
    ) -> bool {
        match self.reach_of(account, permission) {
            None => false,
            Some(Reach::Everything) => true,
            Some(Reach::Own) => self.is_member(account, member),
            Some(Reach::Departments(within)) => {
                let root = departments.is_empty() && within.contains(&DepartmentNo::default());
                self.is_member(account, member) || root || departments.iter().any(|no| within.contains(no))
            }
        }
    }

    /// What a contract's first line says when `account` starts it for this organisation; `stream` and `head` are
    /// this organisation and the line that this state stands at.
    ///
    /// # Errors
    /// The organisation does not act, or this person may not start contracts for it.
    pub fn sending(
        &self,
        stream: &StreamId,
        head: Head,
        account: AccountId,
    ) -> Result<SendingOrganisation, Rejection> {
        let member = self.active_member(account).ok_or(Rejection::NotAllowed)?;
        if !self.acts() {
            return Err(Rejection::NotActing);
        }
        if !self.may(account, Permission::StartContracts) {
            return Err(Rejection::MayNotStart);
        }
        Ok(SendingOrganisation {
            organisation: OrganisationId(stream.id),
            name: self.name.clone(),
            member: member.no,
            departments: member.placement.departments.clone(),
            line: Quote {
                stream: stream.clone(),
                seq: head.seq,
                hash: head.hash,
            },
            services: self.services_on(),
        })
    }

    /// Whether a name is this organisation's, now or before, however it is spelled: full-width brackets and blanks do
    /// not make it another's.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = plain(name);
        let mut names = self.earlier_names.iter().chain([&self.name]);
        names.any(|known| plain(known) == wanted)
    }

    fn is_member(&self, account: AccountId, no: MemberNo) -> bool {
        self.active_member(account).is_some_and(|member| member.no == no)
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    let shown = name.chars().filter(|c| !c.is_whitespace());
    shown
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            other => other,
        })
        .collect()
}
