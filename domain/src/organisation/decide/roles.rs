//! Roles: names for sets of rights. Nobody can make or give a right that they do not have.

use super::{Command, Decision, Rejection, State, require, require_text};
use crate::aggregate::Envelope;
use crate::ids::AccountId;
use crate::organisation::event::{OrganisationEvent as Event, RoleNo};
use crate::organisation::permission::{DataScope, FIRST_OWN_ROLE, Permission, Permissions};

const NAME: usize = 20;
const DESCRIPTION: usize = 50;

pub(super) fn set(state: &State, command: &Envelope<Command>) -> Decision {
    let caller = require(state, command, Permission::ManageRoles)?;
    let Command::SetRole {
        no,
        name,
        description,
        permissions,
        scope,
    } = &command.body
    else {
        return Err(Rejection::NotAllowed);
    };
    let no = match no {
        Some(no) if no.0 < FIRST_OWN_ROLE => return Err(Rejection::BuiltInRole),
        Some(no) => {
            let role = state.roles.get(no).ok_or(Rejection::NoRole)?;
            // Taking away is changing too: who cannot give a right leaves it alone.
            within_own(state, caller, &role.permissions, role.scope)?;
            *no
        }
        None => next(state)?,
    };
    within_own(state, caller, permissions, *scope)?;
    let description = description.trim();
    if description.chars().count() > DESCRIPTION || description.chars().any(char::is_control) {
        return Err(Rejection::BadText);
    }
    Ok(vec![Event::RoleSet {
        no,
        name: require_text(name, NAME)?.to_owned(),
        description: description.to_owned(),
        permissions: permissions.clone(),
        scope: *scope,
    }])
}

pub(super) fn turn(state: &State, command: &Envelope<Command>, no: RoleNo, on: bool) -> Decision {
    let caller = require(state, command, Permission::ManageRoles)?;
    let role = state.roles.get(&no).ok_or(Rejection::NoRole)?;
    within_own(state, caller, &role.permissions, role.scope)?;
    Ok(match (role.enabled, on) {
        (false, true) => vec![Event::RoleEnabled { no }],
        (true, false) => vec![Event::RoleDisabled { no }],
        _ => Vec::new(),
    })
}

/// Every one of these rights, over as much, is the caller's own.
pub(super) fn within_own(
    state: &State,
    caller: AccountId,
    permissions: &Permissions,
    scope: DataScope,
) -> Result<(), Rejection> {
    let has = |permission: &Permission| {
        state
            .scope_of(caller, *permission)
            .is_some_and(|own| own >= scope)
    };
    if permissions.iter().all(has) {
        Ok(())
    } else {
        Err(Rejection::MoreThanOwn)
    }
}

fn next(state: &State) -> Result<RoleNo, Rejection> {
    let last = state.roles.keys().next_back().map_or(0, |no| no.0);
    last.max(FIRST_OWN_ROLE - 1)
        .checked_add(1)
        .map(RoleNo)
        .ok_or(Rejection::TooMany)
}
