//! The register of the official seal 公章: one per organisation, held here so that two can never be in use.

use super::{Command, Decision, Rejection, State, require_acting, require_hub};
use crate::aggregate::Envelope;
use crate::ids::SealId;
use crate::organisation::event::OrganisationEvent as Event;

/// Before a seal comes into use.
pub(super) fn register(state: &State, command: &Envelope<Command>, seal: SealId) -> Decision {
    require_hub(command)?;
    require_acting(state)?;
    match state.official_seal {
        None => Ok(vec![Event::OfficialSealRegistered { seal }]),
        Some(present) if present == seal => Ok(Vec::new()),
        Some(_) => Err(Rejection::OfficialSealExists),
    }
}

/// After it was stopped for good.
pub(super) fn release(state: &State, command: &Envelope<Command>, seal: SealId) -> Decision {
    require_hub(command)?;
    Ok(if state.official_seal == Some(seal) {
        vec![Event::OfficialSealReleased { seal }]
    } else {
        Vec::new()
    })
}
