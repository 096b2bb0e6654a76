//! What only an ordinary contract knows: revoking, deadlines, details put right, parts handed over, reminders.

use super::opening::{checked_paper, is_complete};
use super::{
    Command, Decision, Rejection, ending::closed, find, personal, require_course, require_host, require_hub,
    require_party, require_phase,
};
use crate::aggregate::{Caller, Envelope};
use crate::contract::command::DraftParty;
use crate::contract::event::{ContractEvent, PartyDetails, Phase};
use crate::contract::plan::Course;
use crate::contract::state::ContractState;
use crate::ids::PartyNo;
use crate::timestamp::Timestamp;
use crate::value::ValueKind;

/// Deadlines may lie so far ahead: ten years.
pub(super) const LONGEST_MS: i64 = 3_653 * 86_400_000;
/// Nobody is reminded twice within this time.
const REMIND_GAP_MS: i64 = 10 * 60 * 1000;
/// Nothing is sealed yet, and something can still happen.
const UNDER_WAY: &[Phase] = &[Phase::Filling, Phase::Preparing, Phase::Signing];

pub(super) fn revoke(state: &ContractState, command: &Envelope<Command>, reason: &str) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Routine)?;
    require_phase(state, UNDER_WAY)?;
    let reason = reason.trim();
    // Counted as people count them: code points, of which 汉字 are one each.
    let fits = (4..=20).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
    if !fits {
        return Err(Rejection::RevokeReason);
    }
    let event = ContractEvent::Revoked {
        reason: personal(command, "reason", reason),
    };
    Ok(vec![event, closed(state, 1)])
}

/// By timer, and a moment late at most.
pub(super) fn expire(state: &ContractState, command: &Envelope<Command>) -> Decision {
    require_hub(command)?;
    let due = state.deadline.is_some_and(|deadline| deadline <= command.at);
    if !due || !UNDER_WAY.contains(&state.phase) {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::Expired {}, closed(state, 1)])
}

pub(super) fn extend_deadline(
    state: &ContractState,
    command: &Envelope<Command>,
    deadline: Timestamp,
) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Routine)?;
    require_phase(state, UNDER_WAY)?;
    require_deadline(Some(deadline), command.at)?;
    if state.deadline == Some(deadline) {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::DeadlineExtended { deadline }])
}

pub(super) fn require_deadline(deadline: Option<Timestamp>, now: Timestamp) -> Result<(), Rejection> {
    match deadline {
        Some(deadline) if deadline <= now || deadline.since(now) > LONGEST_MS => Err(Rejection::BadDeadline),
        _ => Ok(()),
    }
}

pub(super) fn correct_party(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    details: &DraftParty,
) -> Decision {
    require_host(state, command)?;
    require_one_person(state, no)?;
    Ok(vec![ContractEvent::PartyCorrected(replaced(
        state, command, no, details,
    )?)])
}

/// The party hands its part to a colleague, who must then identify himself.
pub(super) fn transfer(state: &ContractState, command: &Envelope<Command>, details: &DraftParty) -> Decision {
    let party = require_party(state, command)?;
    require_one_person(state, party.no)?;
    Ok(vec![ContractEvent::Transferred(replaced(
        state, command, party.no, details,
    )?)])
}

/// Neither the sender's own part nor one of which several people are in charge changes hands.
fn require_one_person(state: &ContractState, no: PartyNo) -> Result<(), Rejection> {
    if state.auto_of(no).is_some() {
        return Err(Rejection::AutoOperator);
    }
    match state.planned(no) {
        Some(planned) if !planned.any_of.is_empty() => Err(Rejection::OneOfSeveral),
        _ => Ok(()),
    }
}

pub(super) fn replaced(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    details: &DraftParty,
) -> Result<PartyDetails, Rejection> {
    require_course(state, Course::Routine)?;
    require_phase(state, &[Phase::Filling, Phase::Signing])?;
    if find(state, no)?.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    let planned = state.planned(no).ok_or(Rejection::NoParty(no))?;
    let details = DraftParty {
        label: planned.label.clone(),
        ..details.clone()
    };
    if !is_complete(&details) {
        return Err(Rejection::PartyIncomplete(no.0));
    }
    let paper = checked_paper(&details, no, command.at)?;
    let someone_signed = state.parties.iter().any(|party| party.committed.is_some());
    let in_document = state.opened.as_ref().is_some_and(|opened| {
        let known = |kind: &ValueKind| matches!(kind, ValueKind::Known { .. });
        let mut controls = opened.controls.iter();
        controls.any(|control| control.party == Some(no) && known(&control.kind))
    });
    if someone_signed && in_document {
        return Err(Rejection::PartyInDocument);
    }
    Ok(PartyDetails {
        party: no,
        name: personal(command, "name", details.name.trim()),
        phone: personal(command, "phone", details.phone.trim()),
        organisation: details
            .organisation
            .as_deref()
            .map(|organisation| personal(command, "organisation", organisation.trim())),
        paper: paper.map(|paper| personal(command, "paper", &paper.to_text())),
        account: details.account,
        left: None,
    })
}

/// By the host, or by the hub when a reminder is due.
pub(super) fn remind(state: &ContractState, command: &Envelope<Command>, only: Option<PartyNo>) -> Decision {
    if command.by != Caller::Hub {
        require_host(state, command)?;
    }
    require_course(state, Course::Routine)?;
    require_phase(state, &[Phase::Filling, Phase::Signing])?;
    let waits = |no: PartyNo| match state.phase {
        Phase::Filling => {
            let open = state.party(no).is_some_and(|party| party.filled.is_none());
            open && state.controls_of(Some(no)).next().is_some()
        }
        _ => state.auto_of(no).is_none() && state.awaited().any(|party| party.no == no),
    };
    let rested = |at: Timestamp| at == Timestamp(0) || command.at.since(at) >= REMIND_GAP_MS;
    let events: Vec<ContractEvent> = state
        .parties
        .iter()
        .filter(|party| only.is_none_or(|no| party.no == no))
        .filter(|party| waits(party.no) && rested(party.reminded_at))
        .map(|party| ContractEvent::Reminded { party: party.no })
        .collect();
    if events.is_empty() {
        return Err(Rejection::RemindedJustNow);
    }
    Ok(events)
}
