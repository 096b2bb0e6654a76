//! `GET /drafts`: the account's drafts, latest first.

use super::as_json;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};

pub async fn list(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let drafts = hub.store.rows.drafts(visitor.require_account()?).await;
    let drafts = drafts.map_err(|e| Problem::internal("list drafts", e))?;
    Ok(HttpResponse::Ok().json(drafts.iter().map(as_json).collect::<Vec<_>>()))
}
