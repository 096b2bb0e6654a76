//! What the hub says of the certificates it issued: entering them, and the lists and answers that name those taken back.

use crate::hub::Services;
use crate::signer::Signer;
use domain::ports::certificate_register::{
    CertificateKind, CertificateRegister, IssuedCertificate, RegisterError,
};
use domain::timestamp::Timestamp;
use pki::authority::IssueError;
use pki::certificate::Certificate;
use pki::crl::CrlIssuer;
use pki::ocsp::{self, KnownCertificate, OcspQuestion};

/// How long a list or an answer counts as current, in milliseconds.
const LIST_MS: i64 = 7 * 86_400_000;

/// Nobody can say which certificates were issued or taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    #[error(transparent)]
    Register(#[from] RegisterError),
    #[error("the certificate has no serial number that can be registered")]
    NoSerial,
    #[error(transparent)]
    Issue(#[from] IssueError),
}

/// Enters a certificate, before anybody sees it. `stream` is the entity that it is for; empty for the hub's own.
pub async fn register(
    register: &dyn CertificateRegister,
    certificate: &Certificate,
    kind: CertificateKind,
    stream: &str,
    now: Timestamp,
) -> Result<(), RevocationError> {
    let issued = IssuedCertificate {
        serial: certificate.serial().ok_or(RevocationError::NoSerial)?,
        kind,
        sha256: certificate.sha256(),
        stream: stream.to_owned(),
        not_after: certificate.not_after(),
        issued_at: now,
    };
    Ok(register.register(issued).await?)
}

/// Enters the hub's own certificates, which exist before the register does.
pub async fn register_platform(
    certificates: &dyn CertificateRegister,
    signer: &Signer,
    now: Timestamp,
) -> Result<(), RevocationError> {
    let authority = &signer.authority;
    for certificate in [
        authority.timestamping(),
        &authority.certifier().certificate,
        &signer.certifier().certificate,
    ] {
        register(certificates, certificate, CertificateKind::Platform, "", now).await?;
    }
    Ok(())
}

/// A list made now, DER. Its number is the time, so that it rises on every node alike.
pub async fn list(services: &Services, issuer: CrlIssuer) -> Result<Vec<u8>, RevocationError> {
    let revoked = match issuer {
        CrlIssuer::Root => Vec::new(),
        CrlIssuer::Issuing => services.store.certificates.revoked().await?,
    };
    let now = services.clock.now();
    let authority = &services.signer.authority;
    Ok(authority.revocation_list(issuer, &revoked, now.0.unsigned_abs(), now, LIST_MS)?)
}

/// Answers an OCSPRequest (both DER) from the register.
pub async fn answer(services: &Services, request: &[u8]) -> Result<Vec<u8>, RevocationError> {
    let Some(question) = OcspQuestion::read(request) else {
        return Ok(ocsp::malformed_request().map_err(IssueError::from)?);
    };
    let mut known = Vec::new();
    for serial in question.serials() {
        if let Some(found) = services.store.certificates.find(&serial).await? {
            known.push(KnownCertificate {
                serial,
                revoked: found.revoked,
            });
        }
    }
    let authority = &services.signer.authority;
    Ok(authority.ocsp_response(question, &known, services.clock.now(), LIST_MS)?)
}
