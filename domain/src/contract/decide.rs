//! What a contract does with a command: one file per family of commands, one function per command.

mod any_of;
mod approvals;
mod auto_sign;
mod colleagues;
mod ending;
mod filling;
pub mod opening;
mod opinions;
mod people;
mod reading;
mod routine;
mod sealing;
mod sign_controls;
mod signing;

use super::command::ContractCommand as Command;
use super::event::{ContractEvent, Phase};
use super::plan::Course;
use super::rejection::ContractRejection as Rejection;
use super::state::{ContractState, PartyState};
use crate::aggregate::{Caller, Envelope, require_hub};
use crate::ids::PartyNo;
use crate::personal::Personal;
use crate::written_text::require_text;

type Decision = Result<Vec<ContractEvent>, Rejection>;

/// Decides one command. Who may send what is decided here too, from the envelope's caller alone.
pub fn decide(state: &ContractState, command: &Envelope<Command>) -> Decision {
    if state.opened.is_none() && !matches!(command.body, Command::Open(_)) {
        return Err(Rejection::NotOpen);
    }
    check_seen(state, command)?;
    match &command.body {
        Command::Open(draft) => opening::open(state, command, draft),
        Command::RecordPrepared(prepared) => opening::record_prepared(state, command, prepared),
        Command::RecordPrepareFailed { code } => opening::record_prepare_failed(state, command, code),

        Command::Fill { values, known } => filling::fill(state, command, values, known),

        Command::Revoke { reason } => routine::revoke(state, command, reason),
        Command::ExtendDeadline { deadline } => routine::extend_deadline(state, command, *deadline),
        Command::CorrectParty { party, details } => routine::correct_party(state, command, *party, details),
        Command::Transfer { details } => routine::transfer(state, command, details),
        Command::Remind { party } => routine::remind(state, command, *party),
        Command::Expire => routine::expire(state, command),

        Command::AsColleague {
            line,
            command: wanted,
        } => colleagues::act(state, command, line, wanted),
        Command::ReplaceSender {
            to,
            member,
            name,
            left,
        } => colleagues::replace_sender(state, command, *to, *member, name, left),
        Command::HandOverPart { party, details, left } => {
            colleagues::hand_over_part(state, command, *party, details, left)
        }

        Command::AwaitApproval { party, approval } => {
            approvals::await_outcome(state, command, *party, approval)
        }
        Command::SettleApproval {
            party,
            approval,
            passed,
            refused,
        } => approvals::settle(state, command, *party, approval, *passed, refused.as_deref()),

        Command::TakePart { party, account } => any_of::take(state, command, *party, *account),
        Command::VerifyParty {
            party,
            method,
            device_key,
            id_seen,
            photo,
        } => {
            let seen = people::Identification {
                method: *method,
                device_key,
                id_seen: id_seen.as_deref(),
                photo: *photo,
            };
            people::verify(state, command, *party, &seen)
        }
        Command::AutoCommit(act) => auto_sign::commit(state, command, act),
        Command::RecordOwnLink { party } => people::record_own_link(state, command, *party),
        Command::RecordMismatch { party } => people::record_mismatch(state, command, *party),
        Command::HandBackAuto { party, code } => auto_sign::hand_back(state, command, *party, code),
        Command::RecordProof { party, proof } => people::record_proof(state, command, *party, proof),
        Command::Admit { party } => people::admit(state, command, *party),
        Command::Remove { party, reason } => people::remove(state, command, *party, reason),
        Command::SetPresence { party, present } => people::set_presence(state, command, *party, *present),
        Command::SetHostPresence { present } => people::set_host_presence(state, command, *present),
        Command::Consent {
            kind,
            given,
            version,
            text,
        } => people::consent(state, command, *kind, *given, version, *text),

        Command::EnterPhase { phase } => reading::enter_phase(state, command, *phase),
        Command::TurnPage { page, image } => reading::turn_page(state, command, *page, *image),
        Command::ReportReading { page, millis } => reading::report(state, command, *page, *millis),
        Command::Pause { reason } => reading::pause(state, command, reason),
        Command::Resume => reading::resume(state, command),

        Command::Grant { party } => signing::grant(state, command, *party),
        Command::WithdrawGrant { party } => signing::withdraw(state, command, *party),
        Command::ExpireGrant { party } => signing::expire(state, command, *party),
        Command::DrawStroke {
            field,
            stroke,
            points,
            digest,
            ink,
            saved,
        } => {
            let drawn = signing::DrawnStroke {
                field: *field,
                stroke: *stroke,
                points: *points,
                digest: *digest,
                ink,
                saved: *saved,
            };
            signing::draw(state, command, &drawn)
        }
        Command::ClearInk { field } => signing::clear(state, command, *field),
        Command::Commit(commit) => signing::commit(state, command, commit),
        Command::Refuse { reason } => signing::refuse(state, command, reason),

        Command::RecordPartySigned(signed) => sealing::record_party_signed(state, command, signed),
        Command::RecordSealingWaiting { code } => sealing::record_waiting(state, command, code),
        Command::RecordPreserved(preserved) => sealing::record_preserved(state, command, preserved),
        Command::RecordNoPreservation { code } => sealing::record_no_preservation(state, command, code),
        Command::RecordSealed { document, length } => {
            sealing::record_sealed(state, command, *document, *length)
        }
        Command::RecordFilm(film) => ending::record_film(state, command, film),
        Command::RecordNoFilm { code } => ending::record_no_film(state, command, code),
        Command::CallOff { reason } => ending::call_off(state, command, reason),
        Command::End => ending::end(state, command),
        Command::Close => ending::close(state, command),
    }
}

