//! Values that people fill in, at places of any size and shape: nothing is lost, and nothing leaves its place.
#![no_main]

use domain::contract::plan::PageRect;
use domain::ids::FieldNo;
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use pdf::appearance::Frame;
use pdf::fill::mark::Mark;
use pdf::fill::table::{Column, Table};
use pdf::fill::{FieldValue, FilledField, draw};
use pdf::font::set::{DocumentFonts, Face};
use pdf::font::shelf::FontShelf;
use pdf::text::block::{Align, TextStyle, TypeSize, Vertical};
use std::sync::{Arc, LazyLock};

/// Letters of several scripts; every other character is drawn as a box.
const LETTERS: &str = "甲乙丙方公司合同编号金额年月日，。、；：！？「」（）《》 　abcdefghijklmnopqrstuvwxyz\
    ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-/()かなカナ、ー한글";

static FONTS: LazyLock<DocumentFonts> = LazyLock::new(|| {
    let file = std::env::var("HUIQIAN_CJK_FONT")
        .unwrap_or_else(|_| "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc".to_owned());
    let shelf = FontShelf::debian(Arc::new(std::fs::read(file).expect("the package fonts-wqy-microhei")));
    let set = shelf.subset([(Face::Hei, LETTERS)]).expect("a subset");
    set.unembedded()
});

fuzz_target!(|input: &[u8]| {
    let mut choices = Unstructured::new(input);
    let Ok((filled, frame)) = filled(&mut choices) else { return };
    let drawn = draw(&filled, &frame, &FONTS);
    if let (FieldValue::Text { text, style }, true) = (&filled.value, drawn.is_ok()) {
        fits(style, text, frame);
    }
});

/// What was laid out has all its letters, in lines that have room.
fn fits(style: &TextStyle, text: &str, frame: Frame) {
    let (width, height) = frame.printed();
    let text = pdf::text::characters::clean(text);
    let block = style.lay_out(&FONTS, &text, width, height).expect("it was drawn");
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&block.lines.concat()), letters(&text), "letters are lost");
    assert!(block.size > 0.0 && block.lines.len() as f64 * block.size <= height + 1.0, "{block:?}");
    for line in &block.lines {
        let units: f64 = line
            .chars()
            .map(|c| FONTS.glyph(style.face, c).map_or(1000.0, |(_, glyph)| f64::from(glyph.width)))
            .filter(|_| !line.trim().is_empty())
            .sum();
        let spaces = line.chars().filter(|c| c.is_whitespace()).count() as f64;
        assert!((units - 1000.0 * spaces) * block.size / 1000.0 <= width + 1.0, "{line:?} in {width}");
    }
}

fn filled(from: &mut Unstructured<'_>) -> Result<(FilledField, Frame)> {
    let side = |from: &mut Unstructured<'_>| from.int_in_range(1..=2_000_000_i64);
    let rect = PageRect {
        x: 0,
        y: 0,
        w: side(from)?,
        h: side(from)?,
    };
    let turn = *from.choose(&[0, 90, 180, 270])?;
    let user_unit = *from.choose(&[1, 1000, 2500, 75_000])?;
    let value = match from.int_in_range(0..=3)? {
        0 => FieldValue::Text {
            style: style(from)?,
            text: text(from)?,
        },
        1 => FieldValue::Comb {
            cells: u16::arbitrary(from)?,
            face: face(from)?,
            text: text(from)?,
        },
        2 => FieldValue::Mark {
            mark: *from.choose(&[Mark::Tick, Mark::Cross, Mark::Dot])?,
        },
        _ => FieldValue::Table { table: table(from)? },
    };
    let filled = FilledField {
        field: FieldNo(1),
        page: 1,
        rect,
        value,
    };
    Ok((filled, Frame::of(&rect, turn, user_unit)))
}

fn face(from: &mut Unstructured<'_>) -> Result<Face> {
    Ok(*from.choose(&[Face::Hei, Face::Song, Face::Kai, Face::FangSong])?)
}

fn align(from: &mut Unstructured<'_>) -> Result<Align> {
    Ok(*from.choose(&[Align::Left, Align::Centre, Align::Right])?)
}

fn style(from: &mut Unstructured<'_>) -> Result<TextStyle> {
    let size = if bool::arbitrary(from)? {
        TypeSize::Fixed {
            points: f64::arbitrary(from)?,
        }
    } else {
        TypeSize::Fit {
            most: f64::arbitrary(from)?,
            least: f64::arbitrary(from)?,
        }
    };
    Ok(TextStyle {
        face: face(from)?,
        size: *from.choose(&[size, TypeSize::default()])?,
        align: align(from)?,
        vertical: *from.choose(&[Vertical::Top, Vertical::Middle, Vertical::Bottom])?,
        multiline: bool::arbitrary(from)?,
    })
}

/// Mostly letters that the font has, some of anything.
fn text(from: &mut Unstructured<'_>) -> Result<String> {
    let known: Vec<char> = LETTERS.chars().chain(['\n', '\u{1f600}', '\u{20bb7}']).collect();
    let count = from.int_in_range(0..=400)?;
    (0..count)
        .map(|_| {
            let number = u16::arbitrary(from)?;
            let any = char::from_u32(u32::from(number)).filter(|_| number % 8 == 0);
            Ok(any.unwrap_or(known[usize::from(number) % known.len()]))
        })
        .collect()
}

fn table(from: &mut Unstructured<'_>) -> Result<Table> {
    let columns = from.int_in_range(0..=6)?;
    let rows = from.int_in_range(0..=12)?;
    Ok(Table {
        columns: (0..columns)
            .map(|_| {
                Ok(Column {
                    heading: text(from)?,
                    parts: u16::arbitrary(from)?,
                    align: align(from)?,
                })
            })
            .collect::<Result<_>>()?,
        style: style(from)?,
        ruled: bool::arbitrary(from)?,
        rows: (0..rows)
            .map(|_| {
                let cells = from.int_in_range(0..=6)?;
                (0..cells).map(|_| text(from)).collect()
            })
            .collect::<Result<_>>()?,
    })
}
