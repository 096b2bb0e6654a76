//! The table of routes: method, path, who may call it, and its handler. A route that is not here does not exist.

mod approvals;
mod contracts;
mod downloads;
mod drafts;
mod exhibitions;
mod filing;
mod organisations;
mod people;
mod platform;
pub mod row;
mod seals;
mod templates;
mod trust;

use super::health;
use super::problem::Problem;
use actix_web::HttpRequest;
use actix_web::web::{self, ServiceConfig};
use row::RouteRow;

/// Every route of the hub.
pub fn rows() -> Vec<RouteRow> {
    [
        platform::rows(),
        people::rows(),
        trust::rows(),
        drafts::rows(),
        templates::rows(),
        exhibitions::rows(),
        contracts::rows(),
        filing::rows(),
        downloads::rows(),
        organisations::rows(),
        seals::rows(),
        approvals::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Registers the table below `/api/v1`.
pub fn configure(config: &mut ServiceConfig) {
    let api = web::scope("/api/v1")
        .configure(|config| {
            for row in rows() {
                row.register(config);
            }
        })
        .default_service(web::to(health::no_such_route));
    config.service(api);
}

/// A body that is not the JSON that the operation takes.
pub fn malformed_json(error: actix_web::error::JsonPayloadError, request: &HttpRequest) -> actix_web::Error {
    Problem::new("malformed_request")
        .with("reason", error)
        .in_language_of(request)
        .into()
}

/// An address with an id that is none.
pub fn malformed_path(_: actix_web::error::PathError, request: &HttpRequest) -> actix_web::Error {
    Problem::new("not_found").in_language_of(request).into()
}
