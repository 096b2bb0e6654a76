//! Openings of personal values: changed, withheld, moved, or erased.

use super::{OPENINGS, caught, replace};
use crate::support::forger::{Forged, assert_caught};
use crate::support::world::{NOON, World};
use domain::hash::Sha256Hash;
use recorder::leaf::{ErasureLeaf, LeafRecord};
use verify::report::Verdict;
use verify::verify_package;

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
