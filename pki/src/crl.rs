//! Revocation lists of the root and of the issuing authority (RFC 5280 section 5).

use crate::algorithm;
use crate::authority::{Authority, CertifiedKey};
use crate::certificate_template::{IssueError, extension, key_identifier};
use crate::ocsp::reason;
use crate::x509_time;
use der::Encode;
use der::asn1::{BitString, Uint};
use domain::ports::certificate_register::{Revocation, SerialNumber};
use domain::timestamp::Timestamp;
use x509_cert::Version;
use x509_cert::crl::{CertificateList, RevokedCert, TbsCertList};
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, CrlNumber};

/// Whose certificates a list is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CrlIssuer {
    /// The root: the issuing authority.
    Root,
    /// The issuing authority: event certificates, time-stamp authority, certifier.
    Issuing,
}

impl Authority {
    /// Signs a list, DER. `number` rises with every list of the same issuer; the list is good from `now` until
    /// `valid_for_ms` later.
    pub fn revocation_list(
        &self,
        issuer: CrlIssuer,
        revoked: &[(SerialNumber, Revocation)],
        number: u64,
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<Vec<u8>, IssueError> {
        let CertifiedKey { key, certificate } = match issuer {
            CrlIssuer::Root => self.root_key(),
            CrlIssuer::Issuing => self.issuing_key(),
        };
        let entries = revoked.iter().map(entry).collect::<der::Result<Vec<_>>>()?;
        let authority = AuthorityKeyIdentifier {
            key_identifier: Some(key_identifier(key.public_key())?),
            authority_cert_issuer: None,
            authority_cert_serial_number: None,
        };
        let tbs_cert_list = TbsCertList {
            version: Version::V2,
            signature: algorithm::ecdsa_with_sha256(),
            issuer: certificate.parsed().tbs_certificate.subject.clone(),
            this_update: x509_time::to_time(now)?,
            next_update: Some(x509_time::to_time(now.plus_millis(valid_for_ms))?),
            // The field is left out of an empty list (RFC 5280 section 5.1.2.6).
            revoked_certificates: if entries.is_empty() { None } else { Some(entries) },
            crl_extensions: Some(vec![
                extension(&authority, false)?,
                extension(&CrlNumber(Uint::new(&number.to_be_bytes())?), false)?,
            ]),
        };
        let signature = key.sign(&tbs_cert_list.to_der()?)?;
        let list = CertificateList {
            tbs_cert_list,
            signature_algorithm: algorithm::ecdsa_with_sha256(),
            signature: BitString::from_bytes(&signature)?,
        };
        Ok(list.to_der()?)
    }
}

fn entry((serial, revocation): &(SerialNumber, Revocation)) -> der::Result<RevokedCert> {
    Ok(RevokedCert {
        serial_number: x509_cert::serial_number::SerialNumber::new(serial.as_bytes())?,
        revocation_date: x509_time::to_time(revocation.at)?,
        crl_entry_extensions: Some(vec![extension(&reason(revocation.reason), false)?]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::AuthorityNames;
    use crate::strict_der;
    use domain::ports::certificate_register::RevocationReason;

    const NOW: Timestamp = Timestamp(1_795_366_800_000);

    #[test]
    fn a_list_names_its_issuer_and_what_was_revoked() {
        let authority = Authority::create(NOW, &AuthorityNames::for_host("h"), None).unwrap();
        let revocation = Revocation {
            at: NOW,
            reason: RevocationReason::KeyCompromise,
        };
        let revoked = (SerialNumber::from_bytes(&[0x42; 16]).unwrap(), revocation);
        let read = |issuer, revoked: &[(SerialNumber, Revocation)]| {
            let der = authority
                .revocation_list(issuer, revoked, 7, NOW, 86_400_000)
                .unwrap();
            strict_der::decode::<CertificateList>(&der).unwrap()
        };
        let listing = read(CrlIssuer::Issuing, &[revoked]);
        let entries = listing.tbs_cert_list.revoked_certificates.clone().unwrap();
        assert_eq!(entries[0].serial_number.as_bytes(), [0x42; 16]);
        let issuer = authority.issuing();
        assert_eq!(
            listing.tbs_cert_list.issuer,
            issuer.parsed().tbs_certificate.subject
        );
        let signed = listing.tbs_cert_list.to_der().unwrap();
        let signature = listing.signature.as_bytes().unwrap();
        assert_eq!(issuer.public_key().unwrap().verify(&signed, signature), Ok(()));
        assert_eq!(
            read(CrlIssuer::Root, &[]).tbs_cert_list.revoked_certificates,
            None
        );
    }
}
