//! `POST /join/reader/code`, `POST /join/reader/verify`: a reader 抄送人 shows that the address it is named by is theirs.
//! The log says nothing of it: who reads changes nothing.

use crate::http::access::{Guest, Visitor};
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::readers::Reader;
use domain::contract::state::ContractState;
use domain::ports::account_desk::{BrowserSession, SessionSubject};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct ReadersCode {
    code: String,
}

pub async fn send_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let sent = send(&hub, &visitor).await;
    sent.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn verify_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<ReadersCode>,
) -> Result<HttpResponse, Problem> {
    let verified = verify(&hub, &visitor, &body.code).await;
    verified.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"verified": true})))
}

/// The reader of this number.
///
/// # Errors
/// `link_ended` where the contract names none.
pub fn named(state: &ContractState, no: u8) -> Result<Reader, Problem> {
    let found = state.opened.as_ref().and_then(|opened| opened.readers.reader(no));
    found.cloned().ok_or_else(|| Problem::new("link_ended"))
}

async fn send(hub: &Hub, visitor: &Visitor) -> Result<(), Problem> {
    let (session, guest, reader) = seat(visitor)?;
    let state = hub.contract_state(guest.contract).await?.state;
    let named = named(&state, reader)?;
    let purpose = purpose(guest, reader);
    let address = named.address.text();
    one_time_code::send(hub, &purpose, address, Some(guest.contract), session.token).await
}

async fn verify(hub: &Hub, visitor: &Visitor, code: &str) -> Result<(), Problem> {
    let (session, guest, reader) = seat(visitor)?;
    one_time_code::check(hub, &purpose(guest, reader), code, session.token).await?;
    let subject = SessionSubject::Guest {
        contract: guest.contract,
        role: guest.role,
        verified: true,
    };
    sessions::change(hub, session, subject).await
}

fn purpose(guest: Guest, reader: u8) -> Purpose<'static> {
    let contract = guest.contract;
    Purpose::Read { contract, reader }
}

fn seat(visitor: &Visitor) -> Result<(&BrowserSession, Guest, u8), Problem> {
    let ended = || Problem::new("link_ended");
    let guest = visitor.guest.ok_or_else(ended)?;
    let session = visitor.session.as_ref().ok_or_else(ended)?;
    Ok((session, guest, guest.reader().ok_or_else(ended)?))
}
