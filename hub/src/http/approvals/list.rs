//! Lists of approvals: what waits for me, what I asked for, what I have handled.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::seals::read::name_of;
use actix_web::{HttpResponse, web};
use domain::approval::asking::Waiting;
use domain::approval::view;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::event::MemberNo;
use domain::organisation::state::OrganisationState;
use domain::ports::event_log::ListQuery;
use domain::seal::view::rows_of;
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

const PAGE: u32 = 50;
/// Organisations of one person, and pending runs of one organisation that are looked through.
const MOST_ORGANISATIONS: u32 = 100;
const MOST_PENDING: u32 = 1000;

/// `GET /approvals/waiting`: oldest first. Whom a step asks follows from the organisation as it stands now.
pub async fn waiting(giver: Giver) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let query = ListQuery::first("organisations", account, MOST_ORGANISATIONS);
    let mut rows = Vec::new();
    for organisation in read(&giver, &query).await? {
        if let Ok(id) = serde_json::from_value::<OrganisationId>(organisation["id"].clone()) {
            rows.extend(waiting_in(&giver, id, account).await?);
        }
    }
    rows.sort_by_key(|row| row["requested_at"].as_i64());
    Ok(HttpResponse::Ok().json(rows))
}

async fn waiting_in(
    giver: &Giver,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Vec<Value>, Problem> {
    let state = giver.hub.organisation_state(organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let Some(me) = state.active_member(account).filter(|_| state.acts()) else {
        return Ok(Vec::new());
    };
    let mut query = ListQuery::first(view::OF_ORGANISATION, rows_of(organisation), MOST_PENDING);
    query.states = &["pending"];
    let now = giver.hub.clock.now();
    let mut mine = Vec::new();
    for mut row in read(giver, &query).await? {
        let waiting = row.as_object_mut().and_then(|row| row.remove("waiting"));
        let waiting = waiting.and_then(|waiting| serde_json::from_value::<Waiting>(waiting).ok());
        let due = waiting.and_then(|waiting| {
            let due = waiting.due(&state, now);
            due.into_iter().find(|asking| asking.member == me.no)
        });
        if let Some(asking) = due {
            let for_others = asking.for_members.iter().filter(|no| **no != me.no);
            row["instead_of"] = for_others.map(|no| name_of(&state, *no)).collect();
            mine.push(named(row, &state));
        }
    }
    Ok(mine)
}

#[derive(Debug, Deserialize)]
pub struct Page {
    /// `requested_at` of the last row of the page before.
    before: Option<i64>,
}

/// `GET /approvals/requested`: newest first.
pub async fn requested(giver: Giver, page: web::Query<Page>) -> Result<HttpResponse, Problem> {
    own(&giver, view::REQUESTED, &page).await
}

/// `GET /approvals/handled`: those in which the caller has acted, newest first.
pub async fn handled(giver: Giver, page: web::Query<Page>) -> Result<HttpResponse, Problem> {
    own(&giver, view::HANDLED, &page).await
}

async fn own(giver: &Giver, list: &str, page: &Page) -> Result<HttpResponse, Problem> {
    let mut query = ListQuery::first(list, giver.account()?, PAGE);
    query.before = page.before.map(Timestamp);
    let mut rows = Vec::new();
    for row in read(giver, &query).await? {
        let organisation = serde_json::from_value::<OrganisationId>(row["organisation"].clone());
        let organisation = organisation.map_err(|e| Problem::internal("read an approval's row", e))?;
        let state = giver.hub.organisation_state(organisation).await;
        let state = state.map_err(|problem| giver.problem(problem))?;
        rows.push(named(row, &state));
    }
    Ok(HttpResponse::Ok().json(rows))
}

/// The row with the names of organisation and requester as they are now.
fn named(mut row: Value, state: &OrganisationState) -> Value {
    let requester = serde_json::from_value::<MemberNo>(row["requester"].clone());
    let requester = requester.map(|no| name_of(state, no)).unwrap_or_default();
    row["requester_name"] = json!(requester);
    row["organisation_name"] = json!(state.name);
    if let Some(row) = row.as_object_mut() {
        row.remove("account");
    }
    row
}

async fn read(giver: &Giver, query: &ListQuery<'_>) -> Result<Vec<Value>, Problem> {
    let rows = giver.hub.store.log.list(query).await;
    rows.map_err(|e| giver.problem(Problem::internal("list approvals", e)))
}
