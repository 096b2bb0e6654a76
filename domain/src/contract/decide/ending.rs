//! How a session ends: with its film and last line, or called off.

use super::{
    BEFORE_SEALING, Command, Decision, personal, require_course, require_host, require_hub, require_phase,
    require_text,
};
use crate::aggregate::Envelope;
use crate::contract::event::{ContractEvent, FilmRendered, Phase};
use crate::contract::plan::Course;
use crate::contract::state::ContractState;

pub(super) fn record_film(
    state: &ContractState,
    command: &Envelope<Command>,
    film: &FilmRendered,
) -> Decision {
    with_film(state, command, ContractEvent::FilmRendered(film.clone()))
}

pub(super) fn record_no_film(state: &ContractState, command: &Envelope<Command>, code: &str) -> Decision {
    with_film(
        state,
        command,
        ContractEvent::FilmMissing {
            code: code.to_owned(),
        },
    )
}

fn with_film(state: &ContractState, command: &Envelope<Command>, outcome: ContractEvent) -> Decision {
    require_hub(command)?;
    if state.film.is_some() {
        return Ok(Vec::new());
    }
    require_phase(state, &[Phase::Closing])?;
    let mut events = vec![outcome];
    if state.ended {
        events.push(closed(state, events.len()));
    }
    Ok(events)
}

pub(super) fn end(state: &ContractState, command: &Envelope<Command>) -> Decision {
    require_host(state, command)?;
    require_phase(state, &[Phase::Closing, Phase::Closed])?;
    if state.ended || state.closed {
        return Ok(Vec::new());
    }
    let mut events = vec![ContractEvent::Ended {}];
    if state.film.is_some() {
        events.push(closed(state, events.len()));
    }
    Ok(events)
}

/// A sealed session whose host left without ending it closes by timer.
pub(super) fn close(state: &ContractState, command: &Envelope<Command>) -> Decision {
    require_hub(command)?;
    if state.closed || state.phase != Phase::Closing || state.film.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![closed(state, 0)])
}

pub(super) fn call_off(state: &ContractState, command: &Envelope<Command>, reason: &str) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Live)?;
    if state.phase != Phase::Preparing {
        require_phase(state, BEFORE_SEALING)?;
    }
    Ok(called_off(state, command, require_text(reason, 100)?))
}

pub(super) fn called_off(
    state: &ContractState,
    command: &Envelope<Command>,
    reason: &str,
) -> Vec<ContractEvent> {
    let event = ContractEvent::CalledOff {
        reason: personal(command, "reason", reason),
    };
    vec![event, closed(state, 1)]
}

/// The last line, `after` more lines from now.
pub(super) fn closed(state: &ContractState, after: usize) -> ContractEvent {
    ContractEvent::Closed {
        lines: state.seq + after as u64 + 1,
        strokes: state.strokes,
        signatures: u32::try_from(state.signatures.len()).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_itself() {
        let state = ContractState {
            seq: 7,
            ..ContractState::default()
        };
        assert_eq!(
            closed(&state, 1),
            ContractEvent::Closed {
                lines: 9,
                strokes: 0,
                signatures: 0
            }
        );
    }
}
