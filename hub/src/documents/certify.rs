//! Signatures of the hub's own keys over revisions: the certification of R0, and each party's act.

use crate::http::problem::Problem;
use crate::hub::Services;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pdf::prepare::PreparedRevision;
use pdf::sign::placeholder;
use pki::certificate::Certificate;
use pki::cms_signature::{SignError, SignedCms, sign_detached};
use pki::signing_key::SigningKey;

/// R0 with its certification.
pub struct CertifiedRevision {
    pub bytes: Vec<u8>,
    /// The signing plan, JSON.
    pub plan: Vec<u8>,
    /// SHA-256 of the certifier's certificate.
    pub certificate: Sha256Hash,
}

/// Certifies a prepared revision (DocMDP P=2) with the platform's own certificate.
pub fn certify(services: &Services, revision: PreparedRevision) -> Result<CertifiedRevision, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("certify a document", e);
    let certifier = services.signer.authority.certifier();
    let digest = placeholder::digest(&revision.bytes, &revision.placeholder).map_err(|e| failed(&e))?;
    let now = services.clock.now();
    let signed = sign_digest(services, digest, &certifier.key, &certifier.certificate, now);
    let signed = signed.map_err(|e| failed(&e))?;
    let bytes =
        placeholder::complete(revision.bytes, &revision.placeholder, &signed.der).map_err(|e| failed(&e))?;
    Ok(CertifiedRevision {
        bytes,
        plan: serde_json::to_vec(&revision.plan).map_err(|e| failed(&e))?,
        certificate: certifier.certificate.sha256(),
    })
}

/// A B-T signature over `digest`: CMS with a time-stamp of the embedded authority.
pub fn sign_digest(
    services: &Services,
    digest: Sha256Hash,
    key: &SigningKey,
    certificate: &Certificate,
    now: Timestamp,
) -> Result<SignedCms, SignError> {
    let authority = &services.signer.authority;
    sign_detached(digest, key, certificate, authority.chain(), |value| {
        authority.timestamp(value, None, now)
    })
}
