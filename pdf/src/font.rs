//! A small part of a font, enough for some known text, ready to be embedded in a PDF (ISO 32000-2, 9.7).
//!
//! The subset is made where the font file is trusted (the hub's own configuration) and travels as data, so that
//! neither the limited worker nor the signing path ever opens a font file.

pub mod embed;
pub mod outline;
pub mod set;
pub mod shelf;

use serde::{Deserialize, Serialize};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// Printable ASCII and the marks that go with it are always part of a subset: dates, times, latin names.
const ALWAYS: &str = "·，。：；（）、《》—…年月日时分秒签署";

/// The font file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    #[error("the font file cannot be read, or has no face {0}")]
    Unreadable(u32),
    #[error("the font has no outlines that can be embedded")]
    NoOutlines,
}

/// How the outlines are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlines {
    TrueType,
    /// A bare `CFF ` table with CIDs.
    Cff,
}

/// Glyph number in the subset, and width in 1/1000 em.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Glyph {
    pub id: u16,
    pub width: u16,
}

/// The glyphs for some text, with all that a PDF says about them. Lengths are in 1/1000 em.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FontSubset {
    /// PostScript name with the subset tag: `ABCDEF+WenQuanYiMicroHei`.
    pub name: String,
    pub outlines: Outlines,
    /// The font program, base64.
    #[serde(with = "base64_bytes")]
    pub program: Vec<u8>,
    pub glyphs: GlyphTable,
    /// Widths by glyph number.
    pub widths: Vec<u16>,
    pub ascent: i32,
    pub descent: i32,
    pub cap_height: i32,
    pub bounds: [i32; 4],
}

/// Which glyph shows which character.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlyphTable(pub BTreeMap<char, Glyph>);

impl GlyphTable {
    /// The glyph for a character; `None` where this subset has none.
    pub fn glyph(&self, character: char) -> Option<Glyph> {
        self.0.get(&character).copied()
    }
}

impl FontSubset {
    /// Takes from face `face` of a TrueType or OpenType file or collection the glyphs that `text` needs, and those
    /// for ASCII and some marks. Characters that the font does not have are left out without complaint.
    pub fn new(file: &[u8], face: u32, text: &str) -> Result<Self, FontError> {
        let always = (' '..='~').chain(ALWAYS.chars());
        Self::of(file, face, &always.chain(text.chars()).collect())
    }

    /// Takes the glyphs for these characters and no others.
    pub fn of(file: &[u8], face: u32, characters: &BTreeSet<char>) -> Result<Self, FontError> {
        let font = FontRef::from_index(file, face).map_err(|_| FontError::Unreadable(face))?;
        let charmap = font.charmap();
        let units = font
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em
            .max(1);
        let scaled = |value: f32| (value * 1000.0 / f32::from(units)).round();

        let mut remapper = GlyphRemapper::new();
        let mut chosen = BTreeMap::new();
        for &character in characters.iter().filter(|character| !character.is_control()) {
            let glyph = charmap
                .map(character)
                .and_then(|glyph| u16::try_from(glyph.to_u32()).ok());
            if let Some(glyph) = glyph.filter(|glyph| *glyph != 0) {
                chosen.insert(character, remapper.remap(glyph));
            }
        }
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let widths: Vec<u16> = remapper
            .remapped_gids()
            .map(|glyph| scaled(metrics.advance_width(GlyphId::from(glyph)).unwrap_or_default()) as u16)
            .collect();
        let glyphs = chosen
            .into_iter()
            .map(|(character, id)| {
                (
                    character,
                    Glyph {
                        id,
                        width: widths[usize::from(id)],
                    },
                )
            })
            .collect();

        let subset = subsetter::subset(file, face, &remapper).map_err(|_| FontError::NoOutlines)?;
        let (outlines, program) = match FontRef::new(&subset) {
            Ok(font) if font.table_data(Tag::new(b"glyf")).is_some() => (Outlines::TrueType, subset),
            Ok(font) => match font.table_data(Tag::new(b"CFF ")) {
                Some(table) => (Outlines::Cff, table.as_bytes().to_vec()),
                None => return Err(FontError::NoOutlines),
            },
            Err(_) => return Err(FontError::NoOutlines),
        };
        let face = font.metrics(Size::unscaled(), LocationRef::default());
        let bounds = face.bounds.unwrap_or_default();
        let ascent = scaled(face.ascent) as i32;
        Ok(Self {
            name: format!("{}+{}", tag(&program), postscript_name(&font)),
            outlines,
            program,
            glyphs: GlyphTable(glyphs),
            widths,
            ascent,
            descent: scaled(face.descent) as i32,
            cap_height: face.cap_height.map_or(ascent, |height| scaled(height) as i32),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
                .map(|value| scaled(value) as i32),
        })
    }
}

/// Six capitals that differ between subsets (ISO 32000-2, 9.9.2).
fn tag(program: &[u8]) -> String {
    let hash = domain::hash::Sha256Hash::of(program).0;
    hash.iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

/// The face's PostScript name, reduced to characters that a PDF name needs no escapes for.
fn postscript_name(font: &FontRef<'_>) -> String {
    let names = font.localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME);
    let name: String = names
        .english_or_first()
        .map(|name| name.chars().collect())
        .unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(63)
        .collect();
    if name.is_empty() {
        "Embedded".to_owned()
    } else {
        name
    }
}

/// Serde form of bytes: base64 text.
pub(crate) mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
