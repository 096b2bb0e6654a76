//! The template 模板: a document with its places, roles and order, from which contracts are started again and again.
//!
//! What is on the pages is a file of the template, named by its hash; every change of it is a version. Whoever starts
//! a contract gets a draft made of one version, and the contract quotes the line that this version stands in.
//!
//! A template is a person's, or an organisation's: then every command brings the organisation's yes, and each version is
//! out of use until it is published.

pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod keeper;
pub mod rejection;
pub mod state;
pub mod view;

#[cfg(test)]
pub(crate) mod tests;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;
use serde::{Deserialize, Serialize};

/// The template aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Template {}

/// A template asks nothing of the world.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TemplateEffect {}

impl EffectBody for TemplateEffect {}

impl Aggregate for Template {
    const KIND: &'static str = "template";
    type State = state::TemplateState;
    type Command = command::TemplateCommand;
    type Event = event::TemplateEvent;
    type Rejection = rejection::TemplateRejection;
    type Effect = TemplateEffect;

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

    fn timers(_: &Self::State) -> Vec<Timer> {
        Vec::new()
    }

    fn timer_command(_: &str) -> Option<Self::Command> {
        None
    }

    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection> {
        view::projections(stream, state)
    }

    fn broken_invariants(state: &Self::State) -> Vec<&'static str> {
        state::broken(state)
    }
}
