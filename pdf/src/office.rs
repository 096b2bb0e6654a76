//! Word and Excel files: what they are, what they must not hold, and how LibreOffice turns them into a PDF.
//!
//! [`inspect`] reads a file by itself, within limits, and refuses what would do or fetch anything. Only then is the
//! file given to LibreOffice ([`converter`]), in a worker with a sandbox of its own kind
//! ([`crate::worker::office_sandbox`]). The result is taken in like any other PDF ([`crate::intake`]).

pub mod archive;
mod comma_rows;
pub mod compound;
pub mod conversion;
pub mod converter;
pub mod field_instruction;
pub mod fonts;
pub mod open_document;
pub mod open_xml;
pub mod refusal;
pub mod rich_text;
pub mod sheet_rows;
pub mod spreadsheet;
pub mod word_fonts;
pub mod word_processing;
pub mod xml;

use archive::Archive;
use refusal::OfficeRefusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The formats that are converted. Kingsoft's `wps` and `et` are [`Self::Doc`] and [`Self::Xls`] by their content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    Docx,
    Xlsx,
    Odt,
    Ods,
    Doc,
    Xls,
    Rtf,
}

impl OfficeKind {
    /// The ending by which LibreOffice chooses its reader, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Rtf => "rtf",
        }
    }

    /// Whether it is laid out by Calc, else by Writer.
    pub fn is_spreadsheet(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods | Self::Xls)
    }
}

/// What a file says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfficeFile {
    pub kind: OfficeKind,
    /// Names of the fonts that its text is set in, as the file spells them.
    pub fonts: BTreeSet<String>,
    /// How many pages it had in the program that wrote it; spreadsheets do not say.
    pub claimed_pages: Option<u32>,
    /// It holds changes that nobody has accepted or rejected; they are printed as such.
    pub tracked_changes: bool,
}

/// Looks through a file of the Office family; refuses everything that runs, hides or fetches something.
pub fn inspect(upload: &[u8]) -> Result<OfficeFile, OfficeRefusal> {
    if upload.starts_with(b"PK\x03\x04") {
        let archive = Archive::open(upload)?;
        if archive.has("[Content_Types].xml") {
            open_xml::inspect(&archive)
        } else {
            open_document::inspect(&archive)
        }
    } else if upload.starts_with(compound::MAGIC) {
        compound::inspect(upload)
    } else if upload.starts_with(rich_text::MAGIC) {
        rich_text::inspect(upload)
    } else {
        Err(OfficeRefusal::Unknown)
    }
}
