//! The signed attribute that names the signer's certificate by hash (ESS signing-certificate-v2, RFC 5035).
//! Without it a signature could be moved to another certificate for the same key.

use crate::algorithm;
use crate::certificate::Certificate;
use der::asn1::OctetString;
use der::{Any, Sequence};
use domain::hash::Sha256Hash;
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::pkix::name::{GeneralName, GeneralNames};
use x509_cert::serial_number::SerialNumber;

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct EssCertIdV2 {
    /// Absent means SHA-256; DER forbids to write that default out.
    #[asn1(optional = "true")]
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    cert_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<IssuerSerial>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct IssuerSerial {
    issuer: GeneralNames,
    serial_number: SerialNumber,
}

impl SigningCertificateV2 {
    pub fn of(certificate: &Certificate) -> der::Result<Self> {
        let cert_hash = OctetString::new(certificate.sha256().0)?;
        let id = EssCertIdV2 {
            hash_algorithm: None,
            cert_hash,
            issuer_serial: None,
        };
        Ok(Self {
            certs: vec![id],
            policies: None,
        })
    }

    /// Whether the first entry, which is the signer's, is this certificate by SHA-256 and, where given,
    /// by issuer and serial number.
    pub fn names(&self, certificate: &Certificate) -> bool {
        let Some(first) = self.certs.first() else {
            return false;
        };
        let Ok(hash) = <[u8; 32]>::try_from(first.cert_hash.as_bytes()) else {
            return false;
        };
        let tbs = &certificate.parsed().tbs_certificate;
        let same_issuer = first.issuer_serial.as_ref().is_none_or(|id| {
            id.serial_number == tbs.serial_number
                && id.issuer == [GeneralName::DirectoryName(tbs.issuer.clone())]
        });
        first.hash_algorithm.as_ref().is_none_or(algorithm::is_sha256)
            && Sha256Hash(hash) == certificate.sha256()
            && same_issuer
    }
}
