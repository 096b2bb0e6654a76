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
pub mod letter;
pub mod permission;
pub mod reach;
pub mod rejection;
pub mod reporting;
pub mod state;
pub mod view;
pub mod warrant;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{Aggregate, Caller, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, StreamId};
use crate::timestamp::Timestamp;
use event::MemberNo;
use serde::{Deserialize, Serialize};

/// The organisation aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Organisation {}

/// What an organisation asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum OrganisationEffect {
    /// Tells the invited person.
    Invite { member: MemberNo },
    /// Gives the open contracts of one who left to the successor; the line is the one that says so.
    HandOver {
        from: MemberNo,
        to: MemberNo,
        seq: u64,
        hash: Sha256Hash,
    },
    /// Replaces the seals that bear the old name, for whoever changed it at this time.
    ReplaceSeals { by: AccountId, at: Timestamp },
    /// Stops all seals.
    StopSeals,
    /// Commits its log, up to this line at least, to the Merkle log.
    Anchor { n: u64 },
    /// Asks those who can confirm a new super administrator.
    AskForSuperAdministrator,
}

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

    fn effects(_: &Self::State, event: &Recorded<Self::Event>) -> Vec<Self::Effect> {
        let mut effects = match &event.event {
            event::OrganisationEvent::MemberInvited { no, .. } => {
                vec![OrganisationEffect::Invite { member: *no }]
            }
            event::OrganisationEvent::MemberLeft {
                no,
                successor: Some(to),
            } => vec![OrganisationEffect::HandOver {
                from: *no,
                to: *to,
                seq: event.seq,
                hash: event.hash,
            }],
            event::OrganisationEvent::Renamed { .. } => match event.by {
                Caller::Account(by) => vec![OrganisationEffect::ReplaceSeals { by, at: event.at }],
                _ => Vec::new(),
            },
            event::OrganisationEvent::Dissolved {} => vec![OrganisationEffect::StopSeals],
            event::OrganisationEvent::SuperAdministratorAsked { .. } => {
                vec![OrganisationEffect::AskForSuperAdministrator]
            }
            _ => Vec::new(),
        };
        effects.push(OrganisationEffect::Anchor { n: event.seq });
        effects
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
