//! What the hub does because of an entity's events; each effect is idempotent and answered by a command.

pub mod anchor;
pub mod approval;
pub mod auto_sign;
pub mod bulk_start;
pub mod confirm_seals;
pub mod exhibition;
pub mod hand_over;
pub mod keep;
pub mod late_hub;
pub mod notify;
pub mod organisation;
pub mod prepare;
pub mod render_film;
pub mod renew;
pub mod seal;
pub mod seal_entry;
pub mod seals_of_organisation;
pub mod sign_code;
pub mod tell_readers;
pub mod void;

use crate::hub::Services;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use actors::entity::handle::EntityHandle;
use actors::entity::outcome::CommandError;
use actors::registry::EntityRegistry;
use async_trait::async_trait;
use domain::account::command::AccountCommand;
use domain::account::{Account, AccountEffect};
use domain::aggregate::{Aggregate, Caller};
use domain::contract::Contract;
use domain::contract::command::ContractCommand;
use domain::contract::effect::ContractEffect;
use domain::ids::ContractId;
use domain::quote::Quote;
use domain::renewal::Renewal;
use domain::seal::Seal;
use domain::template::Template;
use late_hub::LateHub;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A contract's effects, with the services they need.
pub struct ContractEffects {
    pub services: Arc<Services>,
    pub renewals: EntityRegistry<Renewal>,
    pub accounts: EntityRegistry<Account>,
    /// Put in once they stand.
    pub seals: Arc<OnceLock<EntityRegistry<Seal>>>,
    pub hub: LateHub,
}

/// Why an effect could not be done now; it is tried again.
#[derive(Debug, thiserror::Error)]
#[error("{operation}: {reason}")]
pub struct EffectFailed {
    operation: &'static str,
    reason: String,
}

impl EffectFailed {
    /// Tells what was being done when something else failed.
    pub fn at(operation: &'static str) -> impl Fn(&dyn std::fmt::Display) -> Self {
        move |error| Self {
            operation,
            reason: error.to_string(),
        }
    }
}

/// Tells another entity something; what its rules say, or an error where it could not be reached.
pub async fn tell<A: Aggregate>(
    entity: &EntityHandle<A>,
    command: A::Command,
    operation: &'static str,
) -> Result<Result<(), A::Rejection>, EffectFailed> {
    match entity.send(entity.envelope(Caller::Hub, command)).await {
        Ok(_) => Ok(Ok(())),
        Err(CommandError::Refused(rejection)) => Ok(Err(rejection)),
        Err(error) => Err(EffectFailed::at(operation)(&error)),
    }
}

/// Effects run while the hub is being put together.
const NOT_YET: &str = "the hub does not stand yet";

/// What an effect of a contract came to.
type Outcome = Result<EffectOutcome<ContractCommand>, EffectFailed>;

#[async_trait]
impl EffectHandler<Contract> for ContractEffects {
    async fn run(&self, job: &EffectJob<Contract>) -> EffectOutcome<ContractCommand> {
        let services = &self.services;
        let outcome = match &job.effect {
            ContractEffect::Prepare => prepare::prepare(services, job).await,
            ContractEffect::Invite { parties } => notify::invite(services, job, parties).await,
            ContractEffect::Remind { party } => notify::remind(services, job, *party).await,
            ContractEffect::TellCandidates { party } => notify::tell_candidates(services, job, *party).await,
            ContractEffect::TellReaders { news } => tell_readers::tell(services, job, *news).await,
            ContractEffect::TellMismatch { party } => {
                notify::tell_mismatch(services, &self.accounts, job, *party).await
            }
            ContractEffect::Tell { news } => notify::tell(services, &self.accounts, job, *news).await,
            ContractEffect::AutoSign { party } => match self.hub.get() {
                Some(hub) => auto_sign::sign(hub, job, *party).await,
                None => Err(EffectFailed::at("seal by itself")(&NOT_YET)),
            },
            ContractEffect::Anchor { leaf, n, .. } => anchor::anchor(services, job, *leaf, *n).await,
            ContractEffect::Seal => seal::seal(services, job).await,
            ContractEffect::ConfirmSeals { party, n, hash } => {
                confirm_seals::confirm(&self.seals, job, *party, *n, *hash).await
            }
            ContractEffect::Keep { n, hash } => keep::keep(&self.renewals, job, *n, *hash).await,
            ContractEffect::Void { original } => match self.hub.get() {
                Some(hub) => void::say_so(hub, job, original).await,
                None => Err(EffectFailed::at("say that a contract is void")(&NOT_YET)),
            },
            ContractEffect::TellExhibition {
                exhibition: stream,
                standing,
                n,
                hash,
            } => match self.hub.get() {
                Some(hub) => {
                    let line = Quote {
                        stream: job.stream.clone(),
                        seq: *n,
                        hash: *hash,
                    };
                    exhibition::tell_exhibition(hub, stream, contract_of(job), *standing, line)
                        .await
                        .map(|()| EffectOutcome::Done)
                }
                None => Err(EffectFailed::at("tell an exhibition")(&NOT_YET)),
            },
            ContractEffect::RenderFilm { from_seq, from_hash } => {
                render_film::render_film(services, job, *from_seq, *from_hash).await
            }
        };
        outcome.unwrap_or_else(|error| {
            tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
            EffectOutcome::Retry { after: Duration::from_millis(500) }
        })
    }
}

fn contract_of(job: &EffectJob<Contract>) -> ContractId {
    ContractId(job.stream.id)
}

/// An account's effects, with what they need.
pub struct AccountEffects {
    pub services: Arc<Services>,
}

#[async_trait]
impl EffectHandler<Account> for AccountEffects {
    async fn run(&self, job: &EffectJob<Account>) -> EffectOutcome<AccountCommand> {
        let AccountEffect::Anchor { n } = job.effect;
        match anchor::anchor_log(&self.services, &job.stream, n).await {
            Ok(()) => EffectOutcome::Done,
            Err(error) => {
                tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
                EffectOutcome::Retry {
                    after: Duration::from_millis(500),
                }
            }
        }
    }
}

/// Templates ask nothing of the world.
pub struct TemplateEffects;

#[async_trait]
impl EffectHandler<Template> for TemplateEffects {
    async fn run(
        &self,
        job: &EffectJob<Template>,
    ) -> EffectOutcome<domain::template::command::TemplateCommand> {
        match job.effect {}
    }
}
