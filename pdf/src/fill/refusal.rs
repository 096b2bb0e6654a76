//! Why a value cannot be written into its field, each with its stable code and what it is about.

use domain::ids::FieldNo;
use serde::{Deserialize, Serialize};

/// The sentences for people stand in the catalogue under [`FillRefusal::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FillRefusal {
    #[error("field {field} holds an emoji, {character}")]
    EmojiInText { field: FieldNo, character: char },
    #[error("field {field} holds {character}, of a script that cannot be set")]
    ScriptNotSet { field: FieldNo, character: char },
    #[error("no font has the character {character} of field {field}")]
    CharacterMissing { field: FieldNo, character: char },
    #[error("the text of field {field} has no room there")]
    TextTooLong { field: FieldNo },
    #[error("field {field} has {cells} cells for {characters} characters")]
    CombTooLong {
        field: FieldNo,
        characters: usize,
        cells: u16,
    },
    #[error("the table of field {field} has room for {rows} rows only")]
    TableTooLong { field: FieldNo, rows: usize },
    #[error("the picture of field {field} cannot be used: {reason}")]
    PictureUnusable { field: FieldNo, reason: String },
    #[error("the fonts for field {field} cannot be used")]
    FontUnusable { field: FieldNo },
}

impl FillRefusal {
    /// The code of the catalogue; the same as the tag of the serialised form.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmojiInText { .. } => "emoji_in_text",
            Self::ScriptNotSet { .. } => "script_not_set",
            Self::CharacterMissing { .. } => "character_missing",
            Self::TextTooLong { .. } => "text_too_long",
            Self::CombTooLong { .. } => "comb_too_long",
            Self::TableTooLong { .. } => "table_too_long",
            Self::PictureUnusable { .. } => "picture_unusable",
            Self::FontUnusable { .. } => "font_unusable",
        }
    }

    /// Which character it is about.
    pub fn character(&self) -> Option<char> {
        match self {
            Self::EmojiInText { character, .. }
            | Self::ScriptNotSet { character, .. }
            | Self::CharacterMissing { character, .. } => Some(*character),
            _ => None,
        }
    }
}
