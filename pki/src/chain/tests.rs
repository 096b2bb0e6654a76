//! Tests of path validation: one refusal each, on certificates that are right but for one thing.

mod purposes;

use super::*;
use crate::authority::{Authority, AuthorityNames};
use crate::certificate_template::{CertificateTemplate, Issuer, Role, extension};
use crate::distinguished_name::NameBuilder;
use crate::signing_key::SigningKey;
use const_oid::ObjectIdentifier;
use der::asn1::{BitString, OctetString};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::BasicConstraints;
use x509_cert::name::Name;

const NOW: Timestamp = Timestamp(1_795_366_800_000);

/// A certificate with its key, made to order.
struct Made {
    key: SigningKey,
    certificate: Certificate,
}

fn name(text: &str) -> Name {
    NameBuilder::default().common_name(text).unwrap().name()
}

fn template<'a>(role: Role, subject: &str, key: &'a SigningKey) -> CertificateTemplate<'a> {
    CertificateTemplate {
        role,
        subject: name(subject),
        public_key: key.public_key(),
        not_before: NOW,
        not_after: NOW.plus_millis(60_000),
        alternative_names: Vec::new(),
        fetch: None,
    }
}

fn root(below: u8) -> Made {
    let key = SigningKey::generate().unwrap();
    let issuer = name("root");
    let certificate = template(Role::Authority { below }, "root", &key)
        .sign(Issuer {
            name: &issuer,
            key: &key,
        })
        .unwrap();
    Made { key, certificate }
}

fn below(issuer: &Made, role: Role, subject: &str) -> Made {
    let key = SigningKey::generate().unwrap();
    let issuer_name = &issuer.certificate.parsed().tbs_certificate.subject;
    let certificate = template(role, subject, &key)
        .sign(Issuer {
            name: issuer_name,
            key: &issuer.key,
        })
        .unwrap();
    Made { key, certificate }
}

/// The certificate with its contents changed and signed again by the right issuer.
fn changed(made: &Made, issuer: &Made, change: impl FnOnce(&mut x509_cert::TbsCertificate)) -> Certificate {
    let mut parsed = made.certificate.parsed().clone();
    change(&mut parsed.tbs_certificate);
    let signature = issuer
        .key
        .sign(&parsed.tbs_certificate.to_der().unwrap())
        .unwrap();
    parsed.signature = BitString::from_bytes(&signature).unwrap();
    Certificate::from_der(&parsed.to_der().unwrap()).unwrap()
}

fn extensions(tbs: &mut x509_cert::TbsCertificate) -> &mut Vec<Extension> {
    tbs.extensions.as_mut().unwrap()
}

fn check(leaf: &Certificate, between: &[&Made], trust: &Made) -> Result<usize, ChainError> {
    let between: Vec<Certificate> = between.iter().map(|made| made.certificate.clone()).collect();
    validate(
        leaf,
        &between,
        std::slice::from_ref(&trust.certificate),
        Purpose::DocumentSigning,
        NOW,
    )
    .map(|path| path.len())
}

#[test]
fn paths_of_two_three_and_four_certificates_hold() {
    let root = root(2);
    let a = below(&root, Role::Authority { below: 1 }, "a");
    let b = below(&a, Role::Authority { below: 0 }, "b");
    let leaf = |issuer| below(issuer, Role::DocumentSigner, "leaf").certificate;
    assert_eq!(check(&leaf(&root), &[], &root), Ok(2));
    assert_eq!(check(&leaf(&a), &[&a], &root), Ok(3));
    assert_eq!(check(&leaf(&b), &[&a, &b], &root), Ok(4));
}

#[test]
fn a_missing_or_foreign_issuer_is_refused() {
    let (root, other) = (root(1), root(1));
    let a = below(&root, Role::Authority { below: 0 }, "a");
    let leaf = below(&a, Role::DocumentSigner, "leaf").certificate;
    assert_eq!(
        check(&leaf, &[], &root),
        Err(ChainError::NoIssuer("CN=leaf".into()))
    );
    assert_eq!(
        check(&leaf, &[&a], &other),
        Err(ChainError::Signature("CN=a".into()))
    );
}

#[test]
fn an_anchor_of_the_same_name_with_another_key_is_refused() {
    let root = root(1);
    let impostor = {
        let key = SigningKey::generate().unwrap();
        let issuer = name("root");
        let certificate = template(Role::Authority { below: 1 }, "root", &key)
            .sign(Issuer {
                name: &issuer,
                key: &key,
            })
            .unwrap();
        Made { key, certificate }
    };
    let leaf = below(&impostor, Role::DocumentSigner, "leaf").certificate;
    assert_eq!(
        check(&leaf, &[&impostor], &root),
        Err(ChainError::NotAnAuthority("CN=root".into()))
    );
    assert_eq!(
        check(&leaf, &[], &root),
        Err(ChainError::Signature("CN=leaf".into()))
    );
    assert_eq!(check(&leaf, &[], &impostor), Ok(2));
}

