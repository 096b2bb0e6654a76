//! Absences: somebody is away for a time, and a colleague acts instead.

use super::{Command, Decision, Rejection, State, account_of, require, require_acting};
use crate::aggregate::Envelope;
use crate::organisation::event::{Absence, MemberNo, OrganisationEvent as Event};
use crate::organisation::permission::Permission;
use crate::organisation::state::MemberStanding;

/// Two years.
const LONGEST_MS: i64 = 731 * 86_400_000;

pub(super) fn set(state: &State, command: &Envelope<Command>, no: MemberNo, absence: Absence) -> Decision {
    require_own_or_manager(state, command, no)?;
    let is_active = |no: MemberNo| {
        let member = state.members.get(&no);
        member.is_some_and(|member| member.standing == MemberStanding::Active)
    };
    let Absence {
        from,
        until,
        substitute,
    } = absence;
    if !is_active(no) || !is_active(substitute) || substitute == no {
        return Err(Rejection::NoMember);
    }
    if until <= from || until <= command.at || until.since(from) > LONGEST_MS {
        return Err(Rejection::BadPeriod);
    }
    Ok(if state.absences.get(&no) == Some(&absence) {
        Vec::new()
    } else {
        vec![Event::AbsenceSet { no, absence }]
    })
}

pub(super) fn end(state: &State, command: &Envelope<Command>, no: MemberNo) -> Decision {
    require_own_or_manager(state, command, no)?;
    Ok(if state.absences.contains_key(&no) {
        vec![Event::AbsenceEnded { no }]
    } else {
        Vec::new()
    })
}

/// One's own absence, or anybody's for whoever manages members.
fn require_own_or_manager(state: &State, command: &Envelope<Command>, no: MemberNo) -> Result<(), Rejection> {
    let account = account_of(command)?;
    require_acting(state)?;
    let own = state.active_member(account).is_some_and(|member| member.no == no);
    if own {
        return Ok(());
    }
    require(state, command, Permission::ManageMembers).map(drop)
}
