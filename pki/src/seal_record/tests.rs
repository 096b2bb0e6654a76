//! Tests of seal records: what a good one says, that none can be altered, and which certificate belongs to which.

use super::*;
use crate::authority::{Authority, AuthorityNames};
use crate::seal_certificate::SealCertificateRequest;

const NOW: Timestamp = Timestamp(1_795_366_800_123);
const YEAR_MS: i64 = 31_557_600_000;

fn authority() -> Authority {
    Authority::create(NOW.plus_millis(-1000), &AuthorityNames::for_host("h"), None).unwrap()
}

fn code() -> CreditCode {
    CreditCode::parse("91350100M000100Y43").unwrap()
}

fn record() -> SealRecord {
    SealRecord {
        seal: "0193f1c2-6b1d-7aaa-8000-00000000000a".parse().unwrap(),
        name: "合同专用章".to_owned(),
        kind: "contract".to_owned(),
        owner: SealOwner {
            name: "北京某某科技有限公司".to_owned(),
            credit_code: Some(code()),
        },
        picture: SealPicture {
            sha256: Sha256Hash::of(b"<svg/>"),
            media_type: "image/svg+xml".to_owned(),
            width: 4200,
            height: 4200,
        },
        made_at: NOW,
        valid_from: NOW,
        valid_until: NOW.plus_millis(YEAR_MS),
        certificate: None,
    }
}

fn signed_by(authority: &Authority, record: SealRecord) -> Result<SignedSealRecord, SealRecordError> {
    let maker = authority.certifier();
    record.sign(&maker.key, &maker.certificate, authority.chain(), |imprint| {
        authority.timestamp(imprint, None, NOW)
    })
}

fn certificate(authority: &Authority, seal: SealId, record: Option<Sha256Hash>) -> Certificate {
    let request = SealCertificateRequest {
        seals: vec![SealReference { seal, record }],
        organisation: record_owner(),
        credit_code: code(),
        seal_name: "合同专用章".to_owned(),
        not_before: NOW,
        valid_for_ms: 86_400_000,
    };
    let key = SigningKey::generate().unwrap();
    authority.issue_seal(key.public_key(), &request).unwrap()
}

fn record_owner() -> String {
    record().owner.name
}

#[test]
fn a_signed_record_reads_back_and_names_its_maker() {
    let authority = authority();
    let signed = signed_by(&authority, record()).unwrap();
    let read = SignedSealRecord::verify(&signed.der, &[authority.root().clone()]).unwrap();
    assert_eq!(read, signed);
    assert_eq!(read.record, record());
    assert_eq!(read.signed_at, NOW);
    assert_eq!(read.maker.certificate, authority.certifier().certificate.sha256());
    let text = r#"{"$t":"hub.seal_record.v1","algorithm":"cms_ecdsa_p256_sha256","maker":{"#;
    assert!(
        signed
            .der
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    );
}

#[test]
fn no_byte_of_a_record_can_change() {
    let authority = authority();
    let trust = [authority.root().clone()];
    let signed = signed_by(&authority, record()).unwrap();
    for at in 0..signed.der.len() {
        let mut altered = signed.der.clone();
        altered[at] ^= 1;
        assert!(SignedSealRecord::verify(&altered, &trust).is_err(), "byte {at}");
    }
    let stranger = self::authority();
    assert!(matches!(
        SignedSealRecord::verify(&signed.der, &[stranger.root().clone()]),
        Err(SealRecordError::Signature(_))
    ));
}

