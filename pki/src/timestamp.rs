//! RFC 3161 time-stamps: the embedded authority's tokens, and the strict reading of any token.

pub(crate) mod gen_time;
pub mod policy_id;
pub mod request;
pub mod response;
pub(crate) mod tst_info;
pub mod verify;

use crate::algorithm;
use crate::authority::{Authority, CertifiedKey};
use crate::random::{self, RandomFailed};
use crate::signed_data::make::{Content, MakeError};
use const_oid::ObjectIdentifier;
use der::Encode;
use der::asn1::{Int, OctetString};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use gen_time::GenTime;
use policy_id::PolicyId;
use tst_info::TstInfo;
use x509_tsp::{Accuracy, MessageImprint, TspVersion};

/// id-ct-TSTInfo (RFC 3161).
pub(crate) const ID_CT_TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
/// How far the operator's clock may be off, as the token states it.
const ACCURACY_SECONDS: u64 = 1;

/// A token was not issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    #[error("the clock is outside the validity of the time-stamp authority's certificate")]
    ClockOutsideCertificate,
    #[error("the time-stamp could not be encoded: {0}")]
    Encoding(#[from] der::Error),
    #[error(transparent)]
    Signature(#[from] MakeError),
    #[error(transparent)]
    Random(#[from] RandomFailed),
}

/// A number that the requester chose, to tell a fresh answer from a replayed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(pub(crate) Int);

impl Nonce {
    /// From the big-endian bytes of a positive number.
    pub fn from_bytes(bytes: &[u8]) -> der::Result<Self> {
        Ok(Self(der::asn1::Uint::new(bytes)?.into()))
    }

    /// A fresh one: 63 random bits.
    pub fn random() -> Result<Self, TimestampError> {
        let mut bytes = random::bytes::<8>()?;
        bytes[0] = (bytes[0] & 0x3f) | 0x40;
        Ok(Self::from_bytes(&bytes)?)
    }

    /// The DER contents of the INTEGER, big-endian.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A token (ContentInfo, DER) and the time it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampToken {
    pub der: Vec<u8>,
    pub time: Timestamp,
}

impl TimestampToken {
    /// SHA-256 of the token: what goes into the log as a leaf.
    pub fn sha256(&self) -> Sha256Hash {
        Sha256Hash::of(&self.der)
    }
}

impl Authority {
    /// A token over a SHA-256 digest, at `now` to the millisecond, with the authority's certificates inside.
    /// It proves format and order; the time is the operator's word (research/evidence.md 2.1).
    pub fn timestamp(
        &self,
        imprint: Sha256Hash,
        nonce: Option<&Nonce>,
        now: Timestamp,
    ) -> Result<TimestampToken, TimestampError> {
        self.stamp(self.timestamping_key(), imprint, nonce, now, true)
    }

    /// The same by a later key of the time-stamp authority ([`Self::certify_timestamping`]).
    pub fn timestamp_with(
        &self,
        key: &CertifiedKey,
        imprint: Sha256Hash,
        nonce: Option<&Nonce>,
        now: Timestamp,
    ) -> Result<TimestampToken, TimestampError> {
        self.stamp(key, imprint, nonce, now, true)
    }

    fn stamp(
        &self,
        authority: &CertifiedKey,
        imprint: Sha256Hash,
        nonce: Option<&Nonce>,
        now: Timestamp,
        with_certificates: bool,
    ) -> Result<TimestampToken, TimestampError> {
        if !authority.certificate.is_valid_at(now) {
            return Err(TimestampError::ClockOutsideCertificate);
        }
        let info = TstInfo {
            version: TspVersion::V1,
            policy: PolicyId::ours(),
            message_imprint: MessageImprint {
                hash_algorithm: algorithm::sha256(),
                hashed_message: OctetString::new(imprint.0)?,
            },
            serial_number: Int::new(&random::serial_number()?)?,
            gen_time: GenTime::at(now)?,
            accuracy: Some(Accuracy {
                seconds: Some(ACCURACY_SECONDS),
                millis: None,
                micros: None,
            }),
            ordering: false,
            nonce: nonce.map(|nonce| nonce.0.clone()),
            tsa: None,
            extensions: None,
        };
        let info = info.to_der()?;
        let content = Content {
            content_type: ID_CT_TST_INFO,
            embedded: Some(&info),
            digest: Sha256Hash::of(&info),
            key: &authority.key,
            signer: &authority.certificate,
            certificates: if with_certificates {
                vec![&authority.certificate, self.issuing()]
            } else {
                Vec::new()
            },
        };
        let der = content.sign()?.finish(None)?;
        Ok(TimestampToken { der, time: now })
    }
}

#[cfg(test)]
mod tests;
