//! Path validation for the certificates this product meets: ECDSA or RSA with SHA-2, every name and byte exact,
//! everything not understood refused (RFC 5280 section 6, narrowed).

pub mod extensions;

use crate::certificate::Certificate;
use crate::verifying_key;
use der::Encode;
use domain::timestamp::Timestamp;
use extensions::{ExtensionError, KnownExtensions};

/// Leaf, at most this many authorities, anchor.
const MAX_INTERMEDIATES: usize = 4;

/// What the leaf is asked to be good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Key usage nonRepudiation, EKU documentSigning or emailProtection.
    DocumentSigning,
    /// EKU timeStamping alone and critical (RFC 3161 section 2.3).
    TimeStamping,
}

/// Why a certificate is not trusted. Each error names the certificate by its subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    #[error("no trusted certificate issued {0}")]
    NoIssuer(String),
    #[error("the chain above {0} is too long")]
    TooLong(String),
    #[error("{0} was not signed by its issuer")]
    Signature(String),
    #[error("{0} is not valid at the time in question")]
    NotValidThen(String),
    #[error("{subject}: {problem}")]
    Extension {
        subject: String,
        problem: ExtensionError,
    },
    #[error("{0} may not issue certificates")]
    NotAnAuthority(String),
    #[error("{0} is not a certificate for this purpose")]
    WrongPurpose(String),
    #[error("{0} uses an algorithm that is not on the list")]
    Algorithm(String),
    #[error("{0} is not a version 3 certificate without unique identifiers")]
    Version(String),
}

/// Finds and checks the path from `leaf` over `intermediates` to one of `trust`, all at the time `at`.
/// Returns it leaf first, anchor last. An anchor is trusted for its bytes, but must be a valid authority too.
pub fn validate(
    leaf: &Certificate,
    intermediates: &[Certificate],
    trust: &[Certificate],
    purpose: Purpose,
    at: Timestamp,
) -> Result<Vec<Certificate>, ChainError> {
    check_form(leaf)?;
    check_validity(leaf, at)?;
    known(leaf)?
        .check_leaf(purpose)
        .map_err(|()| ChainError::WrongPurpose(leaf.subject()))?;

    let mut path = vec![leaf.clone()];
    for below in 0..=MAX_INTERMEDIATES {
        let current = &path[below];
        match find_issuer(current, trust, below, at) {
            Ok(anchor) => {
                path.push(anchor);
                return Ok(path);
            }
            Err(anchor_problem) => {
                let above = find_issuer(current, intermediates, below, at).map_err(|problem| {
                    // A named problem says more than "nobody issued this".
                    if matches!(problem, ChainError::NoIssuer(_)) {
                        anchor_problem
                    } else {
                        problem
                    }
                })?;
                path.push(above);
            }
        }
    }
    Err(ChainError::TooLong(leaf.subject()))
}

/// The first candidate that issued `certificate` and may do so; otherwise what was wrong with the last one
/// that has the right name.
fn find_issuer(
    certificate: &Certificate,
    candidates: &[Certificate],
    below: usize,
    at: Timestamp,
) -> Result<Certificate, ChainError> {
    let issuer = &certificate.parsed().tbs_certificate.issuer;
    let mut problem = ChainError::NoIssuer(certificate.subject());
    for candidate in candidates
        .iter()
        .filter(|c| c.parsed().tbs_certificate.subject == *issuer)
    {
        match check_issuer(certificate, candidate, below, at) {
            Ok(()) => return Ok(candidate.clone()),
            Err(found) => problem = found,
        }
    }
    Err(problem)
}

fn check_issuer(
    certificate: &Certificate,
    issuer: &Certificate,
    below: usize,
    at: Timestamp,
) -> Result<(), ChainError> {
    check_form(issuer)?;
    check_signature(certificate, issuer)?;
    check_validity(issuer, at)?;
    known(issuer)?
        .check_authority(below)
        .map_err(|()| ChainError::NotAnAuthority(issuer.subject()))
}

fn known(certificate: &Certificate) -> Result<KnownExtensions, ChainError> {
    KnownExtensions::read(certificate).map_err(|problem| ChainError::Extension {
        subject: certificate.subject(),
        problem,
    })
}

fn check_form(certificate: &Certificate) -> Result<(), ChainError> {
    let parsed = certificate.parsed();
    let tbs = &parsed.tbs_certificate;
    let unique = tbs.issuer_unique_id.is_some() || tbs.subject_unique_id.is_some();
    if tbs.version != x509_cert::Version::V3 || unique {
        return Err(ChainError::Version(certificate.subject()));
    }
    if tbs.signature == parsed.signature_algorithm {
        Ok(())
    } else {
        Err(ChainError::Algorithm(certificate.subject()))
    }
}

fn check_validity(certificate: &Certificate, at: Timestamp) -> Result<(), ChainError> {
    if certificate.is_valid_at(at) {
        Ok(())
    } else {
        Err(ChainError::NotValidThen(certificate.subject()))
    }
}

fn check_signature(certificate: &Certificate, issuer: &Certificate) -> Result<(), ChainError> {
    let parsed = certificate.parsed();
    let failed = || ChainError::Signature(certificate.subject());
    let signed = parsed.tbs_certificate.to_der().map_err(|_| failed())?;
    let signature = parsed.signature.as_bytes().ok_or_else(failed)?;
    let algorithm = &parsed.signature_algorithm;
    verifying_key::verify(issuer, algorithm, None, &signed, signature)
        .map_err(|_| ChainError::Algorithm(certificate.subject()))?
        .map_err(|_| failed())
}

/// Whether `issuer` signed `certificate`, by name and key.
pub(crate) fn is_issued_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let names = [certificate, issuer].map(|one| &one.parsed().tbs_certificate);
    names[0].issuer == names[1].subject && check_signature(certificate, issuer).is_ok()
}

#[cfg(test)]
mod tests;
