//! Tests of extensions: what a key may do, and what is refused because nobody here understands it.

use super::*;
use crate::chain::extensions::ExtensionError;
use const_oid::db::rfc5280::{ID_KP_SERVER_AUTH, ID_KP_TIME_STAMPING};
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, KeyUsages};

#[test]
fn extensions_unknown_and_critical_repeated_or_unreadable_are_refused() {
    let root = root(1);
    let made = below(&root, Role::DocumentSigner, "leaf");
    let oid = ObjectIdentifier::new_unwrap("2.5.29.30"); // name constraints
    let refused = |change: &dyn Fn(&mut Vec<Extension>)| {
        let leaf = changed(&made, &root, |tbs| change(extensions(tbs)));
        match check(&leaf, &[], &root).unwrap_err() {
            ChainError::Extension { problem, .. } => problem,
            other => panic!("{other}"),
        }
    };
    let unknown = |critical| Extension {
        extn_id: oid,
        critical,
        extn_value: OctetString::new([0x05, 0x00]).unwrap(),
    };
    assert_eq!(
        refused(&|all| all.push(unknown(true))),
        ExtensionError::UnknownCritical(oid)
    );
    assert!(matches!(
        refused(&|all| all.push(all[0].clone())),
        ExtensionError::Twice(_)
    ));
    assert!(matches!(
        refused(&|all| all[0].extn_value = OctetString::new([0x05, 0x00]).unwrap()),
        ExtensionError::Unreadable { .. }
    ));
    let harmless = changed(&made, &root, |tbs| extensions(tbs).push(unknown(false)));
    assert_eq!(check(&harmless, &[], &root), Ok(2));
}

#[test]
fn a_leaf_needs_its_usage_and_must_not_be_an_authority() {
    let root = root(1);
    let made = below(&root, Role::DocumentSigner, "leaf");
    let without = |n: usize| changed(&made, &root, |tbs| drop(extensions(tbs).remove(n)));
    let wrong = Err(ChainError::WrongPurpose("CN=leaf".into()));
    assert_eq!(check(&without(0), &[], &root), wrong, "key usage");
    assert_eq!(check(&without(1), &[], &root), wrong, "extended key usage");
    let authority = changed(&made, &root, |tbs| {
        let constraints = BasicConstraints {
            ca: true,
            path_len_constraint: None,
        };
        extensions(tbs).push(extension(&constraints, true).unwrap());
    });
    assert_eq!(check(&authority, &[], &root), wrong, "authority");
}

#[test]
fn a_signer_needs_non_repudiation_and_a_signing_purpose() {
    let root = root(1);
    let made = below(&root, Role::DocumentSigner, "leaf");
    let with_usage = |usage: KeyUsage| {
        changed(&made, &root, |tbs| {
            extensions(tbs)[0] = extension(&usage, true).unwrap();
        })
    };
    let wrong = Err(ChainError::WrongPurpose("CN=leaf".into()));
    assert_eq!(
        check(
            &with_usage(KeyUsage(KeyUsages::NonRepudiation.into())),
            &[],
            &root
        ),
        Ok(2)
    );
    assert_eq!(
        check(
            &with_usage(KeyUsage(KeyUsages::DigitalSignature.into())),
            &[],
            &root
        ),
        wrong
    );
    let may_certify = KeyUsage(KeyUsages::NonRepudiation | KeyUsages::KeyCertSign);
    assert_eq!(check(&with_usage(may_certify), &[], &root), wrong);
    let server = changed(&made, &root, |tbs| {
        extensions(tbs)[1] = extension(&ExtendedKeyUsage(vec![ID_KP_SERVER_AUTH]), false).unwrap();
    });
    assert_eq!(check(&server, &[], &root), wrong);
}

#[test]
fn a_time_stamp_purpose_must_be_critical_and_alone() {
    let root = root(1);
    let made = below(&root, Role::TimestampAuthority, "leaf");
    let stamps = |purposes: Vec<ObjectIdentifier>, critical| {
        let leaf = changed(&made, &root, |tbs| {
            extensions(tbs)[1] = extension(&ExtendedKeyUsage(purposes), critical).unwrap();
        });
        let trust = std::slice::from_ref(&root.certificate);
        validate(&leaf, &[], trust, Purpose::TimeStamping, NOW).is_ok()
    };
    assert!(stamps(vec![ID_KP_TIME_STAMPING], true));
    assert!(!stamps(vec![ID_KP_TIME_STAMPING], false));
    assert!(!stamps(vec![ID_KP_TIME_STAMPING, ID_KP_SERVER_AUTH], true));
    assert!(!stamps(vec![ID_KP_SERVER_AUTH], true));
}

#[test]
fn an_authority_needs_its_constraint_and_its_usage() {
    let root = root(1);
    let a = below(&root, Role::Authority { below: 0 }, "a");
    let leaf = below(&a, Role::DocumentSigner, "leaf").certificate;
    let refused = |change: &dyn Fn(&mut Vec<Extension>)| {
        let authority = changed(&a, &root, |tbs| change(extensions(tbs)));
        let trust = std::slice::from_ref(&root.certificate);
        validate(&leaf, &[authority], trust, Purpose::DocumentSigning, NOW).unwrap_err()
    };
    let no_authority = ChainError::NotAnAuthority("CN=a".into());
    let no_ca = BasicConstraints {
        ca: false,
        path_len_constraint: None,
    };
    assert_eq!(
        refused(&|all| all[0] = extension(&no_ca, true).unwrap()),
        no_authority
    );
    assert_eq!(refused(&|all| drop(all.remove(0))), no_authority);
    let only_lists = KeyUsage(KeyUsages::CRLSign.into());
    assert_eq!(
        refused(&|all| all[1] = extension(&only_lists, true).unwrap()),
        no_authority
    );
}
