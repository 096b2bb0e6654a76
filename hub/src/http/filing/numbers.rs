//! `GET /filing/types/{no}/numbers`: the numbers that a type's rule has given today's series, and why one is missing.

use super::{Numbered, Whose, desk_of};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::day::Day;
use domain::ids::DraftId;
use serde_json::{Value, json};

/// Most numbers on one page.
const PAGE: u32 = 200;

/// Each number with its contract. One whose contract was never sent says so: `draft` where it still lies among the
/// drafts and keeps its number, `removed` where it does not.
pub async fn list(
    giver: Giver,
    whose: web::Query<Whose>,
    at: web::Path<Numbered>,
) -> Result<HttpResponse, Problem> {
    let desk = desk_of(&giver, &whose).await?;
    if !desk.arranges {
        return Err(giver.problem(Problem::new("may_not_arrange")));
    }
    let listed = async {
        let hub = &giver.hub;
        let cabinet = desk.cabinet(hub).await?;
        let kind = cabinet.contract_type(at.no);
        let kind = kind.ok_or_else(|| Problem::new("filing_not_there"))?;
        let Some(rule) = &kind.numbering else {
            return Ok(json!({"series": null, "numbers": []}));
        };
        let day = Day::of(hub.clock.now(), hub.config.ceremony.offset_minutes);
        let day = day.ok_or_else(|| Problem::internal("list numbers", "no such day"))?;
        let series = rule.series(day);
        let given = hub.store.cabinets.numbers(desk.owner(), &series, PAGE).await;
        let mut numbers: Vec<Value> = Vec::new();
        for number in given.map_err(|e| Problem::internal("list numbers", e))? {
            let draft = hub.store.rows.draft(DraftId(number.contract.0)).await;
            let standing = match draft.map_err(|e| Problem::internal("read a draft", e))? {
                Some(_) => "draft",
                None if hub.contract_state(number.contract).await.is_ok() => "sent",
                None => "removed",
            };
            numbers.push(json!({
                "number": rule.written(&series, number.running),
                "contract": number.contract,
                "at": number.at,
                "standing": standing,
            }));
        }
        Ok(json!({"series": series, "numbers": numbers}))
    };
    let listed = listed.await.map_err(|problem: Problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(listed))
}
