//! What revocation lists and OCSP answers that came with a document say of a certificate. Each counts only if the
//! certificate's own issuer signed it, and if it was made after the time in question: an older one cannot know.

use crate::certificate::Certificate;
use crate::chain::extensions::may_answer;
use crate::chain::is_issued_by;
use crate::strict_der;
use crate::verifying_key;
use crate::x509_time;
use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use const_oid::AssociatedOid;
use const_oid::db::rfc5280::{ID_CE_AUTHORITY_KEY_IDENTIFIER, ID_CE_CRL_NUMBER};
use const_oid::db::rfc5912::{ID_SHA_1, ID_SHA_256};
use der::{Decode, Encode};
use domain::timestamp::Timestamp;
use x509_cert::crl::CertificateList;
use x509_cert::time::Time;
use x509_ocsp::{BasicOcspResponse, CertId, CertStatus, OcspResponse, OcspResponseStatus};

/// What is known of a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RevocationStatus {
    /// Nobody entitled says anything about it, or only something too old.
    Unknown,
    Good,
    /// Taken back at this time.
    Revoked(Timestamp),
}

/// Lists and answers, read.
#[derive(Clone, Debug, Default)]
pub struct RevocationData {
    lists: Vec<CertificateList>,
    answers: Vec<BasicOcspResponse>,
}

impl RevocationData {
    /// Reads CRLs and OCSPResponses, DER. What cannot be read is left out: it proves nothing.
    pub fn read<'a>(
        lists: impl IntoIterator<Item = &'a [u8]>,
        answers: impl IntoIterator<Item = &'a [u8]>,
    ) -> Self {
        let answer = |der: &[u8]| {
            let response = OcspResponse::from_der(der).ok()?;
            let successful = response.response_status == OcspResponseStatus::Successful;
            let bytes = response
                .response_bytes
                .filter(|bytes| successful && bytes.response_type == BasicOcspResponse::OID)?;
            BasicOcspResponse::from_der(bytes.response.as_bytes()).ok()
        };
        Self {
            lists: lists
                .into_iter()
                .filter_map(|der| strict_der::decode(der).ok())
                .collect(),
            answers: answers.into_iter().filter_map(answer).collect(),
        }
    }

    /// What is known of `certificate`, which `issuer` issued, by something made at `since` or later. Times are
    /// compared in whole seconds, as lists state them.
    pub fn status(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        since: Timestamp,
    ) -> RevocationStatus {
        let since = Timestamp(since.0.div_euclid(1000) * 1000);
        let of_lists = self
            .lists
            .iter()
            .map(|list| status_in_list(list, certificate, issuer, since));
        let of_answers = self
            .answers
            .iter()
            .map(|answer| status_in_answer(answer, certificate, issuer, since));
        let mut known = RevocationStatus::Unknown;
        for status in of_lists.chain(of_answers) {
            match status {
                RevocationStatus::Revoked(_) => return status,
                RevocationStatus::Good => known = status,
                RevocationStatus::Unknown => {}
            }
        }
        known
    }
}

fn status_in_list(
    list: &CertificateList,
    certificate: &Certificate,
    issuer: &Certificate,
    since: Timestamp,
) -> RevocationStatus {
    let tbs = &list.tbs_cert_list;
    let extensions = tbs.crl_extensions.iter().flatten();
    // A list for some certificates only, or a difference to another list, says so by a critical extension.
    let whole = extensions
        .filter(|extension| extension.critical)
        .all(|extension| [ID_CE_CRL_NUMBER, ID_CE_AUTHORITY_KEY_IDENTIFIER].contains(&extension.extn_id));
    let subject = &issuer.parsed().tbs_certificate.subject;
    let counts = whole
        && tbs.issuer == *subject
        && x509_time::from_time(tbs.this_update) >= since
        && is_signed(
            issuer,
            &list.signature_algorithm,
            &tbs.to_der(),
            list.signature.as_bytes(),
        );
    if !counts {
        return RevocationStatus::Unknown;
    }
    let serial = &certificate.parsed().tbs_certificate.serial_number;
    let entries = tbs.revoked_certificates.iter().flatten();
    let mut entries = entries.filter(|entry| entry.serial_number == *serial);
    entries.next().map_or(RevocationStatus::Good, |entry| {
        RevocationStatus::Revoked(x509_time::from_time(entry.revocation_date))
    })
}

fn status_in_answer(
    answer: &BasicOcspResponse,
    certificate: &Certificate,
    issuer: &Certificate,
    since: Timestamp,
) -> RevocationStatus {
    let data = &answer.tbs_response_data;
    let one = data
        .responses
        .iter()
        .find(|one| is_about(&one.cert_id, certificate, issuer) && from_ocsp(&one.this_update) >= since);
    let Some(one) = one else {
        return RevocationStatus::Unknown;
    };
    let delegates = answer.certs.iter().flatten().filter_map(|delegate| {
        let delegate = Certificate::from_der(&delegate.to_der().ok()?).ok()?;
        let issued = is_issued_by(&delegate, issuer) && may_answer(&delegate) && delegate.is_valid_at(since);
        issued.then_some(delegate)
    });
    let signed = std::iter::once(issuer.clone()).chain(delegates).any(|signer| {
        is_signed(
            &signer,
            &answer.signature_algorithm,
            &data.to_der(),
            answer.signature.as_bytes(),
        )
    });
    match &one.cert_status {
        CertStatus::Good(_) if signed => RevocationStatus::Good,
        CertStatus::Revoked(info) if signed => RevocationStatus::Revoked(from_ocsp(&info.revocation_time)),
        _ => RevocationStatus::Unknown,
    }
}

