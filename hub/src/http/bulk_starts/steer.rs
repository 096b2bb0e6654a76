//! Begins a bulk start, and stops it.

use super::{Place, find};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::bulk_start::BulkStartCommand;

/// `POST /bulk-starts/{bulk}/begin`: its rows are started one after the other; 204.
pub async fn begin(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, *place, BulkStartCommand::Begin).await
}

/// `POST /bulk-starts/{bulk}/stop`: no further row is begun; what was started stays; 204.
pub async fn stop(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, *place, BulkStartCommand::Stop).await
}

async fn give(giver: &Giver, place: Place, command: BulkStartCommand) -> Result<HttpResponse, Problem> {
    find(giver, place.bulk).await?;
    let entity = giver.hub.bulk_start(place.bulk);
    let mut envelope = entity.envelope(Caller::Account(giver.account()?), command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map_err(|refused| giver.problem(refused))?;
    Ok(HttpResponse::NoContent().finish())
}
