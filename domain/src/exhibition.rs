//! The exhibition 会展: one trade fair, its booths, its exhibitors, and the right to sign one more contract there.
//!
//! A booth and a place in the quota are rights that contracts take: a contract reserves them under the id of its act,
//! quotes the reservation's line, and confirms it or gives it back (design 2.2). A desk that works without a network
//! takes some of both along beforehand as a lease ([`lease`]); what it signed is entered when it comes back, line by
//! line of its own chain, and a booth that it did not hold goes to one of two by the exhibition's rule ([`allocation`]).

pub mod allocation;
pub mod command;
pub mod contract_form;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod exhibitor;
pub mod floor;
pub mod invariants;
pub mod lease;
pub mod rejection;
pub mod staff;
pub mod state;
pub mod statistics;
pub mod view;

#[cfg(test)]
mod tests;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::hash::Sha256Hash;
use crate::ids::{ActId, CommandId, ContractId, StreamId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The exhibition aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Exhibition {}

/// What an exhibition asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum ExhibitionEffect {
    /// Open the contract of a reservation, with what was said → `Confirm` or `ReleaseReservation`.
    Open { act: ActId, said: Sha256Hash },
    /// Looks into the contract's log whether it quoted the reservation in time, and confirms it or gives it back.
    Settle { act: ActId, contract: ContractId },
}

impl EffectBody for ExhibitionEffect {}

/// The contract of an act. `stream` is the exhibition's.
pub fn contract_of_act(stream: &StreamId, act: ActId) -> ContractId {
    ContractId(derived(b"exhibition-contract\0", stream, act))
}

/// The id of the command that opens it.
pub fn opening_of_act(stream: &StreamId, act: ActId) -> CommandId {
    CommandId(derived(b"exhibition-open\0", stream, act))
}

fn derived(purpose: &[u8], stream: &StreamId, act: ActId) -> Uuid {
    Sha256Hash::of_parts(&[purpose, stream.id.as_bytes(), act.0.as_bytes()]).as_id()
}

impl Aggregate for Exhibition {
    const KIND: &'static str = "exhibition";
    type State = state::ExhibitionState;
    type Command = command::ExhibitionCommand;
    type Event = event::ExhibitionEvent;
    type Rejection = rejection::ExhibitionRejection;
    type Effect = ExhibitionEffect;

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
        match &event.event {
            event::ExhibitionEvent::Reserved {
                act,
                said: Some(said),
                ..
            } => vec![ExhibitionEffect::Open {
                act: *act,
                said: *said,
            }],
            event::ExhibitionEvent::ReservationExpired { act } => state
                .reservations
                .get(act)
                .map(|reservation| ExhibitionEffect::Settle {
                    act: *act,
                    contract: reservation.contract,
                })
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn timers(state: &Self::State) -> Vec<Timer> {
        floor::timers(state)
    }

    fn timer_command(key: &str) -> Option<Self::Command> {
        floor::timer_command(key)
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        view::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        invariants::broken(state)
    }
}
