//! Tests of PDF signatures: what a good one says, and that no bit of one can change.

use super::verify::{CmsError, verify_detached};
use super::*;
use crate::authority::{Authority, AuthorityNames};
use crate::chain::ChainError;
use crate::der_set::DerSet;
use crate::event_certificate::EventCertificateRequest;
use crate::signed_data::make::Signed;
use crate::signed_data::open::SignedDataError;
use crate::timestamp::verify::TokenError;
use crate::x509_time;
use const_oid::db::rfc5911::ID_SIGNING_TIME;
use der::Encode;

const NOW: Timestamp = Timestamp(1_795_366_800_123);

struct Signer {
    authority: Authority,
    key: SigningKey,
    certificate: Certificate,
}

fn signer() -> Signer {
    let authority = Authority::create(
        NOW.plus_millis(-5000),
        &AuthorityNames::for_host("localhost"),
        None,
    )
    .unwrap();
    let key = SigningKey::generate().unwrap();
    let request = EventCertificateRequest {
        common_name: "李四".to_owned(),
        organisation: None,
        subject_serial: "contract/1".to_owned(),
        not_before: NOW,
        valid_for_ms: 600_000,
    };
    let certificate = authority.issue(key.public_key(), &request).unwrap();
    Signer {
        authority,
        key,
        certificate,
    }
}

impl Signer {
    fn sign_at(&self, now: Timestamp) -> SignedCms {
        sign_detached(
            digest(),
            &self.key,
            &self.certificate,
            self.authority.chain(),
            |imprint| self.authority.timestamp(imprint, None, now),
        )
        .unwrap()
    }

    fn trust(&self) -> [Certificate; 1] {
        [self.authority.root().clone()]
    }

    fn content(&self) -> Content<'_> {
        Content {
            content_type: ID_DATA,
            embedded: None,
            digest: digest(),
            key: &self.key,
            signer: &self.certificate,
            certificates: vec![&self.certificate, self.authority.issuing()],
        }
    }
}

fn digest() -> Sha256Hash {
    Sha256Hash::of(b"byte ranges")
}

#[test]
fn a_signature_says_who_and_when() {
    let signer = signer();
    let signed = signer.sign_at(NOW.plus_millis(77));
    let info = verify_detached(&signed.der, digest(), &signer.trust(), None).unwrap();
    assert_eq!(info.common_name, "李四");
    assert_eq!(info.signer, signer.certificate);
    assert_eq!(info.chain.len(), 3);
    let token = info.token.unwrap();
    assert_eq!(
        (token.time, signed.token_time),
        (NOW.plus_millis(77), NOW.plus_millis(77))
    );
    assert_eq!(info.token_sha256, Some(signed.token_sha256));
}

#[test]
fn a_basic_signature_has_no_time_but_the_one_it_is_judged_at() {
    let signer = signer();
    let chain = signer.authority.chain();
    let unstamped = sign_unstamped(digest(), &signer.key, &signer.certificate, chain).unwrap();
    let der = unstamped.finish_basic().unwrap();
    let at = |time| verify_detached(&der, digest(), &signer.trust(), time);
    assert_eq!(at(None).unwrap_err(), CmsError::NoTime);
    let info = at(Some(NOW.plus_millis(1))).unwrap();
    assert_eq!((info.common_name.as_str(), info.token), ("李四", None));
    assert!(matches!(
        at(Some(NOW.plus_millis(86_400_000))),
        Err(CmsError::Chain(_))
    ));
}

/// Every bit outside the token; inside it one bit a byte, because the tests of tokens flip each one there.
#[test]
fn every_flipped_bit_of_a_signature_is_found() {
    let signer = signer();
    let trust = signer.trust();
    let mut token = None;
    let good = sign_detached(
        digest(),
        &signer.key,
        &signer.certificate,
        signer.authority.chain(),
        |imprint| {
            signer
                .authority
                .timestamp(imprint, None, NOW)
                .inspect(|made| token = Some(made.der.clone()))
        },
    )
    .unwrap()
    .der;
    let token = token.unwrap();
    let start = good
        .windows(token.len())
        .position(|window| window == token)
        .unwrap();
    let inside = start..start + token.len();
    for bit in (0..good.len() * 8).filter(|bit| !inside.contains(&(bit / 8)) || bit % 8 == bit / 8 % 8) {
        let mut changed = good.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let result = verify_detached(&changed, digest(), &trust, Some(NOW));
        assert!(result.is_err(), "byte {} bit {}", bit / 8, bit % 8);
    }
}

#[test]
fn another_document_or_another_root_is_refused() {
    let (signer, other) = (signer(), signer());
    let signed = signer.sign_at(NOW).der;
    assert_eq!(
        verify_detached(&signed, Sha256Hash::of(b"another"), &signer.trust(), None).unwrap_err(),
        CmsError::SignedData(SignedDataError::Digest)
    );
    let foreign = verify_detached(&signed, digest(), &other.trust(), None).unwrap_err();
    assert!(
        matches!(
            foreign,
            CmsError::Token(TokenError::Chain(ChainError::Signature(_)))
        ),
        "{foreign}"
    );
}

