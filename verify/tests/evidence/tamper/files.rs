//! Files beside the log: documents, signatures, page images and film.

use super::caught;
use crate::support::documents::Documents;
use crate::support::forger::{Forged, assert_caught, index_of};
use crate::support::world::{NOON, World};
use domain::hash::Sha256Hash;
use verify::ledger::Outcome;
use verify::report::Verdict;
use verify::verify_file;

#[test]
fn case_11_document_replaced_and_manifest_fixed() {
    for name in [
        "documents/r0.pdf",
        "documents/clean.pdf",
        "documents/signing-plan",
        "pages/boxes.json",
    ] {
        caught("V08", |_, forged| forged.put(name, b"%PDF-1.7 another"));
    }
    caught("V08", |_, forged| {
        forged
            .file("documents/contract.pdf")
            .extend_from_slice(b"\n%more");
    });
}

#[test]
fn case_12_document_replaced_and_manifest_not_fixed() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    forged.file("documents/r0.pdf").push(b'x');
    let report = assert_caught(&forged.zip(), &world.policy(), "V01");
    assert!(
        report
            .check("V01")
            .unwrap()
            .detail
            .contains("documents/r0.pdf has another SHA-256")
    );
}

#[test]
fn case_13_byte_changed_in_the_film() {
    caught("V11", |_, forged| forged.file("media/film.mp4")[100] ^= 1);
}

#[test]
fn case_14_film_or_page_removed() {
    for name in [
        "media/film.mp4",
        "pages/0002.png",
        "pages/0001.json",
        "pages/images.json",
    ] {
        caught("V11", |_, forged| forged.remove(name));
    }
}

#[test]
fn case_15_film_and_its_event_removed_and_chain_recomputed() {
    caught("V13", |_, forged| {
        forged.remove("media/film.mp4");
        forged.rewrite(|records| drop(records.remove(index_of(records, "film_rendered"))));
    });
}

#[test]
fn case_16_two_page_images_swapped() {
    caught("V11", |_, forged| forged.swap("pages/0001.png", "pages/0002.png"));
}

#[test]
fn case_17_page_added() {
    caught("V11", |_, forged| forged.put("pages/0003.png", b"one page more"));
}

#[test]
fn case_18_film_shortened_with_its_event() {
    caught("V13", |_, forged| {
        forged.file("media/film.mp4").truncate(300);
        let film = forged.file("media/film.mp4").clone();
        forged.rewrite(|records| {
            let at = index_of(records, "film_rendered");
            records[at]["body"]["film"] = Sha256Hash::of(&film).to_hex().into();
            records[at]["body"]["length"] = film.len().into();
        });
    });
}

#[test]
fn case_46_pdf_changed_by_incremental_update_after_signing() {
    let more = b"\n9 0 obj\n<< >>\nendobj\n%%EOF\n";
    for check in ["V08", "V24"] {
        caught(check, |_, forged| {
            forged.file("documents/contract.pdf").extend_from_slice(more);
        });
    }
    // The signature's own bytes are covered too.
    for check in ["V08", "V24"] {
        caught(check, |_, forged| {
            let pdf = forged.file("documents/contract.pdf");
            let at = pdf
                .windows(11)
                .rposition(|window| window == b" /Contents ")
                .unwrap()
                + 400;
            pdf[at] = if pdf[at] == b'0' { b'1' } else { b'0' };
        });
    }
}

#[test]
fn case_46_another_signature_than_the_one_in_the_record() {
    let world = World::new();
    let mut ceremony = world.ceremony();
    let log = world.anchor(&ceremony.lines, 0);
    // The hub signs again for both parties, with other keys: sound by itself, not what was recorded.
    ceremony.documents = Documents::make(&world.authority, NOON + 100_000);
    assert_caught(&world.pack(&ceremony, &log), &world.policy(), "V24");
}

#[test]
fn case_46_another_document_timestamp_than_the_one_in_the_record() {
    let world = World::new();
    let mut ceremony = world.ceremony();
    let log = world.anchor(&ceremony.lines, 0);
    // A time-stamp fits after mine only where everything before it is as long: DER signatures vary by a byte or two.
    let length = |made: &Documents| made.preserved.validation_length as usize;
    let mine = length(&ceremony.documents);
    let other = std::iter::repeat_with(|| Documents::make(&world.authority, NOON + 100_000))
        .take(200)
        .find(|other| length(other) == mine)
        .expect("no other contract of the same length");
    let tail = other.preserved.bytes[mine..].to_vec();
    ceremony.documents.preserved.bytes.truncate(mine);
    ceremony.documents.preserved.bytes.extend(tail);
    assert_caught(&world.pack(&ceremony, &log), &world.policy(), "V24");
}

#[test]
fn case_46_the_contract_by_itself() {
    let world = World::new();
    let contract = world.ceremony().documents.contract().to_vec();
    let verdict = |file: &[u8]| verify_file(file, &world.policy()).verdict;
    assert_eq!(verdict(&contract), Verdict::BelowPolicy);
    let mut more = contract.clone();
    more.extend_from_slice(b"\n%%EOF\n");
    assert_eq!(verdict(&more), Verdict::Tampered);
    for at in (0..contract.len()).step_by(97) {
        let mut flipped = contract.clone();
        flipped[at] ^= 1;
        let report = verify_file(&flipped, &world.policy());
        assert_ne!(
            report.check("V24").unwrap().outcome,
            Outcome::Pass,
            "byte {at}: {}",
            report.to_text()
        );
    }
    assert_eq!(verdict(b"%PDF-1.7 without any signature"), Verdict::NotCheckable);
    let stranger = World::new();
    let report = verify_file(&contract, &stranger.policy());
    assert_eq!(
        report.check("V24").unwrap().outcome,
        Outcome::Degraded,
        "{}",
        report.to_text()
    );
}
