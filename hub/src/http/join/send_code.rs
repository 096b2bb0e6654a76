//! `POST /join/code`: a one-time code to the party's own phone number.

use super::seated;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use actix_web::{HttpRequest, HttpResponse, web};

pub async fn send_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (contract, party) = visitor.require_party()?;
    let role = visitor.guest.map(|guest| guest.role);
    let role = role.ok_or_else(|| Problem::new("link_ended"))?;
    let session = visitor
        .session
        .as_ref()
        .ok_or_else(|| Problem::new("link_ended"))?
        .token;
    let state = hub.contract_state(contract).await?.state;
    let person = seated(&state, role).map_err(|problem| problem.in_language_of(&request))?;
    let purpose = Purpose::Join { contract, party };
    one_time_code::send(&hub, &purpose, person.phone.text(), Some(contract), session)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}
