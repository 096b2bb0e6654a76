//! `GET /drafts`: the account's drafts for whom it works at present, latest first, each with the approval that it waits
//! for.

use super::{as_json, organisation_of};
use crate::approvals::guard;
use crate::http::access::Visitor;
use crate::http::me::organisation;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

pub async fn list(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let drafts = hub.store.rows.drafts(account).await;
    let drafts = drafts.map_err(|e| Problem::internal("list drafts", e))?;
    let working_for = organisation::chosen(&hub, account).await?;
    let open = guard::open_runs_of(&hub, account).await?;
    let rows: Vec<Value> = drafts
        .iter()
        .filter(|draft| organisation_of(draft) == working_for)
        .map(|draft| {
            let mut row = as_json(draft);
            let run = open.get(&draft.id.0);
            row["approval"] =
                json!(run.map(|(id, organisation)| json!({"id": id, "organisation": organisation})));
            row
        })
        .collect();
    Ok(HttpResponse::Ok().json(rows))
}
