//! What others need to trust this hub: the signing root, the local TLS root, the log's key.

use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::hash::Sha256Hash;
use pki::certificate::Certificate;
use serde_json::json;

/// `GET /trust`: fingerprints and the verifier's policy.
pub async fn trust(hub: web::Data<Hub>) -> HttpResponse {
    let root = hub.signer.authority.root();
    HttpResponse::Ok().json(json!({
        "root_subject": root.subject(),
        "root_sha256": root.sha256(),
        "log_key": hub.evidence.verifier_key(),
        "embedded_ca": hub.config.signing.issuer.is_none(),
        "tls": hub.tls_root.as_deref().and_then(fingerprint),
    }))
}

/// SHA-256 of the first certificate's DER: what a phone shows.
fn fingerprint(pem: &str) -> Option<Sha256Hash> {
    Certificate::all_from_pem(pem)
        .ok()?
        .first()
        .map(Certificate::sha256)
}

/// `GET /trust/root.pem`: the root that signatures and time-stamps chain to.
pub async fn root(hub: web::Data<Hub>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/x-pem-file")
        .body(hub.signer.authority.root().to_pem())
}

/// `GET /trust/tls.crt`: the local TLS root for the devices in the hall.
pub async fn tls(hub: web::Data<Hub>) -> Result<HttpResponse, Problem> {
    let pem = hub.tls_root.clone().ok_or_else(|| Problem::new("not_found"))?;
    Ok(HttpResponse::Ok()
        .content_type("application/x-x509-ca-cert")
        .body(pem))
}

/// `GET /trust/policy.json`: the policy that pins this hub's keys, for `hub verify --policy`.
pub async fn policy(hub: web::Data<Hub>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(crate::evidence::package::policy_text(&hub))
}
