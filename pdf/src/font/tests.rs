//! A subset of the system's CJK font holds what was asked for and nothing fails on what it lacks.

use super::*;
use crate::rehearsal::micro_hei;

#[test]
fn a_subset_is_small_and_measures_its_text() {
    let subset = FontSubset::new(&micro_hei(), 0, "甲方 张三丰").expect("a subset");
    assert_eq!(subset.outlines, Outlines::TrueType);
    assert!(subset.program.len() < 60_000, "{} bytes", subset.program.len());
    assert!(subset.name.ends_with("+WenQuanYiMicroHei"), "{}", subset.name);
    let width = |character| subset.glyphs.glyph(character).expect("a glyph").width;
    assert!((900..=1100).contains(&width('丰')));
    assert!(width('i') < width('W'));
    let json = serde_json::to_string(&subset).expect("json");
    assert_eq!(
        serde_json::from_str::<FontSubset>(&json).expect("a subset"),
        subset
    );
}

#[test]
fn a_character_that_the_font_lacks_is_left_out() {
    let subset = FontSubset::new(&micro_hei(), 0, "甲\u{10FFFD}\u{7}").expect("a subset");
    assert_eq!(subset.glyphs.glyph('\u{10FFFD}'), None);
    assert!(subset.glyphs.glyph('甲').is_some());
}

#[test]
fn something_else_than_a_font_is_refused() {
    assert_eq!(
        FontSubset::new(b"not a font", 0, "a"),
        Err(FontError::Unreadable(0))
    );
    assert_eq!(
        FontSubset::new(&micro_hei(), 9, "a"),
        Err(FontError::Unreadable(9))
    );
}
