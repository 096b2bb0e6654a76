//! Replays the session and checks that each event was one that the contract's rules allow (V28).
//!
//! Judges what stands in the record, not how the hub came to decide it, so that a rule that later becomes
//! stricter does not condemn an older session.

mod ordinary;

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::aggregate::{Aggregate, Caller};
use domain::contract::Contract;
use domain::contract::demands::require_met;
use domain::contract::event::{ConsentKind, ContractEvent, IdentityMethod, Phase, SealedField};
use domain::contract::plan::Course;
use domain::contract::sending_organisation::SendingOrganisation;
use domain::contract::state::{ContractState, PartyState};
use domain::ids::PartyNo;
use domain::organisation::event::Service;
use domain::timestamp::Timestamp;

/// A right to sign that ran out less than this ago is not held against the record: event time never goes back,
/// so it may run ahead of the clock that judged the right. Milliseconds.
const GRANT_SLACK_MS: i64 = 60_000;

/// Replays all lines; returns the last state.
pub(super) fn replay(lines: &[SessionLine<'_>], ledger: &mut Ledger) -> ContractState {
    let mut state = ContractState::default();
    for (number, line) in (1u64..).zip(lines) {
        if let Err(problem) = allowed(&state, line) {
            ledger.fail(CheckId::V28, format!("line {number}: {problem}"));
        }
        Contract::evolve(&mut state, &line.recorded());
        for broken in Contract::broken_invariants(&state) {
            ledger.fail(
                CheckId::V28,
                format!("after line {number} it no longer holds that {broken}"),
            );
        }
    }
    ledger.pass(CheckId::V28);
    state
}

fn allowed(state: &ContractState, line: &SessionLine<'_>) -> Result<(), &'static str> {
    let by_host =
        matches!(line.by, Caller::Account(id) if state.opened.as_ref().is_some_and(|o| o.host == id));
    let by_hub = line.by == Caller::Hub;
    let by_party = |no: PartyNo| line.by == Caller::Party(no);
    let phase = |phases: &[Phase]| require(phases.contains(&state.phase), "not in this phase");
    if let ContractEvent::Opened(opened) = &line.event {
        require(state.opened.is_none(), "the contract was open already")?;
        require(line.by == Caller::Account(opened.host), "not opened by its host")?;
        let numbered = (1u8..)
            .zip(&opened.parties)
            .all(|(no, party)| party.no == PartyNo(no));
        require(
            numbered && !opened.parties.is_empty(),
            "the parties are not numbered from 1",
        )?;
        let known = |no: PartyNo| opened.parties.iter().any(|party| party.no == no);
        require(
            opened.fields.iter().all(|field| known(field.party)),
            "a signing box belongs to nobody",
        )?;
        let mut fillers = opened.controls.iter().filter_map(|control| control.party);
        return require(fillers.all(known), "a fill control belongs to nobody");
    }
    require(state.opened.is_some(), "the contract was not open yet")?;
    require(!state.closed, "the session was closed")?;
    match &line.event {
        ContractEvent::Opened(_) => Ok(()),
        ContractEvent::Prepared(_) => require(by_hub, NOT_ITS_ACT).and(phase(&[Phase::Preparing])),
        ContractEvent::Filled { .. }
        | ContractEvent::FillingDone {}
        | ContractEvent::Revoked { .. }
        | ContractEvent::Expired {}
        | ContractEvent::DeadlineExtended { .. }
        | ContractEvent::PartyCorrected(_)
        | ContractEvent::Transferred(_)
        | ContractEvent::PartTaken(_)
        | ContractEvent::ColleagueActed { .. }
        | ContractEvent::Reminded { .. } => ordinary::allowed(state, line),
        ContractEvent::SenderReplaced { left, .. } => {
            let same = state
                .sender()
                .is_some_and(|sender| sender.line.stream == left.stream);
            require(by_hub && same, NOT_ITS_ACT)
        }
        ContractEvent::ApprovalAwaited { party, .. } => {
            require(by_hub, NOT_ITS_ACT)?;
            require(
                find(state, *party)?.committed.is_none(),
                "the party had committed",
            )
        }
        ContractEvent::ApprovalSettled { party, approval, .. } => {
            require(by_hub, NOT_ITS_ACT)?;
            let awaited = find(state, *party)?.awaits_approval.as_ref() == Some(&approval.stream);
            require(awaited, "nobody waited for this approval")
        }
        ContractEvent::PhaseEntered { .. }
        | ContractEvent::PartyAdmitted { .. }
        | ContractEvent::Paused { .. }
        | ContractEvent::Resumed {} => require(by_host, NOT_ITS_ACT).and(phase(BEFORE_SEALING)),
        ContractEvent::PageTurned { .. } => {
            require(by_host, NOT_ITS_ACT)?;
            phase(&[Phase::Opening, Phase::Reading, Phase::Signing])
        }
        ContractEvent::PartyVerified(verified) => {
            find(state, verified.party)?;
            let face_to_face = verified.method == IdentityMethod::HostFaceToFace;
            require(if face_to_face { by_host } else { by_hub }, NOT_ITS_ACT)
        }
        ContractEvent::PartyMismatched { party } | ContractEvent::OwnLinkMade { party } => {
            require(by_hub, NOT_ITS_ACT)?;
            require(
                find(state, *party)?.committed.is_none(),
                "nobody was about to act",
            )
        }
        ContractEvent::AutoSignFailed { party, .. } => {
            require(by_hub && state.auto_of(*party).is_some(), NOT_ITS_ACT)
        }
        ContractEvent::PartyProven { party, .. } => {
            require(by_hub, NOT_ITS_ACT)?;
            let party = find(state, *party)?;
            require(
                party.verified.is_some() && party.committed.is_none(),
                "nobody was about to act",
            )
        }
        ContractEvent::PartyRemoved { party, .. } => {
            require(by_host, NOT_ITS_ACT)?;
            require(
                find(state, *party)?.committed.is_none(),
                "the party had committed",
            )
        }
        ContractEvent::PartyPresent { party } | ContractEvent::PartyAbsent { party } => {
            find(state, *party)?;
            require(by_hub, NOT_ITS_ACT)
        }
        ContractEvent::HostPresent {} | ContractEvent::HostAbsent {} => require(by_hub, NOT_ITS_ACT),
        ContractEvent::Consented(consented) => {
            let party = find(state, consented.party)?;
            require(by_party(consented.party) && party.verified.is_some(), NOT_ITS_ACT)?;
            require(party.committed.is_none(), "the party had committed")
        }
        ContractEvent::PageRead { party, .. } => require(by_party(*party), NOT_ITS_ACT),
        ContractEvent::Granted { party, r0, .. } => {
            let party = find(state, *party)?;
            phase(&[Phase::Signing])?;
            require(
                party.admitted && party.committed.is_none(),
                "the right to sign was not the party's to have",
            )?;
            require(Some(*r0) == state.r0(), "for another document")
        }
        ContractEvent::GrantEnded { party, .. } => find(state, *party).map(|_| ()),
        ContractEvent::InkStroke(ink) => {
            let party = signing(state, line, ink.party)?;
            require(
                state.fields_of(ink.party).any(|field| field.no == ink.field),
                "in a box of somebody else",
            )?;
            require(
                party.consented(ConsentKind::Ink) == Some(true),
                "without consent to store handwriting",
            )?;
            let next = party
                .ink_in(ink.field)
                .map_or(0, |drawn| drawn.last_stroke)
                .checked_add(1);
            require(Some(ink.stroke) == next, "not the next stroke")
        }
        ContractEvent::InkCleared { party, .. } => signing(state, line, *party).map(|_| ()),
        ContractEvent::Committed(act) => {
            let auto = state.auto_of(act.party);
            let party = match auto {
                Some(_) if by_hub => acting_by_itself(state, act.party)?,
                _ => signing(state, line, act.party)?,
            };
            require(Some(act.r0) == state.r0(), "for another document")?;
            let drawn = |no| party.ink_in(no).is_some_and(|ink| !ink.strokes.is_empty());
            let mut inked = state.fields_of(act.party).filter(|field| field.content.is_ink());
            require(inked.all(|field| drawn(field.no)), "with an empty box")?;
            let sealed = state
                .fields_of(act.party)
                .filter(|field| field.content.is_sealed());
            require(
                sealed
                    .map(|field| field.no)
                    .eq(act.seals.iter().map(|sealed| sealed.field)),
                "without the seals that its controls ask for",
            )?;
            let fits = |sealed: &SealedField| {
                let mut fields = state.fields_of(act.party);
                fields.any(|field| field.no == sealed.field && field.content.takes(sealed.used.kind))
            };
            require(
                act.seals.iter().all(fits),
                "with a seal of another kind than its control asks for",
            )?;
            if let (Some(auto), true) = (auto, by_hub) {
                let planned = act.seals.iter().all(|sealed| sealed.used.seal == auto.seal);
                return require(planned && act.cleared.is_some(), "by itself, with another seal");
            }
            require(
                require_met(state, party, None).is_ok(),
                "without what the sender asked for before it",
            )?;
            consented(state, party)
        }
        ContractEvent::SealingDue { r0, acts } => {
            require(
                state.all_committed() && state.phase == Phase::Signing,
                "not every party had committed",
            )?;
            let all = *acts as usize == state.parties.len() && Some(*r0) == state.r0();
            require(all, "for another document or number of acts")
        }
        ContractEvent::PartySigned(signed) => {
            require(by_hub, NOT_ITS_ACT).and(phase(&[Phase::Sealing]))?;
            require(
                find(state, signed.party)?.committed.is_some(),
                "the party had not committed",
            )?;
            require(
                Some(signed.base) == state.revision(),
                "does not continue the last revision",
            )
        }
        ContractEvent::SealingWaiting { .. } => require(by_hub, NOT_ITS_ACT).and(phase(&[Phase::Sealing])),
        ContractEvent::Preserved(preserved) => {
            after_signing(state, by_hub)?;
            require(
                Some(preserved.base) == state.revision(),
                "does not continue the last revision",
            )
        }
        ContractEvent::PreservationMissing { .. } => after_signing(state, by_hub),
        ContractEvent::Sealed {
            document, signatures, ..
        } => {
            require(by_hub, NOT_ITS_ACT).and(phase(&[Phase::Sealing]))?;
            let whole =
                state.signatures.len() == state.parties.len() && *signatures as usize == state.parties.len();
            require(
                whole && Some(*document) == state.revision(),
                "not the last revision, or not fully signed",
            )
        }
        ContractEvent::Refused { party, .. } => {
            // Its organisation's approvers refuse in its place.
            let unapproved = by_hub && find(state, *party)?.unapproved;
            require(by_party(*party) || unapproved, NOT_ITS_ACT)?;
            require(
                find(state, *party)?.committed.is_none(),
                "the party had committed",
            )
        }
        ContractEvent::CalledOff { .. } => {
            require(by_host || by_hub, NOT_ITS_ACT)?;
            require(state.phase < Phase::Sealing, "signatures were being made")
        }
        ContractEvent::FilmRendered(_) | ContractEvent::FilmMissing { .. } => {
            require(by_hub && state.film.is_none(), NOT_ITS_ACT).and(phase(&[Phase::Closing]))
        }
        ContractEvent::Ended {} => require(by_host, NOT_ITS_ACT).and(phase(&[Phase::Closing])),
        ContractEvent::Closed { .. } => require(
            state.phase == Phase::Closing || state.phase.is_ended_unsigned(),
            "not in this phase",
        ),
    }
}

const NOT_ITS_ACT: &str = "not an act of the one who is named as its sender";
const BEFORE_SEALING: &[Phase] = &[
    Phase::Filling,
    Phase::Lobby,
    Phase::Opening,
    Phase::Reading,
    Phase::Signing,
];

/// Validation data and document time-stamp come once, after every party's signature.
fn after_signing(state: &ContractState, by_hub: bool) -> Result<(), &'static str> {
    require(by_hub, NOT_ITS_ACT)?;
    require(
        state.phase == Phase::Sealing
            && state.preservation.is_none()
            && state.signatures.len() == state.parties.len(),
        "before the last signature, or twice",
    )
}

fn require(holds: bool, problem: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(problem) }
}

