//! The finished files: the sealed PDF, the evidence package, the film. 404 `not_ready` until they exist.

use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETAG};
use actix_web::{HttpResponse, web};
use domain::contract::state::FilmOutcome;
use domain::hash::Sha256Hash;
use domain::ids::ContractId;

pub async fn document(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let sealed = hub.contract_state(*contract).await?.state.sealed;
    let document = sealed.ok_or_else(|| Problem::new("not_ready"))?.document;
    let owner = hub.contract_stream(*contract).to_string();
    download(&hub, &owner, document, "application/pdf", "contract.pdf").await
}

pub async fn film(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let film = hub.contract_state(*contract).await?.state.film.clone();
    let Some(FilmOutcome::Rendered(film)) = film else {
        return Err(Problem::new("not_ready"));
    };
    let owner = hub.contract_stream(*contract).to_string();
    download(&hub, &owner, film.film, "video/mp4", "film.mp4").await
}

pub async fn evidence(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let package = crate::evidence::package::of_contract(&hub, *contract).await?;
    let package = package.ok_or_else(|| Problem::new("not_ready"))?;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.etsi.asic-e+zip")
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"evidence.zip\""))
        .body(package))
}

/// One blob, to be kept under this name.
pub async fn download(
    hub: &Hub,
    owner: &str,
    hash: Sha256Hash,
    media_type: &'static str,
    name: &str,
) -> Result<HttpResponse, Problem> {
    let mut response = blob_response(hub, owner, hash, media_type).await?;
    if let Ok(value) = format!("attachment; filename=\"{name}\"").parse() {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// One blob; content-named, so a browser may keep it for itself.
pub async fn blob_response(
    hub: &Hub,
    owner: &str,
    hash: Sha256Hash,
    media_type: &'static str,
) -> Result<HttpResponse, Problem> {
    let bytes = hub
        .store
        .blobs
        .get(owner, hash)
        .await
        .map_err(|e| Problem::internal("read a file", e))?;
    let bytes = bytes.ok_or_else(|| Problem::new("not_ready"))?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CACHE_CONTROL, "private, max-age=3600"))
        .insert_header((ETAG, format!("\"{hash}\"")))
        .body(bytes))
}
