//! Templates as they are shown: the list of cards, and one with its roles, places and versions.

use super::owned::is_seen;
use super::{Place, body_of, find};
use crate::http::me::organisation;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::contract::sending_organisation::shelf_of_organisation;
use domain::ids::AccountId;
use domain::organisation::state::OrganisationState;
use domain::ports::event_log::ListQuery;
use domain::template::keeper::Keeper;
use domain::template::view::TEMPLATES;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most templates on one page.
const MOST: u32 = 200;

#[derive(Debug, Deserialize)]
pub struct Filter {
    /// Only those whose name holds this.
    #[serde(default)]
    search: String,
}

/// `GET /templates?search=`: those of the organisation that the person works for, then their own; latest change first.
/// Each says whether the person may change it (`kept`).
pub async fn list(giver: Giver, filter: web::Query<Filter>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let listed = async {
        let mut rows = Vec::new();
        if let Some(organisation) = organisation::chosen(&giver.hub, account).await? {
            let state = giver.hub.organisation_state(organisation).await?;
            let shelf = rows_of(&giver, &filter.search, shelf_of_organisation(organisation)).await?;
            rows.extend(shelf.into_iter().filter_map(|row| seen(&state, account, row)));
        }
        for mut row in rows_of(&giver, &filter.search, account).await? {
            row["kept"] = true.into();
            rows.push(row);
        }
        Ok(rows)
    };
    let rows: Result<Vec<Value>, Problem> = listed.await;
    Ok(HttpResponse::Ok().json(rows.map_err(|problem| giver.problem(problem))?))
}

async fn rows_of(giver: &Giver, search: &str, owner: AccountId) -> Result<Vec<Value>, Problem> {
    let query = ListQuery {
        search,
        ..ListQuery::first(TEMPLATES, owner, MOST)
    };
    let rows = giver.hub.store.log.list(&query).await;
    rows.map_err(|e| Problem::internal("list templates", e))
}

/// The row of an organisation's template as this person sees it; `None` where they do not.
fn seen(state: &OrganisationState, account: AccountId, mut row: Value) -> Option<Value> {
    let keeper: Keeper = serde_json::from_value(row["keeper"].take()).ok()?;
    if !is_seen(state, account, &keeper, row["enabled"] == true) {
        return None;
    }
    row["kept"] = state.keeps(account, &keeper).into();
    row["keeper"] = json!({"organisation": keeper.organisation});
    Some(row)
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
        "organisation": made.keeper.map(|keeper| keeper.organisation),
        "pages": made.latest.content.pages,
        "cover": made.latest.content.cover,
        "roles": made.latest.content.roles,
        "changed_at": made.changed_at,
        "body": body,
    })))
}
