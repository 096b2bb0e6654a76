//! Signatures of the hub's own keys over revisions: the certification of R0, and each party's act.

use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::authority_used::AuthorityUsed;
use domain::hash::Sha256Hash;
use pdf::prepare::PreparedRevision;
use pdf::sign::placeholder;
use pki::cms_signature::{SignError, SignedCms, UnstampedCms, sign_unstamped};

/// R0 with its certification.
pub struct CertifiedRevision {
    pub bytes: Vec<u8>,
    /// The signing plan, JSON.
    pub plan: Vec<u8>,
    /// SHA-256 of the certifier's certificate.
    pub certificate: Sha256Hash,
    /// Who gave the time-stamp in the certification.
    pub time_authority: Option<AuthorityUsed>,
}

/// Puts the platform's own signature into a prepared revision: it certifies (DocMDP P=2), but for a file that others have
/// signed before, where it only approves.
pub async fn certify(services: &Services, revision: PreparedRevision) -> Result<CertifiedRevision, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("certify a document", e);
    let certifier = services.signer.certifier();
    let digest = placeholder::digest(&revision.bytes, &revision.placeholder).map_err(|e| failed(&e))?;
    let chain = services.signer.authority.chain();
    let unstamped = sign_unstamped(digest, &certifier.key, &certifier.certificate, chain);
    let (signed, time_authority) = stamped(services, unstamped.map_err(|e| failed(&e))?)
        .await
        .map_err(|e| failed(&e))?;
    let bytes =
        placeholder::complete(revision.bytes, &revision.placeholder, &signed.der).map_err(|e| failed(&e))?;
    Ok(CertifiedRevision {
        bytes,
        plan: serde_json::to_vec(&revision.plan).map_err(|e| failed(&e))?,
        certificate: certifier.certificate.sha256(),
        time_authority,
    })
}

/// Makes a signature B-T: with a time-stamp, from outside where one is configured. Says who gave it.
pub async fn stamped(
    services: &Services,
    unstamped: UnstampedCms,
) -> Result<(SignedCms, Option<AuthorityUsed>), SignError> {
    let stamped = services.timestamps.stamp(unstamped.imprint()).await?;
    Ok((unstamped.finish(&stamped.token)?, stamped.authority))
}
