//! The text layer: lines, their order and their places.

use crate::sample::{FIRST_PAGE, OWN, Sample, clean, fallback_font};
use pdf::text_layer::{TextLine, read};

fn lines(sample: &Sample) -> Vec<TextLine> {
    read(&clean(sample).bytes, &[1], &fallback_font())
        .unwrap()
        .remove(0)
        .lines
}

fn texts(content: &str) -> Vec<String> {
    let sample = Sample::pages(1).stream(FIRST_PAGE + 1, "", content.as_bytes());
    lines(&sample).into_iter().map(|line| line.text).collect()
}

#[test]
fn a_line_stands_where_it_is_drawn() {
    let line = lines(&Sample::pages(1)).remove(0);
    assert_eq!(line.text, "Page 1 of a contract");
    // Drawn at 72 pt from the left, base line 700 of 841.89 pt up, 24 pt high.
    assert_eq!(line.x, 121);
    assert!(
        (140..150).contains(&line.y) && (26..31).contains(&line.h),
        "{line:?}"
    );
    assert!((340..400).contains(&line.w), "{line:?}");
}

#[test]
fn a_turned_page_is_read_as_it_is_displayed() {
    let upright = Sample::pages(1).stream(
        FIRST_PAGE + 1,
        "",
        b"BT /F 20 Tf 0 1 -1 0 100 50 Tm (turned) Tj ET",
    );
    let line = lines(&upright.page(0, "/Rotate 90")).remove(0);
    assert_eq!(line.text, "turned");
    // Displayed 841.89 pt wide: 50 pt from the left, base line 100 pt from the top.
    assert_eq!(line.x, 59);
    assert!((135..145).contains(&line.y), "{line:?}");
}

#[test]
fn reading_order_is_not_drawing_order() {
    let drawn = "BT /F 12 Tf 72 600 Td (third) Tj ET BT /F 12 Tf 72 700 Td (first) Tj ET BT /F 12 Tf 72 650 Td (second) Tj ET";
    assert_eq!(texts(drawn), ["first", "second", "third"]);
}

#[test]
fn pieces_of_a_line_are_put_together_with_their_spaces() {
    let drawn = "BT /F 12 Tf 120 700.4 Td (world) Tj ET BT /F 12 Tf 72 700 Td [(hel) -20 (lo)] TJ ET";
    assert_eq!(texts(drawn), ["hello world"]);
}

#[test]
fn cells_of_a_table_are_lines_of_their_own() {
    let drawn = "BT /F 12 Tf 72 700 Td (left) Tj 300 0 Td (right) Tj ET";
    assert_eq!(texts(drawn), ["left", "right"]);
}

#[test]
fn text_that_runs_up_the_page_is_one_line() {
    let sample = Sample::pages(1).stream(
        FIRST_PAGE + 1,
        "",
        b"BT /F 20 Tf 0 1 -1 0 100 50 Tm (upwards) Tj ET",
    );
    let line = lines(&sample).remove(0);
    assert_eq!(line.text, "upwards");
    assert!(
        line.h > line.w && (900..950).contains(&(line.y + line.h)),
        "{line:?}"
    );
}

#[test]
fn vertical_chinese_runs_down_from_the_right() {
    let descendant = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>";
    let font = format!(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-V/DescendantFonts[{} 0 R]>>",
        OWN + 1
    );
    let sample = Sample::pages(1)
        .page(0, &format!("/Resources<</Font<</C {OWN} 0 R>>>>"))
        .object(OWN, &font)
        .object(OWN + 1, descendant)
        .stream(
            FIRST_PAGE + 1,
            "",
            b"BT /C 20 Tf 400 700 Td <4E59 65B9> Tj ET BT /C 20 Tf 500 700 Td <7532 65B9> Tj ET",
        );
    let texts: Vec<String> = lines(&sample).into_iter().map(|line| line.text).collect();
    assert_eq!(texts, ["甲方", "乙方"]);
}

#[test]
fn a_page_without_text_has_no_lines() {
    assert_eq!(texts("0 0 100 100 re f"), Vec::<String>::new());
    assert_eq!(texts("BT /F 12 Tf 72 700 Td (   ) Tj ET"), Vec::<String>::new());
}
