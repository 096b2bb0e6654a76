//! The act itself: the right to sign, ink, and the commit.

use super::{
    BEFORE_SEALING, Command, Decision, Rejection, approvals, ending::closed, find, opinions, personal,
    require_course, require_fresh_view, require_host, require_hub, require_party, require_phase,
    require_running, require_text,
};
use crate::aggregate::{Caller, Envelope};
use crate::canonical;
use crate::contract::activation::confirmed_together;
use crate::contract::command::Commit;
use crate::contract::demands::require_met;
use crate::contract::event::{
    Committed, ConsentKind, ContractEvent, GrantEnd, InkStroke, Phase, SealedField,
};
use crate::contract::opinion::activated;
use crate::contract::plan::{Course, PlannedParty, SigningOrder};
use crate::contract::state::{ContractState, FieldInk, PartyState};
use crate::hash::Sha256Hash;
use crate::ids::{FieldNo, PartyNo};
use crate::ink::encoded_stroke;
use crate::ink::written::looks_written;
use crate::timestamp::Timestamp;
use serde_json::json;

/// Strokes that may ever be drawn in one box, cleared ones included.
const MAX_STROKES: u32 = 400;

/// A stroke as the hub decoded it.
pub(super) struct DrawnStroke<'a> {
    pub field: FieldNo,
    pub stroke: u32,
    pub points: u32,
    pub digest: Sha256Hash,
    pub ink: &'a str,
    pub saved: bool,
}

/// Rights that are due to parties of a ceremony that have none: of all who are still to commit, or of those whose turn
/// it is. `done` has just committed.
pub(super) fn due_grants(state: &ContractState, at: Timestamp, done: Option<PartyNo>) -> Vec<ContractEvent> {
    let waiting = || {
        let waits = |party: &&PartyState| party.committed.is_none() && Some(party.no) != done;
        state.parties.iter().filter(waits)
    };
    let turn_of = |party: &PartyState| state.planned(party.no).map_or(u8::MAX, PlannedParty::turn);
    let turn = match order(state) {
        SigningOrder::Together => None,
        SigningOrder::InTurn => waiting().map(turn_of).min(),
    };
    waiting()
        .filter(|party| party.grant_until.is_none() && turn.is_none_or(|turn| turn_of(party) == turn))
        .filter_map(|party| granted(state, party.no, at))
        .collect()
}

fn order(state: &ContractState) -> SigningOrder {
    state
        .opened
        .as_ref()
        .map(|opened| opened.policy.order)
        .unwrap_or_default()
}

fn granted(state: &ContractState, party: PartyNo, at: Timestamp) -> Option<ContractEvent> {
    let minutes = state.opened.as_ref()?.policy.grant_minutes.clamp(1, 24 * 60);
    let until = at.plus_millis(i64::from(minutes) * 60_000);
    Some(ContractEvent::Granted {
        party,
        r0: state.r0()?,
        until,
    })
}

pub(super) fn grant(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Live)?;
    require_phase(state, &[Phase::Signing])?;
    require_running(state)?;
    let party = find(state, no)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    if !party.admitted {
        return Err(Rejection::NotAdmitted);
    }
    if !state.is_turn_of(no) {
        return Err(Rejection::NotYourTurn);
    }
    Ok(granted(state, no, command.at).into_iter().collect())
}

pub(super) fn withdraw(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_host(state, command)?;
    end_grant(state, no, GrantEnd::Withdrawn)
}

pub(super) fn expire(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_hub(command)?;
    let due = find(state, no)?
        .grant_until
        .is_some_and(|until| until <= command.at);
    if due {
        end_grant(state, no, GrantEnd::Expired)
    } else {
        Ok(Vec::new())
    }
}

fn end_grant(state: &ContractState, no: PartyNo, reason: GrantEnd) -> Decision {
    match find(state, no)?.grant_until {
        Some(_) => Ok(vec![ContractEvent::GrantEnded { party: no, reason }]),
        None => Ok(Vec::new()),
    }
}

/// The calling party, who must now have the right to sign.
fn require_grant<'a>(
    state: &'a ContractState,
    command: &Envelope<Command>,
) -> Result<&'a PartyState, Rejection> {
    let party = require_party(state, command)?;
    require_phase(state, &[Phase::Signing])?;
    require_running(state)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    match state.course() {
        Course::Live => require_granted(party, command.at)?,
        Course::Routine => require_turn(state, party, command.at)?,
    }
    Ok(party)
}

/// In a ceremony the right is the host's to give, to a person who is there.
fn require_granted(party: &PartyState, at: Timestamp) -> Result<(), Rejection> {
    if !party.admitted {
        return Err(Rejection::NotAdmitted);
    }
    if !party.present {
        return Err(Rejection::NotPresent);
    }
    if party.refused || party.grant_until.is_none_or(|until| at >= until) {
        return Err(Rejection::NotGranted);
    }
    Ok(())
}