/// A client that names a head it has seen must name one that was there (evidence V10).
fn check_seen(state: &ContractState, command: &Envelope<Command>) -> Result<(), Rejection> {
    let Some(seen) = command.seen else { return Ok(()) };
    let back = state.seq.checked_sub(seen.n).ok_or(Rejection::StaleView)?;
    let remembered = state.recent.len() as u64;
    let index = remembered.checked_sub(back + 1).ok_or(Rejection::StaleView)?;
    let known = usize::try_from(index)
        .ok()
        .and_then(|index| state.recent.get(index));
    if known == Some(&seen.hash) {
        Ok(())
    } else {
        Err(Rejection::StaleView)
    }
}

fn require_host(state: &ContractState, command: &Envelope<Command>) -> Result<(), Rejection> {
    let host = state.opened.as_ref().map(|opened| opened.host);
    match command.by {
        Caller::Account(account) if Some(account) == host => Ok(()),
        _ => Err(Rejection::NotAllowed),
    }
}

/// The calling party, who must be identified.
fn require_party<'a>(
    state: &'a ContractState,
    command: &Envelope<Command>,
) -> Result<&'a PartyState, Rejection> {
    let Caller::Party(no) = command.by else {
        return Err(Rejection::NotAllowed);
    };
    let party = find(state, no)?;
    if party.verified.is_some() {
        Ok(party)
    } else {
        Err(Rejection::NotVerified)
    }
}

fn find(state: &ContractState, no: PartyNo) -> Result<&PartyState, Rejection> {
    state.party(no).ok_or(Rejection::NoParty(no))
}

fn require_phase(state: &ContractState, phases: &[Phase]) -> Result<(), Rejection> {
    if phases.contains(&state.phase) {
        Ok(())
    } else {
        Err(Rejection::WrongPhase(state.phase))
    }
}

/// Steps that a host leads through have no place in an ordinary contract, and the other way round.
fn require_course(state: &ContractState, course: Course) -> Result<(), Rejection> {
    match course {
        _ if state.course() == course => Ok(()),
        Course::Live => Err(Rejection::LiveOnly),
        Course::Routine => Err(Rejection::RoutineOnly),
    }
}

fn require_running(state: &ContractState) -> Result<(), Rejection> {
    if state.paused {
        Err(Rejection::Paused)
    } else {
        Ok(())
    }
}

/// The caller must have acted on what now stands (design 2.5).
fn require_fresh_view(state: &ContractState, command: &Envelope<Command>) -> Result<(), Rejection> {
    if command.expected_seq == Some(state.last_material_seq) {
        Ok(())
    } else {
        Err(Rejection::StaleView)
    }
}

fn personal(command: &Envelope<Command>, path: &str, value: &str) -> Personal {
    Personal::commit(&command.seed, path, value)
}

/// The room is open: parties and host may come, go and be told things.
const LIVE: &[Phase] = &[
    Phase::Filling,
    Phase::Lobby,
    Phase::Opening,
    Phase::Reading,
    Phase::Signing,
    Phase::Sealing,
    Phase::Closing,
];
/// Nothing is signed yet.
const BEFORE_SEALING: &[Phase] = &[
    Phase::Filling,
    Phase::Lobby,
    Phase::Opening,
    Phase::Reading,
    Phase::Signing,
];
/// What a host leads through.
const LED: &[Phase] = &[Phase::Lobby, Phase::Opening, Phase::Reading, Phase::Signing];
