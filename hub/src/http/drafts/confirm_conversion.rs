//! `POST /drafts/{draft}/document/confirmation`: the sender has looked at the pages that were made of an Office file.

use super::{load, store};
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ids::DraftId;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Confirm {
    /// The document whose pages were looked at, by its clean file.
    clean: Sha256Hash,
    /// Which of its parts is confirmed, from 0.
    part: usize,
}

pub async fn confirm(
    hub: web::Data<Hub>,
    id: web::Path<DraftId>,
    request: HttpRequest,
    confirm: web::Json<Confirm>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    // Parts must not move while one of them is confirmed.
    let _ticket = hub.intake.begin(*id).map_err(in_language)?;
    let (draft, mut body) = load(&hub, *id).await.map_err(in_language)?;
    let document = body
        .document
        .as_mut()
        .filter(|document| document.clean == confirm.clean);
    let document = document.ok_or_else(|| in_language(Problem::new("draft_changed")))?;
    let part = document.parts.get_mut(confirm.part);
    let conversion = part.and_then(|part| part.conversion.as_mut());
    let conversion = conversion.ok_or_else(|| in_language(Problem::new("not_found")))?;
    conversion.confirmed = true;
    let version = store(&hub, &draft, draft.version, &body)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::Ok().json(json!({"version": version, "document": body.document})))
}
