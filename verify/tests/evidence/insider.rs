//! Forgeries by the hub itself, honestly logged and stamped: what its own keys cannot hide.

use crate::support::ceremony::Ceremony;
use crate::support::device::Device;
use crate::support::forger::{Forged, assert_caught, chained, index_of};
use crate::support::world::{NOON, World, wait};
use domain::hash::Sha256Hash;
use domain::ports::event_log::StoredLine;
use serde_json::Value;

const HOUR: i64 = 3_600_000;

/// Changes the record before it is anchored, so that log, leaves and tokens all agree with the forgery.
fn relogged(world: &World, change: impl FnOnce(&mut Vec<Value>)) -> Vec<u8> {
    let mut ceremony = world.ceremony();
    let mut records: Vec<Value> = ceremony
        .lines
        .iter()
        .map(|line| serde_json::from_slice(&line.bytes).unwrap())
        .collect();
    let openings: Vec<_> = ceremony
        .lines
        .iter()
        .map(|line| (line.hash, line.openings.clone()))
        .collect();
    change(&mut records);
    // Openings stay with the line that they belong to, wherever it now stands.
    let before: Vec<Sha256Hash> = records
        .iter()
        .map(|record| Sha256Hash::of(&domain::canonical::encode_value(record).unwrap()))
        .collect();
    let opened = |hash: &Sha256Hash| {
        openings
            .iter()
            .find(|(line, _)| line == hash)
            .map(|(_, o)| o.clone())
    };
    ceremony.lines = (1..)
        .zip(chained(&records).into_iter().zip(before))
        .map(|(seq, (line, old))| StoredLine {
            seq,
            hash: Sha256Hash::of(line.as_bytes()),
            bytes: line.into_bytes(),
            openings: opened(&old).unwrap_or_default(),
        })
        .collect();
    let log = world.anchor(&ceremony.lines, 0);
    world.pack(&ceremony, &log)
}

#[track_caller]
fn caught(check: &str, change: impl FnOnce(&mut Vec<Value>)) {
    let world = World::new();
    let package = relogged(&world, change);
    assert_caught(&package, &world.policy(), check);
}

fn anchored_late(world: &World, ceremony: &Ceremony, shift: i64) -> Vec<u8> {
    let log = world.anchor(&ceremony.lines, shift);
    world.pack(ceremony, &log)
}

#[test]
fn case_38_session_back_dated_one_hour() {
    let world = World::new();
    let ceremony = world.ceremony();
    assert_caught(&anchored_late(&world, &ceremony, HOUR), &world.policy(), "V18");
}

#[test]
fn case_39_session_post_dated_one_hour() {
    let world = World::new();
    world.clock.set(NOON - 3 * HOUR);
    let ceremony = world.ceremony();
    assert_caught(&anchored_late(&world, &ceremony, -HOUR), &world.policy(), "V18");
}

#[test]
fn case_40_later_token_offered_as_lower_bound() {
    let world = World::new();
    let first = world.ceremony();
    let log = world.anchor(&first.lines, 0);
    let second = world.ceremony_at(2, NOON + 600_000);
    let later = world.anchor(&second.lines, 0);
    let package = world.pack(&first, &log);
    let donor = Forged::open(&world.pack(&second, &later));
    let mut forged = Forged::open(&package);
    // The frame around the session comes from the later one, whose lower token is a later one.
    let frame = donor.files.iter().filter(|(name, _)| {
        ["lower", "upper", "time.", "consistency"]
            .iter()
            .any(|part| name.contains(part))
    });
    for (name, bytes) in frame {
        forged.put(name, bytes);
    }
    // Proofs of the first session under the later checkpoint are the hub's to make.
    let mut proofs = Vec::new();
    let keeper = world.log();
    for stem in ["log/open", "log/head-000050", "log/close"] {
        let leaf = forged.file(&format!("{stem}.leaf")).clone();
        proofs.push((stem, wait(keeper.proof(&leaf)).unwrap().to_bytes()));
    }
    for (stem, proof) in proofs {
        forged.put(&format!("{stem}.tlog-proof"), &proof);
    }
    assert_caught(&forged.repack(&world), &world.policy(), "V19");
}

#[test]
fn case_41_history_rewritten_after_a_party_saw_another_head() {
    caught("V10", |records| {
        let at = index_of(records, "page_read");
        records[at]["body"]["millis"] = 1.into();
    });
}

#[test]
fn case_53_a_statement_is_missing_from_a_completed_contract() {
    caught("V09", |records| {
        let last = records
            .iter()
            .rposition(|record| record["$t"] == "hub.committed.v1")
            .unwrap();
        records.remove(last);
    });
}

#[test]
fn case_54_statement_replayed() {
    for check in ["V09", "V28"] {
        caught(check, |records| {
            let at = index_of(records, "committed");
            records.insert(at + 1, records[at].clone());
        });
    }
}

#[test]
fn case_54_statement_of_another_session() {
    let world = World::new();
    let other = world.ceremony_at(2, NOON);
    let donor: Vec<Value> = other
        .lines
        .iter()
        .map(|line| serde_json::from_slice(&line.bytes).unwrap())
        .collect();
    let act = donor[index_of(&donor, "committed")]["body"].clone();
    let package = relogged(&world, |records| {
        let at = index_of(records, "committed");
        records[at]["body"]["activation"] = act["activation"].clone();
        records[at]["body"]["signature"] = act["signature"].clone();
    });
    assert_caught(&package, &world.policy(), "V09");
}

#[test]
fn case_55_signature_by_a_key_that_the_record_does_not_know() {
    caught("V09", |records| {
        let at = index_of(records, "committed");
        let signature = Device::new().sign(records[at]["body"]["activation"].as_str().unwrap());
        records[at]["body"]["signature"] = signature.into();
    });
}

#[test]
fn case_56_seen_head_from_the_future() {
    caught("V10", |records| {
        let at = index_of(records, "page_read");
        records[at]["seen"]["n"] = (at + 40).into();
    });
}

#[test]
fn a_stroke_that_was_not_drawn_changes_what_the_device_signed() {
    caught("V09", |records| {
        let at = index_of(records, "ink_stroke");
        records[at]["body"]["digest"] = Sha256Hash::of(b"another stroke").to_hex().into();
    });
}

#[test]
fn acts_that_the_rules_do_not_allow_are_found() {
    // The second party's strokes, sent by the first.
    caught("V28", |records| {
        let at = records
            .iter()
            .position(|r| r["$t"] == "hub.ink_stroke.v1" && r["by"] == "party/2")
            .unwrap();
        records[at]["by"] = "party/1".into();
    });
    // Signed without the right to sign.
    caught("V28", |records| {
        drop(records.remove(index_of(records, "granted")));
    });
    // Sealed before everybody had committed.
    caught("V28", |records| {
        let due = index_of(records, "sealing_due");
        let record = records.remove(due);
        let first = index_of(records, "committed");
        let mut early = record;
        early["at"] = records[first]["at"].clone();
        records.insert(first, early);
    });
}
