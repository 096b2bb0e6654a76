//! The tamper cases of research/evidence.md section 10, by number. The forger repairs everything that can be
//! repaired, manifests and package token included, so that the named check has to find it by itself.

use crate::support::documents::Documents;
use crate::support::forger::{Forged, assert_caught, assert_caught_only, index_of, token_over};
use crate::support::world::{NOON, World};
use domain::hash::Sha256Hash;
use pki::ed25519_key::Ed25519Key;
use recorder::leaf::{ErasureLeaf, LeafRecord};
use recorder::note::checkpoint::Checkpoint;
use recorder::note::log_key::LogKey;
use recorder::note::proof_file::ProofFile;
use recorder::package::zip_form::{ASIC_MANIFEST, MANIFEST};
use serde_json::{Value, json};
use verify::ledger::Outcome;
use verify::report::Verdict;
use verify::{verify_file, verify_package};

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

#[test]
fn case_00_repacking_without_a_change_is_accepted() {
    let world = World::new();
    let package = Forged::open(&world.package()).repack(&world);
    assert_eq!(
        verify_package(&package, &world.policy()).verdict,
        Verdict::Verified
    );
}

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
fn case_19_disclosed_name_changed() {
    caught("V07", |_, forged| {
        replace(forged.file(OPENINGS), "李四\"", "李五\"");
    });
}

#[test]
fn case_20_opening_withheld_without_erasure_record() {
    let without_title = |forged: &mut Forged, instead: &str| {
        let text = String::from_utf8(forged.file(OPENINGS).clone()).unwrap();
        let kept: Vec<&str> = text
            .lines()
            .filter(|line| !line.contains("\"path\":\"title\""))
            .collect();
        let text = format!("{instead}{}\n", kept.join("\n"));
        forged.put(OPENINGS, text.as_bytes());
    };
    caught("V07", |_, forged| without_title(forged, ""));
    let claimed = r#"{"$t":"hub.withheld.v1","n":1,"path":"title","why":"erased"}"#;
    caught("V07", |_, forged| without_title(forged, &format!("{claimed}\n")));
    // Withheld openly, it is no forgery by itself; but the package must then name it as a weak point.
    let open = claimed.replace("erased", "withheld");
    caught("V27", |_, forged| without_title(forged, &format!("{open}\n")));
}

#[test]
fn case_21_opening_moved_to_another_field() {
    caught("V07", |_, forged| {
        replace(
            forged.file(OPENINGS),
            "\"path\":\"parties/1/name\"",
            "\"path\":\"parties/X/name\"",
        );
        replace(
            forged.file(OPENINGS),
            "\"path\":\"parties/2/name\"",
            "\"path\":\"parties/1/name\"",
        );
        replace(
            forged.file(OPENINGS),
            "\"path\":\"parties/X/name\"",
            "\"path\":\"parties/2/name\"",
        );
    });
}

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
fn case_35_file_added_outside_the_manifest() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    forged.put("agreements/0000000000000000.txt", b"never agreed to");
    let report = assert_caught(&forged.zip(), &world.policy(), "V01");
    assert!(report.check("V01").unwrap().detail.contains("is not listed"));
    caught("V08", |_, forged| {
        forged.put("agreements/0000000000000000.txt", b"never agreed to");
    });
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
fn case_42_package_token_or_its_manifest_edited() {
    let world = World::new();
    let package = world.package();
    let mut forged = Forged::open(&package);
    forged.file(ASIC_MANIFEST)[200] ^= 1;
    assert_caught(&forged.zip(), &world.policy(), "V25");
    let mut forged = Forged::open(&package);
    let other = token_over(&world, b"another manifest");
    forged.put("META-INF/timestamp001.tst", &other);
    assert_caught_only(&forged.zip(), &world.policy(), &["V25"]);
}

