//! The host leads through the session: phases, pages, pauses; and who read which page for how long.

use super::{
    BEFORE_SEALING, Command, Decision, LED, Rejection, personal, require_course, require_fresh_view,
    require_host, require_party, require_phase, require_running, require_text, signing,
};
use crate::aggregate::Envelope;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::plan::Course;
use crate::contract::state::ContractState;
use crate::hash::Sha256Hash;

pub(super) fn enter_phase(state: &ContractState, command: &Envelope<Command>, phase: Phase) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Live)?;
    require_phase(state, LED)?;
    require_running(state)?;
    if phase == state.phase {
        return Ok(Vec::new());
    }
    require_fresh_view(state, command)?;
    if !LED.contains(&phase) || phase == Phase::Lobby {
        return Err(Rejection::WrongPhase(state.phase));
    }
    if state.phase == Phase::Signing && state.parties.iter().any(|party| party.committed.is_some()) {
        return Err(Rejection::AlreadyCommitted);
    }
    let mut events = vec![ContractEvent::PhaseEntered { phase }];
    if phase == Phase::Signing {
        for party in &state.parties {
            if party.verified.is_none() {
                return Err(Rejection::NotVerified);
            }
            if !party.admitted {
                return Err(Rejection::NotAdmitted);
            }
        }
        events.extend(signing::due_grants(state, command.at, None));
    }
    Ok(events)
}

pub(super) fn turn_page(
    state: &ContractState,
    command: &Envelope<Command>,
    page: u32,
    image: Sha256Hash,
) -> Decision {
    require_host(state, command)?;
    require_phase(state, &[Phase::Opening, Phase::Reading, Phase::Signing])?;
    require_running(state)?;
    let pages = state.opened.as_ref().map_or(0, |opened| opened.page_count);
    if page == 0 || page > pages {
        return Err(Rejection::NoPage(page));
    }
    if page == state.page {
        return Ok(Vec::new());
    }
    require_fresh_view(state, command)?;
    Ok(vec![ContractEvent::PageTurned { page, image }])
}

pub(super) fn report(state: &ContractState, command: &Envelope<Command>, page: u32, millis: u64) -> Decision {
    let party = require_party(state, command)?;
    require_phase(
        state,
        &[Phase::Filling, Phase::Opening, Phase::Reading, Phase::Signing],
    )?;
    let pages = state.opened.as_ref().map_or(0, |opened| opened.page_count);
    if page == 0 || page > pages {
        return Err(Rejection::NoPage(page));
    }
    // Nobody reads a page for longer than the room has been open.
    let longest = u64::try_from(command.at.since(state.opened_at).max(0)).unwrap_or(0);
    Ok(vec![ContractEvent::PageRead {
        party: party.no,
        page,
        millis: millis.min(longest),
    }])
}

pub(super) fn pause(state: &ContractState, command: &Envelope<Command>, reason: &str) -> Decision {
    require_host(state, command)?;
    require_course(state, Course::Live)?;
    require_phase(state, BEFORE_SEALING)?;
    if state.paused {
        return Ok(Vec::new());
    }
    let reason = personal(command, "reason", require_text(reason, 100)?);
    Ok(vec![ContractEvent::Paused { reason }])
}

pub(super) fn resume(state: &ContractState, command: &Envelope<Command>) -> Decision {
    require_host(state, command)?;
    require_phase(state, BEFORE_SEALING)?;
    if !state.paused {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::Resumed {}])
}
