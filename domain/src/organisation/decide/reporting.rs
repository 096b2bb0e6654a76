//! Heads of departments and superiors, set by whoever manages members.

use super::members::find;
use super::{Command, Decision, Rejection, State, require};
use crate::aggregate::Envelope;
use crate::organisation::event::{DepartmentNo, MemberNo, OrganisationEvent as Event};
use crate::organisation::permission::Permission;
use crate::organisation::state::MemberStanding;

pub(super) fn set_head(
    state: &State,
    command: &Envelope<Command>,
    no: DepartmentNo,
    head: Option<MemberNo>,
) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    let department = state.departments.get(&no).ok_or(Rejection::NoDepartment)?;
    belongs(state, head)?;
    Ok(if department.head == head {
        Vec::new()
    } else {
        vec![Event::DepartmentHeadSet { no, head }]
    })
}

pub(super) fn set_superior(
    state: &State,
    command: &Envelope<Command>,
    no: MemberNo,
    superior: Option<MemberNo>,
) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    let member = find(state, no)?;
    if member.standing == MemberStanding::Left {
        return Err(Rejection::NoMember);
    }
    belongs(state, superior)?;
    if let Some(above) = superior
        && (above == no || state.reports_to(above, no))
    {
        return Err(Rejection::SuperiorLoop);
    }
    Ok(if member.superior == superior {
        Vec::new()
    } else {
        vec![Event::MemberSuperiorSet { no, superior }]
    })
}

/// Whoever is to lead belongs to the organisation; invited people lead from when they join.
fn belongs(state: &State, leader: Option<MemberNo>) -> Result<(), Rejection> {
    match leader {
        Some(no) if find(state, no)?.standing == MemberStanding::Left => Err(Rejection::NoMember),
        _ => Ok(()),
    }
}
