//! `GET /drafts/{draft}/recommended`: where the document's own words ask for signatures, seals, dates and values.

use super::{blob_owner, load};
use crate::documents;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::DraftId;
use serde_json::json;

pub async fn recommended(
    hub: web::Data<Hub>,
    id: web::Path<DraftId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let (_, body) = load(&hub, *id).await.map_err(in_language)?;
    let document = body
        .document
        .ok_or_else(|| in_language(Problem::new("not_found")))?;
    let clean = hub.blob(&blob_owner(*id), document.clean).await?;
    let boxes = document.pages.iter().map(|page| page.page_box).collect();
    let found = documents::recommend(&hub, clean, boxes)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::Ok().json(json!({"recommended": found})))
}
