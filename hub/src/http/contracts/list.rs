//! `GET /contracts`: what somebody has sent and what was sent to him, newest first, narrowed to states and searched;
//! and what an organisation has sent, as far as the person's data scope there reaches.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use actix_web::{HttpResponse, web};
use domain::contract::flow::{FLOW_STATES, SIGNER_STATES};
use domain::contract::list_rows::{OF_ORGANISATION, RECEIVED, SENT};
use domain::contract::sending_organisation::{shelf_of_department, shelf_of_member, shelf_of_organisation};
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::event::DepartmentNo;
use domain::organisation::permission::Permission;
use domain::organisation::reach::Reach;
use domain::ports::event_log::ListQuery;
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;

const PAGE: u32 = 50;
/// Longest question, in characters.
const QUESTION: usize = 60;

#[derive(Deserialize)]
pub struct Asked {
    /// `sent`, `received`, `organisation`, or the first two where it is absent.
    which: Option<String>,
    /// For whom the person works: `sent` is what they sent for it, `organisation` what it sent as a whole.
    organisation: Option<OrganisationId>,
    /// Words of the table of states, with commas between.
    states: Option<String>,
    /// Words of title and names.
    search: Option<String>,
    /// `opened_at` of the last row of the page before.
    before: Option<i64>,
}

pub async fn list(
    hub: web::Data<Hub>,
    visitor: Visitor,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let received = (RECEIVED, account);
    let shelves = match (asked.which.as_deref(), asked.organisation) {
        (None, organisation) => vec![received, sent(&hub, account, organisation).await?],
        (Some("sent"), organisation) => vec![sent(&hub, account, organisation).await?],
        (Some("received"), _) => vec![received],
        (Some("organisation"), Some(organisation)) => within_reach(&hub, account, organisation).await?,
        (Some(_), _) => return Err(Problem::new("malformed_request").with("reason", "which")),
    };
    let states = states(&asked)?;
    let mut rows = Vec::new();
    for (list, owner) in shelves {
        rows.extend(page_of(&hub, list, owner, &states, &asked).await?);
    }
    Ok(HttpResponse::Ok().json(merged(rows)))
}

type Shelf = (&'static str, AccountId);

/// What somebody has sent for himself, or for an organisation that he belongs to now.
async fn sent(hub: &Hub, account: AccountId, organisation: Option<OrganisationId>) -> Result<Shelf, Problem> {
    let Some(organisation) = organisation else {
        return Ok((SENT, account));
    };
    if !sender_side::belongs(hub, Some(organisation), account).await? {
        return Err(Problem::new("not_allowed"));
    }
    Ok((SENT, shelf_of_member(organisation, account)))
}

/// Where the contracts stand that somebody may see of an organisation; the wider of both rights counts.
async fn within_reach(
    hub: &Hub,
    account: AccountId,
    organisation: OrganisationId,
) -> Result<Vec<Shelf>, Problem> {
    let own = sent(hub, account, Some(organisation)).await?;
    let state = hub.organisation_state(organisation).await?;
    let reach = |permission| state.reach_of(account, permission);
    let reaches = [
        reach(Permission::ManageContracts),
        reach(Permission::ViewContracts),
    ];
    if reaches.contains(&Some(Reach::Everything)) {
        return Ok(vec![(OF_ORGANISATION, shelf_of_organisation(organisation))]);
    }
    let departments: BTreeSet<DepartmentNo> = reaches
        .into_iter()
        .filter_map(|reach| match reach {
            Some(Reach::Departments(departments)) => Some(departments),
            _ => None,
        })
        .flatten()
        .collect();
    let shelves = departments
        .into_iter()
        .map(|no| (OF_ORGANISATION, shelf_of_department(organisation, no)));
    Ok(std::iter::once(own).chain(shelves).collect())
}

/// The states that are asked for, each of the table; one `None` for all.
fn states(asked: &Asked) -> Result<Vec<Option<&str>>, Problem> {
    let Some(text) = asked.states.as_deref().filter(|text| !text.is_empty()) else {
        return Ok(vec![None]);
    };
    let known = |word: &str| {
        FLOW_STATES.iter().any(|line| line.word == word) || SIGNER_STATES.iter().any(|line| line.word == word)
    };
    text.split(',')
        .map(|word| {
            if known(word) {
                Ok(Some(word))
            } else {
                Err(Problem::new("malformed_request").with("reason", "states"))
            }
        })
        .collect()
}

async fn page_of(
    hub: &Hub,
    list: &str,
    owner: AccountId,
    states: &[Option<&str>],
    asked: &Asked,
) -> Result<Vec<Value>, Problem> {
    let search: String = asked
        .search
        .iter()
        .flat_map(|text| text.chars())
        .take(QUESTION)
        .collect();
    let mut rows = Vec::new();
    for state in states {
        let query = ListQuery {
            list,
            owner,
            state: *state,
            search: &search,
            before: asked.before.map(Timestamp),
            limit: PAGE,
        };
        let page = hub.store.log.list(&query).await;
        rows.extend(page.map_err(|e| Problem::internal("list contracts", e))?);
    }
    Ok(rows)
}

/// One page of all: newest first, each contract once, and all that share the time of the last.
fn merged(mut rows: Vec<Value>) -> Vec<Value> {
    let time = |row: &Value| row["opened_at"].as_i64().unwrap_or_default();
    rows.sort_by_key(|row| Reverse(time(row)));
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert(row["id"].to_string()));
    let last = rows.get(PAGE as usize - 1).map_or(i64::MIN, time);
    rows.retain(|row| time(row) >= last);
    rows
}
