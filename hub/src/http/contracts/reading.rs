//! `GET /contracts/{contract}/reading`: what a reader 抄送人 is told of a contract beside its pages.

use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::flow::flow_state;
use domain::ids::ContractId;
use serde_json::{Value, json};

pub async fn read(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let state = hub.contract_state(*contract).await?.state;
    let opened = state.opened.as_ref().ok_or_else(|| Problem::new("link_ended"))?;
    let pages = hub.pages_of(*contract, &state).await?;
    let parties = opened.parties.iter().zip(&state.parties);
    let parties: Vec<Value> = parties
        .map(|(planned, party)| {
            json!({
                "label": planned.label,
                "name": planned.name.text(),
                "organisation": planned.organisation.as_ref().map(|name| name.text()),
                "signed_at": party.committed.as_ref().map(|_| party.committed_at),
                "refused": party.refused,
            })
        })
        .collect();
    Ok(HttpResponse::Ok().json(json!({
        "title": opened.title.text(),
        "host_name": opened.host_name.text(),
        "number": opened.number,
        "opened_at": state.opened_at,
        "deadline": state.deadline,
        "state": flow_state(&state).word(),
        "parties": parties,
        "pages": pages.images,
        "signed_at": state.sealed.map(|sealed| sealed.at),
    })))
}
