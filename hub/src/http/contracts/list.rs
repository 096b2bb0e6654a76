//! `GET /contracts`: the host's contracts, newest first.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::timestamp::Timestamp;
use serde::Deserialize;

const PAGE: u32 = 50;

#[derive(Deserialize)]
pub struct Page {
    before: Option<i64>,
}

pub async fn list(
    hub: web::Data<Hub>,
    visitor: Visitor,
    page: web::Query<Page>,
) -> Result<HttpResponse, Problem> {
    let owner = visitor.require_account()?;
    let rows = hub
        .store
        .log
        .list("contracts", owner, page.before.map(Timestamp), PAGE)
        .await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| Problem::internal("list contracts", e))?))
}
