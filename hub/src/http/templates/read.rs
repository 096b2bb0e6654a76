//! Templates as they are shown: the list of cards, and one with its roles, places and versions.

use super::{Place, body_of, find};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ports::event_log::ListQuery;
use domain::template::view::TEMPLATES;
use serde::Deserialize;
use serde_json::json;

/// Most templates on one page.
const MOST: u32 = 200;

#[derive(Debug, Deserialize)]
pub struct Filter {
    /// Only those whose name holds this.
    #[serde(default)]
    search: String,
}

/// `GET /templates?search=`: latest change first.
pub async fn list(giver: Giver, filter: web::Query<Filter>) -> Result<HttpResponse, Problem> {
    let query = ListQuery {
        search: &filter.search,
        ..ListQuery::first(TEMPLATES, giver.account()?, MOST)
    };
    let rows = giver.hub.store.log.list(&query).await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| giver.problem(Problem::internal("list templates", e)))?))
}

/// `GET /templates/{template}`.
pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let made = find(&giver, place.template).await?;
    let body = body_of(&giver.hub, place.template, &made.latest.content).await;
    let body = body.map_err(|problem| giver.problem(problem))?;
    let versions = made.earlier.iter().chain([&made.latest]);
    let versions: Vec<_> = versions
        .map(|version| json!({"no": version.no, "at": version.at, "pages": version.content.pages}))
        .collect();
    Ok(HttpResponse::Ok().json(json!({
        "id": place.template,
        "name": made.name,
        "folder": made.folder,
        "enabled": made.enabled,
        "version": made.latest.no,
        "versions": versions,
        "copy_of": made.copy_of,
        "pages": made.latest.content.pages,
        "cover": made.latest.content.cover,
        "roles": made.latest.content.roles,
        "changed_at": made.changed_at,
        "body": body,
    })))
}
