//! Settles reservations that were not confirmed in time: whether the contract used them stands in its log.

use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::{Exhibition, ExhibitionEffect};

/// An exhibition's effects.
#[derive(Clone, Copy, Debug)]
pub struct ExhibitionEffects;

#[async_trait]
impl EffectHandler<Exhibition> for ExhibitionEffects {
    async fn run(&self, job: &EffectJob<Exhibition>) -> EffectOutcome<ExhibitionCommand> {
        let ExhibitionEffect::Settle { act, .. } = job.effect;
        // No contract of this hub quotes a reservation yet, so that none can have used it.
        EffectOutcome::Report(ExhibitionCommand::ReleaseReservation { act })
    }
}
