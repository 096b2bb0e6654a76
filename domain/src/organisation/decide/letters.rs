//! Letters of authority: filed, accepted or refused, and withdrawn.

use super::{
    Command, Decision, Rejection, State, account_of, members, require, require_acting, require_text,
};
use crate::aggregate::Envelope;
use crate::organisation::event::OrganisationEvent as Event;
use crate::organisation::letter::{KeptLetter, Letter, LetterNo, LetterStanding};
use crate::organisation::permission::Permission;
use crate::organisation::state::MemberStanding;

/// Letters that one organisation may have had in all.
const MOST: usize = 10_000;
/// Entries of one limit, and characters of a contract type.
const MOST_NAMED: usize = 100;
const TYPE: usize = 50;
/// Characters of a reason.
const REASON: usize = 200;
/// Longest period, in milliseconds: five years.
const LONGEST: i64 = 5 * 366 * 86_400_000;

pub(super) fn file(state: &State, command: &Envelope<Command>, letter: &Letter) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    if members::find(state, letter.member)?.standing != MemberStanding::Active {
        return Err(Rejection::NoMember);
    }
    if state.legal_representative_member == Some(letter.member) {
        return Err(Rejection::LetterNotNeeded);
    }
    let lasts = letter.until.since(letter.from);
    if letter.until <= command.at || !(1..=LONGEST).contains(&lasts) {
        return Err(Rejection::LetterPeriod);
    }
    let scope = &letter.scope;
    let limits = [scope.contract_types.len(), scope.seals.len()];
    if scope.acts.is_empty() || limits.into_iter().any(|named| named > MOST_NAMED) {
        return Err(Rejection::BadText);
    }
    for kind in &scope.contract_types {
        require_text(kind, TYPE)?;
    }
    if state.letters.len() >= MOST {
        return Err(Rejection::TooMany);
    }
    let last = state.letters.keys().next_back();
    Ok(vec![Event::LetterFiled {
        no: LetterNo(last.map_or(1, |no| no.0 + 1)),
        letter: letter.clone(),
    }])
}

pub(super) fn accept(state: &State, command: &Envelope<Command>, no: LetterNo) -> Decision {
    let kept = find(state, no)?;
    require_decider(state, command, kept)?;
    match kept.standing {
        LetterStanding::Waiting => Ok(vec![Event::LetterAccepted { no }]),
        LetterStanding::Accepted => Ok(Vec::new()),
        _ => Err(Rejection::NothingPending),
    }
}

pub(super) fn refuse(state: &State, command: &Envelope<Command>, no: LetterNo, reason: &str) -> Decision {
    let kept = find(state, no)?;
    require_decider(state, command, kept)?;
    let reason = require_text(reason, REASON)?.to_owned();
    match kept.standing {
        LetterStanding::Waiting => Ok(vec![Event::LetterRefused { no, reason }]),
        _ => Err(Rejection::NothingPending),
    }
}

/// In force or not: from this line on it covers nothing.
pub(super) fn withdraw(state: &State, command: &Envelope<Command>, no: LetterNo) -> Decision {
    require(state, command, Permission::ManageMembers)?;
    match find(state, no)?.standing {
        LetterStanding::Waiting | LetterStanding::Accepted => Ok(vec![Event::LetterWithdrawn { no }]),
        LetterStanding::Refused { .. } | LetterStanding::Withdrawn => Ok(Vec::new()),
    }
}

/// The super administrator, or the legal representative; nobody for themselves.
fn require_decider(state: &State, command: &Envelope<Command>, kept: &KeptLetter) -> Result<(), Rejection> {
    require_acting(state)?;
    let account = account_of(command)?;
    let caller = state.active_member(account).ok_or(Rejection::NotAllowed)?.no;
    if caller == kept.letter.member {
        return Err(Rejection::OwnLetter);
    }
    let deciders = [state.super_administrator, state.legal_representative_member];
    if deciders.contains(&Some(caller)) {
        Ok(())
    } else {
        Err(Rejection::SuperAdministratorOnly)
    }
}

fn find(state: &State, no: LetterNo) -> Result<&KeptLetter, Rejection> {
    state.letters.get(&no).ok_or(Rejection::NoLetter)
}
