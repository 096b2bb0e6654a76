//! Brings a contract's state up to date with one event. Total: every event of the log has its effect here.

use super::demands;
use super::event::{ContractEvent, PartyDetails, Phase};
use super::plan::{Course, FillControl};
use super::state::{
    ContractState, FieldInk, FilmOutcome, GivenConsent, PartyState, Preservation, SealedDocument,
    StandingStroke, Verified,
};
use crate::aggregate::{Caller, Recorded};
use crate::ids::{AccountId, PartyNo};
use crate::organisation::event::MemberNo;
use crate::personal::Personal;
use crate::value::ValueKind;

/// How many line hashes the state remembers for checking a seen-head.
pub const REMEMBERED_HEADS: usize = 512;

pub fn evolve(state: &mut ContractState, recorded: &Recorded<ContractEvent>) {
    state.seq = recorded.seq;
    state.hash = recorded.hash;
    state.at = recorded.at;
    state.recent.push_back(recorded.hash);
    if state.recent.len() > REMEMBERED_HEADS {
        state.recent.pop_front();
    }
    if recorded.event.is_material() {
        state.last_material_seq = recorded.seq;
    }
    if state.colleague != Some(recorded.by) {
        state.colleague = None;
    }
    apply(state, recorded);
}

fn apply(state: &mut ContractState, recorded: &Recorded<ContractEvent>) {
    let at = recorded.at;
    match &recorded.event {
        ContractEvent::Opened(opened) => {
            state.parties = opened
                .parties
                .iter()
                .map(|party| PartyState::new(party.no))
                .collect();
            state.opened = Some(opened.clone());
            state.opened_at = at;
            state.deadline = opened.deadline;
            state.first_line = recorded.hash;
            let parties_fill = |control: &FillControl| control.party.is_some() && !control.kind.is_derived();
            state.phase = if opened.controls.iter().any(parties_fill) {
                Phase::Filling
            } else {
                Phase::Preparing
            };
        }
        ContractEvent::Filled { party, values } => {
            with_party(state, *party, |party| party.filled = Some(values.clone()));
        }
        ContractEvent::FillingDone {} => state.phase = Phase::Preparing,
        ContractEvent::DeadlineExtended { deadline } => state.deadline = Some(*deadline),
        ContractEvent::PartyCorrected(details) | ContractEvent::Transferred(details) => {
            replace_party(state, details);
            prepare_anew(state);
        }
        ContractEvent::PartTaken(details) => replace_party(state, details),
        ContractEvent::ColleagueActed { .. } => state.colleague = Some(recorded.by),
        // Said for whoever reads the log.
        ContractEvent::OwnLinkMade { .. } => {}
        ContractEvent::SenderReplaced { to, member, name, .. } => replace_sender(state, *to, *member, name),
        ContractEvent::ApprovalAwaited { party, approval } => with_party(state, *party, |party| {
            party.awaits_approval = Some(approval.clone());
        }),
        ContractEvent::ApprovalSettled { party, passed, .. } => with_party(state, *party, |party| {
            party.awaits_approval = None;
            party.unapproved = !passed;
        }),
        ContractEvent::PartyMismatched { party } => {
            with_party(state, *party, |party| party.mismatched = true);
        }
        ContractEvent::AutoSignFailed { party, code } => with_party(state, *party, |party| {
            party.auto_failed = Some(code.clone());
        }),
        ContractEvent::Reminded { party } => {
            // Several parties are reminded at one time.
            if recorded.by == Caller::Hub && state.reminded_by_itself_at != at {
                state.reminded_by_itself += 1;
                state.reminded_by_itself_at = at;
            }
            with_party(state, *party, |party| {
                party.reminded += 1;
                party.reminded_at = at;
            });
        }
        ContractEvent::Revoked { .. } => leave_signing(state, Phase::Revoked),
        ContractEvent::Expired {} => leave_signing(state, Phase::Expired),
        ContractEvent::Prepared(prepared) => {
            state.page = 1;
            state.page_image = prepared.first_image;
            state.page_turn = recorded.hash;
            state.prepared = Some(prepared.clone());
            // What was read before was another document.
            for party in &mut state.parties {
                party.read.clear();
            }
            state.phase = match state.course() {
                Course::Live => Phase::Lobby,
                Course::Routine => Phase::Signing,
            };
        }
        ContractEvent::PhaseEntered { phase } => leave_signing(state, *phase),
        ContractEvent::PageTurned { page, image } => {
            state.page = *page;
            state.page_image = *image;
            state.page_turn = recorded.hash;
        }
        ContractEvent::HostPresent {} => state.host_present = true,
        ContractEvent::HostAbsent {} => state.host_present = false,
        ContractEvent::Paused { .. } => state.paused = true,
        ContractEvent::Resumed {} => state.paused = false,
        ContractEvent::SealingDue { .. } => leave_signing(state, Phase::Sealing),
        ContractEvent::PartySigned(signed) => {
            state.sealing_waits_for = None;
            state.signatures.push(signed.clone());
        }
        ContractEvent::SealingWaiting { code } => state.sealing_waits_for = Some(code.clone()),
        ContractEvent::Preserved(preserved) => {
            state.preservation = Some(Preservation::Done(preserved.clone()));
        }
        ContractEvent::PreservationMissing { code } => {
            state.preservation = Some(Preservation::Missing { code: code.clone() });
        }
        ContractEvent::Sealed { document, length, .. } => {
            state.sealed = Some(SealedDocument {
                document: *document,
                length: *length,
                at,
            });
            state.phase = Phase::Closing;
        }
        ContractEvent::CalledOff { .. } => leave_signing(state, Phase::CalledOff),
        ContractEvent::FilmRendered(film) => state.film = Some(FilmOutcome::Rendered(film.clone())),
        ContractEvent::FilmMissing { code } => state.film = Some(FilmOutcome::Missing { code: code.clone() }),
        ContractEvent::Ended {} => state.ended = true,
        ContractEvent::Closed { .. } => {
            state.closed = true;
            if state.phase == Phase::Closing {
                state.phase = Phase::Closed;
            }
        }
        ContractEvent::PageRead { party, page, millis } => with_party(state, *party, |party| {
            let read = party.read.entry(*page).or_default();
            *read = read.saturating_add(*millis);
        }),
        ContractEvent::PartyProven { party, proof } => with_party(state, *party, |party| {
            demands::give(&mut party.proofs, proof.clone(), at);
        }),
        ContractEvent::PartyVerified(verified) => with_party(state, verified.party, |party| {
            party.mismatched = false;
            party.proofs.clear();
            party.read.clear();
            party.reading_since = at;
            party.verified = Some(Verified {
                method: verified.method,
                device_key: verified.device_key.clone(),
                at,
            });
        }),
        ContractEvent::PartyAdmitted { party } => with_party(state, *party, |party| {
            party.admitted = true;
            party.removed = false;
            party.refused = false;
        }),
        ContractEvent::PartyPresent { party } => with_party(state, *party, |party| party.present = true),
        ContractEvent::PartyAbsent { party } => with_party(state, *party, |party| party.present = false),
        ContractEvent::Consented(consented) => with_party(state, consented.party, |party| {
            party.consents.push(GivenConsent {
                kind: consented.kind,
                given: consented.given,
                version: consented.version.clone(),
            });
        }),
        ContractEvent::Granted { party, until, .. } => {
            with_party(state, *party, |party| party.grant_until = Some(*until));
        }
        ContractEvent::GrantEnded { party, .. } => {
            with_party(state, *party, |party| party.grant_until = None);
        }
        ContractEvent::InkStroke(ink) => {
            state.strokes += 1;
            with_party(state, ink.party, |party| {
                let standing = StandingStroke {
                    stroke: ink.stroke,
                    at,
                    seq: recorded.seq,
                    points: ink.points,
                    commitment: ink.ink.commitment,
                    digest: ink.digest,
                    ink: ink.ink.value().map(str::to_owned),
                };
                match party.ink.iter_mut().find(|field| field.field == ink.field) {
                    Some(field) => {
                        field.last_stroke = ink.stroke;
                        field.strokes.push(standing);
                    }
                    None => party.ink.push(FieldInk {
                        field: ink.field,
                        last_stroke: ink.stroke,
                        strokes: vec![standing],
                    }),
                }
            });
        }
        ContractEvent::InkCleared { party, field } => with_party(state, *party, |party| {
            if let Some(ink) = party.ink.iter_mut().find(|ink| ink.field == *field) {
                ink.strokes.clear();
            }
        }),
        ContractEvent::Committed(committed) => with_party(state, committed.party, |party| {
            party.committed = Some(committed.clone());
            party.committed_at = at;
            party.grant_until = None;
        }),
        ContractEvent::PartyRemoved { party, .. } => with_party(state, *party, |party| {
            party.admitted = false;
            party.removed = true;
            party.present = false;
            party.grant_until = None;
        }),
        ContractEvent::Refused { party, .. } => {
            with_party(state, *party, |party| {
                party.refused = true;
                party.grant_until = None;
            });
            if state.course() == Course::Routine {
                leave_signing(state, Phase::Refused);
            }
        }
    }
}

