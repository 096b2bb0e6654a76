//! What is filled in can be read again where it was put, on every kind of page; what cannot be written is named.

use super::*;
use crate::fill::table::Column;
use crate::font::shelf::FontShelf;
use crate::picture::tests::png;
use crate::prepare::{PrepareError, PrepareRequest, prepare};
use crate::raster::fallback_fonts::FallbackFont;
use crate::rehearsal::{PLAIN, Sample, file, micro_hei, request};
use crate::text::block::{Align, TypeSize};
use crate::text_layer::{self, TextLayer};
use domain::timestamp::Timestamp;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const AT: Timestamp = Timestamp(1_795_366_800_000);
const PAGE: PageBox = PageBox {
    visible: PageRect {
        x: 0,
        y: 0,
        w: 595_304,
        h: 841_890,
    },
    rotate: 0,
    user_unit: 1000,
};

fn shelf() -> FontShelf {
    FontShelf::debian(Arc::new(micro_hei()))
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text {
        text: text.to_owned(),
        style: TextStyle::default(),
    }
}

fn field(value: FieldValue) -> FilledField {
    let rect = PageRect {
        x: 100_000,
        y: 400_000,
        w: 200_000,
        h: 40_000,
    };
    FilledField {
        field: FieldNo(50),
        page: 1,
        rect,
        value,
    }
}

fn table(rows: usize) -> Table {
    let column = |heading: &str, parts, align| Column {
        heading: heading.to_owned(),
        parts,
        align,
    };
    Table {
        columns: vec![column("品名", 3, Align::Left), column("数量", 1, Align::Right)],
        rows: vec![vec!["签字笔".to_owned(), "12".to_owned()]; rows],
        style: TextStyle::default(),
        ruled: true,
    }
}

fn filled_request(fields: Vec<FilledField>) -> PrepareRequest {
    let texts: Vec<(Face, String)> = fields.iter().flat_map(|field| field.value.texts()).collect();
    let texts = texts.iter().map(|(face, text)| (*face, text.as_str()));
    PrepareRequest {
        fonts: shelf().subset(texts).expect("subsets"),
        filled: fields,
        ..request(2, 2, AT, None)
    }
}

fn filled(clean: &[u8], fields: Vec<FilledField>) -> Vec<u8> {
    prepare(clean, &filled_request(fields)).expect("prepared").bytes
}

fn read(bytes: &[u8]) -> TextLayer {
    let fallback = FallbackFont::new(micro_hei());
    text_layer::read(bytes, &[1], &fallback)
        .expect("a text layer")
        .remove(0)
}

fn program(name: &str, arguments: &[&str]) -> String {
    let output = Command::new(name).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{name} is needed for this test ({error})"));
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {text}");
    text
}

/// What poppler reads on the first page, after qpdf has found no fault.
fn checked_text(folder: &Path, bytes: &[u8]) -> String {
    let path = folder.join("filled.pdf");
    std::fs::write(&path, bytes).expect("a file");
    let path = path.to_string_lossy();
    program("qpdf", &["--check", &path]);
    program("pdftotext", &["-l", "1", &path, "-"])
}

#[test]
fn text_of_all_kinds_is_found_again_on_turned_and_cropped_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let value = || text("张㐂𠮷 한국 かな Ltd. £5");
    for rotate in [0, 90, 180, 270] {
        let page = Sample {
            rotate,
            crop: "/CropBox [50 60 500 700]",
            user_unit: "/UserUnit 1.5",
            ..PLAIN
        };
        let bytes = filled(&page.pdf(), vec![field(value())]);
        let found = checked_text(folder.path(), &bytes);
        assert!(found.contains("张㐂𠮷 한국 かな Ltd. £5"), "{rotate}: {found}");
        let layer = read(&bytes);
        let line = layer.lines.iter().find(|line| line.text.contains("张㐂𠮷"));
        let line = line.unwrap_or_else(|| panic!("{rotate}: {layer:?}"));
        // The place as displayed: 100–300 of the 50–500, 400–440 of the 60–700.
        let (across, down) = ((111, 556), (406, 469));
        let flip = |(a, b): (i64, i64)| (1000 - b, 1000 - a);
        let (x, y) = match rotate {
            0 => (across, down),
            90 => (flip(down), across),
            180 => (flip(across), flip(down)),
            _ => (down, flip(across)),
        };
        let inside =
            x.0 <= line.x && line.x + line.w <= x.1 + 1 && y.0 <= line.y && line.y + line.h <= y.1 + 1;
        assert!(inside, "{rotate}: {line:?} in {x:?} {y:?}");
    }
}

#[test]
fn combs_and_tables_are_text_and_pictures_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |y, value| {
        let mut field = field(value);
        field.rect.y = y;
        field
    };
    let picture = png(2, 2, ::png::ColorType::Rgba, &[200; 16]);
    let mut large = at(100_000, FieldValue::Table { table: table(4) });
    large.rect.h = 120_000;
    let bytes = filled(
        &PLAIN.pdf(),
        vec![
            at(
                500_000,
                FieldValue::Comb {
                    text: "91310115".to_owned(),
                    cells: 18,
                    face: Face::Song,
                },
            ),
            at(450_000, FieldValue::Mark { mark: Mark::Tick }),
            at(250_000, FieldValue::Picture { file: picture }),
            large,
        ],
    );
    let found = checked_text(folder.path(), &bytes);
    assert_eq!(found.matches("签字笔").count(), 4, "{found}");
    assert!(found.contains("品名") && found.contains("Agreement"), "{found}");
    let digits: String = found.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.contains("91310115"), "{found}");
    let path = folder.path().join("filled.pdf");
    let listed = program("pdfimages", &["-list", &path.to_string_lossy()]);
    assert!(listed.contains("smask"), "{listed}");
}

