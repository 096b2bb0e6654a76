//! The platform's review of organisations: what waits, and what is decided.

use super::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::view::PLATFORM;
use domain::ports::event_log::ListQuery;
use serde::Deserialize;

const PAGE: u32 = 100;

/// `GET /reviews/organisations`: those that wait, newest first.
pub async fn waiting(hub: web::Data<Hub>) -> Result<HttpResponse, Problem> {
    let rows = hub
        .store
        .log
        .list(&ListQuery::first("organisation_reviews", PLATFORM, PAGE))
        .await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| Problem::internal("list reviews", e))?))
}

/// `POST /organisations/{organisation}/approve`.
pub async fn approve(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    giver
        .give_as(Caller::Hub, *organisation, OrganisationCommand::Approve)
        .await
}

#[derive(Deserialize)]
pub struct Refusal {
    reason: String,
}

/// `POST /organisations/{organisation}/refuse`.
pub async fn refuse(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Refusal>,
) -> Result<HttpResponse, Problem> {
    let Refusal { reason } = body.into_inner();
    let command = OrganisationCommand::Refuse { reason };
    giver.give_as(Caller::Hub, *organisation, command).await
}
