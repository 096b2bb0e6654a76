//! The use record 用印记录 and the change record 变更记录 of an organisation's seals, to be read and taken away.

use super::read::name_of;
use super::{Place, find_at};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::spreadsheet::csv;
use actix_web::{HttpResponse, web};
use domain::ids::{AccountId, ContractId, OrganisationId, SealId};
use domain::organisation::event::MemberNo;
use domain::organisation::state::OrganisationState;
use domain::ports::event_log::ListQuery;
use domain::seal::event::SealEvent;
use domain::seal::kind::SealKind;
use domain::seal::record::{self, SealChange, SealUse, UseOutcome};
use domain::seal::view;
use domain::timestamp::Timestamp;
use domain::working_days::SHANGHAI;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Uses in one answer, the latest.
const MOST: usize = 1000;
const MOST_SEALS: u32 = 500;

/// Which uses; all where nothing is said.
#[derive(Debug, Default, Deserialize)]
pub struct UseQuery {
    /// From this moment on.
    from: Option<Timestamp>,
    /// Before this moment.
    to: Option<Timestamp>,
    member: Option<MemberNo>,
    contract: Option<ContractId>,
    kind: Option<SealKind>,
    /// `csv` for a file.
    #[serde(default)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Json,
    Csv,
}

/// One use with the seal that it is of.
struct UseOfSeal {
    seal: SealId,
    seal_name: String,
    kind: SealKind,
    used: SealUse,
}

/// `GET /organisations/{organisation}/seal-uses`: of all seals, the latest first.
pub async fn all_uses(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    query: web::Query<UseQuery>,
) -> Result<HttpResponse, Problem> {
    let owner = view::rows_of(*organisation);
    let rows = giver
        .hub
        .store
        .log
        .list(&ListQuery::first(view::SEALS, owner, MOST_SEALS))
        .await;
    let rows = rows.map_err(|e| giver.problem(Problem::internal("list seals", e)))?;
    let mut found = Vec::new();
    for row in rows {
        let seal = serde_json::from_value::<SealId>(row["id"].clone());
        if let Ok(seal) = seal {
            let place = Place {
                organisation: *organisation,
                seal,
            };
            found.extend(uses_of(&giver, place, &query).await?);
        }
    }
    answer(&giver, *organisation, found, query.format).await
}

/// `GET /organisations/{organisation}/seals/{seal}/uses`: the latest first.
pub async fn uses(
    giver: Giver,
    place: web::Path<Place>,
    query: web::Query<UseQuery>,
) -> Result<HttpResponse, Problem> {
    let found = uses_of(&giver, *place, &query).await?;
    answer(&giver, place.organisation, found, query.format).await
}

async fn uses_of(giver: &Giver, place: Place, query: &UseQuery) -> Result<Vec<UseOfSeal>, Problem> {
    let found = find_at(giver, place).await?;
    if query.kind.is_some_and(|kind| kind != found.made.kind) {
        return Ok(Vec::new());
    }
    let events = events_of(giver, place.seal).await?;
    let wanted = |used: &SealUse| {
        query.from.is_none_or(|from| from <= used.at)
            && query.to.is_none_or(|to| used.at < to)
            && query.member.is_none_or(|member| used.member == Some(member))
            && query.contract.is_none_or(|contract| used.contract == contract)
    };
    let uses = record::uses(&events).into_iter().filter(wanted);
    Ok(uses
        .map(|used| UseOfSeal {
            seal: place.seal,
            seal_name: found.made.name.clone(),
            kind: found.made.kind,
            used,
        })
        .collect())
}

async fn answer(
    giver: &Giver,
    organisation: OrganisationId,
    mut found: Vec<UseOfSeal>,
    format: Format,
) -> Result<HttpResponse, Problem> {
    found.sort_by_key(|of| std::cmp::Reverse(of.used.at));
    found.truncate(MOST);
    let state = giver.hub.organisation_state(organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let titles = titles(giver, &found).await;
    let title = |used: &SealUse| titles.get(&used.contract).cloned().unwrap_or_default();
    if format == Format::Csv {
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|of| {
                vec![
                    time(of.used.at),
                    of.seal_name.clone(),
                    who(&state, of.used.member),
                    title(&of.used),
                    of.used.contract.to_string(),
                    of.used.document.to_string(),
                    outcome(of.used.outcome).to_owned(),
                    of.seal.to_string(),
                    of.used.seq.to_string(),
                ]
            })
            .collect();
        return Ok(file("seal-uses.csv", csv(&USES, &rows)));
    }
    let rows: Vec<Value> = found
        .iter()
        .map(|of| {
            json!({
                "seal": of.seal,
                "seal_name": of.seal_name,
                "kind": of.kind,
                "at": of.used.at,
                "member": of.used.member,
                "name": who(&state, of.used.member),
                "contract": of.used.contract,
                "title": title(&of.used),
                "document": of.used.document,
                "cross_page": of.used.cross_page,
                "approved": of.used.approval.is_some(),
                "outcome": of.used.outcome,
                "seq": of.used.seq,
            })
        })
        .collect();
    Ok(HttpResponse::Ok().json(rows))
}

