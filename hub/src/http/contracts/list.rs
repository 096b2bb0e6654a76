//! `GET /contracts`: what somebody has sent and what was sent to him, newest first, narrowed to states and searched;
//! and what an organisation has sent, as far as the person's data scope there reaches.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use actix_web::{HttpResponse, web};
use domain::cabinet::{FolderNo, TypeNo};
use domain::contract::flow::{FLOW_STATES, SIGNER_STATES};
use domain::contract::list_rows::{OF_ORGANISATION, RECEIVED, SENT};
use domain::contract::sending_organisation::{shelf_of_department, shelf_of_member, shelf_of_organisation};
use domain::day::Day;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::event::DepartmentNo;
use domain::organisation::permission::Permission;
use domain::organisation::reach::Reach;
use domain::ports::event_log::{ListQuery, Narrowed, Span};
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Rows of one page where nobody says how many.
const PAGE: u32 = 50;
const LARGEST_PAGE: u32 = 100;
/// Longest question, in characters.
const QUESTION: usize = 60;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `sent`, `received`, `organisation`, `dead` (what can be cleaned away), or the first two where it is absent.
    which: Option<String>,
    /// For whom the person works: `sent` is what they sent for it, `organisation` what it sent as a whole.
    organisation: Option<OrganisationId>,
    /// Words of the table of states, with commas between.
    states: Option<String>,
    /// Words of title, names and number.
    search: Option<String>,
    /// Words of a party's name alone, and of the number alone.
    party: Option<String>,
    number: Option<String>,
    /// Type and folder in the cabinet of the organisation, or in the person's own; 0: none.
    #[serde(rename = "type")]
    kind: Option<TypeNo>,
    folder: Option<FolderNo>,
    /// Absent: what is not archived.
    archived: Option<bool>,
    /// Days, `2026-11-23`; both ends are inside.
    opened_from: Option<String>,
    opened_to: Option<String>,
    deadline_from: Option<String>,
    deadline_to: Option<String>,
    signed_from: Option<String>,
    signed_to: Option<String>,
    /// `opened_at` of the last row of the page before.
    before: Option<i64>,
    /// 10 to 100 rows.
    limit: Option<u32>,
}

pub async fn list(
    hub: web::Data<Hub>,
    visitor: Visitor,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let received = (RECEIVED, account);
    let is_filed = asked.kind.or(asked.folder).is_some();
    let shelves = match (asked.which.as_deref(), asked.organisation) {
        // Types and folders of an organisation say nothing of what its people receive.
        (None | Some("dead"), Some(_)) if is_filed => vec![sent(&hub, account, asked.organisation).await?],
        (None, organisation) => vec![received, sent(&hub, account, organisation).await?],
        (Some("sent"), organisation) => vec![sent(&hub, account, organisation).await?],
        (Some("received"), _) => vec![received],
        (Some("organisation"), Some(organisation)) => within_reach(&hub, account, organisation).await?,
        (Some("dead"), None) => vec![received, (SENT, account)],
        (Some("dead"), Some(organisation)) => {
            let reached = within_reach(&hub, account, organisation).await?;
            let own = sent(&hub, account, Some(organisation)).await?;
            reached.into_iter().chain([own, received]).collect()
        }
        (Some(_), _) => return Err(Problem::new("malformed_request").with("reason", "which")),
    };
    let states = states(&asked)?;
    let limit = asked.limit.unwrap_or(PAGE).clamp(10, LARGEST_PAGE);
    let offset = hub.config.ceremony.offset_minutes;
    let narrowed = Narrowed {
        kind: asked.kind,
        folder: asked.folder,
        archived: Some(asked.archived.unwrap_or_default()),
        opened: span(&asked.opened_from, &asked.opened_to, offset)?,
        deadline: after(span(&asked.deadline_from, &asked.deadline_to, offset)?),
        signed: span(&asked.signed_from, &asked.signed_to, offset)?,
        party: &question(&asked.party),
        number: &question(&asked.number),
        not_hidden_from: [Some(account), asked.organisation.map(shelf_of_organisation)],
    };
    let mut rows = Vec::new();
    for (list, owner) in shelves {
        let query = ListQuery {
            list,
            owner,
            states: &states,
            search: &question(&asked.search),
            before: asked.before.map(Timestamp),
            limit,
            narrowed: narrowed.clone(),
        };
        let page = hub.store.log.list(&query).await;
        rows.extend(page.map_err(|e| Problem::internal("list contracts", e))?);
    }
    Ok(HttpResponse::Ok().json(merged(rows, limit)))
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

/// The states that are asked for, each of the table; none for all.
fn states(asked: &Asked) -> Result<Vec<&str>, Problem> {
    let dead = asked.which.as_deref() == Some("dead");
    let flow = FLOW_STATES.iter().map(|line| (line.word, line.state.is_dead()));
    let signer = SIGNER_STATES.iter().map(|line| (line.word, line.state.is_dead()));
    let known: Vec<(&str, bool)> = flow.chain(signer).collect();
    let text = asked.states.as_deref().unwrap_or_default();
    if text.is_empty() {
        let all = known.into_iter().filter(|(_, is_dead)| dead && *is_dead);
        return Ok(all.map(|(word, _)| word).collect());
    }
    text.split(',')
        .map(|word| {
            let found = known.iter().find(|(of_table, _)| *of_table == word);
            match found {
                Some((word, is_dead)) if *is_dead || !dead => Ok(*word),
                _ => Err(Problem::new("malformed_request").with("reason", "states")),
            }
        })
        .collect()
}

fn question(text: &Option<String>) -> String {
    text.iter().flat_map(|text| text.chars()).take(QUESTION).collect()
}

/// From the first moment of one day to the last of another, where the hub's people are.
fn span(from: &Option<String>, to: &Option<String>, offset: i32) -> Result<Span, Problem> {
    let day = |text: &Option<String>| match text.as_deref().filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => Day::parse(text)
            .map(Some)
            .ok_or_else(|| Problem::new("malformed_request").with("reason", "day")),
    };
    // A day begins where the one before it ends.
    let begin = day(from)?.and_then(|day| day.plus(-1));
    Ok(Span {
        from: begin.map(|day| day.end(offset)),
        to: day(to)?.map(|day| day.end(offset)),
    })
}

/// The same a moment later: a deadline on a day is the moment at which that day ends.
fn after(span: Span) -> Span {
    Span {
        from: span.from.map(|from| from.plus_millis(1)),
        to: span.to.map(|to| to.plus_millis(1)),
    }
}

/// One page of all: newest first, each contract once, and all that share the time of the last.
fn merged(mut rows: Vec<Value>, limit: u32) -> Vec<Value> {
    let time = |row: &Value| row["opened_at"].as_i64().unwrap_or_default();
    rows.sort_by_key(|row| Reverse(time(row)));
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert(row["id"].to_string()));
    let last = rows.get(limit as usize - 1).map_or(i64::MIN, time);
    rows.retain(|row| time(row) >= last);
    rows
}
