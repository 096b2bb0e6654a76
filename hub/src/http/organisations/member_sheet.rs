//! `POST /organisations/{organisation}/members/sheet`: a list of employees from a spreadsheet, as rows of text. Nothing
//! is kept: the page shows what is wrong with which row, and sends the people themselves.

use super::giver::Giver;
use crate::documents;
use crate::http::drafts::upload::read_limited;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use serde_json::json;

/// Longest file, in bytes: a thousand people with their departments need a hundredth of it.
const MOST_BYTES: u64 = 4 << 20;

pub async fn read(
    giver: Giver,
    _organisation: web::Path<OrganisationId>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let rows = async {
        let file = read_limited(payload, MOST_BYTES).await?;
        documents::sheet_rows(&giver.hub, file).await
    };
    let rows = rows.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(json!({"rows": rows})))
}
