//! Checking the signature in a PDF or around a record, with the same strictness as a token: no byte can change unnoticed.

use super::ID_AA_TIME_STAMP_TOKEN;
use crate::certificate::Certificate;
use crate::chain::{self, ChainError, Purpose};
use crate::der_set::DerSet;
use crate::signed_data::open::{ContentIs, Opened, SignedDataError, open, single};
use crate::timestamp::verify::{TokenError, TokenInfo, verify_token};
use crate::trust_anchors::TrustAnchors;
use const_oid::db::rfc5911::{ID_DATA, ID_SIGNING_TIME};
use der::Encode;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use x509_cert::attr::Attribute;

/// Why a signature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CmsError {
    #[error(transparent)]
    SignedData(#[from] SignedDataError),
    #[error("the signature carries its own time, which PAdES forbids")]
    SigningTime,
    #[error("the time-stamp of the signature: {0}")]
    Token(#[from] TokenError),
    #[error("the signature has no time-stamp, so nobody knows whether its certificate was valid then")]
    NoTime,
    #[error("the signer is not trusted: {0}")]
    Chain(#[from] ChainError),
    #[error("the signature holds a certificate that is no part of the chain")]
    StrayCertificate,
}

impl CmsError {
    /// Whether the signature is of a form or algorithm that is not read here, rather than wrong: somebody else's.
    pub fn is_unknown_form(&self) -> bool {
        match self {
            Self::SignedData(error) => error.is_unknown_form(),
            Self::Chain(ChainError::Algorithm(_)) => true,
            _ => false,
        }
    }
}

/// What a good signature says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CmsInfo {
    /// The signer's certificate.
    pub signer: Certificate,
    /// Its common name.
    pub common_name: String,
    /// The path from that certificate to the anchor it was trusted by, both included.
    pub chain: Vec<Certificate>,
    pub token: Option<TokenInfo>,
    /// SHA-256 of the token's DER.
    pub token_sha256: Option<Sha256Hash>,
}

/// Checks a detached CMS signature over `digest` (the SHA-256 of the PDF's byte ranges) by a signer below one of the
/// roots for signers. The chain is judged at the time of the signature's time-stamp, whose authority must be below one
/// of the roots for the time. A signature without a time-stamp is judged at `without_token`, or refused if that is `None`.
pub fn verify_detached<'a>(
    der: &[u8],
    digest: Sha256Hash,
    trust: impl Into<TrustAnchors<'a>>,
    without_token: Option<Timestamp>,
) -> Result<CmsInfo, CmsError> {
    let opened = open(der, ID_DATA, &ContentIs::Detached(digest))?;
    judge(opened, trust.into(), without_token)
}

/// Checks a CMS signature that holds what it signs, with a time-stamp, as [`verify_detached`] does. Returns the
/// content and what the signature says.
pub fn verify_embedded(der: &[u8], trust: &[Certificate]) -> Result<(Vec<u8>, CmsInfo), CmsError> {
    let mut opened = open(der, ID_DATA, &ContentIs::Embedded)?;
    let content = std::mem::take(&mut opened.content);
    Ok((content, judge(opened, trust.into(), None)?))
}

/// What remains to be asked of SignedData whose signature is right: when, and by whom.
fn judge(
    opened: Opened,
    trust: TrustAnchors<'_>,
    without_token: Option<Timestamp>,
) -> Result<CmsInfo, CmsError> {
    let Opened {
        signer,
        others,
        signature,
        signed_attributes,
        unsigned_attributes,
        ..
    } = opened;
    if signed_attributes.contains(&ID_SIGNING_TIME) {
        return Err(CmsError::SigningTime);
    }
    let token = token_der(unsigned_attributes.as_ref())?;
    let info = token
        .as_deref()
        .map(|token| verify_token(token, Sha256Hash::of(&signature), trust.time))
        .transpose()?;
    let at = info
        .as_ref()
        .map(|token| token.time)
        .or(without_token)
        .ok_or(CmsError::NoTime)?;
    let chain = chain::validate(&signer, &others, trust.signers, Purpose::DocumentSigning, at)?;
    if others.iter().any(|other| !chain.contains(other)) {
        return Err(CmsError::StrayCertificate);
    }
    Ok(CmsInfo {
        common_name: signer.common_name(),
        signer,
        chain,
        token: info,
        token_sha256: token.as_deref().map(Sha256Hash::of),
    })
}

/// The one unsigned attribute that may be there is one time-stamp; it covers the signature, and its own
/// strictness covers it.
fn token_der(unsigned: Option<&DerSet<Attribute>>) -> Result<Option<Vec<u8>>, SignedDataError> {
    let Some(attributes) = unsigned else {
        return Ok(None);
    };
    let value = attributes
        .single()
        .filter(|attribute| attribute.oid == ID_AA_TIME_STAMP_TOKEN)
        .and_then(single)
        .ok_or(SignedDataError::UnsignedAttributes)?;
    value
        .to_der()
        .map(Some)
        .map_err(|_| SignedDataError::UnsignedAttributes)
}
