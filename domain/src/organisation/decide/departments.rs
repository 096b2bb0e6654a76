//! The tree of departments.

use super::{Command, Decision, Rejection, State, require, require_text};
use crate::aggregate::Envelope;
use crate::organisation::event::{DepartmentNo, OrganisationEvent as Event};
use crate::organisation::permission::Permission;
use crate::organisation::state::MemberStanding;

const NAME: usize = 40;

pub(super) fn make(state: &State, command: &Envelope<Command>, name: &str, parent: DepartmentNo) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    exists(state, parent)?;
    let no = state.last_department.0.checked_add(1).ok_or(Rejection::TooMany)?;
    Ok(vec![Event::DepartmentMade {
        no: DepartmentNo(no),
        name: require_text(name, NAME)?.to_owned(),
        parent,
    }])
}

pub(super) fn change(
    state: &State,
    command: &Envelope<Command>,
    no: DepartmentNo,
    name: &str,
    parent: DepartmentNo,
) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    let department = state.departments.get(&no).ok_or(Rejection::NoDepartment)?;
    exists(state, parent)?;
    if state.lies_below(parent, no) {
        return Err(Rejection::DepartmentLoop);
    }
    let name = require_text(name, NAME)?;
    Ok(if department.name == name && department.parent == parent {
        Vec::new()
    } else {
        vec![Event::DepartmentChanged {
            no,
            name: name.to_owned(),
            parent,
        }]
    })
}

pub(super) fn remove(state: &State, command: &Envelope<Command>, no: DepartmentNo) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    if !state.departments.contains_key(&no) {
        return Err(Rejection::NoDepartment);
    }
    let has_departments = state
        .departments
        .values()
        .any(|department| department.parent == no);
    let has_people = state
        .members
        .values()
        .any(|member| member.standing != MemberStanding::Left && member.placement.departments.contains(&no));
    if has_departments || has_people {
        return Err(Rejection::DepartmentInUse);
    }
    Ok(vec![Event::DepartmentRemoved { no }])
}

/// The department, or the organisation itself.
pub(super) fn exists(state: &State, no: DepartmentNo) -> Result<(), Rejection> {
    if no == DepartmentNo::default() || state.departments.contains_key(&no) {
        Ok(())
    } else {
        Err(Rejection::NoDepartment)
    }
}
