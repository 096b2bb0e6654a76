//! `/drafts/{draft}/pictures`: pictures that the sender puts into its controls.

use super::blob_owner;
use super::upload::read_limited;
use crate::filled_pictures::{self, MOST_BYTES};
use crate::http::contracts::files::blob_response;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ids::DraftId;
use serde_json::json;

/// `POST`: a PNG, JPEG or HEIC becomes a picture that a value names by its hash.
pub async fn keep(
    hub: web::Data<Hub>,
    draft: web::Path<DraftId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let kept = async {
        let upload = read_limited(payload, MOST_BYTES).await?;
        filled_pictures::keep_in_draft(&hub, *draft, upload).await
    };
    let picture = kept.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Created().json(json!({"picture": picture})))
}

/// `GET …/{picture}`.
pub async fn show(
    hub: web::Data<Hub>,
    path: web::Path<(DraftId, Sha256Hash)>,
) -> Result<HttpResponse, Problem> {
    let (draft, picture) = path.into_inner();
    blob_response(&hub, &blob_owner(draft), picture, "image/png").await
}
