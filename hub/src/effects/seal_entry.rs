//! A seal comes into use, or leaves the organisation's register: what seals ask of the world.

use super::anchor::anchor_log;
use super::{EffectFailed, tell};
use crate::hub::Services;
use crate::seals::record;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use actors::entity::handle::EntityHandle;
use actors::registry::EntityRegistry;
use async_trait::async_trait;
use domain::aggregate::{Aggregate, Refusal};
use domain::ids::{OrganisationId, SealId, StreamId};
use domain::organisation::Organisation;
use domain::organisation::command::OrganisationCommand;
use domain::seal::command::SealCommand;
use domain::seal::kind::{SealKind, SealOwner};
use domain::seal::state::MadeSeal;
use domain::seal::{Seal, SealEffect};
use pki::seal_record;
use std::sync::Arc;
use std::time::Duration;

/// A seal's effects, with what they need.
pub struct SealEffects {
    pub services: Arc<Services>,
    pub organisations: EntityRegistry<Organisation>,
}

#[async_trait]
impl EffectHandler<Seal> for SealEffects {
    async fn run(&self, job: &EffectJob<Seal>) -> EffectOutcome<SealCommand> {
        let seal = SealId(job.stream.id);
        let outcome = match (&job.effect, &job.state.made) {
            (SealEffect::Anchor { n }, _) => anchor_log(&self.services, &job.stream, *n)
                .await
                .map(|()| EffectOutcome::Done),
            (_, None) => Ok(EffectOutcome::Done),
            (SealEffect::Enter, Some(made)) => self.enter(seal, made).await,
            (SealEffect::LeaveRegister, Some(made)) => self.leave_register(seal, made).await,
        };
        outcome.unwrap_or_else(|error| {
            tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
            EffectOutcome::Retry {
                after: Duration::from_millis(500),
            }
        })
    }
}

const KEEP_REGISTER: &str = "keep the register of seals";

type Outcome = Result<EffectOutcome<SealCommand>, EffectFailed>;

impl SealEffects {
    /// Takes the place of the official seal where it is one, then has the record signed.
    async fn enter(&self, seal: SealId, made: &MadeSeal) -> Outcome {
        let owner = match made.owner {
            SealOwner::Person(_) => seal_record::SealOwner {
                name: made.name.clone(),
                credit_code: None,
            },
            SealOwner::Organisation(organisation) => {
                let register = OrganisationCommand::RegisterOfficialSeal { seal };
                let entity = self.organisation(organisation);
                if made.kind == SealKind::Official
                    && let Err(rejection) = tell(&entity, register, KEEP_REGISTER).await?
                {
                    let code = rejection.code().to_owned();
                    return Ok(EffectOutcome::Report(SealCommand::RefuseEntry { code }));
                }
                owner(&entity).await?
            }
        };
        let (record, until) = record::make(&self.services, seal, made, owner).await?;
        Ok(EffectOutcome::Report(SealCommand::ComeIntoUse {
            record,
            certificate: None,
            until,
        }))
    }

    async fn leave_register(&self, seal: SealId, made: &MadeSeal) -> Outcome {
        if let SealOwner::Organisation(organisation) = made.owner {
            let release = OrganisationCommand::ReleaseOfficialSeal { seal };
            let _ = tell(&self.organisation(organisation), release, KEEP_REGISTER).await?;
        }
        Ok(EffectOutcome::Done)
    }

    fn organisation(&self, organisation: OrganisationId) -> EntityHandle<Organisation> {
        self.organisations
            .handle(StreamId::new(Organisation::KIND, organisation.0))
    }
}

/// The owner as the record names it: the name that the organisation has now.
async fn owner(entity: &EntityHandle<Organisation>) -> Result<seal_record::SealOwner, EffectFailed> {
    let failed = EffectFailed::at("read an organisation");
    let snapshot = entity.state().await.map_err(|e| failed(&e))?;
    let snapshot = snapshot.ok_or_else(|| failed(&"there is no such organisation"))?;
    Ok(seal_record::SealOwner {
        name: snapshot.state.name.clone(),
        credit_code: snapshot.state.credit_code.clone(),
    })
}