/// Somebody else acts for the party from now on, and must be identified first. While nobody has signed, a new R0 is
/// written, which knows the new name.
fn replace_sender(state: &mut ContractState, to: AccountId, member: MemberNo, name: &Personal) {
    if let Some(opened) = &mut state.opened {
        opened.host = to;
        opened.host_name = name.clone();
        if let Some(sender) = &mut opened.sender {
            sender.member = member;
        }
    }
}

fn replace_party(state: &mut ContractState, details: &PartyDetails) {
    let planned = state
        .opened
        .as_mut()
        .and_then(|opened| opened.parties.iter_mut().find(|party| party.no == details.party));
    if let Some(planned) = planned {
        planned.name = details.name.clone();
        planned.phone = details.phone.clone();
        planned.organisation = details.organisation.clone();
        planned.paper = details.paper.clone();
        planned.account = details.account;
    }
    // What the one before gave of himself is nobody else's.
    let gave_facts = state
        .controls_of(Some(details.party))
        .any(|control| matches!(control.kind, ValueKind::Known { .. }));
    with_party(state, details.party, |party| {
        *party = PartyState {
            filled: party.filled.take().filter(|_| !gave_facts),
            // Numbers of strokes are never used again.
            ink: std::mem::take(&mut party.ink)
                .into_iter()
                .map(|ink| FieldInk {
                    strokes: Vec::new(),
                    ..ink
                })
                .collect(),
            ..PartyState::new(details.party)
        };
    });
}

/// The document names its parties; once one of them has signed, it stays as it is.
fn prepare_anew(state: &mut ContractState) {
    let signed = state.parties.iter().any(|party| party.committed.is_some());
    if state.phase == Phase::Signing && !signed {
        state.prepared = None;
        state.phase = if state.still_to_fill().next().is_some() {
            Phase::Filling
        } else {
            Phase::Preparing
        };
    }
}

/// Every right to sign ends with the phase it was granted in.
fn leave_signing(state: &mut ContractState, next: Phase) {
    state.phase = next;
    for party in &mut state.parties {
        party.grant_until = None;
    }
}

fn with_party(state: &mut ContractState, no: PartyNo, change: impl FnOnce(&mut PartyState)) {
    if let Some(party) = state.party_mut(no) {
        change(party);
    }
}