/// `GET /organisations/{organisation}/seals/{seal}/changes?format=csv`: the latest first.
pub async fn changes(
    giver: Giver,
    place: web::Path<Place>,
    query: web::Query<UseQuery>,
) -> Result<HttpResponse, Problem> {
    find_at(&giver, *place).await?;
    let state = giver.hub.organisation_state(place.organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let events = events_of(&giver, place.seal).await?;
    let mut changes = record::changes(&events);
    changes.retain(|change| {
        query.from.is_none_or(|from| from <= change.at) && query.to.is_none_or(|to| change.at < to)
    });
    changes.reverse();
    if query.format == Format::Csv {
        let rows: Vec<Vec<String>> = changes
            .iter()
            .map(|change| change_cells(&state, change))
            .collect();
        return Ok(file("seal-changes.csv", csv(&CHANGES, &rows)));
    }
    let rows: Vec<Value> = changes
        .iter()
        .map(|change| {
            let mut row = json!(change);
            row["by_name"] = json!(change.by.map(|account| person(&state, account)));
            row["holder_name"] = json!(change.holder.map(|member| name_of(&state, member)));
            row
        })
        .collect();
    Ok(HttpResponse::Ok().json(rows))
}

fn change_cells(state: &OrganisationState, change: &SealChange) -> Vec<String> {
    vec![
        time(change.at),
        change.what.clone(),
        change
            .by
            .map(|account| person(state, account))
            .unwrap_or_default(),
        change
            .holder
            .map(|member| name_of(state, member))
            .unwrap_or_default(),
        change.words.clone().unwrap_or_default(),
        change.until.map(time).unwrap_or_default(),
        change.seq.to_string(),
    ]
}

const USES: [&str; 9] = [
    "时间 Time",
    "印章 Seal",
    "用印人 Used by",
    "合同 Contract",
    "合同编号 Contract id",
    "文件摘要 Document SHA-256",
    "结果 Outcome",
    "印章编号 Seal id",
    "日志行 Log line",
];
const CHANGES: [&str; 7] = [
    "时间 Time",
    "变更 Change",
    "操作人 By",
    "持有人 Holder",
    "说明 Words",
    "有效期至 Until",
    "日志行 Log line",
];

async fn events_of(
    giver: &Giver,
    seal: SealId,
) -> Result<Vec<domain::aggregate::Recorded<SealEvent>>, Problem> {
    let events = giver.hub.seal(seal).events_after(0).await;
    events.map_err(|e| giver.problem(Problem::internal("read a seal's log", e)))
}

/// The titles of these contracts; empty where they were erased.
async fn titles(giver: &Giver, found: &[UseOfSeal]) -> BTreeMap<ContractId, String> {
    let mut titles = BTreeMap::new();
    for contract in found.iter().map(|of| of.used.contract) {
        if titles.contains_key(&contract) {
            continue;
        }
        let snapshot = giver.hub.contract_state(contract).await.ok();
        let title = snapshot.and_then(|snapshot| {
            let opened = snapshot.state.opened.as_ref()?;
            Some(opened.title.text().to_owned())
        });
        titles.insert(contract, title.unwrap_or_default());
    }
    titles
}

fn who(state: &Arc<OrganisationState>, member: Option<MemberNo>) -> String {
    member.map(|no| name_of(state, no)).unwrap_or_default()
}

/// The name that an account has in the organisation; the platform's reviewers have none there.
fn person(state: &OrganisationState, account: AccountId) -> String {
    let member = state
        .members
        .values()
        .find(|member| member.account == Some(account));
    member.map_or_else(
        || "平台 Platform".to_owned(),
        |member| member.name.text().to_owned(),
    )
}

fn outcome(outcome: UseOutcome) -> &'static str {
    match outcome {
        UseOutcome::Open => "已许可 Permitted",
        UseOutcome::Used => "已用印 Used",
        UseOutcome::Released => "已退回 Given back",
        UseOutcome::Expired => "已过期 Expired",
    }
}

fn time(at: Timestamp) -> String {
    at.civil(SHANGHAI).to_string()
}

fn file(name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .insert_header(("Cache-Control", "no-store"))
        .body(text)
}
