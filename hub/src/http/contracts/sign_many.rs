//! `POST /contracts/sign-many`: which of these contracts the signed-in person may sign with one press.

use crate::batch_signing::{self, Ready};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::activation::TOGETHER;
use domain::ids::ContractId;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
pub struct Chosen {
    contracts: BTreeSet<ContractId>,
}

/// Says of each whether it is ready, and of each other one why not, in the order of the question.
pub async fn look(giver: Giver, chosen: web::Json<Chosen>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let most = *TOGETHER.end();
    if u64::try_from(chosen.contracts.len()).map_or(true, |asked| asked > most) {
        let problem = Problem::new("too_many_contracts").with("most", most);
        return Err(giver.problem(problem));
    }
    let mut rows = Vec::<Value>::new();
    for contract in &chosen.contracts {
        let row = async {
            let ready = batch_signing::ready(&giver.hub, account, *contract).await?;
            row(&giver.hub, *contract, &ready).await
        };
        rows.push(match row.await {
            Ok(row) => row,
            Err(problem) => {
                let problem = giver.problem(problem);
                let title = batch_signing::title(&giver.hub, account, *contract).await;
                json!({
                    "id": contract,
                    "ready": false,
                    "title": title,
                    "code": problem.code,
                    "message": problem.sentence(),
                })
            }
        });
    }
    Ok(HttpResponse::Ok().json(rows))
}

async fn row(hub: &Hub, contract: ContractId, ready: &Ready) -> Result<Value, Problem> {
    let pages = hub.pages_of(contract, &ready.state).await?.boxes.len();
    let opened = ready.state.opened.as_ref();
    let fields = || ready.state.fields_of(ready.party);
    Ok(json!({
        "id": contract,
        "ready": true,
        "party": ready.party,
        "title": opened.map(|opened| opened.title.text()),
        "host_name": opened.map(|opened| opened.host_name.text()),
        "r0": ready.state.r0(),
        "pages": pages,
        // Controls that are written into by hand, and those that take a seal.
        "ink": fields().filter(|field| field.content.is_ink()).count(),
        "seals": fields().filter(|field| field.content.is_sealed()).count(),
    }))
}