/// In an ordinary contract it follows from turn and deadline.
pub(super) fn require_turn(
    state: &ContractState,
    party: &PartyState,
    at: Timestamp,
) -> Result<(), Rejection> {
    if state.deadline.is_some_and(|deadline| at >= deadline) {
        return Err(Rejection::DeadlinePassed);
    }
    if state.is_turn_of(party.no) {
        Ok(())
    } else {
        Err(Rejection::NotYourTurn)
    }
}

/// The party's own box for handwriting.
fn require_own_field(state: &ContractState, party: PartyNo, field: FieldNo) -> Result<(), Rejection> {
    let own = state
        .fields_of(party)
        .any(|own| own.no == field && own.content.is_ink());
    if own { Ok(()) } else { Err(Rejection::NotYourField) }
}

pub(super) fn draw(state: &ContractState, command: &Envelope<Command>, drawn: &DrawnStroke<'_>) -> Decision {
    let party = require_grant(state, command)?;
    require_own_field(state, party.no, drawn.field)?;
    if party.consented(ConsentKind::Ink) != Some(true) {
        return Err(Rejection::ConsentMissing("ink"));
    }
    let next = party.ink_in(drawn.field).map_or(0, |ink| ink.last_stroke) + 1;
    if drawn.stroke != next {
        return Err(Rejection::StrokeOutOfOrder(next));
    }
    if next > MAX_STROKES {
        return Err(Rejection::TooMuchInk);
    }
    Ok(vec![ContractEvent::InkStroke(InkStroke {
        party: party.no,
        field: drawn.field,
        stroke: drawn.stroke,
        points: drawn.points,
        digest: drawn.digest,
        ink: personal(command, "ink", drawn.ink),
        saved: drawn.saved,
    })])
}

pub(super) fn clear(state: &ContractState, command: &Envelope<Command>, field: FieldNo) -> Decision {
    let party = require_grant(state, command)?;
    require_own_field(state, party.no, field)?;
    let empty = party.ink_in(field).is_none_or(|ink| ink.strokes.is_empty());
    if empty {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::InkCleared {
        party: party.no,
        field,
    }])
}

pub(super) fn commit(state: &ContractState, command: &Envelope<Command>, commit: &Commit) -> Decision {
    if command.by != Caller::Party(commit.party) {
        return Err(Rejection::NotAllowed);
    }
    let party = require_grant(state, command)?;
    if state.parties.iter().any(|other| other.refused) {
        return Err(Rejection::NotGranted);
    }
    if Some(commit.r0) != state.r0() {
        return Err(Rejection::OtherDocument);
    }
    require_fresh_view(state, command)?;
    require_consents(state, party)?;
    require_met(state, party, Some(command.at))?;
    for field in state.fields_of(party.no).filter(|field| field.content.is_ink()) {
        match party.ink_in(field.no) {
            Some(ink) if !ink.strokes.is_empty() => require_written(ink)?,
            _ => return Err(Rejection::InkMissing),
        }
    }
    if commit.ink != party.ink_digest() {
        return Err(Rejection::OtherInk);
    }
    require_seals(state, party, &commit.seals)?;
    opinions::require(state, party.no, &commit.opinions)?;
    let key = party
        .verified
        .as_ref()
        .map(|verified| verified.device_key.as_str());
    if key != Some(commit.device_key.as_str()) {
        return Err(Rejection::OtherDevice);
    }
    require_activation(state, command, commit)?;
    let cleared = approvals::cleared(state, command, party.no, commit.passage.as_ref())?;
    let act = Committed {
        party: party.no,
        r0: commit.r0,
        ink: commit.ink,
        activation: commit.activation.clone(),
        signature: commit.signature.clone(),
        seals: commit.seals.clone(),
        opinions: opinions::stated(command, &commit.opinions),
        cleared,
    };
    Ok(committed(state, command, act))
}

/// The act, and what it ends.
pub(super) fn committed(
    state: &ContractState,
    command: &Envelope<Command>,
    act: Committed,
) -> Vec<ContractEvent> {
    let (no, r0) = (act.party, act.r0);
    let mut events = vec![ContractEvent::Committed(Box::new(act))];
    let mut waiting = state
        .parties
        .iter()
        .filter(|other| other.no != no && other.committed.is_none());
    if waiting.next().is_none() {
        // The last commit and "sealing due" are one append (issue: sealing is a state of the contract).
        events.push(ContractEvent::SealingDue {
            r0,
            acts: u32::try_from(state.parties.len()).unwrap_or(u32::MAX),
        });
    } else if state.course().is_live() && order(state) == SigningOrder::InTurn {
        events.extend(due_grants(state, command.at, Some(no)));
    }
    events
}

