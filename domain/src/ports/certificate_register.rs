//! The register of issued certificates 证书登记簿: which ones there are, and which were taken back. It names no person:
//! who stands in a certificate is known from the log of the entity that it was issued for.

use crate::hash::Sha256Hash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Longest serial number in bytes (RFC 5280 section 4.1.2.2).
const MAX_SERIAL: usize = 20;

/// The serial number of a certificate: 1 to 20 bytes, big-endian, written as lower-case hex.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SerialNumber(Vec<u8>);

/// The text or bytes are no serial number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a serial number is 1 to 20 bytes, written in hex")]
pub struct NotASerialNumber;

impl SerialNumber {
    /// Takes the contents of a DER INTEGER; zeros in front are dropped.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotASerialNumber> {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let significant = &bytes[zeros.min(bytes.len().saturating_sub(1))..];
        if (1..=MAX_SERIAL).contains(&significant.len()) {
            Ok(Self(significant.to_vec()))
        } else {
            Err(NotASerialNumber)
        }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }
}

impl FromStr for SerialNumber {
    type Err = NotASerialNumber;

    /// Reads hex as people copy it out of a certificate viewer: either case, with colons or spaces.
    fn from_str(text: &str) -> Result<Self, NotASerialNumber> {
        let digits: String = text.chars().filter(|c| *c != ':' && !c.is_whitespace()).collect();
        let bytes = hex::decode(digits).map_err(|_| NotASerialNumber)?;
        Self::from_bytes(&bytes)
    }
}

/// What a certificate is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    /// The hub itself: time-stamp authority, certifier.
    Platform,
    /// One signer and one act.
    Event,
    /// An organisation's seal.
    Seal,
}

/// Why a certificate no longer counts (RFC 5280 section 5.3.1, as far as the hub uses it).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevocationReason {
    KeyCompromise,
    AffiliationChanged,
    Superseded,
    CessationOfOperation,
}

/// A certificate that was issued. `serial` is unique below the hub's issuing authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssuedCertificate {
    pub serial: SerialNumber,
    pub kind: CertificateKind,
    /// SHA-256 of its DER.
    pub sha256: Sha256Hash,
    /// The stream of the entity that it was issued for; empty for the hub's own.
    pub stream: String,
    pub not_after: Timestamp,
    pub issued_at: Timestamp,
}

/// When and why a certificate was taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revocation {
    pub at: Timestamp,
    pub reason: RevocationReason,
}

/// A certificate as it stands now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisteredCertificate {
    pub issued: IssuedCertificate,
    pub revoked: Option<Revocation>,
}

/// What came of taking a certificate back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RevokeOutcome {
    Revoked,
    /// It was taken back before; the first time stands.
    Already(Revocation),
    /// No such certificate was issued.
    Unknown,
}

/// The table failed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the register of certificates could not be written or read: {0}")]
pub struct RegisterError(pub String);

/// A certificate is registered before anybody sees it; what `Ok` was returned for is durable. Every call may be
/// repeated after an error. Nothing is ever removed.
#[async_trait]
pub trait CertificateRegister: Send + Sync {
    /// Enters a certificate. The same serial number again changes nothing.
    async fn register(&self, certificate: IssuedCertificate) -> Result<(), RegisterError>;
    async fn find(&self, serial: &SerialNumber) -> Result<Option<RegisteredCertificate>, RegisterError>;
    /// Takes a certificate back. The first revocation of a certificate stands for ever.
    async fn revoke(
        &self,
        serial: &SerialNumber,
        revocation: Revocation,
    ) -> Result<RevokeOutcome, RegisterError>;
    /// Every certificate that was taken back, earliest first, then by serial number.
    async fn revoked(&self) -> Result<Vec<(SerialNumber, Revocation)>, RegisterError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_read_as_people_copy_them() {
        let serial: SerialNumber = "4F:00:aB".parse().unwrap();
        assert_eq!(serial.to_hex(), "4f00ab");
        assert_eq!(SerialNumber::from_bytes(&[0, 0, 0x4f, 0, 0xab]), Ok(serial));
        assert_eq!(SerialNumber::from_bytes(&[0]).unwrap().to_hex(), "00");
        let too_long = "01".repeat(21);
        for text in ["", " ", "4", "4g", too_long.as_str()] {
            assert_eq!(text.parse::<SerialNumber>(), Err(NotASerialNumber), "{text}");
        }
    }
}
