//! `GET /organisations`: those that the signed-in person belongs to.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ports::event_log::ListQuery;

/// Nobody belongs to more.
const MOST: u32 = 200;

pub async fn list(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let rows = hub
        .store
        .log
        .list(&ListQuery::first("organisations", account, MOST))
        .await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| Problem::internal("list organisations", e))?))
}
