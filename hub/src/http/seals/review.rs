//! The platform's review of uploaded seals: what waits and until when, and what is decided.

use super::decide::Reason;
use super::{Found, OwnPlace, send};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::SealId;
use domain::organisation::view::PLATFORM;
use domain::ports::event_log::ListQuery;
use domain::seal::command::SealCommand;
use domain::seal::kind::SealOwner;
use domain::seal::state::SealStanding;
use domain::seal::view::REVIEWS;
use serde_json::{Value, json};

const PAGE: u32 = 100;

/// `GET /reviews/seals`: what waits, the most urgent first, each with its organisation's name.
pub async fn waiting(giver: Giver) -> Result<HttpResponse, Problem> {
    let rows = giver
        .hub
        .store
        .log
        .list(&ListQuery::first(REVIEWS, PLATFORM, PAGE))
        .await;
    let mut rows = rows.map_err(|e| giver.problem(Problem::internal("list reviews", e)))?;
    rows.sort_by_key(|row| row["review_due"].as_i64());
    for row in &mut rows {
        let owner = serde_json::from_value::<SealOwner>(row["owner"].clone());
        if let Ok(SealOwner::Organisation(organisation)) = owner
            && let Ok(state) = giver.hub.organisation_state(organisation).await
        {
            row["organisation_name"] = json!(state.name);
            row["credit_code"] = json!(state.credit_code);
        }
    }
    Ok(HttpResponse::Ok().json(Value::Array(rows)))
}

/// `GET /reviews/seals/{seal}/picture`: only while it waits.
pub async fn picture(giver: Giver, place: web::Path<OwnPlace>) -> Result<HttpResponse, Problem> {
    let snapshot = giver.hub.seal_state(place.seal).await;
    let snapshot = snapshot.map_err(|problem| giver.problem(problem))?;
    let waits = snapshot.state.standing == SealStanding::UnderReview;
    let made = snapshot.state.made.clone().filter(|_| waits);
    let made = made.ok_or_else(|| giver.problem(Problem::new("seal_not_found")))?;
    super::picture::answer(&giver, place.seal, &Found { snapshot, made }).await
}

/// `POST /reviews/seals/{seal}/pass`.
pub async fn pass(giver: Giver, place: web::Path<OwnPlace>) -> Result<HttpResponse, Problem> {
    let reviewer = giver.account()?;
    decided(&giver, place.seal, SealCommand::PassReview { reviewer }).await
}

/// `POST /reviews/seals/{seal}/fail`.
pub async fn fail(
    giver: Giver,
    place: web::Path<OwnPlace>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let Reason { reason } = body.into_inner();
    let reviewer = giver.account()?;
    decided(&giver, place.seal, SealCommand::FailReview { reviewer, reason }).await
}

async fn decided(giver: &Giver, seal: SealId, command: SealCommand) -> Result<HttpResponse, Problem> {
    send(giver, Caller::Hub, seal, command).await?;
    Ok(HttpResponse::NoContent().finish())
}
