//! A certificate as bytes and as what they say. Reading one judges nothing; [`crate::chain`] does.

use crate::distinguished_name;
use crate::strict_der::{self, NotStrictDer};
use crate::subject_key::{NotASubjectKey, SubjectKey};
use crate::x509_time;
use const_oid::AssociatedOid;
use der::{Decode, Encode, pem};
use domain::hash::Sha256Hash;
use domain::ports::certificate_register::SerialNumber;
use domain::timestamp::Timestamp;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

const PEM_LABEL: &str = "CERTIFICATE";

/// Bytes or text that do not hold certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("not a certificate in strict DER")]
    Der(#[from] NotStrictDer),
    #[error("not a list of certificates in PEM form")]
    Pem,
}

/// An X.509 certificate (RFC 5280). Two are equal if their bytes are.
#[derive(Clone, Debug)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
}

impl Certificate {
    /// Reads strict DER; any other encoding of the same certificate is refused.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let parsed = strict_der::decode(der)?;
        Ok(Self {
            der: der.to_vec(),
            parsed,
        })
    }

    /// Reads one or more `CERTIFICATE` blocks, in order. Text between blocks is ignored, other blocks are not.
    pub fn all_from_pem(text: &str) -> Result<Vec<Self>, CertificateError> {
        const END: &str = "-----END CERTIFICATE-----";
        let mut certificates = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find("-----BEGIN ") {
            let length = rest[start..].find(END).ok_or(CertificateError::Pem)? + END.len();
            let block = rest.get(start..start + length).ok_or(CertificateError::Pem)?;
            let (label, der) = pem::decode_vec(block.as_bytes()).map_err(|_| CertificateError::Pem)?;
            if label != PEM_LABEL {
                return Err(CertificateError::Pem);
            }
            certificates.push(Self::from_der(&der)?);
            rest = &rest[start + length..];
        }
        if certificates.is_empty() {
            Err(CertificateError::Pem)
        } else {
            Ok(certificates)
        }
    }

    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// PEM with a final line feed.
    pub fn to_pem(&self) -> String {
        to_pem(PEM_LABEL, &self.der)
    }

    /// SHA-256 of the DER: the fingerprint that people compare.
    pub fn sha256(&self) -> Sha256Hash {
        Sha256Hash::of(&self.der)
    }

    /// The common name of the subject; empty if it has none.
    pub fn common_name(&self) -> String {
        distinguished_name::common_name(&self.parsed.tbs_certificate.subject).unwrap_or_default()
    }

    /// The common name of the issuer; empty if it has none.
    pub fn issuer_common_name(&self) -> String {
        distinguished_name::common_name(&self.parsed.tbs_certificate.issuer).unwrap_or_default()
    }

    /// The whole subject as text (RFC 4514).
    pub fn subject(&self) -> String {
        self.parsed.tbs_certificate.subject.to_string()
    }

    /// The serial number, big-endian, lower-case hex.
    pub fn serial_hex(&self) -> String {
        hex::encode(self.parsed.tbs_certificate.serial_number.as_bytes())
    }

    /// The serial number as registers name it; `None` for one that is longer than RFC 5280 allows.
    pub fn serial(&self) -> Option<SerialNumber> {
        SerialNumber::from_bytes(self.parsed.tbs_certificate.serial_number.as_bytes()).ok()
    }

    /// First moment of validity.
    pub fn not_before(&self) -> Timestamp {
        x509_time::from_time(self.parsed.tbs_certificate.validity.not_before)
    }

    /// Last moment of validity: the end of the second that the certificate names (RFC 5280 section 4.1.2.5).
    pub fn not_after(&self) -> Timestamp {
        x509_time::from_time(self.parsed.tbs_certificate.validity.not_after).plus_millis(999)
    }

    /// Whether subject and issuer are the same name, as in a root.
    pub fn is_self_issued(&self) -> bool {
        let tbs = &self.parsed.tbs_certificate;
        tbs.subject == tbs.issuer
    }

    /// The subject key identifier, if the certificate has one that can be read.
    pub(crate) fn key_identifier(&self) -> Option<Vec<u8>> {
        let extensions = self.parsed.tbs_certificate.extensions.as_ref()?;
        let found = extensions
            .iter()
            .find(|one| one.extn_id == SubjectKeyIdentifier::OID)?;
        let identifier = SubjectKeyIdentifier::from_der(found.extn_value.as_bytes()).ok()?;
        Some(identifier.0.as_bytes().to_vec())
    }

    pub fn is_valid_at(&self, at: Timestamp) -> bool {
        self.not_before() <= at && at <= self.not_after()
    }

    /// The subject's key, if it is one that we use ourselves.
    pub fn public_key(&self) -> Result<SubjectKey, NotASubjectKey> {
        let spki = self
            .parsed
            .tbs_certificate
            .subject_public_key_info
            .to_der()
            .map_err(|_| NotASubjectKey)?;
        SubjectKey::from_spki_der(&spki)
    }

    pub(crate) fn parsed(&self) -> &x509_cert::Certificate {
        &self.parsed
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

/// One PEM block (RFC 7468) with LF line ends.
pub(crate) fn to_pem(label: &'static str, der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        pem.extend(line.iter().map(|byte| char::from(*byte)));
        pem.push('\n');
    }
    pem.push_str(&format!("-----END {label}-----\n"));
    pem
}
