//! What follows from a command to a sign code.

use super::state::{Outcome, SignCodeState as State};
use super::{
    Issued, Rules, SignCodeCommand as Command, SignCodeEvent as Event, SignCodeRejection as Rejection,
};
use crate::aggregate::{Caller, Envelope, require_hub};
use crate::hash::Sha256Hash;
use crate::ids::AccountId;
use crate::timestamp::Timestamp;
use uuid::Uuid;

type Decision = Result<Vec<Event>, Rejection>;

/// Most contracts of one code, most people on its list, and most days it stands.
pub const MOST_CONTRACTS: u32 = 10_000;
pub const MOST_NAMED: usize = 500;
pub const MOST_DAYS: i64 = 90;
/// Most days that a contract stays open after the scan, and most minutes that a picture that changes stays.
const MOST_DAYS_TO_SIGN: u16 = 30;
const MOST_MINUTES: u16 = 60;
const DAY_MS: i64 = 86_400_000;

pub(super) fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let issued = match (&state.issued, &command.body) {
        (None, Command::Issue(issued)) => return issue(issued, command),
        (None, _) => return Err(Rejection::NotIssued),
        (Some(issued), _) => issued,
    };
    match &command.body {
        Command::Issue(again) if again == issued => Ok(Vec::new()),
        Command::Issue(_) => Err(Rejection::AlreadyIssued),
        Command::Turn { on } => {
            if command.by != Caller::Account(issued.owner) {
                return Err(Rejection::NotAllowed);
            }
            Ok(match *on == state.on {
                true => Vec::new(),
                false => vec![Event::Turned { on: *on }],
            })
        }
        Command::Take { attempt, said } => {
            let Caller::Account(person) = command.by else {
                return Err(Rejection::NotAllowed);
            };
            take(state, command.at, person, (*attempt, *said))
        }
        Command::RecordOpened { place } => {
            require_hub(command)?;
            settle(state, *place, Event::Opened { place: *place })
        }
        Command::RecordRefused { place, code } => {
            require_hub(command)?;
            let refused = Event::Refused {
                place: *place,
                code: code.clone(),
            };
            settle(state, *place, refused)
        }
    }
}

fn issue(issued: &Issued, command: &Envelope<Command>) -> Decision {
    if command.by != Caller::Account(issued.owner) {
        return Err(Rejection::NotAllowed);
    }
    if are_in_range(&issued.rules, command.at) {
        Ok(vec![Event::Issued(issued.clone())])
    } else {
        Err(Rejection::BadRules)
    }
}

fn are_in_range(rules: &Rules, now: Timestamp) -> bool {
    // A last day is given whole, so that the last of 90 days may end a day later.
    let latest = now.plus_millis((MOST_DAYS + 1) * DAY_MS);
    (1..=MOST_CONTRACTS).contains(&rules.contracts)
        && rules.until > now
        && rules.until <= latest
        && (1..=MOST_DAYS_TO_SIGN).contains(&rules.days_to_sign)
        && rules
            .named
            .as_ref()
            .is_none_or(|named| (1..=MOST_NAMED).contains(&named.len()))
        && rules
            .rotates
            .is_none_or(|minutes| (1..=MOST_MINUTES).contains(&minutes))
}

/// What was taken before is taken, also where the code has ended since: the same try never asks twice.
fn take(state: &State, now: Timestamp, person: AccountId, (attempt, said): (Uuid, Sha256Hash)) -> Decision {
    if state.place_of(person, attempt).is_some() {
        return Ok(Vec::new());
    }
    if let Some(refusal) = state.refusal_of(person, now) {
        return Err(refusal);
    }
    let place = u32::try_from(state.places.len()).map_err(|_| Rejection::UsedUp)?;
    Ok(vec![Event::Taken {
        place,
        person,
        attempt,
        said,
    }])
}

/// Told again it is nothing new; what was opened is not refused afterwards.
fn settle(state: &State, place: u32, event: Event) -> Decision {
    let found = state.places.get(place as usize).ok_or(Rejection::NoPlace)?;
    Ok(match found.outcome {
        Outcome::Opening => vec![event],
        Outcome::Opened | Outcome::Refused { .. } => Vec::new(),
    })
}
