//! Renewals of sealed files: what stands in the operator's list, one begun before its time, and the renewed file.

use super::contracts::files::blob_response;
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::ContractId;
use domain::organisation::view::PLATFORM;
use domain::ports::event_log::ListQuery;
use domain::renewal::RenewalCommand;
use domain::renewal::state::RENEWALS;
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::json;

const ROWS: u32 = 100;

#[derive(Deserialize)]
pub struct Page {
    /// The end of the last row of the page before.
    before: Option<Timestamp>,
    /// `kept` or `failed`.
    state: Option<String>,
}

/// `GET /renewals`: kept files, those whose time-stamp stands longest first.
pub async fn list(hub: web::Data<Hub>, page: web::Query<Page>) -> Result<HttpResponse, Problem> {
    let states: Vec<&str> = page.state.as_deref().into_iter().collect();
    let query = ListQuery {
        before: page.before,
        states: &states,
        ..ListQuery::first(RENEWALS, PLATFORM, ROWS)
    };
    let rows = hub.store.log.list(&query).await;
    let rows = rows.map_err(|e| Problem::internal("list renewals", e))?;
    Ok(HttpResponse::Ok().json(rows))
}

/// `POST /renewals/{contract}`: renews this file now. 202; `GET` says what came of it.
pub async fn begin(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let renewal = hub.renewal(*contract);
    let begin = renewal.envelope(Caller::Hub, RenewalCommand::Begin);
    renewal.send(begin).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// `GET /renewals/{contract}`: what was done for this file.
pub async fn state(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let state = hub.renewal_state(*contract).await?;
    Ok(HttpResponse::Ok().json(json!({
        "until": state.until(),
        "due_at": state.due_at(),
        "under_way": state.under_way,
        "renewed": state.renewed,
        "failed": state.failed.as_ref().map(|(at, code)| json!({"at": at, "code": code})),
    })))
}

/// `GET /contracts/{contract}/renewed.pdf`: the newest revision, once there is one behind the sealed file.
pub async fn document(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let state = hub.renewal_state(*contract).await?;
    let newest = state.renewed.last().ok_or_else(|| Problem::new("not_renewed"))?;
    let owner = hub.contract_stream(*contract).to_string();
    let mut response = blob_response(&hub, &owner, newest.revision, "application/pdf").await?;
    if let Ok(value) = "attachment; filename=\"contract-renewed.pdf\"".parse() {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
