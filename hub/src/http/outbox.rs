//! The outbox: messages that would leave by SMS. For the operator, and for a host the own ceremony's.

use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::readers::is_address;
use domain::ids::ContractId;
use domain::ports::rows::OutboxMessage;
use serde_json::{Value, json};

const LATEST: u32 = 200;

pub async fn all(hub: web::Data<Hub>) -> Result<HttpResponse, Problem> {
    messages(&hub, None).await
}

pub async fn of_contract(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
) -> Result<HttpResponse, Problem> {
    messages(&hub, Some(contract.into_inner())).await
}

async fn messages(hub: &Hub, contract: Option<ContractId>) -> Result<HttpResponse, Problem> {
    let found = hub.store.rows.outbox(contract, LATEST).await;
    let found = found.map_err(|e| Problem::internal("read the outbox", e))?;
    // Where the number was erased with its person, nothing is left to show.
    let left = found.iter().filter(|message| is_address(&message.to_phone));
    Ok(HttpResponse::Ok().json(left.map(as_json).collect::<Vec<_>>()))
}

fn as_json(message: &OutboxMessage) -> Value {
    json!({
        "id": message.id,
        "at": message.at,
        "to_phone": message.to_phone,
        "contract": message.contract,
        "text": message.text,
    })
}
