//! A new super administrator 超管变更: proposed by a member, confirmed by the present one or the legal representative.

use super::members::find;
use super::{Command, Decision, Rejection, State, account_of, require_acting};
use crate::aggregate::Envelope;
use crate::organisation::event::{MemberNo, OrganisationEvent as Event};
use crate::organisation::state::MemberStanding;

pub(super) fn propose(state: &State, command: &Envelope<Command>, to: MemberNo) -> Decision {
    let account = account_of(command)?;
    state.active_member(account).ok_or(Rejection::NotAllowed)?;
    require_acting(state)?;
    let member = find(state, to)?;
    if member.standing != MemberStanding::Active {
        return Err(Rejection::NoMember);
    }
    Ok(
        if state.super_administrator == Some(to) || state.proposed_super_administrator == Some(to) {
            Vec::new()
        } else {
            vec![Event::SuperAdministratorAsked { to }]
        },
    )
}

pub(super) fn confirm(state: &State, command: &Envelope<Command>) -> Decision {
    require_confirmer(state, command)?;
    require_acting(state)?;
    let to = state
        .proposed_super_administrator
        .ok_or(Rejection::NothingPending)?;
    if find(state, to)?.standing != MemberStanding::Active {
        return Err(Rejection::NoMember);
    }
    Ok(vec![Event::SuperAdministratorChanged { to }])
}

pub(super) fn drop_proposal(state: &State, command: &Envelope<Command>) -> Decision {
    require_confirmer(state, command)?;
    match state.proposed_super_administrator {
        Some(_) => Ok(vec![Event::SuperAdministratorChangeDropped {}]),
        None => Err(Rejection::NothingPending),
    }
}

fn require_confirmer(state: &State, command: &Envelope<Command>) -> Result<(), Rejection> {
    let member = state
        .active_member(account_of(command)?)
        .ok_or(Rejection::NotAllowed)?;
    let confirms = [state.super_administrator, state.legal_representative_member];
    if confirms.contains(&Some(member.no)) {
        Ok(())
    } else {
        Err(Rejection::SuperAdministratorOnly)
    }
}