#[test]
fn case_44_the_container_has_one_form_only() {
    let world = World::new();
    let package = world.package();
    let find = |needle: &[u8]| {
        package
            .windows(needle.len())
            .position(|window| window == needle)
            .unwrap()
    };
    let name_at = find(b"documents/r0.pdf");
    let directory_at = find(b"PK\x01\x02");
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = package.clone();
        change(&mut bytes);
        assert_caught(&bytes, &world.policy(), "V01");
    };
    changed(&|bytes| bytes[name_at..name_at + 3].copy_from_slice(b"../"));
    changed(&|bytes| bytes[name_at] = b'D');
    changed(&|bytes| bytes[directory_at + 46] = b'M');
    changed(&|bytes| bytes[10] = 1);
    changed(&|bytes| bytes[directory_at + 38] = 0xa0);
    changed(&|bytes| bytes.extend_from_slice(b"appended"));
    changed(&|bytes| *bytes.last_mut().unwrap() = 1);
    changed(&|bytes| {
        let first: Vec<u8> = bytes[..30 + 8 + 31].to_vec();
        bytes.splice(..0, first);
    });
    // Without its mimetype in front it is no ASiC-E container.
    let mut forged = Forged::open(&package);
    forged.remove("mimetype");
    assert_caught(&forged.repack(&world), &world.policy(), "V01");
}

#[test]
fn case_45_container_manifest_omits_a_file_or_names_another_algorithm() {
    for (from, to) in [
        ("xmlenc#sha256", "xmlenc#sha512"),
        ("<asic:DataObjectReference URI=\"VERIFY.txt\"", "<X"),
    ] {
        let world = World::new();
        let mut forged = Forged::open(&world.package());
        replace(forged.file(ASIC_MANIFEST), from, to);
        let token = token_over(&world, &forged.file(ASIC_MANIFEST).clone());
        forged.put("META-INF/timestamp001.tst", &token);
        assert_caught_only(&forged.zip(), &world.policy(), &["V25"]);
    }
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

#[test]
fn case_60_erasures_must_fit_the_session() {
    let world = World::new();
    let mut ceremony = world.ceremony();
    let session = Sha256Hash::of(&ceremony.lines[0].bytes);
    let title = ceremony.state.opened.as_ref().unwrap().title.commitment;
    let leaf = |commitments| {
        let at = domain::timestamp::Timestamp(NOON + 900_000);
        LeafRecord::Erase(ErasureLeaf {
            sid: session,
            commitments,
            ground: "request".to_owned(),
            at,
        })
        .encode()
        .unwrap()
    };
    // The value is erased and still there.
    let log = world.anchor_with(&ceremony.lines, 0, &[leaf(vec![title])]);
    assert_caught(&world.pack(&ceremony, &log), &world.policy(), "V07");
    // Erased and gone: accepted, and said.
    ceremony.lines[0].openings.retain(|placed| placed.path != "title");
    let report = verify_package(&world.pack(&ceremony, &log), &world.policy());
    assert_eq!(report.verdict, Verdict::BelowPolicy, "{}", report.to_text());
    assert!(report.degraded.contains(&"values_erased".to_owned()));
    assert_eq!(report.facts.unwrap().title, None);
    // An erasure of something that never was in the session.
    let log = world.anchor_with(&ceremony.lines, 0, &[leaf(vec![title, Sha256Hash::of(b"stray")])]);
    assert_caught(&world.pack(&ceremony, &log), &world.policy(), "V07");
}

#[test]
fn case_66_a_policy_inside_the_package_is_never_read() {
    caught("V01", |_, forged| forged.put("policy.json", b"{}"));
}

#[test]
fn case_68_a_package_that_was_cut_is_not_checkable() {
    let world = World::new();
    let package = world.package();
    for length in [0, 10, 31, 5_000, package.len() / 2, package.len() - 1] {
        let report = verify_package(&package[..length], &world.policy());
        assert_eq!(
            report.verdict,
            Verdict::NotCheckable,
            "{length}: {}",
            report.to_text()
        );
        assert_eq!(report.exit_code, 30);
    }
}

#[test]
fn a_later_format_is_not_checkable() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    replace(forged.file("package.json"), "hub.package.v1", "hub.package.v2");
    let report = verify_package(&forged.repack(&world), &world.policy());
    assert_eq!(report.verdict, Verdict::NotCheckable, "{}", report.to_text());
}

#[test]
fn manifest_lines_in_another_order_are_no_manifest() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    let text = String::from_utf8(forged.file(MANIFEST).clone()).unwrap();
    let backwards: String = text.lines().rev().map(|line| format!("{line}\n")).collect();
    forged.put(MANIFEST, backwards.as_bytes());
    assert_caught(&forged.zip(), &world.policy(), "V01");
}