/// A dot is not a signature. Ink that has been erased since it was drawn is not judged.
fn require_written(ink: &FieldInk) -> Result<(), Rejection> {
    let drawn = ink.strokes.iter().map(|stroke| stroke.ink.as_deref());
    let Some(texts) = drawn.collect::<Option<Vec<&str>>>() else {
        return Ok(());
    };
    let strokes = texts
        .into_iter()
        .filter_map(|text| encoded_stroke::from_text(text).ok());
    if looks_written(&strokes.collect::<Vec<_>>()) {
        Ok(())
    } else {
        Err(Rejection::InkTooSmall)
    }
}

/// Every sealed control of the party has one seal, and no other has any. Whether the seal may be used at all was
/// decided by the seal's own log: the permit is the moment of use.
pub(super) fn require_seals(
    state: &ContractState,
    party: &PartyState,
    seals: &[SealedField],
) -> Result<(), Rejection> {
    let mut wanted: Vec<FieldNo> = state
        .fields_of(party.no)
        .filter(|field| field.content.is_sealed())
        .map(|field| field.no)
        .collect();
    wanted.sort_unstable();
    let brought: Vec<FieldNo> = seals.iter().map(|sealed| sealed.field).collect();
    if brought == wanted {
        let fit = seals.iter().all(|sealed| {
            let mut fields = state.fields_of(party.no);
            fields.any(|field| field.no == sealed.field && field.content.takes(sealed.used.kind))
        });
        if fit {
            Ok(())
        } else {
            Err(Rejection::SealNotPermitted)
        }
    } else if brought.len() < wanted.len() {
        Err(Rejection::SealMissing)
    } else {
        Err(Rejection::SealNotPermitted)
    }
}

fn require_consents(state: &ContractState, party: &PartyState) -> Result<(), Rejection> {
    let needed = [
        (ConsentKind::Terms, "terms"),
        (ConsentKind::Privacy, "privacy"),
        (ConsentKind::Certificate, "certificate"),
        (ConsentKind::Ink, "ink"),
    ];
    for (kind, name) in needed {
        if party.consented(kind) != Some(true) {
            return Err(Rejection::ConsentMissing(name));
        }
    }
    // Nothing is recorded where nobody is present together.
    if !state.course().is_live() {
        return Ok(());
    }
    let may_refuse = state
        .opened
        .as_ref()
        .is_some_and(|opened| opened.policy.may_refuse_recording);
    match party.consented(ConsentKind::Recording) {
        Some(true) => Ok(()),
        Some(false) if may_refuse => Ok(()),
        _ => Err(Rejection::ConsentMissing("recording")),
    }
}

/// The signed activation must say exactly what the command and the state say.
fn require_activation(
    state: &ContractState,
    command: &Envelope<Command>,
    commit: &Commit,
) -> Result<(), Rejection> {
    let record =
        canonical::parse_record(commit.activation.as_bytes()).map_err(|_| Rejection::BadActivation)?;
    let seen = command.seen.ok_or(Rejection::BadActivation)?;
    let at = record["at"].as_i64().ok_or(Rejection::BadActivation)?;
    let mut expected = json!({
        "$t": "hub.activation.v1",
        "at": at,
        "ink": commit.ink,
        "party": commit.party,
        "purpose": "sign",
        "r0": commit.r0,
        "seen_hash": seen.hash,
        "seen_n": seen.n,
        "session": state.first_line,
    });
    if !commit.seals.is_empty() {
        let shown = commit.seals.iter().map(
            |sealed| json!({"artwork": sealed.used.picture.artwork, "field": sealed.field, "seal": sealed.used.seal}),
        );
        expected["seals"] = shown.collect();
    }
    let opinions = commit
        .opinions
        .iter()
        .map(|written| (written.field, written.digest()));
    if let Some(opinions) = activated(opinions) {
        expected["opinions"] = opinions;
    }
    // Who sits in a ceremony confirms what everybody looks at.
    if let Some(together) = confirmed_together(&record).map_err(|_| Rejection::BadActivation)?
        && !state.course().is_live()
    {
        expected["together"] = together.into();
    }
    if record == expected {
        Ok(())
    } else {
        Err(Rejection::BadActivation)
    }
}

pub(super) fn refuse(state: &ContractState, command: &Envelope<Command>, reason: &str) -> Decision {
    let party = require_party(state, command)?;
    require_phase(state, BEFORE_SEALING)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    if party.refused {
        return Ok(Vec::new());
    }
    let reason = personal(command, "reason", require_text(reason, 200)?);
    let refused = ContractEvent::Refused {
        party: party.no,
        reason,
    };
    // In a ceremony the host may still talk to the party; an ordinary contract is over.
    if state.course().is_live() {
        return Ok(vec![refused]);
    }
    Ok(vec![refused, closed(state, 1)])
}
