//! A ceremony from upload to package: what it leaves is judged by our verifier and by programs that are not ours.

use domain::hash::Sha256Hash;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::ceremony::script::Script;
use tests::ceremony::{Played, play};
use tests::package_reader::{file, lines, of_kind};
use tests::venue::{Venue, script};
use tests::{hub_process, independent_validators};
use verify::policy::Policy;
use verify::report::Report;

/// What a hub with its defaults cannot be: strong in every point (design 3).
const EXPECTED_WEAKNESS: [&str; 5] = [
    "embedded_ca",
    "embedded_tsa",
    "no_external_anchor",
    "no_witness",
    "outbox_codes",
];

#[tokio::test(flavor = "multi_thread")]
async fn three_parties_in_turn() {
    let mut script = script("轮流签署", 3);
    script.order = "in_turn";
    script.viewers = 2;
    let (played, _venue) = held(script).await;
    let lines = lines(&played.evidence).unwrap();
    let turns: Vec<_> = of_kind(&lines, "hub.committed.v1")
        .map(|line| line["body"]["party"].clone())
        .collect();
    assert_eq!(turns, [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_parties_together_before_viewers() {
    let mut script = script("共同签署", 5);
    script.viewers = 10;
    let (played, _venue) = held(script).await;
    assert_eq!(played.figures.viewers_with_every_event, 10);
    assert!(
        played.figures.ink_frames_shown > 0,
        "no ink in flight reached the stage"
    );
    every_flipped_bit_is_found(&played);
}

/// Plays a ceremony and judges everything that it leaves.
async fn held(script: Script) -> (Played, Venue) {
    let parties = script.parties.len();
    let venue = tokio::task::spawn_blocking(|| Venue::open(&[]))
        .await
        .unwrap()
        .unwrap();
    let played = play(venue.host.clone(), script).await.unwrap();
    the_package_verifies(&played);
    the_log_holds_what_was_drawn(&played);
    let root = venue.host.get("/trust/root.pem").unwrap().ok().unwrap().body;
    the_document_is_signed(&played, &root, parties);
    (played, venue)
}

fn verified(played: &Played, package: &[u8]) -> Report {
    verify::verify_package(package, &Policy::parse(&played.policy).unwrap())
}

fn the_package_verifies(played: &Played) {
    let report = verified(played, &played.evidence);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let mut expected = BTreeSet::from(EXPECTED_WEAKNESS);
    if hub_process::built_program("huiqian-film").is_err() {
        expected.insert("film_missing");
    }
    let found: BTreeSet<&str> = report.degraded.iter().map(String::as_str).collect();
    assert_eq!(found, expected);
    let facts = report.facts.unwrap();
    assert_eq!(facts.document, Some(Sha256Hash::of(&played.document)));
    assert_eq!(facts.lines, played.figures.lines);
    assert!(
        facts
            .parties
            .iter()
            .all(|party| party.committed_at.is_some() && party.signed_at.is_some())
    );
    assert_eq!(
        file(&played.evidence, "documents/contract.pdf").unwrap(),
        played.document
    );
}

fn the_log_holds_what_was_drawn(played: &Played) {
    let lines = lines(&played.evidence).unwrap();
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    let stored: BTreeMap<_, _> = of_kind(&lines, "hub.ink_stroke.v1")
        .map(|line| {
            let body = &line["body"];
            let key = (
                number(&body["party"]) as u8,
                number(&body["field"]) as u16,
                number(&body["stroke"]) as u32,
            );
            (
                key,
                body["digest"].as_str().unwrap().parse::<Sha256Hash>().unwrap(),
            )
        })
        .collect();
    assert_eq!(stored, played.drawn);
}

fn the_document_is_signed(played: &Played, root: &[u8], parties: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (document, trusted) = (folder.path().join("contract.pdf"), folder.path().join("root.pem"));
    std::fs::write(&document, &played.document).unwrap();
    std::fs::write(&trusted, root).unwrap();
    independent_validators::qpdf(&document).unwrap();
    // One certification, then one signature per party.
    assert_eq!(independent_validators::pdfsig(&document).unwrap(), parties + 1);
    assert_eq!(
        independent_validators::pyhanko(&document, &trusted).unwrap(),
        parties + 1
    );
    // All of them at B-LTA: judged by what stands in the file alone.
    let judged = independent_validators::ades(&document, &trusted).unwrap();
    let passed = judged
        .iter()
        .filter(|line| line.ends_with("AdESPassed.OK"))
        .count();
    let stamp = judged.last().map(String::as_str);
    assert_eq!(
        (passed, stamp),
        (parties + 1, Some("document-timestamp valid")),
        "{judged:?}"
    );
}

/// Flips single bits of the package, spread over all of it, and verifies each copy.
fn every_flipped_bit_is_found(played: &Played) {
    let count = if std::env::var_os("HUIQIAN_LONG").is_some() {
        1000
    } else {
        300
    };
    let bits = played.evidence.len() * 8;
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut copy = played.evidence.clone();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        return;
                    }
                    let bit = place(&played.evidence, index, count, bits);
                    copy[bit / 8] ^= 1 << (bit % 8);
                    let code = verified(played, &copy).exit_code;
                    assert!(matches!(code, 20 | 30), "bit {bit} flipped: exit code {code}");
                    copy[bit / 8] ^= 1 << (bit % 8);
                }
            });
        }
    });
}

/// One bit of each equal stretch of the package; where in it, the package's own hash decides.
fn place(package: &[u8], index: usize, count: usize, bits: usize) -> usize {
    let seed = Sha256Hash::of(&[&Sha256Hash::of(package).0[..], &index.to_be_bytes()].concat());
    let random = usize::from_be_bytes(seed.0[..8].try_into().unwrap());
    let stretch = bits / count;
    index * stretch + random % stretch
}
