//! `GET /contracts/{contract}/known-facts`: what the hub would put into the calling party's controls for it
//! 签署方信息. Numbers of identity documents are masked until the party gives them.

use crate::http::access::Visitor;
use crate::http::me::identity::masked;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::known_facts;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::ContractId;
use domain::value::{KnownFact, KnownValue};
use serde_json::{Value, json};

pub async fn read(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let read = async {
        let (_, party) = visitor.require_party()?;
        let state = hub.contract_state(*contract).await?.state;
        known_facts::of(&hub, &state, party).await
    };
    let known = read.await.map_err(|problem| problem.in_language_of(&request))?;
    let known: Vec<Value> = known.iter().map(shown).collect();
    Ok(HttpResponse::Ok().json(json!({"known": known})))
}

fn shown(known: &KnownValue) -> Value {
    let text = match known.fact {
        KnownFact::IdNumber => masked(&known.text, 3, 2),
        _ => known.text.clone(),
    };
    json!({"fact": known.fact, "text": text, "verified": known.verified})
}
