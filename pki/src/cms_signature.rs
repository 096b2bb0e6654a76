//! The signature that stands in a PDF: CMS, detached, `ETSI.CAdES.detached`, with a signature time-stamp
//! (PAdES B-T, ETSI EN 319 142-1) or without one (B-B). Its signed attributes are contentType, messageDigest and
//! signingCertificateV2; the signing time stands in the PDF's `/M`, not here. Records are signed in the same form
//! with their bytes inside.

pub mod verify;

use crate::certificate::Certificate;
use crate::signed_data::attribute;
use crate::signed_data::make::{Content, MakeError, Signed};
use crate::signing_key::SigningKey;
use crate::timestamp::{TimestampError, TimestampToken};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::ID_DATA;
use der::{Any, Decode};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;

/// id-aa-timeStampToken (RFC 3161 appendix A).
const ID_AA_TIME_STAMP_TOKEN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// A signature was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    #[error(transparent)]
    Signature(#[from] MakeError),
    #[error("no time-stamp for the signature: {0}")]
    Timestamp(#[from] TimestampError),
}

/// A finished signature and what the log needs to know of its time-stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCms {
    /// ContentInfo: in a PDF, the contents of `/Contents`.
    pub der: Vec<u8>,
    pub token_sha256: Sha256Hash,
    pub token_time: Timestamp,
}

/// A signature that waits for its time-stamp. It holds no key.
pub struct UnstampedCms(Signed);

/// Signs `digest`, the SHA-256 of the PDF's byte ranges. `chain` are the authorities between `certificate` and
/// the trust anchor, which are put in.
pub fn sign_unstamped(
    digest: Sha256Hash,
    key: &SigningKey,
    certificate: &Certificate,
    chain: &[Certificate],
) -> Result<UnstampedCms, SignError> {
    let content = Content {
        content_type: ID_DATA,
        embedded: None,
        digest,
        key,
        signer: certificate,
        certificates: std::iter::once(certificate).chain(chain).collect(),
    };
    Ok(UnstampedCms(content.sign()?))
}

impl UnstampedCms {
    /// What the time-stamp must be over: SHA-256 of the signature value (RFC 3161 appendix A).
    pub fn imprint(&self) -> Sha256Hash {
        Sha256Hash::of(&self.0.signature)
    }

    /// Leaves it without a time-stamp: PAdES B-B. Nothing but the signer's word says when it was made, so it is good for
    /// as long as its certificate is, and a time-stamp over the file must come before that ends.
    ///
    /// # Errors
    /// The signature cannot be encoded.
    pub fn finish_basic(self) -> Result<Vec<u8>, SignError> {
        Ok(self.0.finish(None)?)
    }

    /// Puts the token in. Whether it is a good one is for who fetched it to know.
    pub fn finish(self, token: &TimestampToken) -> Result<SignedCms, SignError> {
        let value = Any::from_der(&token.der).map_err(MakeError::from)?;
        let unsigned = attribute(ID_AA_TIME_STAMP_TOKEN, value).map_err(MakeError::from)?;
        Ok(SignedCms {
            der: self.0.finish(Some(unsigned))?,
            token_sha256: token.sha256(),
            token_time: token.time,
        })
    }
}

/// As [`sign_unstamped`]; `timestamp` is asked once, for a token over the signature value.
pub fn sign_detached(
    digest: Sha256Hash,
    key: &SigningKey,
    certificate: &Certificate,
    chain: &[Certificate],
    timestamp: impl FnOnce(Sha256Hash) -> Result<TimestampToken, TimestampError>,
) -> Result<SignedCms, SignError> {
    let unstamped = sign_unstamped(digest, key, certificate, chain)?;
    let token = timestamp(unstamped.imprint())?;
    unstamped.finish(&token)
}

/// Signs `record` and puts it inside, so that one file holds everything: `openssl cms -verify` reads it. The
/// certificates and `timestamp` are as in [`sign_detached`].
pub fn sign_embedded(
    record: &[u8],
    key: &SigningKey,
    certificate: &Certificate,
    chain: &[Certificate],
    timestamp: impl FnOnce(Sha256Hash) -> Result<TimestampToken, TimestampError>,
) -> Result<SignedCms, SignError> {
    let content = Content {
        content_type: ID_DATA,
        embedded: Some(record),
        digest: Sha256Hash::of(record),
        key,
        signer: certificate,
        certificates: std::iter::once(certificate).chain(chain).collect(),
    };
    let unstamped = UnstampedCms(content.sign()?);
    let token = timestamp(unstamped.imprint())?;
    unstamped.finish(&token)
}

#[cfg(test)]
mod tests;
