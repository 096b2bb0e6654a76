//! The seal 印章: a picture with an owner, the people who may use it, and every use of it.
//!
//! A seal knows who holds it; its organisation knows who belongs to it and may do what. Every act on an
//! organisation's seal brings the organisation's answer along ([`crate::organisation::warrant::Warrant`]), and
//! every use is a permit in the seal's own log: single use, bound to a contract, a document and a person.

pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod invariants;
pub mod kind;
pub mod permit;
pub mod record;
pub mod rejection;
pub mod state;
pub mod view;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;
use event::SealEvent;
use kind::{SealKind, SealOwner};
use serde::{Deserialize, Serialize};

/// The seal aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Seal {}

/// What a seal asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum SealEffect {
    /// Takes its place in the organisation's register where it is official, and has its record signed; answered by
    /// `ComeIntoUse` or `RefuseEntry`.
    Enter,
    /// Gives its place in the organisation's register back.
    LeaveRegister,
    /// Commits its log, up to this line at least, to the Merkle log.
    Anchor { n: u64 },
}

impl EffectBody for SealEffect {}

impl Aggregate for Seal {
    const KIND: &'static str = "seal";
    type State = state::SealState;
    type Command = command::SealCommand;
    type Event = SealEvent;
    type Rejection = rejection::SealRejection;
    type Effect = SealEffect;

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
        let kind = state.made.as_ref().map(|made| made.kind);
        let mut effects = match &event.event {
            SealEvent::Confirmed { .. } => vec![SealEffect::Enter],
            SealEvent::Made {
                owner: SealOwner::Person(_),
                ..
            } => vec![SealEffect::Enter],
            SealEvent::Stopped { .. } if kind == Some(SealKind::Official) => {
                vec![SealEffect::LeaveRegister]
            }
            _ => Vec::new(),
        };
        effects.push(SealEffect::Anchor { n: event.seq });
        effects
    }

    fn timers(state: &Self::State) -> Vec<Timer> {
        permit::timers(state)
    }

    fn timer_command(key: &str) -> Option<Self::Command> {
        permit::timer_command(key)
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        view::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        invariants::broken(state)
    }
}
