//! Organisations 企业: one operation per command of [`domain::organisation`].

pub mod departments;
pub mod ending;
pub mod join;
pub mod list;
pub mod members;
pub mod read;
pub mod register;
pub mod review;
pub mod roles;
pub mod services;
pub mod super_administrator;

use super::access::Visitor;
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::{CommandId, OrganisationId};
use domain::organisation::command::OrganisationCommand;

/// Gives a command of the signed-in member; 204 when it is done or was done before.
async fn give(
    hub: &web::Data<Hub>,
    request: &HttpRequest,
    visitor: &Visitor,
    organisation: OrganisationId,
    command: OrganisationCommand,
) -> Result<HttpResponse, Problem> {
    let by = Caller::Account(visitor.require_account()?);
    give_as(hub, request, by, organisation, command).await
}

/// As [`give`], for a caller whom the hub has established otherwise.
async fn give_as(
    hub: &web::Data<Hub>,
    request: &HttpRequest,
    by: Caller,
    organisation: OrganisationId,
    command: OrganisationCommand,
) -> Result<HttpResponse, Problem> {
    let entity = hub.organisation(organisation);
    let mut envelope = entity.envelope(by, command);
    if let Some(id) = command_id(request)? {
        envelope.id = id;
    }
    entity
        .send(envelope)
        .await
        .map_err(|refused| Problem::from(refused).in_language_of(request))?;
    Ok(HttpResponse::NoContent().finish())
}

/// The `Idempotency-Key`, where there is one.
fn command_id(request: &HttpRequest) -> Result<Option<CommandId>, Problem> {
    let key = request.headers().get("Idempotency-Key");
    let key = key.and_then(|value| value.to_str().ok());
    key.map(|key| {
        key.parse::<CommandId>().map_err(|error| {
            Problem::new("malformed_request")
                .with("reason", error)
                .in_language_of(request)
        })
    })
    .transpose()
}
