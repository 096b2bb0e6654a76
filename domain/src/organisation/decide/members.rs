//! Members: invited, placed, suspended, let go.

use super::registration::PERSON;
use super::{Command, Decision, Rejection, State, departments, require, require_hub, require_text, roles};
use crate::aggregate::Envelope;
use crate::contract::decide::opening::is_phone;
use crate::ids::AccountId;
use crate::organisation::command::Invitation;
use crate::organisation::event::{MemberNo, OrganisationEvent as Event, Placement};
use crate::organisation::permission::Permission;
use crate::organisation::state::{Member, MemberStanding};
use crate::personal::Personal;
use std::collections::BTreeSet;

/// Members that one organisation may have had in all.
const MOST: usize = 100_000;
/// People in one command: a file.
const MOST_AT_ONCE: usize = 1_000;

pub(super) fn invite(state: &State, command: &Envelope<Command>, people: &[Invitation]) -> Decision {
    let caller = require(state, command, Permission::ManageMembers)?;
    if people.len() > MOST_AT_ONCE || state.members.len() + people.len() > MOST {
        return Err(Rejection::TooMany);
    }
    let mut phones: BTreeSet<&str> = state
        .members
        .values()
        .filter(|member| member.standing != MemberStanding::Left)
        .filter_map(|member| member.phone.as_ref().and_then(Personal::value))
        .collect();
    let mut events = Vec::with_capacity(people.len());
    let first = next(state);
    for (index, person) in (0u32..).zip(people) {
        let name = require_text(&person.name, PERSON)?;
        if !is_phone(&person.phone) {
            return Err(Rejection::Phone);
        }
        if !phones.insert(&person.phone) {
            return Err(Rejection::AlreadyMember);
        }
        may_place(state, caller, &person.placement)?;
        // Each event has its own seed: the path alone would give two people one salt.
        let seed = command.seed.of_event(index);
        events.push(Event::MemberInvited {
            no: MemberNo(first + index),
            name: Personal::commit(&seed, "name", name),
            phone: Personal::commit(&seed, "phone", &person.phone),
            placement: person.placement.clone(),
        });
    }
    Ok(events)
}

pub(super) fn withdraw(state: &State, command: &Envelope<Command>, no: MemberNo) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    match find(state, no)?.standing {
        MemberStanding::Invited => Ok(vec![Event::InvitationWithdrawn { no }]),
        _ => Err(Rejection::NoInvitation),
    }
}

/// The hub says so for a signed-in person, after reading the phone number from that person's own account.
pub(super) fn join(state: &State, command: &Envelope<Command>, account: AccountId, phone: &str) -> Decision {
    require_hub(command)?;
    let belongs = |member: &&Member| {
        member.account == Some(account)
            && matches!(
                member.standing,
                MemberStanding::Active | MemberStanding::Suspended
            )
    };
    if state.members.values().any(|member| belongs(&member)) {
        return Err(Rejection::AlreadyMember);
    }
    let invited = state.members.values().find(|member| {
        member.standing == MemberStanding::Invited
            && member.phone.as_ref().and_then(Personal::value) == Some(phone)
    });
    let no = invited.ok_or(Rejection::NoInvitation)?.no;
    Ok(vec![Event::MemberJoined { no, account }])
}

pub(super) fn place(
    state: &State,
    command: &Envelope<Command>,
    no: MemberNo,
    placement: &Placement,
) -> Decision {
    let caller = require(state, command, Permission::ManageMembers)?;
    let member = find(state, no)?;
    if member.standing == MemberStanding::Left {
        return Err(Rejection::NoMember);
    }
    may_place(state, caller, placement)?;
    // Taking a role away from somebody who has more rights than oneself is no business of one's own.
    may_place(state, caller, &member.placement)?;
    Ok(if member.placement == *placement {
        Vec::new()
    } else {
        vec![Event::MemberPlaced {
            no,
            placement: placement.clone(),
        }]
    })
}

pub(super) fn suspend(state: &State, command: &Envelope<Command>, no: MemberNo) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    dispensable(state, no)?;
    match find(state, no)?.standing {
        MemberStanding::Active => Ok(vec![Event::MemberSuspended { no }]),
        MemberStanding::Suspended => Ok(Vec::new()),
        _ => Err(Rejection::NoMember),
    }
}

pub(super) fn resume(state: &State, command: &Envelope<Command>, no: MemberNo) -> Decision {
    let caller = require(state, command, Permission::ManageMembers)?;
    let member = find(state, no)?;
    match member.standing {
        MemberStanding::Suspended => {
            may_place(state, caller, &member.placement)?;
            Ok(vec![Event::MemberResumed { no }])
        }
        MemberStanding::Active => Ok(Vec::new()),
        _ => Err(Rejection::NoMember),
    }
}

pub(super) fn let_go(
    state: &State,
    command: &Envelope<Command>,
    no: MemberNo,
    successor: Option<MemberNo>,
    open_contracts: u32,
) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    dispensable(state, no)?;
    match find(state, no)?.standing {
        MemberStanding::Active | MemberStanding::Suspended => {}
        MemberStanding::Invited | MemberStanding::Left => return Err(Rejection::NoMember),
    }
    match successor {
        None if open_contracts > 0 => return Err(Rejection::SuccessorNeeded),
        None => {}
        Some(to) => {
            let stays = to != no && find(state, to)?.standing == MemberStanding::Active;
            if !stays {
                return Err(Rejection::SuccessorNeeded);
            }
        }
    }
    Ok(vec![Event::MemberLeft { no, successor }])
}

/// Departments and roles exist, each once, and the caller could give them.
fn may_place(state: &State, caller: AccountId, placement: &Placement) -> Result<(), Rejection> {
    for department in &placement.departments {
        departments::exists(state, *department)?;
    }
    for no in &placement.roles {
        let role = state.roles.get(no).ok_or(Rejection::NoRole)?;
        roles::within_own(state, caller, &role.permissions, role.scope)?;
    }
    let roles: BTreeSet<_> = placement.roles.iter().collect();
    let departments: BTreeSet<_> = placement.departments.iter().collect();
    if roles.len() == placement.roles.len() && departments.len() == placement.departments.len() {
        Ok(())
    } else {
        Err(Rejection::BadText)
    }
}

fn dispensable(state: &State, no: MemberNo) -> Result<(), Rejection> {
    let held = [state.super_administrator, state.legal_representative_member];
    if held.contains(&Some(no)) {
        Err(Rejection::Indispensable)
    } else {
        Ok(())
    }
}

pub(super) fn find(state: &State, no: MemberNo) -> Result<&Member, Rejection> {
    state.members.get(&no).ok_or(Rejection::NoMember)
}

fn next(state: &State) -> u32 {
    state.members.keys().next_back().map_or(1, |no| no.0 + 1)
}
