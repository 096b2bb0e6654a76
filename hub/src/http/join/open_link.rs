//! `POST /join`: a link's secret is traded for a seat and its cookie. Opening a link proves no identity.

use super::planned;
use crate::http::me::{masked, role_name};
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::signing_link;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::plan::PlannedParty;
use domain::ports::account_desk::{LinkRole, SessionSubject};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct OpenLink {
    token: String,
}

pub async fn open_link(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<OpenLink>,
) -> Result<HttpResponse, Problem> {
    let ended = || Problem::new("link_ended").in_language_of(&request);
    let link = signing_link::open(&hub, body.token.trim())
        .await?
        .ok_or_else(ended)?;
    let state = hub.contract_state(link.contract).await?.state;
    let opened = state.opened.as_ref().ok_or_else(ended)?;
    let party: Option<PlannedParty> = match link.role {
        LinkRole::Party { party } => Some(planned(&hub, link.contract, party).await?.1),
        LinkRole::Viewer | LinkRole::Stage => None,
    };
    let seat = hex::encode(random_seat(&hub));
    let subject = SessionSubject::Guest {
        contract: link.contract,
        role: link.role,
        verified: false,
    };
    let (_, cookie) = sessions::begin(&hub, &request, subject, Some(&seat)).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({
        "seat": seat,
        "contract": link.contract,
        "role": role_name(link.role),
        "party": party.as_ref().map(|party| party.no),
        "title": opened.title.text(),
        "host_name": opened.host_name.text(),
        "party_name": party.as_ref().map(|party| party.name.text()),
        "party_label": party.as_ref().map(|party| party.label.as_str()),
        "phone_masked": party.as_ref().map(|party| masked(party.phone.text())),
        "verified": false,
        "demo": opened.policy.demo,
    })))
}

fn random_seat(hub: &Hub) -> [u8; 8] {
    let mut seat = [0; 8];
    hub.clock.fill_random(&mut seat);
    seat
}
