//! The tamper cases of research/evidence.md section 10, by number. The forger repairs everything that can be
//! repaired, manifests and package token included, so that the named check has to find it by itself.

mod container;
mod files;
mod lines;
mod merkle_log;
mod openings;

use crate::support::forger::{Forged, assert_caught};
use crate::support::world::World;
use serde_json::Value;

const EVENTS: &str = "session/events.jsonl";
const OPENINGS: &str = "session/openings.jsonl";

/// Changes an ordinary package, repairs it, and demands that `check` finds it.
#[track_caller]
fn caught(check: &str, forge: impl FnOnce(&World, &mut Forged)) {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    forge(&world, &mut forged);
    assert_caught(&forged.repack(&world), &world.policy(), check);
}

#[track_caller]
fn caught_after_rechaining(check: &str, change: impl FnOnce(&mut Vec<Value>)) {
    caught(check, |_, forged| forged.rewrite(change));
}

fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}
