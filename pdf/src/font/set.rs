//! The subsets that one document embeds, and which of them shows a character in which face.

use super::{FontSubset, Glyph, GlyphTable};
use crate::incremental::append::Appender;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// A style of letters 字体. Which fonts stand behind each is the operator's choice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 黑体
    #[default]
    Hei,
    /// 宋体
    Song,
    /// 楷体
    Kai,
    /// 仿宋
    FangSong,
}

/// Subsets for all text of a document, each to be embedded once, made by [`super::shelf::FontShelf`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FontSet {
    pub subsets: Vec<FontSubset>,
    pub faces: FaceOrder,
}

/// For each face the indexes of its fonts, in the order in which they are asked. A face that is not listed is set
/// in [`Face::Hei`].
pub type FaceOrder = BTreeMap<Face, Vec<usize>>;

/// A font that stands in a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EmbeddedFont {
    /// Object number of the Type0 font.
    pub object: u32,
    pub glyphs: GlyphTable,
}

/// The fonts of a document, for measuring and showing text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct DocumentFonts {
    pub fonts: Vec<EmbeddedFont>,
    pub faces: FaceOrder,
}

impl FontSet {
    /// One subset for every face.
    pub fn of_one(subset: FontSubset) -> Self {
        Self {
            subsets: vec![subset],
            faces: FaceOrder::from([(Face::Hei, vec![0])]),
        }
    }

    /// Writes all subsets.
    pub fn embed(&self, appender: &mut Appender) -> DocumentFonts {
        self.numbered(|subset| subset.embed(appender))
    }

    /// For measuring before there is a document; the object numbers mean nothing.
    pub fn unembedded(&self) -> DocumentFonts {
        self.numbered(|_| 0)
    }

    fn numbered(&self, mut object: impl FnMut(&FontSubset) -> u32) -> DocumentFonts {
        let fonts = self.subsets.iter().map(|subset| EmbeddedFont {
            object: object(subset),
            glyphs: subset.glyphs.clone(),
        });
        DocumentFonts {
            fonts: fonts.collect(),
            faces: self.faces.clone(),
        }
    }
}

impl DocumentFonts {
    /// The first font of the face that has the character, by index, with its glyph.
    pub fn glyph(&self, face: Face, character: char) -> Option<(usize, Glyph)> {
        let order = self.faces.get(&face).or_else(|| self.faces.get(&Face::Hei))?;
        order.iter().find_map(|&index| {
            let font = self.fonts.get(index)?;
            Some((index, font.glyphs.glyph(character)?))
        })
    }

    /// No font at all: text cannot be shown.
    pub fn is_empty(&self) -> bool {
        self.fonts.is_empty()
    }

    /// The entry of a resource dictionary that names font 0 /F0, font 1 /F1, … Empty where there are none.
    pub fn resources(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let fonts: Vec<String> = self
            .fonts
            .iter()
            .enumerate()
            .map(|(index, font)| format!("/F{index} {} 0 R", font.object))
            .collect();
        format!("/Font << {} >>", fonts.join(" "))
    }
}

/// Also reads plans of the first version, which held one font or none.
impl<'de> Deserialize<'de> for DocumentFonts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Stored {
            Fonts {
                fonts: Vec<EmbeddedFont>,
                faces: FaceOrder,
            },
            One(EmbeddedFont),
            None,
        }
        Ok(match Stored::deserialize(deserializer)? {
            Stored::Fonts { fonts, faces } => Self { fonts, faces },
            Stored::One(font) => Self {
                fonts: vec![font],
                faces: FaceOrder::from([(Face::Hei, vec![0])]),
            },
            Stored::None => Self::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_font_of_a_face_that_has_the_character_shows_it() {
        let table = |characters: &str| {
            GlyphTable(
                characters
                    .chars()
                    .zip(1..)
                    .map(|(character, id)| (character, Glyph { id, width: 1000 }))
                    .collect(),
            )
        };
        let font = |object, characters| EmbeddedFont {
            object,
            glyphs: table(characters),
        };
        let fonts = DocumentFonts {
            fonts: vec![font(7, "ab"), font(8, "bc")],
            faces: FaceOrder::from([(Face::Hei, vec![0, 1]), (Face::Song, vec![1, 0])]),
        };
        let shown = |face, character| fonts.glyph(face, character).map(|(index, _)| index);
        assert_eq!(
            (shown(Face::Hei, 'b'), shown(Face::Song, 'b')),
            (Some(0), Some(1))
        );
        assert_eq!((shown(Face::Hei, 'c'), shown(Face::Kai, 'b')), (Some(1), Some(0)));
        assert_eq!(shown(Face::Hei, 'd'), None);
        assert_eq!(fonts.resources(), "/Font << /F0 7 0 R /F1 8 0 R >>");
    }

    #[test]
    fn a_plan_with_one_font_or_none_is_still_read() {
        let one: DocumentFonts =
            serde_json::from_str(r#"{"object":9,"glyphs":{"a":{"id":1,"width":500}}}"#).expect("one font");
        assert_eq!(one.glyph(Face::Song, 'a'), Some((0, Glyph { id: 1, width: 500 })));
        let none: DocumentFonts = serde_json::from_str("null").expect("no font");
        assert!(none.is_empty());
        let again = serde_json::to_string(&one).expect("json");
        assert_eq!(serde_json::from_str::<DocumentFonts>(&again).expect("fonts"), one);
    }
}
