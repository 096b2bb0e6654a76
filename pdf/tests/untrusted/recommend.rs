//! Recommended controls on real files, and on pages that would mislead.

use crate::sample::{FIRST_PAGE, Sample, clean, fallback_font, take_in};
use pdf::intake::IntakeLimits;
use pdf::recommend::ControlKind::{Check, Date, Seal, Signature, Text};
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

/// Kind, party and the beginning of the label.
type Asked = (ControlKind, Option<u8>, &'static str);

#[track_caller]
fn asks(bytes: &[u8], expected: &[Asked]) {
    let found = on(bytes);
    let seen: Vec<_> = found
        .iter()
        .map(|control| (control.kind, control.party))
        .collect();
    let wanted: Vec<_> = expected.iter().map(|(kind, party, _)| (*kind, *party)).collect();
    assert_eq!(seen, wanted, "{found:#?}");
    for (control, (_, party, label)) in found.iter().zip(expected) {
        assert!(control.label.starts_with(label), "{control:?} is not {label}");
        // 甲方 signs in the left column of an A4 page, 乙方 in the right one.
        if matches!(control.kind, ControlKind::Signature | ControlKind::Seal) && party.is_some() {
            let middle = control.rect.x + control.rect.w / 2;
            assert_eq!(middle < 297_000, *party == Some(1), "{control:?}");
        }
    }
}

/// The first page of the Chinese contract: a blank that is ruled, one of underscores, a date within a clause, boxes to
/// tick, and a block of signing in two columns without borders.
const CHINESE: [Asked; 12] = [
    (Text, Some(1), "甲方"),
    (Text, Some(2), "乙方"),
    (Date, None, "交货日期"),
    (Text, None, "第二条"),
    (Check, None, "现金"),
    (Check, None, "转账"),
    (Seal, Some(1), "甲\u{3000}方（盖章）"),
    (Seal, Some(2), "乙\u{3000}方（盖章）"),
    (Signature, Some(1), "授权代表（签字）"),
    (Signature, Some(2), "授权代表（签字）"),
    (Date, Some(1), "日期"),
    (Date, Some(2), "日期"),
];

#[test]
fn a_chinese_contract_printed_by_a_browser() {
    // On the second page a table whose empty cells are to be filled in.
    let cells = [
        (Seal, Some(1), "发包人（公章）"),
        (Seal, Some(2), "承包人（公章）"),
        (Signature, Some(1), "经办人签名"),
        (Date, Some(2), "签订日期"),
    ];
    let bytes = include_bytes!("../../../tests/golden/pdf/contract-chromium-zh.pdf");
    asks(bytes, &[&CHINESE[..], &cells].concat());
}

#[test]
fn a_chinese_contract_from_libreoffice() {
    let cells = [(Signature, None, "经办人签名"), (Date, None, "签订日期")];
    let bytes = include_bytes!("../../../tests/golden/pdf/contract-libreoffice-zh.pdf");
    asks(bytes, &[&CHINESE[..], &cells].concat());
}

/// What follows 签字 in both English contracts.
const ENGLISH_END: [Asked; 4] = [
    (Text, Some(1), "Name"),
    (Text, Some(2), "Name"),
    (Date, Some(1), "Date"),
    (Date, Some(2), "Date"),
];

#[test]
fn an_english_contract_whose_labels_run_over_two_lines() {
    let begin = [
        (Text, None, "Amount"),
        (Seal, Some(1), "Party A (Seal)"),
        (Seal, Some(2), "Party B (Seal)"),
        (Signature, Some(1), "(Signature)"),
        (Signature, Some(2), "(Signature)"),
    ];
    let bytes = include_bytes!("../../../tests/golden/pdf/contract-chromium-en.pdf");
    asks(bytes, &[&begin[..], &ENGLISH_END].concat());
}

#[test]
fn an_english_contract_from_libreoffice() {
    let begin = [
        (Text, None, "Amount"),
        (Seal, Some(1), "Party A (Seal)"),
        (Seal, Some(2), "Party B (Seal)"),
        (Signature, Some(1), "Authorized Signature"),
        (Signature, Some(2), "Authorized Signature"),
    ];
    let bytes = include_bytes!("../../../tests/golden/pdf/contract-libreoffice-en.pdf");
    asks(bytes, &[&begin[..], &ENGLISH_END].concat());
}
