//! `GET /contracts`: what somebody has sent and what was sent to him, newest first, narrowed to states and searched.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::flow::{FLOW_STATES, SIGNER_STATES};
use domain::contract::list_rows::{RECEIVED, SENT};
use domain::ids::AccountId;
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
    /// `sent`, `received`, or both where it is absent.
    which: Option<String>,
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
    let owner = visitor.require_account()?;
    let lists: &[&str] = match asked.which.as_deref() {
        None => &[RECEIVED, SENT],
        Some("sent") => &[SENT],
        Some("received") => &[RECEIVED],
        Some(_) => return Err(Problem::new("malformed_request").with("reason", "which")),
    };
    let states = states(&asked)?;
    let mut rows = Vec::new();
    for list in lists {
        rows.extend(page_of(&hub, list, owner, &states, &asked).await?);
    }
    Ok(HttpResponse::Ok().json(merged(rows)))
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
