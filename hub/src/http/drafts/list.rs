//! `GET /drafts`: the account's drafts for whom it works at present, latest first.

use super::{as_json, organisation_of};
use crate::http::access::Visitor;
use crate::http::me::organisation;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};

pub async fn list(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let drafts = hub.store.rows.drafts(account).await;
    let drafts = drafts.map_err(|e| Problem::internal("list drafts", e))?;
    let working_for = organisation::chosen(&hub, account).await?;
    let shown = drafts
        .iter()
        .filter(|draft| organisation_of(draft) == working_for);
    Ok(HttpResponse::Ok().json(shown.map(as_json).collect::<Vec<_>>()))
}