#[test]
fn a_certificate_that_was_not_valid_at_the_token_time_is_refused() {
    let signer = signer();
    for then in [NOW.plus_millis(-1000), NOW.plus_millis(700_000)] {
        let signed = signer.sign_at(then).der;
        assert_eq!(
            verify_detached(&signed, digest(), &signer.trust(), Some(NOW)).unwrap_err(),
            CmsError::Chain(ChainError::NotValidThen(signer.certificate.subject()))
        );
    }
}

#[test]
fn without_a_time_stamp_the_caller_must_name_the_time() {
    let signer = signer();
    let signed = signer.content().sign().unwrap().finish(None).unwrap();
    let verify = |at| verify_detached(&signed, digest(), &signer.trust(), at);
    assert_eq!(verify(None).unwrap_err(), CmsError::NoTime);
    assert_eq!(verify(Some(NOW)).unwrap().token, None);
}

#[test]
fn a_time_stamp_of_another_signature_is_refused() {
    let signer = signer();
    let signed = signer.content().sign().unwrap();
    let token = signer
        .authority
        .timestamp(Sha256Hash::of(b"other signature"), None, NOW)
        .unwrap();
    let unsigned = attribute(ID_AA_TIME_STAMP_TOKEN, Any::from_der(&token.der).unwrap()).unwrap();
    let der = signed.finish(Some(unsigned)).unwrap();
    assert_eq!(
        verify_detached(&der, digest(), &signer.trust(), None).unwrap_err(),
        CmsError::Token(TokenError::Imprint)
    );
}

#[test]
fn other_unsigned_attributes_and_stray_certificates_are_refused() {
    let signer = signer();
    let refused = |content: Content<'_>, unsigned| {
        let der = content.sign().unwrap().finish(unsigned).unwrap();
        verify_detached(&der, digest(), &signer.trust(), Some(NOW)).unwrap_err()
    };
    let odd = attribute(ID_DATA, Any::null()).unwrap();
    assert_eq!(
        refused(signer.content(), Some(odd)),
        CmsError::SignedData(SignedDataError::UnsignedAttributes)
    );
    let mut content = signer.content();
    content.certificates.push(signer.authority.timestamping());
    assert_eq!(refused(content, None), CmsError::StrayCertificate);
}

#[test]
fn embedded_content_is_not_detached() {
    let signer = signer();
    let mut content = signer.content();
    content.embedded = Some(b"byte ranges");
    let der = content.sign().unwrap().finish(None).unwrap();
    assert_eq!(
        verify_detached(&der, digest(), &signer.trust(), Some(NOW)).unwrap_err(),
        CmsError::SignedData(SignedDataError::Content)
    );
}

#[test]
fn a_signing_time_among_the_signed_attributes_is_refused() {
    let signer = signer();
    let signed = signer.content().sign().unwrap();
    let time = Any::encode_from(&x509_time::to_time(NOW).unwrap()).unwrap();
    let mut attributes = signed.attributes.as_slice().to_vec();
    attributes.push(attribute(ID_SIGNING_TIME, time).unwrap());
    let attributes = DerSet::sorted(attributes).unwrap();
    let signature = signer.key.sign(&attributes.to_der().unwrap()).unwrap();
    let der = Signed {
        attributes,
        signature,
        ..signed
    }
    .finish(None)
    .unwrap();
    assert_eq!(
        verify_detached(&der, digest(), &signer.trust(), Some(NOW)).unwrap_err(),
        CmsError::SigningTime
    );
}

#[test]
fn the_key_must_belong_to_the_certificate() {
    let signer = signer();
    let other = SigningKey::generate().unwrap();
    let result = sign_detached(digest(), &other, &signer.certificate, &[], |imprint| {
        signer.authority.timestamp(imprint, None, NOW)
    });
    assert_eq!(result.unwrap_err(), SignError::Signature(MakeError::KeyMismatch));
}

#[test]
fn no_time_stamp_no_signature() {
    let signer = signer();
    let result = sign_detached(digest(), &signer.key, &signer.certificate, &[], |_| {
        Err(TimestampError::ClockOutsideCertificate)
    });
    assert_eq!(
        result.unwrap_err(),
        SignError::Timestamp(TimestampError::ClockOutsideCertificate)
    );
}

/// The PDF writer reserves 12,000 bytes of hex for the signature (research/pdf-signing.md section 6).
#[test]
fn a_signature_fits_the_reserved_place() {
    let length = signer().sign_at(NOW).der.len();
    assert!((1500..5500).contains(&length), "{length}");
}
