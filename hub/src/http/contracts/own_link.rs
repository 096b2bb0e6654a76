//! `POST /contracts/{contract}/own-link`: the party whose page this is goes on at another device, mostly from a desk to a
//! phone. The link stands for the same place, opens once and soon, and proves no identity.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::qr_code;
use crate::signing_link::{self, HandedLink};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::contract::command::ContractCommand;
use domain::ids::ContractId;
use serde_json::json;

/// Links that one place may be given in an hour.
const PER_HOUR: u32 = 20;
const HOUR_MS: i64 = 3_600_000;

pub async fn create(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let made = make(&hub, *contract, &visitor).await;
    let HandedLink { url, expires } = made.map_err(|problem| problem.in_language_of(&request))?;
    let qr_svg = qr_code::svg(&url);
    Ok(HttpResponse::Created().json(json!({"url": url, "qr_svg": qr_svg, "expires": expires})))
}

async fn make(hub: &Hub, contract: ContractId, visitor: &Visitor) -> Result<HandedLink, Problem> {
    let place = visitor.guest.and_then(|guest| Some((guest.role, guest.party()?)));
    let (role, party) = place.ok_or_else(|| Problem::new("not_allowed"))?;
    let now = hub.clock.now();
    let made = hub
        .store
        .desk
        .count(
            &format!("own-link:{contract}/{party}"),
            now,
            now.plus_millis(HOUR_MS),
        )
        .await
        .map_err(|e| Problem::internal("count links", e))?;
    if made > PER_HOUR {
        return Err(Problem::new("too_many_requests"));
    }
    let entity = hub.contract(contract);
    let command = ContractCommand::RecordOwnLink { party };
    entity
        .send(entity.envelope(Caller::Hub, command))
        .await
        .map_err(Problem::from)?;
    signing_link::create_once(hub, contract, role).await
}
