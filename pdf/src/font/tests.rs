//! A subset of the system's CJK font holds what was asked for and nothing fails on what it lacks.

use super::*;

fn micro_hei() -> Vec<u8> {
    let path = std::env::var("HUIQIAN_CJK_FONT")
        .unwrap_or_else(|_| "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc".to_owned());
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!("the package fonts-wqy-microhei is needed for this test ({path}: {error})")
    })
}

#[test]
fn a_subset_is_small_and_measures_its_text() {
    let subset = FontSubset::new(&micro_hei(), 0, "甲方 张三丰").expect("a subset");
    assert_eq!(subset.outlines, Outlines::TrueType);
    assert!(subset.program.len() < 60_000, "{} bytes", subset.program.len());
    assert!(subset.name.ends_with("+WenQuanYiMicroHei"), "{}", subset.name);
    assert_eq!(
        subset.glyphs.width("张三"),
        2 * u32::from(subset.glyphs.glyph('张').width)
    );
    assert!((900..=1100).contains(&subset.glyphs.glyph('丰').width));
    assert!(subset.glyphs.glyph('i').width < subset.glyphs.glyph('W').width);
    let json = serde_json::to_string(&subset).expect("json");
    assert_eq!(
        serde_json::from_str::<FontSubset>(&json).expect("a subset"),
        subset
    );
}

#[test]
fn a_character_without_a_glyph_becomes_a_question_mark() {
    let subset = FontSubset::new(&micro_hei(), 0, "𠮷\u{7}").expect("a subset");
    assert_eq!(subset.glyphs.glyph('\u{10FFFD}'), subset.glyphs.glyph('?'));
    assert_eq!(subset.glyphs.encode("\u{10FFFD}"), subset.glyphs.encode("?"));
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
