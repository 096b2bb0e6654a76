//! Rare characters come from the fallback fonts, each font is embedded once, and what is missing is named.

use super::*;
use crate::rehearsal::micro_hei;

fn shelf() -> FontShelf {
    FontShelf::debian(Arc::new(micro_hei()))
}

#[test]
fn rare_characters_come_from_the_fallback_and_each_font_is_there_once() {
    let set = shelf()
        .subset([
            (Face::Hei, "张㐂𠮷"),
            (Face::Song, "合同𠮷"),
            (Face::Kai, "한글かな"),
        ])
        .expect("subsets");
    let fonts = set.unembedded();
    for (face, character) in [
        (Face::Hei, '㐂'),
        (Face::Hei, '𠮷'),
        (Face::Song, '𠮷'),
        (Face::Kai, '한'),
    ] {
        assert!(fonts.glyph(face, character).is_some(), "{face:?} {character}");
    }
    let of = |face, character| fonts.glyph(face, character).map(|(index, _)| index);
    assert_eq!(of(Face::Hei, '𠮷'), of(Face::Song, '𠮷'), "embedded once");
    assert_ne!(of(Face::Hei, '张'), of(Face::Song, '同'), "a face of its own");
    let names: BTreeSet<&str> = set.subsets.iter().map(|subset| subset.name.as_str()).collect();
    assert_eq!(names.len(), set.subsets.len(), "{names:?}");
    let size: usize = set.subsets.iter().map(|subset| subset.program.len()).sum();
    assert!(size < 200_000, "{size} bytes");
}

#[test]
fn what_no_font_has_is_named() {
    assert_eq!(shelf().missing(Face::Song, "甲方 㐂\n𠮷"), None);
    assert_eq!(shelf().missing(Face::Hei, "甲\u{10FFFD}乙"), Some('\u{10FFFD}'));
}

#[test]
fn a_font_file_that_is_not_there_is_passed_over() {
    let shelf = FontShelf::new(Arc::new(micro_hei()), ["/nowhere/rare.ttf".into()]);
    assert_eq!(shelf.missing(Face::Kai, "甲𠮷"), Some('𠮷'));
    assert_eq!(
        shelf
            .subset([(Face::Kai, "甲𠮷")])
            .expect("a subset")
            .subsets
            .len(),
        1
    );
}
