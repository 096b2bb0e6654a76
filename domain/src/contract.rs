//! The contract 合同: one entity, one hash-chained log, from the opened room to the sealed file.
//!
//! [`event`] says what can have happened, [`state`] what follows from it, [`command`] what can be asked,
//! [`decide`] what is then done, [`view`] what a participant is shown.

pub mod activation;
pub mod authority_used;
pub mod auto_sign;
pub mod command;
pub mod decide;
pub mod demands;
pub mod effect;
pub mod event;
pub mod evolve;
pub mod flow;
pub mod invariants;
pub mod list_rows;
pub mod opacity;
pub mod opinion;
pub mod paper;
pub mod plan;
pub mod readers;
pub mod rejection;
pub mod sending_organisation;
pub mod signed_source;
pub mod state;
pub mod view;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{Aggregate, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;

/// The contract aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Contract {}

impl Aggregate for Contract {
    const KIND: &'static str = "contract";
    type State = state::ContractState;
    type Command = command::ContractCommand;
    type Event = event::ContractEvent;
    type Rejection = rejection::ContractRejection;
    type Effect = effect::ContractEffect;

    fn decide(
        state: &Self::State,
        command: &Envelope<Self::Command>,
    ) -> Result<Vec<Self::Event>, Self::Rejection> {
        decide::decide(state, command)
    }

    fn evolve(state: &mut Self::State, event: &Recorded<Self::Event>) {
        evolve::evolve(state, event);
    }

    fn effects(state: &Self::State, event: &Recorded<Self::Event>) -> Vec<Self::Effect> {
        effect::effects(state, event)
    }

    fn timers(state: &Self::State) -> Vec<Timer> {
        effect::timers(state)
    }

    fn timer_command(key: &str) -> Option<Self::Command> {
        effect::timer_command(key)
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        list_rows::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        invariants::broken(state)
    }
}
