//! Holders of a seal 印章授权: made and withdrawn, each for a period.

use super::{Place, give_warranted};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::{OrganisationId, SealId};
use domain::organisation::event::MemberNo;
use domain::organisation::warrant::SealAct;
use domain::seal::command::SealCommand;
use domain::seal::event::GrantNo;
use domain::timestamp::Timestamp;
use serde::Deserialize;

/// From now on and for ever, where nothing else is said.
#[derive(Debug, Deserialize)]
pub struct NewHolder {
    member: MemberNo,
    #[serde(default)]
    from: Option<Timestamp>,
    #[serde(default)]
    until: Option<Timestamp>,
}

/// `POST /organisations/{organisation}/seals/{seal}/holders`.
pub async fn grant(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<NewHolder>,
) -> Result<HttpResponse, Problem> {
    let NewHolder { member, from, until } = body.into_inner();
    let from = from.unwrap_or_else(|| giver.hub.clock.now());
    let grant = |warrant| SealCommand::Grant { warrant, from, until };
    give_warranted(&giver, *place, |kind| SealAct::Grant(kind, member), grant).await
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct GrantPlace {
    organisation: OrganisationId,
    seal: SealId,
    grant: GrantNo,
}

/// `DELETE /organisations/{organisation}/seals/{seal}/holders/{grant}`.
pub async fn withdraw(giver: Giver, place: web::Path<GrantPlace>) -> Result<HttpResponse, Problem> {
    let GrantPlace {
        organisation,
        seal,
        grant,
    } = *place;
    let withdraw = |warrant| SealCommand::Withdraw { warrant, no: grant };
    give_warranted(&giver, Place { organisation, seal }, SealAct::Change, withdraw).await
}
