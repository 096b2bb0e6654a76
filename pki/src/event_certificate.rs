//! Event certificates 事件型证书: one per signer and act, for a key that is destroyed after its one signature.

use crate::authority::Authority;
use crate::certificate::Certificate;
use crate::certificate_template::{CertificateTemplate, IssueError, Role};
use crate::distinguished_name::{self, NameBuilder};
use crate::subject_key::SubjectKey;
use domain::timestamp::Timestamp;
use x509_cert::name::Name;

/// Who signs, for which act, and for how long the certificate stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCertificateRequest {
    /// Name of the person or organisation. Longer than 64 characters, it is cut and ends in `…`.
    pub common_name: String,
    /// Organisation the person signs for, likewise.
    pub organisation: Option<String>,
    /// The serialNumber attribute of the subject, for example `<contract>/<party>`: 1 to 64 printable ASCII
    /// characters. Not the serial number of the certificate, which is random.
    pub subject_serial: String,
    /// Rounded down to the second.
    pub not_before: Timestamp,
    /// Milliseconds.
    pub valid_for_ms: i64,
}

impl Authority {
    /// Issues a certificate below the issuing authority: key usage digitalSignature and nonRepudiation
    /// (critical), EKU documentSigning and emailProtection, serial number of 126 random bits.
    pub fn issue(
        &self,
        public_key: &SubjectKey,
        request: &EventCertificateRequest,
    ) -> Result<Certificate, IssueError> {
        let subject = request.subject()?;
        let not_after = request.not_before.plus_millis(request.valid_for_ms);
        self.check_inside(request.not_before, not_after)?;
        CertificateTemplate {
            role: Role::DocumentSigner,
            subject,
            public_key,
            not_before: request.not_before,
            not_after,
            alternative_names: Vec::new(),
            fetch: self.fetch_below_issuing(),
        }
        .sign(self.issuing_key().as_issuer())
    }
}

impl EventCertificateRequest {
    /// The subject: O (if any), CN, serialNumber.
    pub(crate) fn subject(&self) -> Result<Name, IssueError> {
        if self.common_name.trim().is_empty() {
            return Err(IssueError::NoName);
        }
        if !distinguished_name::is_printable(&self.subject_serial) {
            return Err(IssueError::SubjectSerial(self.subject_serial.clone()));
        }
        let mut subject = NameBuilder::default();
        if let Some(organisation) = self.organisation.as_deref().filter(|o| !o.trim().is_empty()) {
            subject = subject.organisation(organisation)?;
        }
        Ok(subject
            .common_name(&self.common_name)?
            .serial_number(&self.subject_serial)?
            .name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::AuthorityNames;
    use crate::chain::{self, ChainError, Purpose};
    use crate::signing_key::SigningKey;
    use std::collections::HashSet;

    const NOW: Timestamp = Timestamp(1_795_366_800_123);

    fn request() -> EventCertificateRequest {
        EventCertificateRequest {
            common_name: "张三".to_owned(),
            organisation: Some("北京某某科技有限公司".to_owned()),
            subject_serial: "0193f1c2-6b1d-7aaa-8000-000000000001/2".to_owned(),
            not_before: NOW,
            valid_for_ms: 600_000,
        }
    }

    fn authority() -> Authority {
        Authority::create(
            NOW.plus_millis(-1000),
            &AuthorityNames::for_host("localhost"),
            None,
        )
        .unwrap()
    }

    #[test]
    fn an_event_certificate_chains_to_the_root_for_its_minutes_only() {
        let authority = authority();
        let key = SigningKey::generate().unwrap();
        let certificate = authority.issue(key.public_key(), &request()).unwrap();
        assert_eq!(certificate.common_name(), "张三");
        assert_eq!(certificate.public_key().unwrap(), *key.public_key());
        let trust = [authority.root().clone()];
        let check = |at| {
            chain::validate(
                &certificate,
                authority.chain(),
                &trust,
                Purpose::DocumentSigning,
                at,
            )
        };
        assert_eq!(check(NOW).unwrap().len(), 3);
        assert_eq!(certificate.not_before(), Timestamp(1_795_366_800_000));
        assert_eq!(certificate.not_after(), Timestamp(1_795_367_400_999));
        for outside in [Timestamp(1_795_366_799_999), Timestamp(1_795_367_401_000)] {
            assert_eq!(
                check(outside).unwrap_err(),
                ChainError::NotValidThen(certificate.subject())
            );
        }
    }

    #[test]
    fn serial_numbers_are_positive_16_bytes_and_never_twice() {
        let authority = authority();
        let key = SigningKey::generate().unwrap();
        let serials: HashSet<String> = (0..200)
            .map(|_| {
                authority
                    .issue(key.public_key(), &request())
                    .unwrap()
                    .serial_hex()
            })
            .collect();
        assert_eq!(serials.len(), 200);
        assert!(
            serials
                .iter()
                .all(|serial| serial.len() == 32 && "4567".contains(&serial[..1]))
        );
    }

    #[test]
    fn what_cannot_be_certified_is_refused() {
        let authority = authority();
        let key = SigningKey::generate().unwrap().public_key().clone();
        let refused = |change: fn(&mut EventCertificateRequest)| {
            let mut request = request();
            change(&mut request);
            authority.issue(&key, &request).unwrap_err()
        };
        assert_eq!(refused(|r| r.common_name = " ".to_owned()), IssueError::NoName);
        assert_eq!(
            refused(|r| r.subject_serial = "签".to_owned()),
            IssueError::SubjectSerial("签".to_owned())
        );
        assert_eq!(
            refused(|r| r.valid_for_ms = 11 * crate::authority::YEAR_MS),
            IssueError::OutsideIssuer
        );
        assert_eq!(refused(|r| r.valid_for_ms = -1), IssueError::OutsideIssuer);
        assert_eq!(
            refused(|r| r.not_before = Timestamp(0)),
            IssueError::OutsideIssuer
        );
    }

    #[test]
    fn urls_stand_in_certificates_only_with_a_public_address() {
        let key = SigningKey::generate().unwrap();
        let has_url = |base_url| {
            let authority = Authority::create(NOW, &AuthorityNames::for_host("h"), base_url).unwrap();
            let certificate = authority.issue(key.public_key(), &request()).unwrap();
            let contains = |text: &str| {
                certificate
                    .der()
                    .windows(text.len())
                    .any(|w| w == text.as_bytes())
            };
            contains("http")
                && contains("https://sign.example/api/v1/pki/issuing.crl")
                && contains("https://sign.example/api/v1/pki/issuing.cer")
        };
        assert!(has_url(Some("https://sign.example/")));
        assert!(!has_url(None));
    }
}
