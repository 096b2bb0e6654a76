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

    /// Whether the first entry is by SHA-256, as all of ours are.
    pub fn is_sha256(&self) -> bool {
        self.certs
            .first()
            .is_some_and(|first| first.hash_algorithm.as_ref().is_none_or(algorithm::is_sha256))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{Authority, AuthorityNames};
    use const_oid::db::rfc5912::{ID_SHA_1, ID_SHA_256};
    use domain::timestamp::Timestamp;

    fn certificates() -> [Certificate; 2] {
        let names = AuthorityNames::for_host("h");
        let authority = Authority::create(Timestamp(1_795_366_800_000), &names, None).unwrap();
        [
            authority.timestamping().clone(),
            authority.certifier().certificate.clone(),
        ]
    }

    fn with(certificate: &Certificate, change: impl FnOnce(&mut EssCertIdV2)) -> SigningCertificateV2 {
        let mut attribute = SigningCertificateV2::of(certificate).unwrap();
        change(&mut attribute.certs[0]);
        attribute
    }

    fn issuer_serial(certificate: &Certificate, serial_of: &Certificate) -> IssuerSerial {
        let issuer = certificate.parsed().tbs_certificate.issuer.clone();
        IssuerSerial {
            issuer: vec![GeneralName::DirectoryName(issuer)],
            serial_number: serial_of.parsed().tbs_certificate.serial_number.clone(),
        }
    }

    #[test]
    fn the_hash_decides_and_issuer_and_serial_must_agree_where_given() {
        let [own, other] = certificates();
        assert!(with(&own, |_| {}).names(&own));
        assert!(!with(&own, |_| {}).names(&other));
        assert!(with(&own, |id| id.issuer_serial = Some(issuer_serial(&own, &own))).names(&own));
        assert!(!with(&own, |id| id.issuer_serial = Some(issuer_serial(&own, &other))).names(&own));
        assert!(!with(&own, |id| id.cert_hash = OctetString::new([0; 20]).unwrap()).names(&own));
    }

    #[test]
    fn only_sha_256_counts_and_only_the_first_entry() {
        let [own, other] = certificates();
        let algorithm = |oid| {
            Some(AlgorithmIdentifierOwned {
                oid,
                parameters: None,
            })
        };
        assert!(with(&own, |id| id.hash_algorithm = algorithm(ID_SHA_256)).names(&own));
        assert!(!with(&own, |id| id.hash_algorithm = algorithm(ID_SHA_1)).names(&own));
        let mut second = with(&other, |_| {});
        second.certs.extend(with(&own, |_| {}).certs);
        assert!(!second.names(&own));
        assert!(
            !SigningCertificateV2 {
                certs: Vec::new(),
                policies: None
            }
            .names(&own)
        );
    }
}
