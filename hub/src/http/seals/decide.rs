//! The super administrator's word on a seal 超管确认: confirm, decline, stop for good.

use super::{Place, give_warranted};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::organisation::warrant::SealAct;
use domain::seal::command::SealCommand;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Reason {
    pub reason: String,
}

/// `POST /organisations/{organisation}/seals/{seal}/confirm`.
pub async fn confirm(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give_warranted(
        &giver,
        *place,
        |_| SealAct::Decide,
        |warrant| SealCommand::Confirm { warrant },
    )
    .await
}

/// `POST /organisations/{organisation}/seals/{seal}/decline`.
pub async fn decline(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let Reason { reason } = body.into_inner();
    let decline = |warrant| SealCommand::Decline { warrant, reason };
    give_warranted(&giver, *place, |_| SealAct::Decide, decline).await
}

/// `POST /organisations/{organisation}/seals/{seal}/stop`.
pub async fn stop(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let Reason { reason } = body.into_inner();
    let stop = |warrant| SealCommand::Stop {
        warrant: Some(warrant),
        reason,
    };
    give_warranted(&giver, *place, |_| SealAct::Decide, stop).await
}
