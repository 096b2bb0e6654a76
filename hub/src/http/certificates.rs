//! What the addresses in our certificates lead to: the authorities' certificates, revocation lists and OCSP.

use super::drafts::upload::read_limited;
use super::problem::Problem;
use crate::hub::Hub;
use crate::revocations;
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ports::certificate_register::{Revocation, RevocationReason, RevokeOutcome, SerialNumber};
use pki::crl::CrlIssuer;
use pki::ocsp::MAX_REQUEST_LEN;
use serde::Deserialize;

/// `GET /pki/root.cer`: the root, DER.
pub async fn root_certificate(hub: web::Data<Hub>) -> HttpResponse {
    certificate(hub.signer.authority.root().der())
}

/// `GET /pki/issuing.cer`: the issuing authority, DER.
pub async fn issuing_certificate(hub: web::Data<Hub>) -> HttpResponse {
    certificate(hub.signer.authority.issuing().der())
}

fn certificate(der: &[u8]) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/pkix-cert")
        .body(der.to_vec())
}

/// `GET /pki/root.crl`: what the root took back, made anew for each caller.
pub async fn root_list(hub: web::Data<Hub>) -> Result<HttpResponse, Problem> {
    list(&hub, CrlIssuer::Root).await
}

/// `GET /pki/issuing.crl`: what the issuing authority took back.
pub async fn issuing_list(hub: web::Data<Hub>) -> Result<HttpResponse, Problem> {
    list(&hub, CrlIssuer::Issuing).await
}

async fn list(hub: &Hub, issuer: CrlIssuer) -> Result<HttpResponse, Problem> {
    let list = revocations::list(hub, issuer).await;
    let list = list.map_err(|e| Problem::internal("make a revocation list", e))?;
    Ok(HttpResponse::Ok().content_type("application/pkix-crl").body(list))
}

/// `POST /pki/ocsp`: an OCSPRequest, DER (RFC 6960 appendix A).
pub async fn ocsp_post(hub: web::Data<Hub>, payload: web::Payload) -> Result<HttpResponse, Problem> {
    let request = read_limited(payload, MAX_REQUEST_LEN as u64).await?;
    answer(&hub, &request).await
}

/// `GET /pki/ocsp/{request}`: the same in base64, percent-encoded.
pub async fn ocsp_get(hub: web::Data<Hub>, request: web::Path<String>) -> Result<HttpResponse, Problem> {
    let request = STANDARD.decode(request.as_bytes()).unwrap_or_default();
    answer(&hub, &request).await
}

async fn answer(hub: &Hub, request: &[u8]) -> Result<HttpResponse, Problem> {
    let response = revocations::answer(hub, request).await;
    let response = response.map_err(|e| Problem::internal("answer about a certificate", e))?;
    Ok(HttpResponse::Ok()
        .content_type("application/ocsp-response")
        .body(response))
}

/// A certificate to be taken back.
#[derive(Deserialize)]
pub struct Revoke {
    /// Serial number, hex.
    serial: String,
    reason: RevocationReason,
}

/// `POST /pki/revocations`: takes an issued certificate back. Doing it again changes nothing.
pub async fn revoke(hub: web::Data<Hub>, body: web::Json<Revoke>) -> Result<HttpResponse, Problem> {
    let serial: SerialNumber = body
        .serial
        .parse()
        .map_err(|_| Problem::new("malformed_request").with("reason", "serial"))?;
    let revocation = Revocation {
        at: hub.clock.now(),
        reason: body.reason,
    };
    let outcome = hub.store.certificates.revoke(&serial, revocation).await;
    match outcome.map_err(|e| Problem::internal("take a certificate back", e))? {
        RevokeOutcome::Unknown => return Err(Problem::new("not_found")),
        RevokeOutcome::Already(_) => {}
        RevokeOutcome::Revoked => tracing::warn!(serial = %body.serial, "certificate was taken back"),
    }
    Ok(HttpResponse::NoContent().finish())
}
