//! What a `docx` says about itself: the fonts of its text, and changes that nobody has accepted.

use super::archive::Archive;
use super::fonts::{Slots, UsedFonts};
use super::refusal::OfficeRefusal;
use super::word_fonts::WordFonts;
use super::xml::{self, Piece};
use super::{OfficeFile, OfficeKind};

/// Parts with text that is printed.
fn is_printed(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/") else {
        return false;
    };
    ["document", "header", "footer", "footnotes", "endnotes"]
        .iter()
        .any(|kind| part.starts_with(kind) && part.ends_with(".xml"))
}

/// The fonts of the text, run by run.
pub fn inspect(archive: &Archive<'_>, claimed_pages: Option<u32>) -> Result<OfficeFile, OfficeRefusal> {
    let fonts = WordFonts::read(archive)?;
    let mut reading = Reading {
        fonts: &fonts,
        paragraph: None,
        run: None,
        direct: Slots::default(),
        is_text: false,
        used: UsedFonts::default(),
        tracked_changes: false,
    };
    for name in archive.names().filter(|name| is_printed(name)) {
        xml::walk(&archive.read(name)?.unwrap_or_default(), |piece| {
            reading.see(&piece);
            Ok(())
        })?;
    }
    Ok(OfficeFile {
        kind: OfficeKind::Docx,
        fonts: reading.used.into_names(),
        claimed_pages,
        tracked_changes: reading.tracked_changes,
    })
}

/// Where the walk through a part is.
struct Reading<'a> {
    fonts: &'a WordFonts,
    /// Names of the styles that hold here.
    paragraph: Option<String>,
    run: Option<String>,
    /// What the run says itself.
    direct: Slots,
    is_text: bool,
    used: UsedFonts,
    tracked_changes: bool,
}

impl Reading<'_> {
    fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(element) => match element.name() {
                "p" => self.paragraph = None,
                "r" => (self.run, self.direct) = (None, Slots::default()),
                "pStyle" => self.paragraph = element.attribute("val"),
                "rStyle" => self.run = element.attribute("val"),
                "rFonts" => self.direct = self.fonts.slots(element),
                "t" => self.is_text = true,
                "ins" | "del" | "moveFrom" | "moveTo" => self.tracked_changes = true,
                _ => {}
            },
            Piece::Close("t") => self.is_text = false,
            Piece::Text(text) if self.is_text => {
                let slots = self
                    .fonts
                    .resolve(&self.direct, self.run.as_deref(), self.paragraph.as_deref());
                self.used.see(text, &slots);
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
}