fn is_about(id: &CertId, certificate: &Certificate, issuer: &Certificate) -> bool {
    let algorithm = match id.hash_algorithm.oid {
        ID_SHA_1 => &SHA1_FOR_LEGACY_USE_ONLY,
        ID_SHA_256 => &SHA256,
        _ => return false,
    };
    let issuer = &issuer.parsed().tbs_certificate;
    let Ok(name) = issuer.subject.to_der() else {
        return false;
    };
    let key = issuer.subject_public_key_info.subject_public_key.raw_bytes();
    id.serial_number == certificate.parsed().tbs_certificate.serial_number
        && id.issuer_name_hash.as_bytes() == digest::digest(algorithm, &name).as_ref()
        && id.issuer_key_hash.as_bytes() == digest::digest(algorithm, key).as_ref()
}

fn from_ocsp(time: &x509_ocsp::OcspGeneralizedTime) -> Timestamp {
    x509_time::from_time(Time::GeneralTime(time.0))
}

fn is_signed(
    signer: &Certificate,
    algorithm: &spki::AlgorithmIdentifierOwned,
    message: &der::Result<Vec<u8>>,
    signature: Option<&[u8]>,
) -> bool {
    let (Ok(message), Some(signature)) = (message, signature) else {
        return false;
    };
    verifying_key::verify(signer, algorithm, None, message, signature) == Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{Authority, AuthorityNames};
    use crate::crl::CrlIssuer;
    use crate::ocsp::KnownCertificate;
    use domain::ports::certificate_register::{Revocation, RevocationReason};

    const NOW: Timestamp = Timestamp(1_795_366_800_000);
    const DAY_MS: i64 = 86_400_000;

    fn authority() -> Authority {
        Authority::create(NOW, &AuthorityNames::for_host("h"), None).unwrap()
    }

    #[test]
    fn lists_and_answers_count_if_the_issuer_made_them_afterwards() {
        let (ours, other) = (authority(), authority());
        let certificate = ours.timestamping();
        let list = |by: &Authority| {
            by.revocation_list(CrlIssuer::Issuing, &[], 1, NOW, DAY_MS)
                .unwrap()
        };
        let known = KnownCertificate {
            serial: certificate.serial().unwrap(),
            revoked: None,
        };
        let answer = ours.ocsp_response_about(&known, NOW, DAY_MS).unwrap();
        let status = |lists: &[Vec<u8>], answers: &[Vec<u8>], since: i64| {
            let data =
                RevocationData::read(lists.iter().map(Vec::as_slice), answers.iter().map(Vec::as_slice));
            data.status(certificate, ours.issuing(), NOW.plus_millis(since))
        };
        assert_eq!(status(&[list(&ours)], &[], 999), RevocationStatus::Good);
        assert_eq!(
            status(&[], std::slice::from_ref(&answer), 999),
            RevocationStatus::Good
        );
        assert_eq!(status(&[list(&ours)], &[answer], 1000), RevocationStatus::Unknown);
        assert_eq!(status(&[list(&other)], &[], 0), RevocationStatus::Unknown);
        assert_eq!(
            status(&[b"no list".to_vec()], &[b"no answer".to_vec()], 0),
            RevocationStatus::Unknown
        );
    }

    #[test]
    fn what_was_taken_back_is_said_by_either() {
        let ours = authority();
        let certificate = ours.timestamping();
        let revocation = Revocation {
            at: NOW,
            reason: RevocationReason::Superseded,
        };
        let serial = certificate.serial().unwrap();
        let revoked = [(serial.clone(), revocation)];
        let known = |revoked| KnownCertificate {
            serial: serial.clone(),
            revoked,
        };
        let list = ours
            .revocation_list(CrlIssuer::Issuing, &revoked, 1, NOW, DAY_MS)
            .unwrap();
        let answer = ours
            .ocsp_response_about(&known(Some(revocation)), NOW, DAY_MS)
            .unwrap();
        let old = ours.ocsp_response_about(&known(None), NOW, DAY_MS).unwrap();
        let by_list = RevocationData::read([list.as_slice()], [old.as_slice()]);
        let by_answer = RevocationData::read([], [old.as_slice(), answer.as_slice()]);
        for data in [by_list, by_answer] {
            assert_eq!(
                data.status(certificate, ours.issuing(), NOW),
                RevocationStatus::Revoked(NOW)
            );
        }
    }
}
