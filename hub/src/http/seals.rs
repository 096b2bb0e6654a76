//! Seals 印章: one operation per command of [`domain::seal`].

pub mod change;
pub mod decide;
pub mod holders;
pub mod make;
pub mod own;
pub mod picture;
pub mod read;
pub mod records;
pub mod review;
pub mod scan;

use super::organisations::giver::Giver;
use super::problem::Problem;
use crate::hub::Hub;
use crate::seals::permit;
use actix_web::HttpResponse;
use actors::entity::outcome::Snapshot;
use domain::aggregate::Caller;
use domain::ids::{AccountId, OrganisationId, SealId};
use domain::organisation::warrant::{SealAct, Warrant};
use domain::seal::Seal;
use domain::seal::command::SealCommand;
use domain::seal::kind::{SealKind, SealOwner};
use domain::seal::state::MadeSeal;
use serde::Deserialize;

/// The two ids of a path below an organisation.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub organisation: OrganisationId,
    pub seal: SealId,
}

/// Where one seal of the signed-in person is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct OwnPlace {
    pub seal: SealId,
}

/// A seal with what was made.
struct Found {
    snapshot: Snapshot<Seal>,
    made: MadeSeal,
}

/// A seal of this owner; nobody learns whether others have one of this id.
async fn find(hub: &Hub, owner: SealOwner, seal: SealId) -> Result<Found, Problem> {
    let snapshot = hub.seal_state(seal).await?;
    let made = snapshot.state.made.clone().filter(|made| made.owner == owner);
    let made = made.ok_or_else(|| Problem::new("seal_not_found"))?;
    Ok(Found { snapshot, made })
}

/// A seal of the organisation in the path.
async fn find_at(giver: &Giver, place: Place) -> Result<Found, Problem> {
    let owner = SealOwner::Organisation(place.organisation);
    find(&giver.hub, owner, place.seal)
        .await
        .map_err(|problem| giver.problem(problem))
}

/// The organisation's yes to what the signed-in person wants to do.
async fn warrant(giver: &Giver, organisation: OrganisationId, act: SealAct) -> Result<Warrant, Problem> {
    permit::warrant(&giver.hub, organisation, giver.account()?, act)
        .await
        .map_err(|problem| giver.problem(problem))
}

/// Gives a command of the signed-in person; 204 when it is done or was done before.
async fn give(giver: &Giver, seal: SealId, command: SealCommand) -> Result<HttpResponse, Problem> {
    let by = Caller::Account(giver.account()?);
    send(giver, by, seal, command).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sends a command under the request's id.
async fn send(giver: &Giver, by: Caller, seal: SealId, command: SealCommand) -> Result<(), Problem> {
    let entity = giver.hub.seal(seal);
    let mut envelope = entity.envelope(by, command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map(drop).map_err(|refused| giver.problem(refused))
}

/// Finds the seal, asks the organisation, and gives the command that its yes allows.
async fn give_warranted(
    giver: &Giver,
    place: Place,
    act: impl FnOnce(SealKind) -> SealAct,
    command: impl FnOnce(Warrant) -> SealCommand,
) -> Result<HttpResponse, Problem> {
    let found = find_at(giver, place).await?;
    let warrant = warrant(giver, place.organisation, act(found.made.kind)).await?;
    give(giver, place.seal, command(warrant)).await
}

/// A fresh id for a seal that is about to be made. With an `Idempotency-Key`, the key is the id: asked again, the same
/// seal is found and not made twice.
fn fresh(giver: &Giver) -> SealId {
    SealId(giver.command_id().0)
}

/// The person as an owner.
fn person(account: AccountId) -> SealOwner {
    SealOwner::Person(account)
}
