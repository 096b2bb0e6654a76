//! Checking a token with no slack: any byte changed, added or moved is an error.

use super::ID_CT_TST_INFO;
use super::policy_id::PolicyId;
use super::tst_info::TstInfo;
use crate::algorithm;
use crate::certificate::Certificate;
use crate::chain::{self, ChainError, Purpose};
use crate::signed_data::open::{ContentIs, Opened, SignedDataError, open};
use crate::strict_der::{self, NotStrictDer};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;

/// Why a token proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error(transparent)]
    SignedData(#[from] SignedDataError),
    #[error("the content of the token is not strict DER of a TSTInfo")]
    Info(#[from] NotStrictDer),
    #[error("the token is for another digest")]
    Imprint,
    #[error("the token is not for a SHA-256 digest")]
    ImprintAlgorithm,
    #[error("the token has extensions, which nobody here understands")]
    Extensions,
    #[error("the accuracy is out of range")]
    Accuracy,
    #[error("the time-stamp authority is not trusted: {0}")]
    Chain(#[from] ChainError),
    #[error("the token holds a certificate that is no part of the chain")]
    StrayCertificate,
}

impl TokenError {
    /// Whether the token is of a form or algorithm that is not read here, rather than wrong: somebody else's.
    pub fn is_unknown_form(&self) -> bool {
        match self {
            Self::SignedData(error) => !error.is_wrong(),
            Self::Info(_)
            | Self::Extensions
            | Self::ImprintAlgorithm
            | Self::Chain(ChainError::Algorithm(_)) => true,
            _ => false,
        }
    }
}

/// What a good token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInfo {
    /// genTime, to the millisecond.
    pub time: Timestamp,
    /// How far `time` may be off in either direction, milliseconds; `None` if the token does not say.
    pub accuracy_ms: Option<i64>,
    /// Serial number of the token, big-endian hex.
    pub serial_hex: String,
    /// The DER contents of the nonce, if the token has one.
    pub nonce: Option<Vec<u8>>,
    /// The policy that the token was made under.
    pub policy: PolicyId,
    /// The certificate of the time-stamp authority.
    pub authority: Certificate,
    /// The path from that certificate to the anchor it was trusted by, both included.
    pub chain: Vec<Certificate>,
}

/// Checks that `der` is a time-stamp token over `imprint` by an authority below one of `trust`, with its chain
/// judged at the time that the token states (a token outlives the certificate that made it).
///
/// Every byte is bound: strict DER without trailing bytes, one signer, no unsigned attributes, no lists, SHA-2
/// with ECDSA or RSA only, and every certificate inside must be part of the chain.
pub fn verify_token(der: &[u8], imprint: Sha256Hash, trust: &[Certificate]) -> Result<TokenInfo, TokenError> {
    let Opened {
        content,
        signer,
        others,
        unsigned_attributes,
        ..
    } = open(der, ID_CT_TST_INFO, &ContentIs::Embedded)?;
    if unsigned_attributes.is_some() {
        return Err(SignedDataError::UnsignedAttributes.into());
    }
    let info: TstInfo = strict_der::decode(&content)?;
    if !algorithm::is_sha256(&info.message_imprint.hash_algorithm) {
        return Err(TokenError::ImprintAlgorithm);
    }
    if info.message_imprint.hashed_message.as_bytes() != imprint.0 {
        return Err(TokenError::Imprint);
    }
    if info.extensions.is_some() {
        return Err(TokenError::Extensions);
    }
    let time = info.gen_time.time();
    let chain = chain::validate(&signer, &others, trust, Purpose::TimeStamping, time)?;
    if others.iter().any(|other| !chain.contains(other)) {
        return Err(TokenError::StrayCertificate);
    }
    Ok(TokenInfo {
        time,
        accuracy_ms: accuracy_ms(&info)?,
        serial_hex: hex::encode(info.serial_number.as_bytes()),
        policy: info.policy,
        nonce: info.nonce.map(|nonce| nonce.as_bytes().to_vec()),
        authority: signer,
        chain,
    })
}

/// Rounded up to the next millisecond.
fn accuracy_ms(info: &TstInfo) -> Result<Option<i64>, TokenError> {
    let Some(accuracy) = &info.accuracy else {
        return Ok(None);
    };
    let part = |value: Option<i16>| match value {
        None => Ok(0),
        Some(value @ 1..=999) => Ok(i64::from(value)),
        Some(_) => Err(TokenError::Accuracy),
    };
    let seconds = i64::try_from(accuracy.seconds.unwrap_or(0)).map_err(|_| TokenError::Accuracy)?;
    let millis = part(accuracy.millis)? + i64::from(part(accuracy.micros)? > 0);
    seconds
        .checked_mul(1000)
        .and_then(|ms| ms.checked_add(millis))
        .map(Some)
        .ok_or(TokenError::Accuracy)
}
