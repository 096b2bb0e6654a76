//! `GET /agreements`: the texts in force with their hashes.

use actix_web::HttpResponse;
use domain::agreements::AGREEMENTS;
use serde_json::json;

pub async fn agreements() -> HttpResponse {
    let texts: Vec<_> = AGREEMENTS
        .iter()
        .map(|agreement| {
            let (zh, en) = agreement.digests();
            json!({
                "kind": agreement.kind,
                "version": agreement.version,
                "title": agreement.title,
                "text": agreement.text,
                "sha256": {"zh": zh, "en": en},
            })
        })
        .collect();
    HttpResponse::Ok().json(texts)
}
