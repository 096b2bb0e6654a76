//! `POST /contracts/remind`: everybody who is awaited in these contracts is reminded; at most 100 of them.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::contract::command::ContractCommand;
use domain::ids::{AccountId, ContractId};
use serde::Deserialize;
use serde_json::{Value, json};

const MOST_AT_ONCE: usize = 100;

#[derive(Debug, Deserialize)]
pub struct Chosen {
    contracts: Vec<ContractId>,
}

/// Says how many were reminded, and of each other one the code for which it was not.
pub async fn remind(giver: Giver, chosen: web::Json<Chosen>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    if chosen.contracts.len() > MOST_AT_ONCE {
        let problem = Problem::new("too_many_contracts").with("most", MOST_AT_ONCE);
        return Err(giver.problem(problem));
    }
    let (mut reminded, mut not) = (0, Vec::<Value>::new());
    for contract in &chosen.contracts {
        match remind_one(&giver.hub, account, *contract).await {
            Ok(()) => reminded += 1,
            Err(problem) => not.push(json!({"id": contract, "code": problem.code})),
        }
    }
    Ok(HttpResponse::Ok().json(json!({"reminded": reminded, "not": not})))
}

async fn remind_one(hub: &Hub, account: AccountId, contract: ContractId) -> Result<(), Problem> {
    let side = sender_side::of(hub, contract, account).await?;
    let side = side.ok_or_else(|| Problem::new("not_allowed"))?;
    let command = side.command(ContractCommand::Remind { party: None })?;
    let entity = hub.contract(contract);
    let sent = entity
        .send(entity.envelope(Caller::Account(account), command))
        .await;
    sent.map(drop).map_err(Problem::from)
}