#[test]
fn a_record_of_another_version_maker_or_spelling_is_refused() {
    let authority = authority();
    let maker = authority.certifier();
    let resigned = |json: &[u8]| {
        let stamp = |imprint| authority.timestamp(imprint, None, NOW);
        let signed = sign_embedded(json, &maker.key, &maker.certificate, authority.chain(), stamp);
        SignedSealRecord::verify(&signed.unwrap().der, &[authority.root().clone()])
    };
    let written = Written {
        kind: TYPE.to_owned(),
        algorithm: RecordAlgorithm::CmsEcdsaP256Sha256,
        maker: SealMaker {
            name: maker.certificate.common_name(),
            certificate: maker.certificate.sha256(),
        },
        record: record(),
    };
    let json = String::from_utf8(canonical::encode(&written).unwrap()).unwrap();
    assert!(resigned(json.as_bytes()).is_ok());
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        resigned(json.replacen(from, to, 1).as_bytes()).unwrap_err()
    };
    assert_eq!(with("seal_record.v1", "seal_record.v2"), SealRecordError::Version);
    let unknown = with("cms_ecdsa_p256_sha256", "cms_sm2_sm3");
    assert_eq!(unknown, SealRecordError::Algorithm("cms_sm2_sm3".to_owned()));
    assert_eq!(
        unknown.to_string(),
        "the record is signed with cms_sm2_sm3, which this version cannot check: a newer one may"
    );
    // Known, but not the way in which this one is signed.
    assert_eq!(
        with("cms_ecdsa_p256_sha256", "cms_rsa_pkcs1_sha256"),
        SealRecordError::Maker
    );
    assert_eq!(with("会签", "别人"), SealRecordError::Maker);
    assert!(matches!(
        with("\"kind\":", " \"kind\":"),
        SealRecordError::Form(_)
    ));
    assert_eq!(with("\"width\":4200", "\"width\":0"), SealRecordError::Incomplete);
}

/// A CMS signature of another kind, as a maker with an SM2 key (GM/T 0009) would make it, is told from a wrong one.
#[test]
fn a_record_that_is_signed_with_sm2_is_refused_by_its_algorithm() {
    const ECDSA_WITH_SHA256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    const SM2_WITH_SM3: &[u8] = &[0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75];
    let authority = authority();
    let mut der = signed_by(&authority, record()).unwrap().der;
    // Certificates and the token name theirs too.
    let places: Vec<usize> = (0..der.len())
        .filter(|at| der[*at..].starts_with(ECDSA_WITH_SHA256))
        .collect();
    let trust = [authority.root().clone()];
    let mut named = 0;
    for at in places {
        let place = at..at + ECDSA_WITH_SHA256.len();
        der[place.clone()].copy_from_slice(SM2_WITH_SM3);
        let refused = SignedSealRecord::verify(&der, &trust).unwrap_err();
        named += usize::from(matches!(refused, SealRecordError::Algorithm(_)));
        der[place].copy_from_slice(ECDSA_WITH_SHA256);
    }
    assert_eq!(named, 1, "the signer's");
}

#[test]
fn nothing_incomplete_is_signed() {
    let authority = authority();
    let refused = |change: fn(&mut SealRecord)| {
        let mut record = record();
        change(&mut record);
        signed_by(&authority, record).unwrap_err()
    };
    for change in [
        (|r| r.name = " ".to_owned()) as fn(&mut SealRecord),
        |r| r.kind = "Contract".to_owned(),
        |r| r.kind = String::new(),
        |r| r.owner.name = String::new(),
        |r| r.picture.height = 0,
        |r| r.valid_until = r.valid_from,
    ] {
        assert_eq!(refused(change), SealRecordError::Incomplete);
    }
}

#[test]
fn only_a_certificate_of_this_seal_and_record_may_be_used_and_only_in_time() {
    let authority = authority();
    let signed = signed_by(&authority, record()).unwrap();
    let seal = signed.record.seal;
    let good = certificate(&authority, seal, Some(signed.sha256()));
    assert_eq!(signed.check_use(&good, NOW), Ok(()));
    let late = NOW.plus_millis(YEAR_MS + 1);
    assert_eq!(signed.check_use(&good, late), Err(SealUseError::NotValidThen));
    let other_record = certificate(&authority, seal, Some(Sha256Hash::of(b"other")));
    assert_eq!(
        signed.check_use(&other_record, NOW),
        Err(SealUseError::OtherRecord)
    );
    let other_seal = certificate(&authority, SealId::default(), Some(signed.sha256()));
    assert_eq!(signed.check_use(&other_seal, NOW), Err(SealUseError::OtherSeal));
}

#[test]
fn a_standing_certificate_is_named_by_the_record() {
    let authority = authority();
    let standing = certificate(&authority, record().seal, None);
    let with_standing = SealRecord {
        certificate: Some(standing.sha256()),
        ..record()
    };
    let signed = signed_by(&authority, with_standing).unwrap();
    assert_eq!(signed.check_use(&standing, NOW), Ok(()));
    let another = certificate(&authority, record().seal, None);
    assert_eq!(signed.check_use(&another, NOW), Err(SealUseError::OtherRecord));
}
