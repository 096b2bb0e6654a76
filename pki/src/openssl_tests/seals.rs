//! What OpenSSL says to seal records and seal certificates.

use super::{AT, Desk, NOW};
use crate::seal_certificate::{SealCertificateRequest, SealReference};
use crate::seal_record::{SealOwner, SealPicture, SealRecord};
use crate::signing_key::SigningKey;
use domain::hash::Sha256Hash;
use domain::organisation::credit_code::CreditCode;

const SEAL: &str = "0193f1c2-6b1d-7aaa-8000-00000000000a";

#[test]
fn openssl_reads_a_record_and_the_certificate_that_names_it() {
    let desk = Desk::new();
    let code = CreditCode::parse("91350100M000100Y43").unwrap();
    let record = SealRecord {
        seal: SEAL.parse().unwrap(),
        name: "合同专用章".to_owned(),
        kind: "contract".to_owned(),
        owner: SealOwner {
            name: "上海某某有限公司".to_owned(),
            credit_code: Some(code.clone()),
        },
        picture: SealPicture {
            sha256: Sha256Hash::of(b"<svg/>"),
            media_type: "image/svg+xml".to_owned(),
            width: 4200,
            height: 4200,
        },
        made_at: NOW,
        valid_from: NOW,
        valid_until: NOW.plus_millis(86_400_000),
        certificate: None,
    };
    let maker = desk.authority.certifier();
    let chain = desk.authority.chain();
    let signed = record
        .sign(&maker.key, &maker.certificate, chain, |imprint| {
            desk.authority.timestamp(imprint, None, NOW)
        })
        .unwrap();
    desk.write("record.der", &signed.der);
    let verdict = desk.openssl(&format!(
        "cms -verify -cades -binary -inform DER -in record.der -CAfile root.pem -purpose smimesign -attime {AT} \
         -out record.json"
    ));
    assert!(verdict.unwrap().contains("CAdES Verification successful"));
    let json = String::from_utf8(desk.read("record.json")).unwrap();
    assert!(json.contains("合同专用章") && json.contains(SEAL), "{json}");

    let request = SealCertificateRequest {
        seals: vec![SealReference {
            seal: SEAL.parse().unwrap(),
            record: Some(signed.sha256()),
        }],
        organisation: "上海某某有限公司".to_owned(),
        credit_code: code,
        seal_name: "合同专用章".to_owned(),
        not_before: NOW,
        valid_for_ms: 86_400_000,
    };
    let key = SigningKey::generate().unwrap();
    let certificate = desk.authority.issue_seal(key.public_key(), &request).unwrap();
    desk.write("seal.pem", certificate.to_pem());
    let options = format!("-x509_strict -attime {AT} -CAfile root.pem -untrusted issuing.pem");
    let verdict = desk.openssl(&format!("verify {options} -purpose smimesign seal.pem"));
    assert_eq!(verdict.unwrap(), "seal.pem: OK\n");
    let text = desk
        .openssl("x509 -in seal.pem -noout -subject -ext subjectAltName -nameopt utf8,sep_comma_plus")
        .unwrap();
    for part in [
        "上海某某有限公司",
        "organizationIdentifier=NTRCN-91350100M000100Y43",
        "URI:urn:uuid:0193f1c2-6b1d-7aaa-8000-00000000000a",
        "URI:ni:///sha-256;",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
