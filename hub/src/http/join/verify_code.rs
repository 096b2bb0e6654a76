//! `POST /join/verify`: the right code binds this device's key to the party.

use super::{check_device_key, identify, take_part};
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::event::IdentityMethod;
use domain::ports::account_desk::SessionSubject;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct VerifyCode {
    code: String,
    device_key: String,
}

pub async fn verify_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<VerifyCode>,
) -> Result<HttpResponse, Problem> {
    verify(&hub, &visitor, &body)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"verified": true})))
}

async fn verify(hub: &Hub, visitor: &Visitor, body: &VerifyCode) -> Result<(), Problem> {
    let (contract, party) = visitor.require_party()?;
    let session = visitor
        .session
        .as_ref()
        .ok_or_else(|| Problem::new("link_ended"))?;
    check_device_key(&body.device_key)?;
    one_time_code::check(hub, &Purpose::Join { contract, party }, &body.code, session.token).await?;
    let role = visitor.guest.map(|guest| guest.role);
    let role = role.ok_or_else(|| Problem::new("link_ended"))?;
    take_part(hub, contract, role).await?;
    let key = body.device_key.clone();
    identify(hub, contract, party, IdentityMethod::OutboxCode, key).await?;
    let subject = SessionSubject::Guest {
        contract,
        role,
        verified: true,
    };
    sessions::change(hub, session, subject).await
}
