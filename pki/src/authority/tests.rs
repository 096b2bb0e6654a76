//! Tests of the embedded authority: what its certificates are good for, and its trip through a record.

use super::*;
use crate::certificate::CertificateError;
use crate::chain::{self, ChainError, Purpose};

const NOW: Timestamp = Timestamp(1_795_366_800_000);

fn authority() -> Authority {
    Authority::create(NOW, &AuthorityNames::for_host("hub.example"), None).unwrap()
}

#[test]
fn each_standing_certificate_is_good_for_its_own_purpose_only() {
    let authority = authority();
    let trust = [authority.root().clone()];
    let check = |leaf: &Certificate, purpose| {
        chain::validate(leaf, authority.chain(), &trust, purpose, NOW).map(|path| path.len())
    };
    let (stamper, certifier) = (authority.timestamping(), &authority.certifier().certificate);
    assert_eq!(check(stamper, Purpose::TimeStamping), Ok(3));
    assert_eq!(check(certifier, Purpose::DocumentSigning), Ok(3));
    let wrong = |leaf: &Certificate| Err(ChainError::WrongPurpose(leaf.subject()));
    assert_eq!(check(stamper, Purpose::DocumentSigning), wrong(stamper));
    assert_eq!(check(certifier, Purpose::TimeStamping), wrong(certifier));
    assert_eq!(
        check(authority.issuing(), Purpose::DocumentSigning),
        wrong(authority.issuing())
    );
    assert_eq!(
        check(authority.root(), Purpose::TimeStamping),
        wrong(authority.root())
    );
}

#[test]
fn validity_is_20_10_and_5_years() {
    let authority = authority();
    let years = |certificate: &Certificate| certificate.not_after().since(NOW) / YEAR_MS;
    assert_eq!(years(authority.root()), 20);
    assert_eq!(years(authority.issuing()), 10);
    assert_eq!(years(authority.timestamping()), 5);
    assert_eq!(years(&authority.certifier().certificate), 5);
}

#[test]
fn subjects_say_that_this_is_no_licensed_authority() {
    let authority = authority();
    assert_eq!(
        authority.root().common_name(),
        "Huiqian Embedded Root CA (not a licensed CA)"
    );
    for certificate in [authority.root(), authority.issuing(), authority.timestamping()] {
        assert!(
            certificate.subject().contains("OU=内置CA"),
            "{}",
            certificate.subject()
        );
        assert!(
            certificate.subject().contains("O=hub.example"),
            "{}",
            certificate.subject()
        );
    }
}

#[test]
fn a_record_brings_back_the_same_keys_and_certificates() {
    let authority = authority();
    let record = authority.to_record().unwrap();
    assert!(record.starts_with(br#"{"$t":"hub.authority.v1","#));
    let again = Authority::from_record(&record, Some("https://sign.example/")).unwrap();
    assert_eq!(again.root(), authority.root());
    assert_eq!(again.issuing(), authority.issuing());
    assert_eq!(again.timestamping(), authority.timestamping());
    assert_eq!(again.certifier().certificate, authority.certifier().certificate);
    assert_eq!(again.base_url.as_deref(), Some("https://sign.example"));
    let signature = again.root.key.sign(b"x").unwrap();
    assert_eq!(authority.root.key.public_key().verify(b"x", &signature), Ok(()));
}

#[test]
fn a_record_with_a_key_of_somebody_else_is_refused() {
    let (one, other) = (authority(), authority());
    let [one_text, other_text] =
        [&one, &other].map(|a| String::from_utf8(a.to_record().unwrap().to_vec()).unwrap());
    let key_of_root = |text: &str| text.split('"').nth(9).unwrap().to_owned();
    let mixed = one_text.replace(&key_of_root(&one_text), &key_of_root(&other_text));
    assert_ne!(mixed, one_text);
    assert_eq!(
        Authority::from_record(mixed.as_bytes(), None).unwrap_err(),
        RecordError::Mismatch(one.root().subject())
    );
    let newer = one_text.replace("hub.authority.v1", "hub.authority.v2");
    assert_eq!(
        Authority::from_record(newer.as_bytes(), None).unwrap_err(),
        RecordError::Form
    );
    assert_eq!(
        Authority::from_record(b"{}", None).unwrap_err(),
        RecordError::Form
    );
}

#[test]
fn pem_goes_there_and_back_and_other_blocks_are_refused() {
    let authority = authority();
    let both = format!(
        "root:\n{}\nissuing:\n{}",
        authority.root().to_pem(),
        authority.issuing().to_pem()
    );
    let read = Certificate::all_from_pem(&both).unwrap();
    assert_eq!(read, [authority.root().clone(), authority.issuing().clone()]);
    let bad = both.replace("CERTIFICATE", "PRIVATE KEY");
    for text in ["", "-----BEGIN CERTIFICATE-----", bad.as_str()] {
        assert_eq!(
            Certificate::all_from_pem(text),
            Err(CertificateError::Pem),
            "{text}"
        );
    }
}

#[test]
fn a_base_url_stands_in_all_but_the_root() {
    let authority =
        Authority::create(NOW, &AuthorityNames::for_host("h"), Some("https://sign.example")).unwrap();
    let names = |certificate: &Certificate, url: &str| {
        certificate
            .der()
            .windows(url.len())
            .any(|window| window == url.as_bytes())
    };
    assert!(!names(authority.root(), "https"));
    assert!(names(
        authority.issuing(),
        "https://sign.example/api/v1/pki/root.crl"
    ));
    assert!(names(
        authority.timestamping(),
        "https://sign.example/api/v1/pki/issuing.crl"
    ));
}
