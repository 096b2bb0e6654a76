//! The approval 审批: one run of consent that an organisation asks of its own people before a guarded act.
//!
//! The organisation keeps the flows and says by a [`clearance::Clearance`] whether an act needs a run at all. A run keeps
//! the steps it began with; who may act in a step is asked of the organisation at that moment ([`turn::Turn`]). The
//! guarded entity takes the act only with a [`passage::Passage`], and quotes both lines in its own.

pub mod asking;
pub mod clearance;
pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod flow;
pub mod invariants;
pub mod passage;
pub mod rejection;
pub mod state;
pub mod step;
pub mod turn;
pub mod view;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;
use crate::organisation::event::MemberNo;
use event::ApprovalEvent;
use serde::{Deserialize, Serialize};
use state::Outcome;
use step::{Consent, Guarded};

/// The approval aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Approval {}

/// What an approval asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum ApprovalEffect {
    /// Tells those whose turn it is in this step, from 0, while it waits; only this member, where one is named.
    Ask { step: usize, only: Option<MemberNo> },
    /// Tells the requester how it ended.
    TellOutcome,
    /// Tells the contract that its party waits for this, or how it ended.
    TellContract,
    /// Does what waited for it, where nobody need be there for that: sends the contract.
    CarryOut,
}

impl EffectBody for ApprovalEffect {}

fn ask(state: &state::ApprovalState, only: Option<MemberNo>) -> ApprovalEffect {
    let step = state.done;
    ApprovalEffect::Ask { step, only }
}

fn goes_in_turn(state: &state::ApprovalState) -> bool {
    let waiting = state.waiting();
    waiting.is_some_and(|waiting| waiting.step.consent == Consent::InTurn)
}

/// The one deadline of a run.
const EXPIRES: &str = "expires";

impl Aggregate for Approval {
    const KIND: &'static str = "approval";
    type State = state::ApprovalState;
    type Command = command::ApprovalCommand;
    type Event = ApprovalEvent;
    type Rejection = rejection::ApprovalRejection;
    type Effect = ApprovalEffect;

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
        let carried = [Guarded::Start, Guarded::PublishTemplate];
        let starts = state
            .request
            .as_ref()
            .is_some_and(|request| carried.contains(&request.subject.act));
        let mut effects = match &event.event {
            ApprovalEvent::Requested { .. } | ApprovalEvent::Reminded {} => vec![ask(state, None)],
            ApprovalEvent::StepPassed {} if state.waiting().is_some() => vec![ask(state, None)],
            ApprovalEvent::PassedBy { .. } if goes_in_turn(state) => vec![ask(state, None)],
            ApprovalEvent::Delegated { to, .. } => vec![ask(state, Some(*to))],
            ApprovalEvent::Passed {} if starts => vec![ApprovalEffect::CarryOut, ApprovalEffect::TellOutcome],
            ApprovalEvent::Passed {}
            | ApprovalEvent::SentBack { .. }
            | ApprovalEvent::Refused { .. }
            | ApprovalEvent::Expired {} => vec![ApprovalEffect::TellOutcome],
            _ => Vec::new(),
        };
        if state.concerns_a_party() && event.event.begins_or_ends() {
            effects.push(ApprovalEffect::TellContract);
        }
        effects
    }

    fn timers(state: &Self::State) -> Vec<Timer> {
        let waits = matches!(state.outcome, Outcome::Pending | Outcome::Passed);
        let request = state.request.as_ref().filter(|_| waits);
        let timer = request.map(|request| Timer {
            key: EXPIRES.to_owned(),
            due: request.until,
        });
        timer.into_iter().collect()
    }

    fn timer_command(key: &str) -> Option<Self::Command> {
        (key == EXPIRES).then_some(command::ApprovalCommand::Expire)
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        view::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        invariants::broken(state)
    }
}
