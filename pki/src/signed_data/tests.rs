//! Tests of signed attributes: signatures that are right over attributes that are not.

use super::make::{Content, Signed};
use super::open::{ContentIs, SignedDataError, open};
use super::*;
use crate::authority::{Authority, AuthorityNames, CertifiedKey};
use crate::certificate::Certificate;
use crate::signing_certificate::SigningCertificateV2;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::Encode;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;

fn authority() -> Authority {
    Authority::create(Timestamp(1_795_366_800_000), &AuthorityNames::for_host("h"), None).unwrap()
}

fn digest() -> Sha256Hash {
    Sha256Hash::of(b"content")
}

fn content_type(oid: ObjectIdentifier) -> Attribute {
    attribute(ID_CONTENT_TYPE, Any::encode_from(&oid).unwrap()).unwrap()
}

fn message_digest(digest: Sha256Hash) -> Attribute {
    attribute(
        ID_MESSAGE_DIGEST,
        Any::encode_from(&OctetString::new(digest.0).unwrap()).unwrap(),
    )
    .unwrap()
}

fn signing_certificate(certificate: &Certificate) -> Attribute {
    let value = SigningCertificateV2::of(certificate).unwrap();
    attribute(ID_AA_SIGNING_CERTIFICATE_V2, Any::encode_from(&value).unwrap()).unwrap()
}

/// Signs exactly these attributes, detached, and opens the result.
fn opened(signer: &CertifiedKey, attributes: Vec<Attribute>) -> Result<(), SignedDataError> {
    let attributes = DerSet::sorted(attributes).unwrap();
    let signature = signer.key.sign(&attributes.to_der().unwrap()).unwrap();
    let content = Content {
        content_type: ID_DATA,
        embedded: None,
        digest: digest(),
        key: &signer.key,
        signer: &signer.certificate,
        certificates: vec![&signer.certificate],
    };
    let der = Signed {
        attributes,
        signature,
        ..content.sign().unwrap()
    }
    .finish(None)
    .unwrap();
    open(&der, ID_DATA, &ContentIs::Detached(digest())).map(|_| ())
}

#[test]
fn the_three_attributes_are_needed_and_no_order_of_making_matters() {
    let authority = authority();
    let signer = authority.certifier();
    let good = vec![
        signing_certificate(&signer.certificate),
        message_digest(digest()),
        content_type(ID_DATA),
    ];
    assert_eq!(opened(signer, good.clone()), Ok(()));
    for missing in 0..good.len() {
        let mut attributes = good.clone();
        attributes.remove(missing);
        assert_eq!(
            opened(signer, attributes),
            Err(SignedDataError::SignedAttributes),
            "{missing}"
        );
    }
}

#[test]
fn an_attribute_twice_or_with_two_values_is_refused() {
    let authority = authority();
    let signer = authority.certifier();
    let good = [
        signing_certificate(&signer.certificate),
        message_digest(digest()),
        content_type(ID_DATA),
    ];
    let mut twice = good.to_vec();
    twice.push(message_digest(Sha256Hash::of(b"another")));
    assert_eq!(opened(signer, twice), Err(SignedDataError::SignedAttributes));
    let mut two_values = good.to_vec();
    let another = Any::encode_from(&OctetString::new([0; 32]).unwrap()).unwrap();
    two_values[1].values.insert(another).unwrap();
    assert_eq!(opened(signer, two_values), Err(SignedDataError::SignedAttributes));
}

#[test]
fn attributes_about_something_else_are_refused() {
    let authority = authority();
    let signer = authority.certifier();
    let with = |kind, digest, certificate| {
        let attributes = vec![
            content_type(kind),
            message_digest(digest),
            signing_certificate(certificate),
        ];
        opened(signer, attributes)
    };
    let own = &signer.certificate;
    assert_eq!(with(ID_DATA, digest(), own), Ok(()));
    assert_eq!(
        with(ID_SIGNED_DATA, digest(), own),
        Err(SignedDataError::ContentType)
    );
    assert_eq!(
        with(ID_DATA, Sha256Hash::of(b"another"), own),
        Err(SignedDataError::Digest)
    );
    assert_eq!(
        with(ID_DATA, digest(), authority.issuing()),
        Err(SignedDataError::SigningCertificate)
    );
}

/// A second certificate for the same key: the signature alone cannot tell the two apart.
#[test]
fn a_signature_cannot_be_moved_to_another_certificate_of_the_same_key() {
    let authority = authority();
    let signer = authority.certifier();
    let request = crate::event_certificate::EventCertificateRequest {
        common_name: "somebody else".to_owned(),
        organisation: None,
        subject_serial: "1".to_owned(),
        not_before: Timestamp(1_795_366_800_000),
        valid_for_ms: 60_000,
    };
    let other = authority.issue(signer.key.public_key(), &request).unwrap();
    let content = |signer_certificate| Content {
        content_type: ID_DATA,
        embedded: None,
        digest: digest(),
        key: &signer.key,
        signer: signer_certificate,
        certificates: vec![signer_certificate],
    };
    let Signed {
        attributes,
        signature,
        ..
    } = content(&signer.certificate).sign().unwrap();
    let moved = Signed {
        attributes,
        signature,
        ..content(&other).sign().unwrap()
    }
    .finish(None)
    .unwrap();
    let result = open(&moved, ID_DATA, &ContentIs::Detached(digest())).map(|_| ());
    assert_eq!(result, Err(SignedDataError::SigningCertificate));
}
