//! Seal records 印章记录: what a seal is, signed by whoever made it. Canonical JSON `hub.seal_record.v1` inside a CMS
//! signature with a time-stamp, so that the picture on a page leads by its hash to its owner, its size and its time.

use crate::certificate::Certificate;
use crate::cms_signature::verify::{CmsError, CmsInfo, verify_embedded};
use crate::cms_signature::{SignError, SignedCms, sign_embedded};
use crate::seal_certificate::SealReference;
use crate::signed_data::open::SignedDataError;
use crate::signing_key::SigningKey;
use crate::subject_key::SubjectKey;
use crate::timestamp::{TimestampError, TimestampToken};
use domain::canonical::{self, NotCanonical};
use domain::hash::Sha256Hash;
use domain::ids::SealId;
use domain::organisation::credit_code::CreditCode;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// Type and version of the record.
pub const TYPE: &str = "hub.seal_record.v1";
/// Longest code of a kind of seal, in bytes.
const MAX_KIND: usize = 32;

/// How a record is signed. New ways (SM2 with SM3, a key service) get new names; a reader refuses one that it does not
/// know, and one that is not the way in which the record really is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordAlgorithm {
    /// CMS SignedData, ECDSA on P-256 with SHA-256.
    CmsEcdsaP256Sha256,
    /// CMS SignedData, RSA PKCS #1 v1.5 with SHA-256.
    CmsRsaPkcs1Sha256,
}

impl RecordAlgorithm {
    /// How a key signs.
    fn of(key: &SubjectKey) -> Self {
        match key {
            SubjectKey::P256(_) => Self::CmsEcdsaP256Sha256,
            SubjectKey::Rsa { .. } => Self::CmsRsaPkcs1Sha256,
        }
    }
}

/// Whose a seal is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealOwner {
    /// The registered name, whole.
    pub name: String,
    /// Absent for a person's seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
}

/// The picture that is put on pages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealPicture {
    /// SHA-256 of the file.
    pub sha256: Sha256Hash,
    /// `image/svg+xml`, `image/png`, …
    pub media_type: String,
    /// Width on paper in 1/100 mm.
    pub width: u32,
    /// Height on paper in 1/100 mm.
    pub height: u32,
}

/// Who made the seal and signed the record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealMaker {
    pub name: String,
    /// SHA-256 of the certificate that the record is signed with.
    pub certificate: Sha256Hash,
}

/// What a seal is. Two records of one seal differ; the newer one counts from its `made_at` on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealRecord {
    pub seal: SealId,
    /// What it is called, for example `合同专用章`.
    pub name: String,
    /// Code of its kind: a-z and `_`, at most 32 of them, as the seal's log has it.
    pub kind: String,
    pub owner: SealOwner,
    pub picture: SealPicture,
    pub made_at: Timestamp,
    pub valid_from: Timestamp,
    /// The last moment at which the seal may be used.
    pub valid_until: Timestamp,
    /// SHA-256 of the seal's standing certificate. Absent: each use has a certificate of its own, which names this
    /// record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Sha256Hash>,
}

/// The record as it is written: with its type, its algorithm and its maker.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "$t")]
    kind: String,
    algorithm: RecordAlgorithm,
    maker: SealMaker,
    record: SealRecord,
}

/// Why a seal record was not made, or does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealRecordError {
    #[error(
        "a seal needs a name, a kind of a-z and _, an owner, a size and a validity that ends after it begins"
    )]
    Incomplete,
    #[error("not a seal record of a known version")]
    Version,
    /// Named as the record or its signature names it.
    #[error("the record is signed with {0}, which this version cannot check: a newer one may")]
    Algorithm(String),
    #[error("the record has no canonical form: {0}")]
    Form(#[from] NotCanonical),
    #[error("the record is signed in another way, or by another maker, than it says")]
    Maker,
    #[error("the record could not be signed: {0}")]
    Sign(#[from] SignError),
    #[error("the signature of the record: {0}")]
    Signature(#[from] CmsError),
}

/// Why a certificate may not be used for a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealUseError {
    #[error("the certificate is another seal's, or none of a seal")]
    OtherSeal,
    #[error("the certificate belongs to another record of the seal")]
    OtherRecord,
    #[error("the seal is not valid at that time")]
    NotValidThen,
}

/// A record and the signature that holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedSealRecord {
    pub record: SealRecord,
    pub maker: SealMaker,
    pub algorithm: RecordAlgorithm,
    /// CMS ContentInfo with the canonical JSON inside. Its SHA-256 is the record's name everywhere.
    pub der: Vec<u8>,
    /// When it was signed, as its time-stamp states.
    pub signed_at: Timestamp,
}

