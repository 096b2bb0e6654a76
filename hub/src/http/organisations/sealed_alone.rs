//! `GET /organisations/{organisation}/sealed-alone`: how many files the organisation has sealed alone 单方盖章, and the
//! latest that the person who asks has had sealed.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::contract::list_rows::SEALED_ALONE;
use domain::contract::sending_organisation::{shelf_of_member, shelf_of_organisation};
use domain::ids::OrganisationId;
use domain::ports::event_log::ListQuery;
use serde_json::json;

/// Rows of the latest.
const LATEST: u32 = 50;

pub async fn list(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let log = &giver.hub.store.log;
    let unread = |e| giver.problem(Problem::internal("list what was sealed alone", e));
    let whole = shelf_of_organisation(*organisation);
    let count = log.count(SEALED_ALONE, whole, "signed").await.map_err(unread)?;
    let own = ListQuery::first(SEALED_ALONE, shelf_of_member(*organisation, account), LATEST);
    let rows = log.list(&own).await.map_err(unread)?;
    Ok(HttpResponse::Ok().json(json!({"count": count, "rows": rows})))
}