#[test]
fn a_signer_that_is_no_authority_issues_nothing() {
    let root = root(1);
    let signer = below(&root, Role::DocumentSigner, "signer");
    let leaf = below(&signer, Role::DocumentSigner, "leaf").certificate;
    assert_eq!(
        check(&leaf, &[&signer], &root),
        Err(ChainError::NotAnAuthority("CN=signer".into()))
    );
}

#[test]
fn an_authority_too_many_is_refused() {
    let root = root(0);
    let a = below(&root, Role::Authority { below: 0 }, "a");
    let leaf = below(&a, Role::DocumentSigner, "leaf").certificate;
    assert_eq!(
        check(&leaf, &[&a], &root),
        Err(ChainError::NotAnAuthority("CN=root".into()))
    );
}

#[test]
fn an_endless_path_is_refused() {
    let root = root(9);
    let names = ["a", "b", "c", "d", "e"];
    let mut path: Vec<Made> = Vec::new();
    for (n, name) in (0u8..).zip(names) {
        let made = below(
            path.last().unwrap_or(&root),
            Role::Authority { below: 8 - n },
            name,
        );
        path.push(made);
    }
    let check_below = |depth: usize| {
        let leaf = below(&path[depth - 1], Role::DocumentSigner, "leaf").certificate;
        check(&leaf, &path[..depth].iter().collect::<Vec<_>>(), &root)
    };
    assert_eq!(check_below(4), Ok(6));
    assert_eq!(check_below(5), Err(ChainError::TooLong("CN=leaf".into())));
}

#[test]
fn every_certificate_must_be_valid_at_the_time() {
    let root = root(1);
    let a = below(&root, Role::Authority { below: 0 }, "a");
    let leaf = below(&a, Role::DocumentSigner, "leaf").certificate;
    let at = |at| {
        let between = [a.certificate.clone()];
        validate(
            &leaf,
            &between,
            std::slice::from_ref(&root.certificate),
            Purpose::DocumentSigning,
            at,
        )
        .map(|path| path.len())
    };
    assert_eq!(at(NOW.plus_millis(60_999)), Ok(3));
    assert_eq!(
        at(NOW.plus_millis(61_000)),
        Err(ChainError::NotValidThen("CN=leaf".into()))
    );
    let expired = changed(&a, &root, |tbs| {
        tbs.validity.not_after = crate::x509_time::to_time(NOW.plus_millis(1000)).unwrap();
    });
    let late = NOW.plus_millis(5000);
    let result = validate(
        &leaf,
        &[expired],
        &[root.certificate],
        Purpose::DocumentSigning,
        late,
    );
    assert_eq!(result.unwrap_err(), ChainError::NotValidThen("CN=a".into()));
}

#[test]
fn algorithms_and_versions_off_the_list_are_refused() {
    let root = root(1);
    let made = below(&root, Role::DocumentSigner, "leaf");
    let null = changed(&made, &root, |tbs| {
        tbs.signature.parameters = Some(der::Any::null());
    });
    assert_eq!(
        check(&null, &[], &root),
        Err(ChainError::Algorithm("CN=leaf".into()))
    );
    let version = changed(&made, &root, |tbs| tbs.version = x509_cert::Version::V2);
    assert_eq!(
        check(&version, &[], &root),
        Err(ChainError::Version("CN=leaf".into()))
    );
    let unique = changed(&made, &root, |tbs| {
        tbs.subject_unique_id = Some(BitString::from_bytes(&[1]).unwrap());
    });
    assert_eq!(
        check(&unique, &[], &root),
        Err(ChainError::Version("CN=leaf".into()))
    );
}

#[test]
fn every_flipped_bit_of_a_certificate_is_found() {
    let authority = Authority::create(NOW, &AuthorityNames::for_host("h"), None).unwrap();
    let trust = [authority.root().clone()];
    let good = authority.certifier().certificate.der();
    for bit in 0..good.len() * 8 {
        let mut der = good.to_vec();
        der[bit / 8] ^= 1 << (bit % 8);
        let Ok(leaf) = Certificate::from_der(&der) else {
            continue;
        };
        let result = validate(&leaf, authority.chain(), &trust, Purpose::DocumentSigning, NOW);
        assert!(result.is_err(), "bit {bit}");
    }
}
