//! Values that are written into the pages before anybody signs: text, combs, marks, pictures and tables.
//!
//! They become page content of the prepare revision, not form fields: what everybody is shown and signs can not be
//! filled in differently afterwards. [`examine`] tells a person at once what cannot be written; [`draw`] writes.

pub mod comb;
pub mod mark;
pub mod refusal;
pub mod table;

use crate::appearance::Frame;
use crate::font::base64_bytes;
use crate::font::set::{DocumentFonts, Face};
use crate::font::shelf::FontShelf;
use crate::picture::Picture;
use crate::text::block::TextStyle;
use crate::text::characters::{Objection, clean, objection};
use crate::text::run::numbers;
use domain::contract::plan::{PageBox, PageRect};
use domain::ids::FieldNo;
use mark::Mark;
use refusal::FillRefusal;
use serde::{Deserialize, Serialize};
use table::Table;

/// A value with its place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FilledField {
    pub field: FieldNo,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
    pub value: FieldValue,
}

/// What is written into a field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldValue {
    /// Letters and numbers of any meaning: names, amounts 金额, dates.
    Text {
        text: String,
        #[serde(default)]
        style: TextStyle,
    },
    /// One character per cell 格子: account numbers, identity numbers.
    Comb {
        text: String,
        cells: u16,
        #[serde(default)]
        face: Face,
    },
    /// A ticked box 勾选; an unticked one is not written.
    Mark {
        mark: Mark,
    },
    /// PNG or JPEG, as large as the place allows, in its own shape.
    Picture {
        #[serde(with = "base64_bytes")]
        file: Vec<u8>,
    },
    Table {
        table: Table,
    },
}

/// What drawing adds to a page: operators, and the picture that they name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Drawn {
    /// In printed points from the lower left corner of the place as displayed.
    pub operators: Vec<u8>,
    /// Shown as /Im in `operators`.
    pub picture: Option<Picture>,
}

impl FieldValue {
    /// All texts of the value with their faces, as they will be set.
    pub fn texts(&self) -> Vec<(Face, String)> {
        match self {
            Self::Text { text, style } => vec![(style.face, clean(text))],
            Self::Comb { text, face, .. } => vec![(*face, clean(text))],
            Self::Table { table } => table
                .texts()
                .map(|text| (table.style.face, clean(text)))
                .collect(),
            Self::Mark { .. } | Self::Picture { .. } => Vec::new(),
        }
    }

    fn typed(&self) -> Vec<&str> {
        match self {
            Self::Text { text, .. } | Self::Comb { text, .. } => vec![text],
            Self::Table { table } => table.texts().collect(),
            Self::Mark { .. } | Self::Picture { .. } => Vec::new(),
        }
    }
}

/// Says at the time of filling in whether a value can be written at its place, and if not, why: each character has
/// its glyph, and everything has room. Pictures are not read here but where they are drawn.
pub fn examine(filled: &FilledField, page: &PageBox, shelf: &FontShelf) -> Result<(), FillRefusal> {
    let field = filled.field;
    for text in filled.value.typed() {
        match objection(text) {
            None => {}
            Some(Objection::Emoji(character)) => return Err(FillRefusal::EmojiInText { field, character }),
            Some(Objection::Shaped(character)) => return Err(FillRefusal::ScriptNotSet { field, character }),
        }
    }
    let texts = filled.value.texts();
    for (face, text) in &texts {
        if let Some(character) = shelf.missing(*face, text) {
            return Err(FillRefusal::CharacterMissing { field, character });
        }
    }
    if matches!(filled.value, FieldValue::Picture { .. }) {
        return Ok(());
    }
    let set = shelf.subset(texts.iter().map(|(face, text)| (*face, text.as_str())));
    let set = set.map_err(|_| FillRefusal::FontUnusable { field })?;
    let frame = Frame::of(&filled.rect, page.rotate, page.user_unit);
    draw(filled, &frame, &set.unembedded()).map(drop)
}

/// Draws a value in its frame. Characters without a glyph become boxes; nothing is refused for them here.
pub fn draw(filled: &FilledField, frame: &Frame, fonts: &DocumentFonts) -> Result<Drawn, FillRefusal> {
    let field = filled.field;
    let (width, height) = frame.printed();
    let mut operators = b"0 g 0 G\n".to_vec();
    let mut picture = None;
    match &filled.value {
        FieldValue::Text { text, style } => {
            let block = style
                .lay_out(fonts, &clean(text), width, height)
                .map_err(|_| FillRefusal::TextTooLong { field })?;
            style.show(&mut operators, fonts, &block, (width, height), (0.0, 0.0));
        }
        FieldValue::Comb { text, cells, face } => {
            comb::show(
                &mut operators,
                fonts,
                *face,
                &clean(text),
                *cells,
                (width, height),
            )
            .map_err(|characters| FillRefusal::CombTooLong {
                field,
                characters,
                cells: *cells,
            })?;
        }
        FieldValue::Mark { mark } => mark.show(&mut operators, width, height),
        FieldValue::Picture { file } => {
            let read = Picture::read(file).map_err(|reason| FillRefusal::PictureUnusable {
                field,
                reason: reason.to_string(),
            })?;
            let [x, y, w, h] = read.contained(width, height);
            operators.extend_from_slice(b"q ");
            numbers(&mut operators, &[w, 0.0, 0.0, h, x, y]);
            operators.extend_from_slice(b"cm /Im Do Q\n");
            picture = Some(read);
        }
        FieldValue::Table { table } => table
            .show(&mut operators, fonts, (width, height))
            .map_err(|rows| FillRefusal::TableTooLong { field, rows })?,
    }
    Ok(Drawn { operators, picture })
}

#[cfg(test)]
mod tests;
