//! Bulk starts as they are shown: the list, and one with its rows and what became of them.

use super::{Place, find, sheet};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::bulk_start::RowOutcome;
use domain::bulk_start::sheet::SheetLine;
use domain::bulk_start::state::BULK_STARTS;
use domain::ports::event_log::ListQuery;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most bulk starts on one page of the list, and most rows on one page of a bulk start.
const MOST: u32 = 100;
const MOST_ROWS: usize = 100;

/// `GET /bulk-starts`: the latest first.
pub async fn list(giver: Giver) -> Result<HttpResponse, Problem> {
    let query = ListQuery::first(BULK_STARTS, giver.account()?, MOST);
    let rows = giver.hub.store.log.list(&query).await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| giver.problem(Problem::internal("list bulk starts", e)))?))
}

#[derive(Debug, Deserialize)]
pub struct Page {
    /// The first row that is wanted, from 0.
    #[serde(default)]
    from: usize,
    /// Only rows that cannot be started, or were refused.
    #[serde(default)]
    wrong: bool,
}

/// `GET /bulk-starts/{bulk}?from=&wrong=`: how far it is, and a hundred rows.
pub async fn read(
    giver: Giver,
    place: web::Path<Place>,
    page: web::Query<Page>,
) -> Result<HttpResponse, Problem> {
    let (state, prepared) = find(&giver, place.bulk).await?;
    let sheet = sheet(&giver.hub, place.bulk, &prepared).await;
    let sheet = sheet.map_err(|problem| giver.problem(problem))?;
    let mut outcomes = state.outcomes.iter();
    let lines: Vec<(&SheetLine, Option<&RowOutcome>)> = sheet
        .lines
        .iter()
        .map(|line| {
            (
                line,
                if line.problems.is_empty() {
                    outcomes.next()
                } else {
                    None
                },
            )
        })
        .filter(|(line, outcome)| !page.wrong || is_wrong(line, *outcome))
        .collect();
    let shown = lines.iter().skip(page.from).take(MOST_ROWS);
    let shown: Vec<Value> = shown.map(|(line, outcome)| row(&giver, line, *outcome)).collect();
    Ok(HttpResponse::Ok().json(json!({
        "id": place.bulk,
        "template": prepared.template.stream.id,
        "template_name": prepared.template_name,
        "organisation": prepared.organisation,
        "state": state.word(),
        "good": prepared.good,
        "bad": prepared.bad,
        "done": state.done(),
        "refused": state.refused(),
        "at": state.prepared_at,
        "unknown": sheet.unknown,
        "rows": lines.len(),
        "lines": shown,
    })))
}

fn is_wrong(line: &SheetLine, outcome: Option<&RowOutcome>) -> bool {
    !line.problems.is_empty() || matches!(outcome, Some(RowOutcome::Refused { .. }))
}

fn row(giver: &Giver, line: &SheetLine, outcome: Option<&RowOutcome>) -> Value {
    let sentence = |code: &str| giver.problem(Problem::new(code)).sentence();
    let problems: Vec<Value> = line
        .problems
        .iter()
        .map(|problem| json!({"heading": problem.heading, "code": problem.code, "detail": sentence(&problem.code)}))
        .collect();
    let mut shown = json!({
        "line": line.line,
        "title": line.row.title,
        "people": line.row.people,
        "problems": problems,
        "outcome": outcome,
    });
    if let Some(RowOutcome::Refused { code }) = outcome {
        shown["detail"] = sentence(code).into();
    }
    shown
}
