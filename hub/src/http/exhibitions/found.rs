//! `POST /exhibitions`: an organisation founds an exhibition; whoever does it is its first host.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::event::Details;
use domain::ids::OrganisationId;
use domain::organisation::permission::Permission;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Founding {
    organisation: OrganisationId,
    details: Details,
}

/// For an organisation that the signed-in person may start contracts for. The command id is the exhibition's: founding
/// twice with one key is founding once.
pub async fn found(giver: Giver, body: web::Json<Founding>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let Founding {
        organisation,
        details,
    } = body.into_inner();
    let state = giver.hub.organisation_state(organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    if !state.acts() || !state.may(account, Permission::StartContracts) {
        return Err(giver.problem(Problem::new("exhibition_organiser")));
    }
    let id = giver.command_id();
    let entity = giver.hub.exhibition(id.0);
    let command = ExhibitionCommand::Found {
        details,
        organiser: organisation,
    };
    let mut envelope = entity.envelope(Caller::Account(account), command);
    envelope.id = id;
    let sent = entity.send(envelope).await;
    sent.map_err(|refused| giver.problem(refused))?;
    Ok(HttpResponse::Created().json(json!({"exhibition": id.0})))
}
