//! Roles: what they give, and that nobody gives more than they have.

use super::company::{Company, person, placement};
use crate::organisation::command::OrganisationCommand as Command;
use crate::organisation::event::{MemberNo, OrganisationEvent as Event, RoleNo};
use crate::organisation::permission::{DataScope, Module, Permission};
use crate::organisation::rejection::OrganisationRejection as Rejection;
use std::collections::BTreeSet;

fn role(no: Option<u16>, permissions: &[Permission], scope: DataScope) -> Command {
    Command::SetRole {
        no: no.map(RoleNo),
        name: "合同专员".to_owned(),
        description: String::new(),
        permissions: permissions.iter().copied().collect(),
        scope,
    }
}

#[test]
fn a_disabled_role_gives_nothing() {
    let mut company = Company::approved();
    company.employ(2, &[4]);
    assert_eq!(
        company.state.scope_of(person(2), Permission::ManageSeals),
        Some(DataScope::Everything)
    );
    company.by(1, Command::DisableRole { no: RoleNo(4) }).unwrap();
    assert!(!company.state.may(person(2), Permission::ManageSeals));
    company.by(1, Command::EnableRole { no: RoleNo(4) }).unwrap();
    assert!(company.state.may(person(2), Permission::ManageSeals));
}

#[test]
fn the_widest_scope_counts() {
    let mut company = Company::approved();
    let made = company
        .by(1, role(None, &[Permission::ViewContracts], DataScope::Department))
        .unwrap();
    let Event::RoleSet { no, .. } = made[0] else {
        panic!()
    };
    company.employ(2, &[3, no.0]);
    assert_eq!(
        company.state.scope_of(person(2), Permission::ViewContracts),
        Some(DataScope::Department)
    );
    assert_eq!(
        company.state.scope_of(person(2), Permission::StartContracts),
        Some(DataScope::Own)
    );
}

#[test]
fn nobody_gives_more_than_they_have() {
    let mut company = Company::approved();
    let made = company
        .by(
            1,
            role(
                None,
                &[Permission::ManageRoles, Permission::ManageMembers],
                DataScope::Everything,
            ),
        )
        .unwrap();
    let Event::RoleSet { no, .. } = made[0] else {
        panic!()
    };
    let me = company.employ(2, &[no.0]);
    let other = company.employ(3, &[]);
    // A wider role, a wider placement of oneself or of a colleague, a change of a wider role.
    let wider = role(None, &[Permission::ManageSeals], DataScope::Own);
    assert_eq!(company.by(2, wider), Err(Rejection::MoreThanOwn));
    for no in [me, other] {
        let place = Command::Place {
            no,
            placement: placement(&[1]),
        };
        assert_eq!(company.by(2, place), Err(Rejection::MoreThanOwn));
    }
    assert_eq!(
        company.by(2, Command::DisableRole { no: RoleNo(1) }),
        Err(Rejection::MoreThanOwn)
    );
    company
        .by(2, role(None, &[Permission::ManageMembers], DataScope::Own))
        .unwrap();
    assert_eq!(
        company.by(1, role(Some(1), &[], DataScope::Own)),
        Err(Rejection::BuiltInRole)
    );
    assert_eq!(
        company.by(3, Command::Suspend { no: MemberNo(2) }),
        Err(Rejection::NotAllowed)
    );
}

#[test]
fn every_right_stands_in_one_branch_of_the_tree() {
    let in_branches: Vec<_> = Module::ALL.into_iter().flat_map(Module::permissions).collect();
    let all: BTreeSet<_> = Permission::ALL.into_iter().collect();
    assert_eq!(in_branches.len(), all.len());
    assert_eq!(in_branches.into_iter().collect::<BTreeSet<_>>(), all);
}
