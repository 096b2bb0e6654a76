//! `POST /verify`: a package or a PDF is checked as `hub verify` would, in a process of its own.

use super::drafts::upload::read_limited;
use super::problem::Problem;
use crate::documents;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::timestamp::Timestamp;

/// Largest file that the page takes; larger ones are checked with the program.
const MAX_BYTES: u64 = 200 * 1024 * 1024;
const PER_MINUTE: u32 = 30;

pub async fn verify(
    hub: web::Data<Hub>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    limit_rate(&hub, &request).await.map_err(in_language)?;
    let bytes = read_limited(payload, MAX_BYTES).await.map_err(in_language)?;
    if !bytes.starts_with(b"PK") && !bytes.starts_with(b"%PDF") {
        return Err(in_language(Problem::new("verify_unreadable")));
    }
    let report = documents::verify::verify(&hub, bytes)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::Ok().content_type("application/json").body(report))
}

async fn limit_rate(hub: &Hub, request: &HttpRequest) -> Result<(), Problem> {
    let peer = request
        .peer_addr()
        .map(|peer| peer.ip().to_string())
        .unwrap_or_default();
    let now = hub.clock.now();
    let until = Timestamp((now.0 / 60_000 + 1) * 60_000);
    let count = hub.store.desk.count(&format!("verify:{peer}"), now, until).await;
    let count = count.map_err(|e| Problem::internal("count verifications", e))?;
    if count > PER_MINUTE {
        Err(Problem::new("too_many_requests"))
    } else {
        Ok(())
    }
}
