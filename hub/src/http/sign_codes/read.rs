//! Sign codes as their owner sees them: those of a template, and one with its contracts.

use super::{Place as CodePlace, find, stream};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::templates::Place;
use actix_web::{HttpResponse, web};
use domain::ids::ContractId;
use domain::ports::event_log::ListQuery;
use domain::sign_code::draft_of_place;
use domain::sign_code::state::{Outcome, SIGN_CODES};
use serde_json::{Value, json};

/// Most codes in the list, and most contracts that are shown with one.
const MOST: u32 = 100;
const MOST_CONTRACTS: usize = 100;

/// `GET /templates/{template}/sign-codes`: those of this template among the latest hundred, the latest first.
pub async fn list(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let query = ListQuery::first(SIGN_CODES, giver.account()?, MOST);
    let rows = giver.hub.store.log.list(&query).await;
    let rows = rows.map_err(|e| giver.problem(Problem::internal("list sign codes", e)))?;
    let template = place.template.to_string();
    let own = rows
        .into_iter()
        .filter(|row| row["template"] == template.as_str());
    Ok(HttpResponse::Ok().json(own.collect::<Vec<Value>>()))
}

/// `GET /sign-codes/{code}`: its rules, and what came of its latest hundred places.
pub async fn read(giver: Giver, place: web::Path<CodePlace>) -> Result<HttpResponse, Problem> {
    let (state, issued) = find(&giver, place.code).await?;
    let stream = stream(place.code);
    let mut contracts = Vec::new();
    let places: Vec<_> = state.numbered().collect();
    for (number, taken) in places.into_iter().rev().take(MOST_CONTRACTS) {
        let contract = ContractId(draft_of_place(&stream, number).0);
        contracts.push(match &taken.outcome {
            Outcome::Opening => json!({"at": taken.at, "state": "opening"}),
            Outcome::Refused { code } => {
                let why = giver.problem(Problem::new(code.clone())).sentence();
                json!({"at": taken.at, "state": "refused", "why": why})
            }
            Outcome::Opened => {
                let snapshot = giver.hub.contract_state(contract).await;
                let snapshot = snapshot.map_err(|problem| giver.problem(problem))?;
                let title = snapshot.state.opened.as_ref().map(|opened| opened.title.text());
                json!({
                    "at": taken.at,
                    "state": "opened",
                    "contract": contract,
                    "title": title,
                    "flow": domain::contract::flow::flow_state(&snapshot.state),
                })
            }
        });
    }
    Ok(HttpResponse::Ok().json(json!({
        "id": place.code,
        "template_name": issued.template_name,
        "rules": issued.rules,
        "on": state.on,
        "used": state.used(),
        "places": contracts,
    })))
}
