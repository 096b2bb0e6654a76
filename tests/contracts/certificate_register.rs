//! The register of certificates: what was issued is known, what was taken back stays taken back.

use crate::world::{World, on_every_database, on_real_databases};
use domain::hash::Sha256Hash;
use domain::ports::certificate_register::{
    CertificateKind, IssuedCertificate, Revocation, RevocationReason, RevokeOutcome, SerialNumber,
};
use domain::timestamp::Timestamp;
use futures_util::future::join_all;

on_every_database!(
    what_was_issued_is_found_and_nothing_else,
    the_first_entry_of_a_serial_number_stands,
    a_certificate_is_taken_back_once,
    only_what_was_issued_can_be_taken_back,
    of_many_revocations_one_stands,
    the_list_is_in_order_of_time,
);
on_real_databases!(the_register_outlives_a_restart);

fn serial(number: u8) -> SerialNumber {
    SerialNumber::from_bytes(&[0x40, 0, number]).unwrap()
}

fn certificate(number: u8) -> IssuedCertificate {
    IssuedCertificate {
        serial: serial(number),
        kind: CertificateKind::Event,
        sha256: Sha256Hash::of(&[number]),
        stream: "contract/0193f1c2-6b1d-7aaa-8000-000000000001".to_owned(),
        not_after: Timestamp(2_000),
        issued_at: Timestamp(1_000),
    }
}

fn revocation(at: i64) -> Revocation {
    Revocation {
        at: Timestamp(at),
        reason: RevocationReason::KeyCompromise,
    }
}

async fn what_was_issued_is_found_and_nothing_else(world: World) {
    let register = &world.store.certificates;
    assert_eq!(register.find(&serial(1)).await.unwrap(), None);
    register.register(certificate(1)).await.unwrap();
    let found = register.find(&serial(1)).await.unwrap().unwrap();
    assert_eq!((found.issued, found.revoked), (certificate(1), None));
    assert_eq!(register.find(&serial(2)).await.unwrap(), None);
    assert_eq!(register.revoked().await.unwrap(), []);
}

async fn the_first_entry_of_a_serial_number_stands(world: World) {
    let register = &world.store.certificates;
    register.register(certificate(1)).await.unwrap();
    let mut other = certificate(1);
    other.kind = CertificateKind::Seal;
    register.register(other).await.unwrap();
    let found = register.find(&serial(1)).await.unwrap().unwrap();
    assert_eq!(found.issued, certificate(1));
}

async fn a_certificate_is_taken_back_once(world: World) {
    let register = &world.store.certificates;
    register.register(certificate(1)).await.unwrap();
    let revoke = |at| async move { register.revoke(&serial(1), revocation(at)).await.unwrap() };
    assert_eq!(revoke(5).await, RevokeOutcome::Revoked);
    assert_eq!(revoke(6).await, RevokeOutcome::Already(revocation(5)));
    let found = register.find(&serial(1)).await.unwrap().unwrap();
    assert_eq!(found.revoked, Some(revocation(5)));
    register.register(certificate(1)).await.unwrap();
    assert_eq!(register.revoked().await.unwrap(), [(serial(1), revocation(5))]);
}

async fn only_what_was_issued_can_be_taken_back(world: World) {
    let register = &world.store.certificates;
    let outcome = register.revoke(&serial(1), revocation(5)).await.unwrap();
    assert_eq!(outcome, RevokeOutcome::Unknown);
    assert_eq!(register.revoked().await.unwrap(), []);
}

async fn of_many_revocations_one_stands(world: World) {
    let register = &world.store.certificates;
    register.register(certificate(1)).await.unwrap();
    let serial = serial(1);
    let outcomes = join_all((1..=10).map(|at| register.revoke(&serial, revocation(at)))).await;
    let outcomes: Vec<RevokeOutcome> = outcomes.into_iter().map(Result::unwrap).collect();
    let revoked = |outcome: &&RevokeOutcome| **outcome == RevokeOutcome::Revoked;
    assert_eq!(outcomes.iter().filter(revoked).count(), 1, "{outcomes:?}");
    assert_eq!(register.revoked().await.unwrap().len(), 1);
}

async fn the_list_is_in_order_of_time(world: World) {
    let register = &world.store.certificates;
    for (number, at) in [(1, 30), (2, 10), (3, 20), (4, 10)] {
        register.register(certificate(number)).await.unwrap();
        register.revoke(&serial(number), revocation(at)).await.unwrap();
    }
    let list = register.revoked().await.unwrap();
    let listed: Vec<SerialNumber> = list.into_iter().map(|(serial, _)| serial).collect();
    assert_eq!(listed, [2, 4, 3, 1].map(serial));
}

async fn the_register_outlives_a_restart(world: World) {
    world.store.certificates.register(certificate(1)).await.unwrap();
    world
        .store
        .certificates
        .revoke(&serial(1), revocation(5))
        .await
        .unwrap();
    let world = world.reopen().await;
    let found = world.store.certificates.find(&serial(1)).await.unwrap().unwrap();
    assert_eq!(found.revoked, Some(revocation(5)));
}
