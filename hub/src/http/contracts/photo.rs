//! `POST /contracts/{contract}/photo/{party}`: a photo that the host took when confirming a party face to face.

use crate::http::drafts::upload::read_limited;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::ContractId;
use serde_json::json;

const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Stored as received and never decoded here; only the first bytes are looked at.
pub async fn store(
    hub: web::Data<Hub>,
    path: web::Path<(ContractId, u8)>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let malformed = || Problem::new("photo_malformed").in_language_of(&request);
    let bytes = read_limited(payload, MAX_BYTES).await.map_err(|_| malformed())?;
    let known = bytes.starts_with(&[0xff, 0xd8, 0xff]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n");
    if !known {
        return Err(malformed());
    }
    let owner = hub.contract_stream(path.0).to_string();
    let hash = hub
        .store
        .blobs
        .put(&owner, &bytes)
        .await
        .map_err(|e| Problem::internal("store a photo", e))?;
    Ok(HttpResponse::Created().json(json!({"sha256": hash})))
}
