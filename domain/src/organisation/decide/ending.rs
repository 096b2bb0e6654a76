//! Dissolving an organisation's account 企业注销: asked for, cooled off, then done by timer.

use super::{Command, Decision, Rejection, State, require_acting, require_hub, require_super_administrator};
use crate::aggregate::{Envelope, Timer};
use crate::organisation::event::OrganisationEvent as Event;
use crate::organisation::state::Standing;

/// Time to think again: 7 days, milliseconds.
pub const COOLING_OFF_MS: i64 = 7 * 24 * 3_600_000;
const TIMER: &str = "dissolve";

pub(super) fn ask(state: &State, command: &Envelope<Command>, open_contracts: u32) -> Decision {
    require_super_administrator(state, command)?;
    require_acting(state)?;
    if open_contracts > 0 {
        return Err(Rejection::OpenContracts);
    }
    Ok(if state.standing == Standing::Dissolving {
        Vec::new()
    } else {
        vec![Event::DissolutionAsked {
            until: command.at.plus_millis(COOLING_OFF_MS),
        }]
    })
}

pub(super) fn withdraw(state: &State, command: &Envelope<Command>) -> Decision {
    require_super_administrator(state, command)?;
    if state.standing == Standing::Dissolving {
        Ok(vec![Event::DissolutionWithdrawn {}])
    } else {
        Err(Rejection::NothingPending)
    }
}

pub(super) fn dissolve(state: &State, command: &Envelope<Command>) -> Decision {
    require_hub(command)?;
    let due = state.dissolves_at.is_some_and(|until| until <= command.at);
    Ok(if state.standing == Standing::Dissolving && due {
        vec![Event::Dissolved {}]
    } else {
        // Withdrawn, asked for anew, or done.
        Vec::new()
    })
}

pub fn timers(state: &State) -> Vec<Timer> {
    let due = state
        .dissolves_at
        .filter(|_| state.standing == Standing::Dissolving);
    due.map(|due| Timer {
        key: TIMER.to_owned(),
        due,
    })
    .into_iter()
    .collect()
}

pub fn timer_command(key: &str) -> Option<Command> {
    (key == TIMER).then_some(Command::Dissolve)
}
