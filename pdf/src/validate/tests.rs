//! What we make is judged as ours after each signature, and nothing else is.

use super::*;
use crate::rehearsal::{PLAIN, Rehearsal};
use domain::ids::PartyNo;
use domain::ports::certificate_register::{Revocation as TakenBack, RevocationReason};

fn validated(rehearsal: &Rehearsal, bytes: &[u8]) -> Report {
    validate(bytes, &rehearsal.trust(), rehearsal.now)
}

#[test]
fn every_revision_of_a_signing_is_ours_and_intact() {
    let rehearsal = Rehearsal::signed(&PLAIN.pdf(), 3, 2, None);
    for (signed, bytes) in rehearsal.revisions.iter().enumerate() {
        let report = validated(&rehearsal, bytes);
        assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
        assert_eq!(
            (report.signatures.len(), report.revisions),
            (signed + 1, signed as u32 + 2)
        );
        // The parties that are to sign, and the document time-stamp.
        assert_eq!(report.unsigned_fields.len(), 3 - signed + 1);
        assert!(report.reasons.is_empty());
    }
    let report = validated(&rehearsal, rehearsal.file());
    let [certification, first, .., last] = report.signatures.as_slice() else {
        panic!("{report:#?}")
    };
    assert_eq!(
        (certification.kind, first.kind),
        (SignatureKind::Certification, SignatureKind::Approval)
    );
    assert_eq!(
        (certification.covers_revision, first.covers_revision),
        (Some(2), Some(3))
    );
    assert_eq!(
        (first.changes_after, last.changes_after),
        (ChangesAfter::Allowed, ChangesAfter::None)
    );
    assert_eq!(
        (first.field.as_str(), first.name.as_deref()),
        ("party-1", Some("张三1"))
    );
    assert_eq!(first.token_time, Some(rehearsal.now));
}

#[test]
fn parties_may_sign_in_any_order() {
    let mut rehearsal = Rehearsal::prepare(&PLAIN.pdf(), 3, 2, None);
    for no in [2, 3, 1] {
        rehearsal.sign(PartyNo(no));
    }
    let report = validated(&rehearsal, rehearsal.file());
    assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
    assert_eq!(report.unsigned_fields, ["document-timestamp"]);
}

#[test]
fn validation_data_and_the_document_timestamp_are_ours_too() {
    let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 2, 2, None);
    rehearsal.preserve();
    for (bytes, revisions, signatures) in [(&rehearsal.revisions[3], 5, 3), (&rehearsal.revisions[4], 6, 4)] {
        let report = validated(&rehearsal, bytes);
        assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
        assert_eq!(
            (report.revisions, report.signatures.len()),
            (revisions, signatures)
        );
    }
    let report = validated(&rehearsal, rehearsal.file());
    assert!(report.unsigned_fields.is_empty());
    let stamp = &report.signatures[3];
    assert_eq!(
        (stamp.kind, stamp.covers_revision, stamp.token_time),
        (SignatureKind::DocumentTimestamp, Some(6), Some(rehearsal.now))
    );
    assert_eq!(report.signatures[2].changes_after, ChangesAfter::Allowed);
}

/// The levels of the certification and of both parties.
fn levels(rehearsal: &Rehearsal, bytes: &[u8]) -> Vec<Option<Level>> {
    let report = validated(rehearsal, bytes);
    report.signatures[..3].iter().map(|one| one.level).collect()
}

#[test]
fn each_revision_brings_the_signatures_to_the_next_level() {
    let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 2, 2, None);
    rehearsal.preserve();
    let [.., signed, with_data, preserved] = rehearsal.revisions.as_slice() else {
        panic!("five revisions")
    };
    for (bytes, level) in [
        (signed, Level::Timestamped),
        (with_data, Level::LongTerm),
        (preserved, Level::Archived),
    ] {
        assert_eq!(levels(&rehearsal, bytes), [Some(level); 3]);
    }
    let report = validated(&rehearsal, preserved);
    assert!(
        report.signatures[..3]
            .iter()
            .all(|one| one.revocation == Revocation::Good)
    );
}

#[test]
fn a_certificate_that_was_taken_back_before_is_not_ours() {
    let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 1, 2, None);
    let certifier = &rehearsal.authority.certifier().certificate;
    let serial = certifier.serial().expect("a serial number");
    let taken_back = |at| {
        let reason = RevocationReason::KeyCompromise;
        (serial.clone(), TakenBack { at, reason })
    };
    let before = taken_back(rehearsal.now.plus_millis(-1000));
    let after = taken_back(rehearsal.now.plus_millis(1000));
    rehearsal.preserve_with(&[before]);
    let report = validated(&rehearsal, rehearsal.file());
    assert_eq!(report.verdict, Verdict::IntactSomeOurs);
    let certification = &report.signatures[0];
    assert!(certification.intact && !certification.trusted);
    assert_eq!(
        (certification.revocation, certification.level),
        (Revocation::Revoked, None)
    );

    let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 1, 2, None);
    rehearsal.preserve_with(&[after]);
    assert_eq!(
        validated(&rehearsal, rehearsal.file()).verdict,
        Verdict::IntactOurs
    );
}

#[test]
fn signatures_of_an_unknown_authority_are_intact_but_not_ours() {
    let (rehearsal, other) = (
        Rehearsal::signed(&PLAIN.pdf(), 1, 2, None),
        Rehearsal::prepare(&PLAIN.pdf(), 1, 2, None),
    );
    let report = validated(&other, rehearsal.file());
    assert_eq!(report.verdict, Verdict::IntactSomeOurs, "{report:#?}");
    assert!(
        report
            .signatures
            .iter()
            .all(|one| one.intact && !one.trusted && one.problem.is_some())
    );
}

#[test]
fn without_a_signature_there_is_nothing_to_judge() {
    let rehearsal = Rehearsal::prepare(&PLAIN.pdf(), 1, 2, None);
    assert_eq!(validated(&rehearsal, &PLAIN.pdf()).verdict, Verdict::Unsigned);
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
    ] {
        let report = validated(&rehearsal, bytes);
        assert_eq!(report.verdict, Verdict::Malformed);
        assert_eq!(report.reasons.len(), 1);
    }
}
