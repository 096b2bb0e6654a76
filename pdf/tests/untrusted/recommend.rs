//! Recommended controls on real files, and on pages that would mislead.

use crate::sample::{FIRST_PAGE, Sample, clean, fallback_font, take_in};
use pdf::intake::IntakeLimits;
use pdf::recommend::{ControlKind, Recommendation, recommend};

/// Printed by Chromium: two signing boxes with borders on its last page.
const DEMO: &[u8] = include_bytes!("../../../hub/assets/demo-contract.pdf");

fn on(bytes: &[u8]) -> Vec<Recommendation> {
    let file = take_in(bytes, &IntakeLimits::default()).unwrap();
    let pages: Vec<_> = (1..).zip(file.boxes.iter().copied()).collect();
    recommend(&file.bytes, &pages, &fallback_font()).unwrap()
}

#[test]
fn the_shipped_contract_asks_both_parties_for_a_signature() {
    let found = on(DEMO);
    let signatures: Vec<_> = found
        .iter()
        .map(|control| (control.kind, control.page, control.party))
        .collect();
    assert_eq!(
        signatures,
        [
            (ControlKind::Signature, 3, Some(1)),
            (ControlKind::Signature, 3, Some(2)),
        ],
        "{found:#?}"
    );
}

#[test]
fn a_turned_page_is_read_as_it_is_displayed() {
    let drawn = b"BT /F 12 Tf 0 1 -1 0 100 50 Tm (Party B \\(Signature\\): ) Tj ET";
    let turned = Sample::pages(1)
        .stream(FIRST_PAGE + 1, "", drawn)
        .page(0, "/Rotate 90");
    let file = clean(&turned);
    let found = recommend(&file.bytes, &[(1, file.boxes[0])], &fallback_font()).unwrap();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].kind, found[0].party), (ControlKind::Signature, Some(2)));
    // The text runs up the unrotated page; the place follows it.
    assert!(found[0].rect.h > found[0].rect.w, "{found:#?}");
    assert!(found[0].rect.y > 150_000, "{found:#?}");
}