impl SealRecord {
    /// Signs the record as its maker. `chain` and `timestamp` are as in [`crate::cms_signature::sign_detached`].
    pub fn sign(
        self,
        key: &SigningKey,
        certificate: &Certificate,
        chain: &[Certificate],
        timestamp: impl FnOnce(Sha256Hash) -> Result<TimestampToken, TimestampError>,
    ) -> Result<SignedSealRecord, SealRecordError> {
        self.check()?;
        let written = Written {
            kind: TYPE.to_owned(),
            algorithm: RecordAlgorithm::of(key.public_key()),
            maker: SealMaker {
                name: certificate.common_name(),
                certificate: certificate.sha256(),
            },
            record: self,
        };
        let json = canonical::encode(&written)?;
        let SignedCms { der, token_time, .. } = sign_embedded(&json, key, certificate, chain, timestamp)?;
        Ok(SignedSealRecord {
            record: written.record,
            maker: written.maker,
            algorithm: written.algorithm,
            der,
            signed_at: token_time,
        })
    }

    fn check(&self) -> Result<(), SealRecordError> {
        let kind_is_code = (1..=MAX_KIND).contains(&self.kind.len())
            && self
                .kind
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let texts = [&self.name, &self.owner.name, &self.picture.media_type];
        let complete = kind_is_code
            && texts.iter().all(|text| !text.trim().is_empty())
            && self.picture.width > 0
            && self.picture.height > 0
            && self.valid_from < self.valid_until;
        if complete {
            Ok(())
        } else {
            Err(SealRecordError::Incomplete)
        }
    }
}

impl SignedSealRecord {
    /// Reads a signed record and checks everything: its signature by a maker below one of `trust`, its time-stamp,
    /// its one spelling, and that it says what the signature says.
    pub fn verify(der: &[u8], trust: &[Certificate]) -> Result<Self, SealRecordError> {
        let (
            json,
            CmsInfo {
                signer,
                common_name,
                token,
                ..
            },
        ) = verify_embedded(der, trust).map_err(|error| match error {
            CmsError::SignedData(SignedDataError::Algorithm) => {
                SealRecordError::Algorithm("an algorithm of its CMS signature".to_owned())
            }
            error => error.into(),
        })?;
        let value = canonical::parse_record(&json)?;
        if value["$t"] != TYPE {
            return Err(SealRecordError::Version);
        }
        let named = &value["algorithm"];
        if let (Some(name), Err(_)) = (named.as_str(), RecordAlgorithm::deserialize(named)) {
            return Err(SealRecordError::Algorithm(name.to_owned()));
        }
        let written: Written = serde_json::from_value(value).map_err(|_| SealRecordError::Version)?;
        written.record.check()?;
        let maker = SealMaker {
            name: common_name,
            certificate: signer.sha256(),
        };
        let algorithm = signer.public_key().map(|key| RecordAlgorithm::of(&key));
        if written.maker != maker || algorithm != Ok(written.algorithm) {
            return Err(SealRecordError::Maker);
        }
        Ok(Self {
            record: written.record,
            maker,
            algorithm: written.algorithm,
            der: der.to_vec(),
            signed_at: token.ok_or(CmsError::NoTime)?.time,
        })
    }

    /// SHA-256 of the signed record: how certificates, logs and packages name it.
    pub fn sha256(&self) -> Sha256Hash {
        Sha256Hash::of(&self.der)
    }

    /// Whether a signature with `certificate`, made at `at`, is one by this seal under this record.
    pub fn check_use(&self, certificate: &Certificate, at: Timestamp) -> Result<(), SealUseError> {
        let named = SealReference::all_of(certificate);
        let reference = named.iter().find(|named| named.seal == self.record.seal);
        let reference = reference.ok_or(SealUseError::OtherSeal)?;
        let belongs = match self.record.certificate {
            Some(standing) => standing == certificate.sha256(),
            None => reference.record == Some(self.sha256()),
        };
        if !belongs {
            Err(SealUseError::OtherRecord)
        } else if (self.record.valid_from..=self.record.valid_until).contains(&at) {
            Ok(())
        } else {
            Err(SealUseError::NotValidThen)
        }
    }
}

#[cfg(test)]
mod tests;
