//! Seals follow their organisation: after a change of name the official seal and those for contracts are stopped and
//! drawn anew with the new name; after its dissolution all are stopped.

use super::hand_over::Entities;
use super::{EffectFailed, tell};
use crate::hub::Services;
use crate::seals::design::{self, usual_purpose};
use crate::seals::picture;
use actors::effects::EffectJob;
use actors::entity::handle::EntityHandle;
use actors::entity::outcome::CommandError;
use domain::aggregate::{Aggregate, Caller, Refusal};
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, OrganisationId, SealId, StreamId};
use domain::organisation::Organisation;
use domain::organisation::warrant::SealAct;
use domain::ports::event_log::ListQuery;
use domain::seal::Seal;
use domain::seal::command::SealCommand;
use domain::seal::kind::{SealKind, SealOwner, Source};
use domain::seal::rejection::SealRejection;
use domain::seal::state::{MadeSeal, SealStanding};
use domain::seal::view::{SEALS, rows_of};
use domain::timestamp::Timestamp;

/// Seals that one organisation may have had.
const MOST: u32 = 2_000;
const STOPPED_BY_NAME: &str = "企业更名";
const STOPPED_BY_END: &str = "企业注销";

/// A seal that was made before the change, and is not stopped.
struct Standing {
    id: SealId,
    entity: EntityHandle<Seal>,
    made: MadeSeal,
}

/// Stops the seals that bear the old name, and makes those that were drawn here anew: they wait for the super
/// administrator, whom `by` was at `at`. Uploaded pictures cannot be drawn; they are stopped alone.
pub async fn replace(
    services: &Services,
    entities: &Entities,
    job: &EffectJob<Organisation>,
    by: AccountId,
    at: Timestamp,
) -> Result<(), EffectFailed> {
    for seal in standing(services, entities, job, at).await? {
        if !matches!(seal.made.kind, SealKind::Official | SealKind::Contract) {
            continue;
        }
        if seal.made.source == Source::Template {
            make_anew(services, entities, job, &seal, by).await?;
        }
        stop(&seal, STOPPED_BY_NAME).await?;
    }
    Ok(())
}

/// Stops every seal of a dissolved organisation.
pub async fn stop_all(
    services: &Services,
    entities: &Entities,
    job: &EffectJob<Organisation>,
) -> Result<(), EffectFailed> {
    for seal in standing(services, entities, job, services.clock.now()).await? {
        stop(&seal, STOPPED_BY_END).await?;
    }
    Ok(())
}

/// Those made before `before` that are not at their end.
async fn standing(
    services: &Services,
    entities: &Entities,
    job: &EffectJob<Organisation>,
    before: Timestamp,
) -> Result<Vec<Standing>, EffectFailed> {
    let failed = EffectFailed::at("read the organisation's seals");
    let owner = rows_of(OrganisationId(job.stream.id));
    let rows = services
        .store
        .log
        .list(&ListQuery::first(SEALS, owner, MOST))
        .await;
    let seals = entities.seals()?;
    let mut found = Vec::new();
    for row in rows.map_err(|e| failed(&e))? {
        let Some(id) = row["id"].as_str().and_then(|id| id.parse().ok()).map(SealId) else {
            continue;
        };
        let entity = seals.handle(StreamId::new(Seal::KIND, id.0));
        let snapshot = entity.state().await.map_err(|e| failed(&e))?;
        let Some(snapshot) = snapshot else { continue };
        let is_over = matches!(
            snapshot.state.standing,
            SealStanding::Stopped | SealStanding::Refused
        );
        if let Some(made) = snapshot.state.made.clone()
            && !is_over
            && made.at < before
        {
            found.push(Standing { id, entity, made });
        }
    }
    Ok(found)
}

async fn stop(seal: &Standing, reason: &str) -> Result<(), EffectFailed> {
    let command = SealCommand::Stop {
        warrant: None,
        reason: reason.to_owned(),
    };
    match tell(&seal.entity, command, "stop a seal").await? {
        Ok(()) => Ok(()),
        // It is about to come into use: the next attempt finds it there.
        Err(SealRejection::NotInUse) => Err(EffectFailed::at("stop a seal")(&SealRejection::NotInUse)),
        Err(rejection) => {
            tracing::warn!(seal = %seal.id, code = rejection.code(), "a seal was not stopped");
            Ok(())
        }
    }
}

/// A seal of the same kind, shape and size with the present name; once, however often this runs.
async fn make_anew(
    services: &Services,
    entities: &Entities,
    job: &EffectJob<Organisation>,
    old: &Standing,
    by: AccountId,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("draw a seal anew");
    let organisation = job.entity.state().await.map_err(|e| failed(&e))?;
    let organisation = organisation.ok_or_else(|| failed(&"there is no such organisation"))?;
    let made = &old.made;
    let act = SealAct::Make(made.kind);
    let now = services.clock.now();
    let warrant = organisation
        .state
        .warrant(&job.stream, organisation.head, by, act, now);
    let Ok(warrant) = warrant else {
        tracing::warn!(stream = %job.stream, seal = %old.id, "nobody may draw the seal anew");
        return Ok(());
    };
    let design = design::of_size(made.picture, &organisation.state.name, usual_purpose(made.kind));
    let drawing = match design.draw(&services.fonts) {
        Ok(drawing) => drawing,
        Err(error) => {
            tracing::warn!(stream = %job.stream, seal = %old.id, %error, "the new name makes no seal");
            return Ok(());
        }
    };
    let id = renewed(old.id, &organisation.state.name);
    let stored = picture::store_drawing(services, id, &drawing).await;
    let command = SealCommand::Make {
        owner: SealOwner::Organisation(OrganisationId(job.stream.id)),
        kind: made.kind,
        name: made.name.clone(),
        source: Source::Template,
        picture: stored.map_err(|e| failed(&e.sentence()))?,
        warrant: Some(warrant),
    };
    let entity = entities.seals()?.handle(StreamId::new(Seal::KIND, id.0));
    match entity.send(entity.envelope(Caller::Account(by), command)).await {
        Ok(_) | Err(CommandError::Refused(SealRejection::AlreadyMade)) => Ok(()),
        Err(error) => Err(failed(&error)),
    }
}

/// The id of the seal that takes an old one's place under a new name.
fn renewed(old: SealId, name: &str) -> SealId {
    SealId(Sha256Hash::of_parts(&[b"renewed seal", old.0.as_bytes(), name.as_bytes()]).as_id())
}
