//! Leaves, proofs, checkpoints and tokens of the Merkle log.

use super::caught;
use crate::support::forger::{Forged, assert_caught, assert_caught_only, token_over};
use crate::support::world::{NOON, World};
use pki::ed25519_key::Ed25519Key;
use recorder::note::checkpoint::Checkpoint;
use recorder::note::log_key::LogKey;
use recorder::note::proof_file::ProofFile;
use serde_json::json;

#[test]
fn case_22_leaf_and_proof_of_another_session() {
    let world = World::new();
    let first = world.ceremony();
    let log = world.anchor(&first.lines, 0);
    let package = world.pack(&first, &log);
    let second = world.ceremony_at(2, NOON + 600_000);
    let donor = Forged::open(&world.pack(&second, &world.anchor(&second.lines, 0)));
    let mut forged = Forged::open(&package);
    for name in ["log/close.leaf", "log/close.tlog-proof"] {
        forged.put(name, &donor.files[name]);
    }
    assert_caught(&forged.repack(&world), &world.policy(), "V13");
}

#[test]
fn case_23_hash_in_a_proof_changed() {
    caught("V14", |_, forged| {
        let mut proof = ProofFile::parse(forged.file("log/open.tlog-proof")).unwrap();
        proof.path[0].0[3] ^= 4;
        forged.put("log/open.tlog-proof", &proof.to_bytes());
    });
}

#[test]
fn case_24_leaf_index_changed() {
    caught("V14", |_, forged| {
        let mut proof = ProofFile::parse(forged.file("log/close.tlog-proof")).unwrap();
        proof.index -= 1;
        forged.put("log/close.tlog-proof", &proof.to_bytes());
    });
}

/// Signs another upper checkpoint, with token and proofs made to fit.
fn resign(world: &World, forged: &mut Forged, key: &LogKey, change: impl FnOnce(&mut Checkpoint)) {
    let (mut checkpoint, _) = Checkpoint::parse_note(forged.file("log/upper.checkpoint")).unwrap();
    change(&mut checkpoint);
    let note = checkpoint.sign(key).unwrap().to_bytes();
    let token = token_over(world, &note);
    let proofs: Vec<String> = forged
        .files
        .keys()
        .filter(|name| name.ends_with(".tlog-proof"))
        .cloned()
        .collect();
    for name in proofs {
        let mut proof = ProofFile::parse(forged.file(&name)).unwrap();
        proof.checkpoint = note.clone();
        forged.put(&name, &proof.to_bytes());
    }
    forged.put("log/upper.checkpoint", &note);
    forged.put("time/upper.tst", &token);
}

#[test]
fn case_25_checkpoint_resigned_by_another_key_of_the_same_name() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    let thief = LogKey::new(crate::support::ceremony::ORIGIN, Ed25519Key::generate().unwrap()).unwrap();
    resign(&world, &mut forged, &thief, |_| {});
    assert_caught_only(&forged.repack(&world), &world.policy(), &["V15"]);
}

#[test]
fn case_26_tree_size_changed() {
    caught("V15", |_, forged| {
        let note = String::from_utf8(forged.file("log/upper.checkpoint").clone()).unwrap();
        let (checkpoint, _) = Checkpoint::parse_note(note.as_bytes()).unwrap();
        let changed = note.replacen(
            &format!("\n{}\n", checkpoint.size),
            &format!("\n{}\n", checkpoint.size + 1),
            1,
        );
        forged.put("log/upper.checkpoint", changed.as_bytes());
    });
}

#[test]
fn case_27_right_key_other_origin() {
    caught("V15", |world, forged| {
        resign(world, forged, &world.key, |checkpoint| {
            checkpoint.origin = "hub.example/evidence/2025".into();
        });
    });
}

#[test]
fn case_28_token_of_another_checkpoint() {
    caught("V17", |_, forged| forged.swap("time/upper.tst", "time/lower.tst"));
}

#[test]
fn case_29_valid_token_from_an_untrusted_authority() {
    let stranger = World::new();
    caught("V17", |_, forged| {
        let token = token_over(&stranger, &forged.file("log/upper.checkpoint").clone());
        forged.put("time/upper.tst", &token);
    });
}

#[test]
fn case_30_any_byte_in_a_token() {
    let world = World::new();
    let package = world.package();
    let length = Forged::open(&package).file("time/upper.tst").len();
    for at in (0..length).step_by(11) {
        let mut forged = Forged::open(&package);
        forged.file("time/upper.tst")[at] ^= 1 << (at % 8);
        assert_caught(&forged.repack(&world), &world.policy(), "V17");
    }
}

#[test]
fn case_36_consistency_proof_cut() {
    caught("V16", |_, forged| {
        let text = String::from_utf8(forged.file("log/consistency.txt").clone()).unwrap();
        let kept: Vec<&str> = text.lines().collect();
        let cut = format!("{}\n", kept[..kept.len() - 1].join("\n"));
        forged.put("log/consistency.txt", cut.as_bytes());
    });
    caught("V16", |_, forged| forged.remove("log/consistency.txt"));
}

#[test]
fn case_49_key_statement_forged() {
    let other = World::new();
    caught("V22", |_, forged| {
        use recorder::note::signed_note::NoteSigner;
        let key = json!({"$t": "hub.key.v1", "origin": crate::support::ceremony::ORIGIN,
            "vkey": other.key.verifier().to_string()});
        forged.put("log/keys.jsonl", format!("{key}\n").as_bytes());
    });
}
