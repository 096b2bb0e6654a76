//! What holds in every state of an organisation.

use super::event::DepartmentNo;
use super::state::{MemberStanding, OrganisationState, Standing};
use std::collections::BTreeSet;

/// Names of those that do not hold.
pub fn broken(state: &OrganisationState) -> Vec<&'static str> {
    if state.standing == Standing::None {
        return Vec::new();
    }
    let checks = [
        (
            has_one_who_decides(state),
            "there is an active super administrator",
        ),
        (accounts_are_single(state), "an account is at most one member"),
        (departments_form_a_tree(state), "departments form a tree"),
        (superiors_end(state), "nobody is their own superior"),
        (
            leaders_belong(state),
            "whoever leads a department or a person belongs to the organisation",
        ),
        (
            places_exist(state),
            "members stand in departments and roles that exist",
        ),
    ];
    checks
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, name)| name)
        .collect()
}

fn has_one_who_decides(state: &OrganisationState) -> bool {
    state
        .super_administrator
        .and_then(|no| state.members.get(&no))
        .is_some_and(|member| member.standing == MemberStanding::Active && member.account.is_some())
}

fn accounts_are_single(state: &OrganisationState) -> bool {
    let mut seen = BTreeSet::new();
    state
        .members
        .values()
        .filter(|member| {
            matches!(
                member.standing,
                MemberStanding::Active | MemberStanding::Suspended
            )
        })
        .filter_map(|member| member.account)
        .all(|account| seen.insert(account))
}

fn departments_form_a_tree(state: &OrganisationState) -> bool {
    state
        .departments
        .keys()
        .all(|no| state.lies_below(*no, DepartmentNo::default()))
}

fn superiors_end(state: &OrganisationState) -> bool {
    state.members.keys().all(|no| !state.reports_to(*no, *no))
}

fn leaders_belong(state: &OrganisationState) -> bool {
    let heads = state
        .departments
        .values()
        .filter_map(|department| department.head);
    let superiors = state.members.values().filter_map(|member| member.superior);
    heads.chain(superiors).all(|no| {
        let member = state.members.get(&no);
        member.is_some_and(|member| member.standing != MemberStanding::Left)
    })
}

fn places_exist(state: &OrganisationState) -> bool {
    state
        .members
        .values()
        .filter(|member| member.standing != MemberStanding::Left)
        .all(|member| {
            let placement = &member.placement;
            let root = DepartmentNo::default();
            placement.roles.iter().all(|no| state.roles.contains_key(no))
                && placement
                    .departments
                    .iter()
                    .all(|no| *no == root || state.departments.contains_key(no))
        })
}
