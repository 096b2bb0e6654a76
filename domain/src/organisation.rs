//! The organisation 企业: who belongs to it, what each may do, and who decides that.
//!
//! One entity, one log. Everything that another entity must know of it (may this person use that seal now?) is asked
//! of its state; nothing is kept twice.

pub mod command;
pub mod credit_code;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod invariants;
pub mod permission;
pub mod rejection;
pub mod state;
pub mod view;

#[cfg(test)]
mod tests;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;
use serde::{Deserialize, Serialize};

/// The organisation aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Organisation {}

/// An organisation asks nothing of the world yet; invitations are messages that the hub writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OrganisationEffect {}

impl EffectBody for OrganisationEffect {}

impl Aggregate for Organisation {
    const KIND: &'static str = "organisation";
    type State = state::OrganisationState;
    type Command = command::OrganisationCommand;
    type Event = event::OrganisationEvent;
    type Rejection = rejection::OrganisationRejection;
    type Effect = OrganisationEffect;

    fn decide(
        state: &Self::State,
        command: &Envelope<Self::Command>,
    ) -> Result<Vec<Self::Event>, Self::Rejection> {
        decide::decide(state, command)
    }

    fn evolve(state: &mut Self::State, event: &Recorded<Self::Event>) {
        evolve::evolve(state, event);
    }

    fn effects(_: &Self::State, _: &Recorded<Self::Event>) -> Vec<Self::Effect> {
        Vec::new()
    }

    fn timers(state: &Self::State) -> Vec<Timer> {
        decide::ending::timers(state)
    }

    fn timer_command(key: &str) -> Option<Self::Command> {
        decide::ending::timer_command(key)
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        view::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        invariants::broken(state)
    }
}
