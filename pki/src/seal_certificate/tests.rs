//! Tests of seal certificates: what they name, and when none is issued.

use super::*;
use crate::authority::AuthorityNames;
use crate::chain::{self, Purpose};
use crate::event_certificate::EventCertificateRequest;
use crate::signing_key::SigningKey;

const NOW: Timestamp = Timestamp(1_795_366_800_123);
const YEAR_MS: i64 = 31_557_600_000;

fn authority() -> Authority {
    Authority::create(NOW.plus_millis(-1000), &AuthorityNames::for_host("h"), None).unwrap()
}

fn reference(number: u8) -> SealReference {
    SealReference {
        seal: format!("0193f1c2-6b1d-7aaa-8000-0000000000{number:02x}")
            .parse()
            .unwrap(),
        record: Some(Sha256Hash::of(&[number])),
    }
}

fn request() -> SealCertificateRequest {
    SealCertificateRequest {
        seals: vec![reference(10)],
        organisation: "北京某某科技有限公司".to_owned(),
        credit_code: CreditCode::parse("91350100M000100Y43").unwrap(),
        seal_name: "合同专用章".to_owned(),
        not_before: NOW,
        valid_for_ms: YEAR_MS,
    }
}

#[test]
fn the_subject_is_the_organisation_and_the_seal_stands_beside_it() {
    let authority = authority();
    let key = SigningKey::generate().unwrap();
    let certificate = authority.issue_seal(key.public_key(), &request()).unwrap();
    assert_eq!(certificate.common_name(), "北京某某科技有限公司");
    let subject = certificate.subject();
    for part in ["C=CN", "OU=合同专用章", "91350100M000100Y43"] {
        assert!(subject.contains(part), "{part} in {subject}");
    }
    let identifier = b"\x06\x03\x55\x04\x61\x0c\x18NTRCN-91350100M000100Y43";
    assert!(
        certificate
            .der()
            .windows(identifier.len())
            .any(|window| window == identifier)
    );
    assert_eq!(SealReference::all_of(&certificate), request().seals);
    let trust = [authority.root().clone()];
    let at = NOW.plus_millis(YEAR_MS - 1000);
    chain::validate(
        &certificate,
        authority.chain(),
        &trust,
        Purpose::DocumentSigning,
        at,
    )
    .unwrap();
}

#[test]
fn a_standing_certificate_names_the_seal_alone_and_other_certificates_name_none() {
    let authority = authority();
    let key = SigningKey::generate().unwrap();
    let alone = SealReference {
        record: None,
        ..reference(10)
    };
    let standing = SealCertificateRequest {
        seals: vec![alone],
        ..request()
    };
    let certificate = authority.issue_seal(key.public_key(), &standing).unwrap();
    assert_eq!(SealReference::all_of(&certificate), [alone]);
    let of_a_person = EventCertificateRequest {
        common_name: "张三".to_owned(),
        organisation: None,
        subject_serial: "1".to_owned(),
        not_before: NOW,
        valid_for_ms: 1000,
    };
    let certificate = authority.issue(key.public_key(), &of_a_person).unwrap();
    assert_eq!(SealReference::all_of(&certificate), []);
}

#[test]
fn several_seals_of_one_act_are_told_apart() {
    let authority = authority();
    let key = SigningKey::generate().unwrap();
    let several = SealCertificateRequest {
        seals: vec![
            reference(1),
            SealReference {
                record: None,
                ..reference(2)
            },
            reference(3),
        ],
        ..request()
    };
    let certificate = authority.issue_seal(key.public_key(), &several).unwrap();
    assert_eq!(SealReference::all_of(&certificate), several.seals);
}

#[test]
fn nothing_is_issued_without_names_or_beyond_the_issuer() {
    let authority = authority();
    let key = SigningKey::generate().unwrap();
    let refused = |change: fn(&mut SealCertificateRequest)| {
        let mut request = request();
        change(&mut request);
        authority.issue_seal(key.public_key(), &request).unwrap_err()
    };
    assert_eq!(refused(|r| r.organisation = " ".to_owned()), IssueError::NoName);
    assert_eq!(refused(|r| r.seal_name = String::new()), IssueError::NoName);
    assert_eq!(refused(|r| r.seals.clear()), IssueError::NoName);
    assert_eq!(
        refused(|r| r.valid_for_ms = 11 * YEAR_MS),
        IssueError::OutsideIssuer
    );
    assert_eq!(refused(|r| r.valid_for_ms = -1), IssueError::OutsideIssuer);
}
