//! The log's lines: changed, dropped, moved, added, or spelled otherwise.

use super::{EVENTS, OPENINGS, caught, caught_after_rechaining, replace};
use crate::support::forger::{Forged, assert_caught, index_of};
use crate::support::world::{NOON, World};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};

#[test]
fn case_01_bit_changed_in_an_event() {
    caught("V04", |_, forged| {
        replace(forged.file(EVENTS), "\"millis\":1700", "\"millis\":1701");
    });
}

#[test]
fn case_02_event_deleted() {
    caught("V03", |_, forged| {
        let mut lines = forged.lines();
        lines.remove(20);
        forged.put_lines(&lines);
    });
}

#[test]
fn case_03_event_deleted_and_chain_recomputed() {
    caught_after_rechaining("V13", |records| {
        drop(records.remove(index_of(records, "page_read")));
    });
}

#[test]
fn case_04_events_swapped_and_chain_recomputed() {
    caught_after_rechaining("V13", |records| {
        let at = index_of(records, "page_read");
        records.swap(at, at + 1);
        let early = records[at + 1]["at"].clone();
        records[at + 1]["at"] = records[at]["at"].clone();
        records[at]["at"] = early;
    });
}

#[test]
fn case_05_event_inserted_and_chain_recomputed() {
    caught_after_rechaining("V13", |records| {
        let at = index_of(records, "page_read");
        records.insert(at, records[at].clone());
    });
}

#[test]
fn case_06_cut_before_close() {
    caught("V05", |_, forged| {
        let mut lines = forged.lines();
        lines.pop();
        forged.put_lines(&lines);
    });
}

#[test]
fn case_07_event_appended_after_close() {
    caught_after_rechaining("V05", |records| {
        let mut more = records[index_of(records, "host_present")].clone();
        more["at"] = records.last().unwrap()["at"].clone();
        records.push(more);
    });
}

#[test]
fn case_08_white_space_added() {
    caught("V02", |_, forged| {
        replace(forged.file(EVENTS), "\"body\":{", "\"body\": {");
    });
}

#[test]
fn case_09_duplicate_key_smuggled_in() {
    caught("V02", |_, forged| {
        replace(
            forged.file(EVENTS),
            "\"millis\":1700",
            "\"millis\":1700,\"millis\":1700",
        );
    });
}

#[test]
fn case_10_event_file_of_another_session() {
    let world = World::new();
    let ceremony = world.ceremony();
    let log = world.anchor(&ceremony.lines, 0);
    let package = world.pack(&ceremony, &log);
    let other_world = World::new();
    let other = other_world.ceremony_at(2, NOON);
    let mut forged = Forged::open(&package);
    let donor = Forged::open(&other_world.pack(&other, &other_world.anchor(&other.lines, 0)));
    for name in [EVENTS, OPENINGS] {
        forged.put(name, &donor.files[name]);
    }
    assert_caught(&forged.repack(&world), &world.policy(), "V13");
}

#[test]
fn case_33_consent_moved_to_another_document() {
    let other = Sha256Hash::of(b"another contract").to_hex();
    let moved = move |records: &mut Vec<Value>| {
        let at = index_of(records, "committed");
        records[at]["body"]["r0"] = other.clone().into();
    };
    caught_after_rechaining("V13", moved.clone());
    caught_after_rechaining("V09", moved);
}

#[test]
fn case_52_forms_that_the_format_does_not_know() {
    caught_after_rechaining("V23", |records| records[8]["$t"] = "hub.party_present.v2".into());
    caught_after_rechaining("V23", |records| records[8]["$t"] = "hub.something.v1".into());
    caught_after_rechaining("V03", |records| records[8]["body"]["more"] = 1.into());
    caught_after_rechaining("V03", |records| records[8]["more"] = 1.into());
    for (from, to) in [
        ("\"millis\":1700", "\"millis\":1700.0"),
        ("\"millis\":1700", "\"millis\":9007199254740993"),
        ("\"millis\":1700", "\"millis\":null"),
        ("甲方", "e\u{301}"),
        ("{\"$t\"", "\u{feff}{\"$t\""),
    ] {
        caught("V02", |_, forged| replace(forged.file(EVENTS), from, to));
    }
    caught("V02", |_, forged| {
        let crlf = String::from_utf8(forged.file(EVENTS).clone())
            .unwrap()
            .replace('\n', "\r\n");
        forged.put(EVENTS, crlf.as_bytes());
    });
    caught("V02", |_, forged| {
        let at = forged
            .file(EVENTS)
            .windows(3)
            .position(|w| w == "甲".as_bytes())
            .unwrap();
        forged.file(EVENTS)[at..at + 3].copy_from_slice(&[0xf0, 0x80, 0x80]);
    });
}

#[test]
fn case_59_and_61_totals_and_descriptions_that_do_not_fit() {
    caught_after_rechaining("V12", |records| {
        records.last_mut().unwrap()["body"]["strokes"] = 3.into();
    });
    caught("V03", |_, forged| {
        let mut said: Value = serde_json::from_slice(forged.file("package.json")).unwrap();
        said["lines"] = 7.into();
        forged.put("package.json", &domain::canonical::encode_value(&said).unwrap());
    });
    caught("V27", |_, forged| {
        let mut said: Value = serde_json::from_slice(forged.file("package.json")).unwrap();
        said["degraded"] = json!([]);
        forged.put("package.json", &domain::canonical::encode_value(&said).unwrap());
    });
}
