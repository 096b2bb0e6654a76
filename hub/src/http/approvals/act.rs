//! What somebody does in a run: pass, send back, refuse, hand over, add a step; withdraw and remind as the requester.

use super::{Place, find, give, give_in_turn};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::approval::command::ApprovalCommand;
use domain::approval::step::Step;
use domain::organisation::event::MemberNo;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Opinion {
    #[serde(default)]
    opinion: String,
}

/// `POST /organisations/{organisation}/approvals/{approval}/pass`.
pub async fn pass(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Opinion>,
) -> Result<HttpResponse, Problem> {
    let Opinion { opinion } = body.into_inner();
    give_in_turn(&giver, *place, |turn| ApprovalCommand::Pass { turn, opinion }).await
}

#[derive(Debug, Deserialize)]
pub struct Reason {
    reason: String,
}

/// `POST …/send-back`: the requester may change it and ask again.
pub async fn send_back(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let Reason { reason } = body.into_inner();
    give_in_turn(&giver, *place, |turn| ApprovalCommand::SendBack { turn, reason }).await
}

/// `POST …/refuse`: for good.
pub async fn refuse(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let Reason { reason } = body.into_inner();
    give_in_turn(&giver, *place, |turn| ApprovalCommand::Refuse { turn, reason }).await
}

#[derive(Debug, Deserialize)]
pub struct HandedOver {
    to: MemberNo,
}

/// `POST …/delegate`.
pub async fn delegate(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<HandedOver>,
) -> Result<HttpResponse, Problem> {
    let to = body.to;
    give_in_turn(&giver, *place, |turn| ApprovalCommand::Delegate { turn, to }).await
}

/// `POST …/steps`: one more step after the present one.
pub async fn add_step(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Step>,
) -> Result<HttpResponse, Problem> {
    let step = body.into_inner();
    give_in_turn(&giver, *place, |turn| ApprovalCommand::AddStep { turn, step }).await
}

/// `POST …/withdraw`, by the requester.
pub async fn withdraw(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    find(&giver, *place).await?;
    give(&giver, *place, ApprovalCommand::Withdraw).await
}

/// `POST …/remind`, by the requester.
pub async fn remind(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    find(&giver, *place).await?;
    give(&giver, *place, ApprovalCommand::Remind).await
}
