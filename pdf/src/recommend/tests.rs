//! Labels and places on made-up pages; real files are read in `tests/untrusted`.

use super::*;
use crate::text_layer::glyphs::PlacedGlyph;
use crate::text_layer::rulings::Ruling;
use hayro_interpret::kurbo::{Point, Vec2};

const SIZE: f64 = 12.0;

/// A4 with `texts` at (left, base line), each character one em wide, ASCII half.
fn sheet(texts: &[(f64, f64, &str)], rulings: Vec<Ruling>) -> Sheet {
    let mut glyphs = Vec::new();
    for (left, base, text) in texts {
        let mut x = *left;
        for character in text.chars() {
            let advance = if character.is_ascii() { SIZE / 2.0 } else { SIZE };
            glyphs.push(PlacedGlyph {
                text: character.to_string(),
                origin: Point::new(x, *base),
                advance: Vec2::new(advance, 0.0),
                height: SIZE,
            });
            x += advance;
        }
    }
    Sheet {
        lines: lines::lettered(&glyphs),
        rulings,
        width: 595.0,
        height: 842.0,
    }
}

fn found(sheet: &Sheet) -> Vec<(ControlKind, Option<u8>, Rect)> {
    of_page(sheet)
        .into_iter()
        .map(|(label, place)| (label.kind, label.party, place))
        .collect()
}

fn kinds(sheet: &Sheet) -> Vec<(ControlKind, Option<u8>)> {
    found(sheet)
        .into_iter()
        .map(|(kind, party, _)| (kind, party))
        .collect()
}

#[test]
fn a_signing_block_in_two_columns() {
    use ControlKind::{Date, LegalRepresentative, Seal};
    let sheet = sheet(
        &[
            (72.0, 500.0, "甲方（盖章）："),
            (320.0, 500.0, "乙方（盖章）："),
            (72.0, 560.0, "法定代表人（签字）："),
            (320.0, 560.0, "法定代表人（签字）："),
            (72.0, 620.0, "日期：    年    月    日"),
            (320.0, 620.0, "日期：    年    月    日"),
        ],
        Vec::new(),
    );
    assert_eq!(
        kinds(&sheet),
        [
            (Seal, Some(1)),
            (Seal, Some(2)),
            (LegalRepresentative, Some(1)),
            (LegalRepresentative, Some(2)),
            (Date, Some(1)),
            (Date, Some(2)),
        ]
    );
    for (kind, party, place) in found(&sheet) {
        let column = if party == Some(1) {
            72.0..320.0
        } else {
            320.0..595.0
        };
        assert!(column.contains(&place.x0), "{kind:?} {party:?} {place:?}");
        assert!(place.x1 <= 595.0 && place.y1 <= 842.0 && place.width() > 20.0);
    }
}

#[test]
fn a_name_does_not_run_into_the_next_column() {
    let sheet = sheet(
        &[(72.0, 500.0, "甲方（签字）："), (260.0, 500.0, "乙方（签字）：")],
        Vec::new(),
    );
    let places = found(&sheet);
    assert_eq!(places.len(), 2);
    assert!(places[0].2.x1 <= 260.0, "{places:?}");
}

#[test]
fn prose_is_left_alone() {
    let sheet = sheet(
        &[
            (
                72.0,
                100.0,
                "本合同自双方法定代表人签字并加盖公章之日起生效，一式两份。",
            ),
            (72.0, 130.0, "甲方：青屿新能源有限公司"),
            (72.0, 160.0, "法定代表人：林望舒"),
        ],
        Vec::new(),
    );
    assert_eq!(kinds(&sheet), []);
}

#[test]
fn blanks_become_values_of_their_width() {
    let sheet = sheet(&[(72.0, 100.0, "合同编号：____________")], Vec::new());
    let places = found(&sheet);
    assert_eq!(places.len(), 1);
    let (kind, _, place) = places[0];
    assert_eq!(kind, ControlKind::Text);
    assert!(
        (place.x0 - 132.0).abs() < 1.0 && (place.width() - 72.0).abs() < 1.0,
        "{place:?}"
    );
}

#[test]
fn a_ruled_line_is_a_blank_too() {
    let ruling = Ruling::Level {
        y: 503.0,
        left: 160.0,
        right: 250.0,
    };
    let sheet = sheet(&[(72.0, 500.0, "乙方（签字）：")], vec![ruling]);
    let places = found(&sheet);
    assert_eq!((places[0].0, places[0].1), (ControlKind::Signature, Some(2)));
    assert!((places[0].2.x0 - 160.0).abs() < 0.1 && places[0].2.x1 <= 250.1);
}

#[test]
fn a_label_in_a_cell_takes_the_space_below_its_words() {
    let cell = vec![
        Ruling::Level {
            y: 300.0,
            left: 60.0,
            right: 290.0,
        },
        Ruling::Level {
            y: 450.0,
            left: 60.0,
            right: 290.0,
        },
        Ruling::Upright {
            x: 60.0,
            top: 300.0,
            bottom: 450.0,
        },
        Ruling::Upright {
            x: 290.0,
            top: 300.0,
            bottom: 450.0,
        },
    ];
    let sheet = sheet(
        &[
            (72.0, 320.0, "甲方（签字） Party A"),
            (72.0, 342.0, "青屿新能源有限公司"),
        ],
        cell,
    );
    let places = found(&sheet);
    assert_eq!(places.len(), 1, "{places:?}");
    let place = places[0].2;
    assert!(
        place.y0 > 342.0 && place.y1 < 450.0 && place.x1 <= 290.0,
        "{place:?}"
    );
}

#[test]
fn english_labels() {
    let sheet = sheet(
        &[
            (72.0, 500.0, "Party A (Seal):"),
            (72.0, 540.0, "Authorized Signature: ____________"),
            (72.0, 580.0, "Date: ____________"),
        ],
        Vec::new(),
    );
    use ControlKind::{Date, Seal, Signature};
    assert_eq!(
        kinds(&sheet),
        [(Seal, Some(1)), (Signature, Some(1)), (Date, Some(1))]
    );
}

#[test]
fn squares_are_ticked() {
    let sheet = sheet(&[(72.0, 100.0, "付款方式：□现金 □转账")], Vec::new());
    let labels: Vec<_> = of_page(&sheet)
        .into_iter()
        .map(|(label, _)| (label.kind, label.text))
        .collect();
    assert_eq!(
        labels,
        [
            (ControlKind::Check, "现金".to_owned()),
            (ControlKind::Check, "转账".to_owned())
        ]
    );
}

#[test]
fn seals_of_close_blocks_stand_side_by_side() {
    let sheet = sheet(
        &[(90.0, 500.0, "甲方（盖章）："), (90.0, 560.0, "乙方（盖章）：")],
        Vec::new(),
    );
    let found = found(&sheet);
    let [(_, Some(1), first), (_, Some(2), second)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(second.x0 > first.x1 && second.x1 <= 595.0, "{found:?}");
}
