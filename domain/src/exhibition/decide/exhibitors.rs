//! Applications, reviews, and people at the door.

use super::{Command, Decision, Event, NAME, REASON, Rejection, State, require, require_changeable};
use crate::aggregate::{Caller, Envelope};
use crate::exhibition::command::Application;
use crate::exhibition::exhibitor::{ExhibitorNo, ExhibitorStanding, Likeness, normalised_name};
use crate::exhibition::staff::Duty;
use crate::exhibition::state::Stage;
use crate::hash::Sha256Hash;
use crate::ids::AccountId;
use crate::personal::Personal;
use crate::written_text::require_text;

const EXHIBITORS: usize = 10_000;
/// Rows of one table.
const ROWS: usize = 1_000;
/// Applications of one account that is not staff.
const EACH: usize = 3;
/// Persons of one scan.
const PERSONS: std::ops::RangeInclusive<u16> = 1..=50;
/// Characters of a phone number.
const PHONE: usize = 20;

/// By anybody with an account while it is open, by staff also before.
pub(super) fn apply(state: &State, command: &Envelope<Command>, application: &Application) -> Decision {
    let Caller::Account(account) = command.by else {
        return Err(Rejection::NotAllowed);
    };
    require_changeable(state)?;
    let by_staff = state.may(account, Duty::Exhibitors);
    if !by_staff {
        let own = |known: &&crate::exhibition::state::Exhibitor| known.account == Some(account);
        if state.stage != Stage::Open {
            return Err(Rejection::NotOpen);
        }
        if state.exhibitors.values().filter(own).count() >= EACH {
            return Err(Rejection::TooMany);
        }
    }
    let applicant = (!by_staff).then_some(account);
    entered(state, command, std::slice::from_ref(application), applicant)
}

pub(super) fn import(state: &State, command: &Envelope<Command>, rows: &[Application]) -> Decision {
    require(state, command, Duty::Exhibitors)?;
    require_changeable(state)?;
    if rows.len() > ROWS {
        return Err(Rejection::TooMany);
    }
    entered(state, command, rows, None)
}

/// Whoever staff enters is accepted with it; all others wait for a review.
fn entered(
    state: &State,
    command: &Envelope<Command>,
    rows: &[Application],
    account: Option<AccountId>,
) -> Decision {
    if state.exhibitors.len() + rows.len() > EXHIBITORS {
        return Err(Rejection::TooMany);
    }
    let known = state
        .exhibitors
        .iter()
        .map(|(no, known)| (*no, known.likeness.clone()));
    let mut known: Vec<(ExhibitorNo, Likeness)> = known.collect();
    let mut last = state.exhibitors.last_key_value().map_or(0, |(no, _)| no.0);
    let mut events = Vec::new();
    for row in rows {
        last += 1;
        let no = ExhibitorNo(last);
        let company = require_text(&row.company, NAME)?;
        let likeness = Likeness {
            name: normalised_name(company),
            credit_code: row.credit_code.clone(),
            phone: row.phone_hash,
        };
        let like = known.iter().filter(|(_, other)| other.is_like(&likeness));
        let like = like.map(|(no, _)| *no).collect();
        let seed = command
            .seed
            .of_event(u32::try_from(events.len()).unwrap_or(u32::MAX));
        let personal = |path: &str, text: &str, longest| {
            require_text(text, longest).map(|text| Personal::commit(&seed, path, text))
        };
        events.push(Event::Applied {
            no,
            company: company.to_owned(),
            contact: personal("contact", &row.contact, NAME)?,
            phone: personal("phone", &row.phone, PHONE)?,
            likeness: likeness.clone(),
            like,
            account,
        });
        if account.is_none() {
            events.push(Event::Reviewed {
                no,
                standing: ExhibitorStanding::Accepted,
                reason: None,
            });
        }
        known.push((no, likeness));
    }
    Ok(events)
}

pub(super) fn review(
    state: &State,
    command: &Envelope<Command>,
    no: ExhibitorNo,
    accept: bool,
    reason: Option<&str>,
) -> Decision {
    require(state, command, Duty::Exhibitors)?;
    let known = state.exhibitors.get(&no).ok_or(Rejection::Unknown)?;
    let standing = if accept {
        ExhibitorStanding::Accepted
    } else {
        ExhibitorStanding::Refused
    };
    if known.standing == standing {
        return Ok(Vec::new());
    }
    // A refusal can be taken back; who was accepted may have signed already.
    if known.standing == ExhibitorStanding::Accepted {
        return Err(Rejection::AlreadyReviewed);
    }
    let reason = match (accept, reason) {
        (true, None) => None,
        (_, given) => Some(require_text(given.unwrap_or_default(), REASON)?.to_owned()),
    };
    Ok(vec![Event::Reviewed { no, standing, reason }])
}

/// The same scan twice counts once, also when it comes late from a door that was cut off.
pub(super) fn check_in(
    state: &State,
    command: &Envelope<Command>,
    no: ExhibitorNo,
    nonce: Sha256Hash,
    persons: u16,
) -> Decision {
    require(state, command, Duty::Door)?;
    if state.stage != Stage::Open {
        return Err(Rejection::NotOpen);
    }
    let known = state.exhibitors.get(&no).ok_or(Rejection::Unknown)?;
    if known.scans.contains_key(&nonce) {
        return Ok(Vec::new());
    }
    if known.standing != ExhibitorStanding::Accepted {
        return Err(Rejection::NotAccepted);
    }
    if !PERSONS.contains(&persons) {
        return Err(Rejection::TooMany);
    }
    Ok(vec![Event::CheckedIn { no, nonce, persons }])
}
