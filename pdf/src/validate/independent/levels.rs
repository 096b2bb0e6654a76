//! At every PAdES level and after each further party: qpdf, pdfsig, pyHanko and we agree on every signature.

use super::*;
use domain::ids::PartyNo;

const PARTIES: u8 = 3;

/// The level of each party's and of the platform's signature, as we see it.
#[track_caller]
fn reached(rehearsal: &Rehearsal, bytes: &[u8], level: Level, signatures: usize) {
    let report = validate(bytes, &rehearsal.trust(), rehearsal.now);
    let signed = report
        .signatures
        .iter()
        .filter(|one| one.kind != SignatureKind::DocumentTimestamp);
    let levels: Vec<Option<Level>> = signed.map(|one| one.level).collect();
    assert_eq!(levels, vec![Some(level); signatures]);
}

/// Signs party by party; after each the file is tried as it is, and then with what `level` asks of a file.
fn after_each_party(mut rehearsal: Rehearsal, level: Level) {
    let folder = tempfile::tempdir().expect("a folder");
    for party in 1..=PARTIES {
        rehearsal.sign(PartyNo(party));
        // The certification comes first.
        let signatures = usize::from(party) + 1;
        let (signed, plan) = (rehearsal.revisions.len(), rehearsal.plan.clone());
        if level >= Level::LongTerm {
            rehearsal.preserve();
        }
        let asked = match level {
            Level::Basic | Level::Timestamped => signed,
            Level::LongTerm => signed + 1,
            Level::Archived => signed + 2,
        };
        let bytes = rehearsal.revisions[asked - 1].clone();
        reached(&rehearsal, &bytes, level, signatures);
        agreed(folder.path(), &rehearsal, &bytes, signatures);
        if level == Level::Archived {
            let judged = ades(folder.path(), &rehearsal, &bytes);
            assert_eq!(judged.matches("AdESPassed.OK").count(), signatures, "{judged}");
            assert!(judged.contains("document-timestamp valid"), "{judged}");
        } else {
            // Whoever demands revocation data under a time-stamp says that it is not there yet.
            let judged = ades(folder.path(), &rehearsal, &bytes);
            assert_eq!(judged.matches("AdESPassed.OK").count(), 0, "{judged}");
        }
        // The next party signs what stood before the validation data.
        rehearsal.revisions.truncate(signed);
        rehearsal.plan = plan;
    }
}

#[test]
fn b_b() {
    let rehearsal = Rehearsal::basic(&PLAIN.pdf(), PARTIES, 2);
    after_each_party(rehearsal, Level::Basic);
}

#[test]
fn b_t() {
    let rehearsal = Rehearsal::prepare(&PLAIN.pdf(), PARTIES, 2, Some(font("甲方张三")));
    after_each_party(rehearsal, Level::Timestamped);
}

#[test]
fn b_lt() {
    let rehearsal = Rehearsal::prepare(&PLAIN.pdf(), PARTIES, 2, Some(font("甲方张三")));
    after_each_party(rehearsal, Level::LongTerm);
}

#[test]
fn b_lta() {
    let rehearsal = Rehearsal::prepare(&PLAIN.pdf(), PARTIES, 2, Some(font("甲方张三")));
    after_each_party(rehearsal, Level::Archived);
}

/// A file that was sealed up to B-LTA is signed by a further party, and sealed again.
#[test]
fn signed_further_after_b_lta() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sealed = Rehearsal::signed(&PLAIN.pdf(), 2, 2, None);
    sealed.preserve();
    let mut wanted = crate::rehearsal::request(1, 1, sealed.now, None);
    wanted.parties[0].boxes.truncate(1);
    let mut rehearsal = sealed.continued(&wanted);
    rehearsal.sign(PartyNo(1));
    rehearsal.preserve();
    agreed(folder.path(), &rehearsal, rehearsal.file(), 5);
    reached(&rehearsal, rehearsal.file(), Level::Archived, 5);
    let judged = ades(folder.path(), &rehearsal, rehearsal.file());
    assert_eq!(judged.matches("AdESPassed.OK").count(), 5, "{judged}");
}
