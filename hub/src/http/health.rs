//! `GET /health`: whether the hub answers, and what it can do here.

use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

pub async fn health(hub: web::Data<Hub>) -> HttpResponse {
    HttpResponse::Ok().json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "film": hub.film.is_some(),
        // The version of LibreOffice; null: uploads from Word and Excel are refused.
        "office": hub.office.as_ref().map(|office| &office.version),
        "lan": hub.config.http.lan,
        "demo": hub.config.ceremony.demo,
    }))
}

/// What is not in the table of routes.
pub async fn no_such_route(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(Problem::new("not_found").in_language_of(&request))
}
