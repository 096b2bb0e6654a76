//! The authority as bytes: keys and certificates in one record, which the caller wraps before storing it.

use super::{Authority, CertifiedKey};
use crate::certificate::{Certificate, CertificateError};
use crate::signing_key::{KeyError, SigningKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const TYPE: &str = "hub.authority.v1";

/// Why a record is not an authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error("the record is not of the expected type and version")]
    Form,
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error("the private key does not belong to the certificate of {0}")]
    Mismatch(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityRecord {
    #[serde(rename = "$t")]
    kind: String,
    root: CertifiedKeyRecord,
    issuing: CertifiedKeyRecord,
    timestamping: CertifiedKeyRecord,
    certifier: CertifiedKeyRecord,
}

/// PKCS #8 and certificate, both DER in base64url.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertifiedKeyRecord {
    key: String,
    certificate: String,
}

impl Authority {
    /// All keys and certificates as JSON `hub.authority.v1`, in memory that is cleared when dropped.
    /// It holds private keys in the clear: wrap it with the master key.
    pub fn to_record(&self) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        let record = AuthorityRecord {
            kind: TYPE.to_owned(),
            root: self.root.to_record()?,
            issuing: self.issuing.to_record()?,
            timestamping: self.timestamping.to_record()?,
            certifier: self.certifier.to_record()?,
        };
        to_json(&record).ok_or(RecordError::Form)
    }

    /// Reads a record. `base_url` is the public address of the hub today, as in [`Authority::create`].
    pub fn from_record(record: &[u8], base_url: Option<&str>) -> Result<Self, RecordError> {
        let record: AuthorityRecord = serde_json::from_slice(record).map_err(|_| RecordError::Form)?;
        if record.kind != TYPE {
            return Err(RecordError::Form);
        }
        Ok(Self {
            root: CertifiedKey::from_record(&record.root)?,
            issuing: CertifiedKey::from_record(&record.issuing)?,
            timestamping: CertifiedKey::from_record(&record.timestamping)?,
            certifier: CertifiedKey::from_record(&record.certifier)?,
            base_url: base_url.map(|url| url.trim_end_matches('/').to_owned()),
        })
    }
}

impl CertifiedKey {
    /// One key with its certificate as JSON, in memory that is cleared when dropped. Wrap it with the master key.
    pub fn to_single_record(&self) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        to_json(&self.to_record()?).ok_or(RecordError::Form)
    }

    /// Reads what [`Self::to_single_record`] wrote.
    pub fn from_single_record(record: &[u8]) -> Result<Self, RecordError> {
        let record: CertifiedKeyRecord = serde_json::from_slice(record).map_err(|_| RecordError::Form)?;
        Self::from_record(&record)
    }

    pub(crate) fn to_record(&self) -> Result<CertifiedKeyRecord, RecordError> {
        Ok(CertifiedKeyRecord {
            key: URL_SAFE_NO_PAD.encode(&*self.key.to_pkcs8()?),
            certificate: URL_SAFE_NO_PAD.encode(self.certificate.der()),
        })
    }

    /// Reads key and certificate and checks that they belong together.
    pub(crate) fn from_record(record: &CertifiedKeyRecord) -> Result<Self, RecordError> {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| RecordError::Form);
        let pkcs8 = Zeroizing::new(decode(&record.key)?);
        let key = SigningKey::from_pkcs8(&pkcs8)?;
        let certificate = Certificate::from_der(&decode(&record.certificate)?)?;
        if certificate.public_key().ok().as_ref() != Some(key.public_key()) {
            return Err(RecordError::Mismatch(certificate.subject()));
        }
        Ok(Self { key, certificate })
    }
}

/// JSON in a buffer that never grows, so that no copy of a key stays behind in freed memory.
pub(crate) fn to_json(record: &impl Serialize) -> Option<Zeroizing<Vec<u8>>> {
    let mut json = Zeroizing::new(Vec::with_capacity(32 * 1024));
    serde_json::to_writer(&mut *json, record).ok()?;
    Some(json)
}