fn find(state: &ContractState, no: PartyNo) -> Result<&PartyState, &'static str> {
    state.party(no).ok_or("there is no such party")
}

/// The party whose part signed by itself, as the first line and the organisation's service allow.
fn acting_by_itself(state: &ContractState, no: PartyNo) -> Result<&PartyState, &'static str> {
    let silent = |sender: &SendingOrganisation| sender.services.contains(&Service::SilentSigning);
    require(
        state.sender().is_some_and(silent),
        "by itself, without the organisation's service",
    )?;
    require(
        state.phase == Phase::Signing && state.is_turn_of(no),
        "before its turn",
    )?;
    let party = find(state, no)?;
    require(
        party.committed.is_none() && party.awaits_approval.is_none(),
        "after it had committed, or while an approval was pending",
    )?;
    Ok(party)
}

/// The party, who must have had the right to sign.
fn signing<'a>(
    state: &'a ContractState,
    line: &SessionLine<'_>,
    no: PartyNo,
) -> Result<&'a PartyState, &'static str> {
    let party = find(state, no)?;
    require(line.by == Caller::Party(no), NOT_ITS_ACT)?;
    require(
        state.phase == Phase::Signing && !state.paused,
        "not in this phase, or while paused",
    )?;
    require(
        party.committed.is_none() && !party.refused,
        "after the party had committed or refused",
    )?;
    require(party.verified.is_some(), "the party was not identified")?;
    if state.course() == Course::Routine {
        return ordinary::in_time(state, party, line.at).map(|()| party);
    }
    require(party.admitted && party.present, "the party was not in the room")?;
    let until = party.grant_until.ok_or("without the right to sign")?;
    require(
        late(line.at, until) < GRANT_SLACK_MS,
        "after the right to sign had run out",
    )?;
    Ok(party)
}

fn late(at: Timestamp, until: Timestamp) -> i64 {
    at.0.saturating_sub(until.0)
}

fn consented(state: &ContractState, party: &PartyState) -> Result<(), &'static str> {
    let needed = [
        ConsentKind::Terms,
        ConsentKind::Privacy,
        ConsentKind::Certificate,
        ConsentKind::Ink,
    ];
    let all = needed.iter().all(|kind| party.consented(*kind) == Some(true));
    if state.course() == Course::Routine {
        return require(all, "without a consent that is needed");
    }
    let may_refuse = state
        .opened
        .as_ref()
        .is_some_and(|opened| opened.policy.may_refuse_recording);
    let recording = match party.consented(ConsentKind::Recording) {
        Some(given) => given || may_refuse,
        None => false,
    };
    require(all && recording, "without a consent that is needed")
}