#[test]
fn fonts_stand_in_the_file_once() {
    let many = (0..5).map(|at| {
        let mut field = field(text("合同𠮷"));
        field.rect.y -= at * 50_000;
        field.page = 1 + u32::try_from(at % 2).expect("a page");
        field
    });
    let bytes = filled(&PLAIN.pdf(), many.collect());
    let programs = bytes.windows(11).filter(|bytes| bytes == b"/FontFile2 ").count();
    assert_eq!(programs, 2, "one for the text, one for the rare character");
}

#[test]
fn a_page_that_leaves_its_graphics_state_behind_does_not_move_the_text() {
    let untidy = |content: &str| {
        file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /Contents [5 0 R] /Resources 6 0 R >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
            "<< /XObject << /Filled0 8 0 R >> >>".to_owned(),
            "<< /Title (Sample) >>".to_owned(),
            "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream".to_owned(),
        ])
    };
    let value = || vec![field(text("甲方"))];
    let place = |content: &str| {
        let layer = read(&filled(&untidy(content), value()));
        (layer.lines[0].x, layer.lines[0].y)
    };
    let named = filled(&untidy("/Filled0 Do"), value());
    let resources: Vec<_> = named
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    let resources = String::from_utf8_lossy(&resources.join(&b' ')).into_owned();
    assert!(
        resources.contains("/Filled0 8 0 R /Filled1 "),
        "the page's own form keeps its name"
    );
    let tidy = place("q Q");
    assert_eq!(place("q 0.5 0 0 0.5 9 9 cm q 2 0 0 2 0 0 cm"), tidy);
    assert_eq!(place("Q Q 0.5 0 0 0.5 9 9 cm"), tidy);
}

#[test]
fn what_cannot_be_written_is_named_when_it_is_typed() {
    let shelf = shelf();
    let refusal = |value| examine(&field(value), &PAGE, &shelf).expect_err("a refusal");
    let no = FieldNo(50);
    assert_eq!(
        refusal(text("好👍")),
        FillRefusal::EmojiInText {
            field: no,
            character: '👍'
        }
    );
    assert_eq!(
        refusal(text("سلام")),
        FillRefusal::ScriptNotSet {
            field: no,
            character: 'س'
        }
    );
    assert_eq!(
        refusal(text("甲\u{10FFFD}")),
        FillRefusal::CharacterMissing {
            field: no,
            character: '\u{10FFFD}'
        }
    );
    assert_eq!(
        refusal(text(&"长".repeat(200))),
        FillRefusal::TextTooLong { field: no }
    );
    let comb = FieldValue::Comb {
        text: "1234".to_owned(),
        cells: 3,
        face: Face::Hei,
    };
    assert_eq!(
        refusal(comb),
        FillRefusal::CombTooLong {
            field: no,
            characters: 4,
            cells: 3
        }
    );
    // A row of 5 pt letters is 9.75 pt high: the heading and three rows have room in 40 pt.
    assert_eq!(
        refusal(FieldValue::Table { table: table(9) }),
        FillRefusal::TableTooLong { field: no, rows: 3 }
    );
    assert_eq!(examine(&field(text("张㐂𠮷")), &PAGE, &shelf), Ok(()));
}

#[test]
fn preparing_never_fails_for_a_glyph_but_for_a_picture_that_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = filled(&PLAIN.pdf(), vec![field(text("甲\u{F8FF}👍乙"))]);
    let found = checked_text(folder.path(), &bytes);
    assert!(found.contains('\u{F8FF}') && found.contains('👍'), "{found}");
    let broken = FieldValue::Picture {
        file: b"no picture".to_vec(),
    };
    let refused = prepare(&PLAIN.pdf(), &filled_request(vec![field(broken)])).expect_err("a refusal");
    assert!(matches!(
        refused,
        PrepareError::Fill(FillRefusal::PictureUnusable { .. })
    ));
    let json = serde_json::to_value(&refused).expect("json");
    assert_eq!(json["code"], "picture_unusable");
    assert_eq!(
        serde_json::from_value::<PrepareError>(json).expect("an error"),
        refused
    );
}

#[test]
fn the_code_is_the_tag_and_has_its_sentences() {
    let field = FieldNo(1);
    let character = 'x';
    let reason = String::new();
    for refusal in [
        FillRefusal::EmojiInText { field, character },
        FillRefusal::ScriptNotSet { field, character },
        FillRefusal::CharacterMissing { field, character },
        FillRefusal::TextTooLong { field },
        FillRefusal::CombTooLong {
            field,
            characters: 2,
            cells: 1,
        },
        FillRefusal::TableTooLong { field, rows: 1 },
        FillRefusal::PictureUnusable { field, reason },
        FillRefusal::FontUnusable { field },
    ] {
        let json = serde_json::to_value(&refusal).expect("json");
        assert_eq!(json["code"], refusal.code());
        assert!(domain::catalogue::has(refusal.code()), "{}", refusal.code());
    }
}

#[test]
fn a_fixed_size_is_kept() {
    let value = FieldValue::Text {
        text: "甲方".to_owned(),
        style: TextStyle {
            size: TypeSize::Fixed { points: 9.0 },
            ..TextStyle::default()
        },
    };
    let fonts = shelf()
        .subset([(Face::Hei, "甲方")])
        .expect("subsets")
        .unembedded();
    let field = field(value);
    let drawn = draw(&field, &Frame::of(&field.rect, 90, 2000), &fonts).expect("drawn");
    assert!(String::from_utf8_lossy(&drawn.operators).contains("/F0 9 Tf"));
}
