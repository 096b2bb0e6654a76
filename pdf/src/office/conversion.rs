//! What became of an Office file when it was laid out anew: the sender is told, and confirms.

use super::{OfficeFile, OfficeKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a PDF came out of an Office file, and where it may differ from what its author saw.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Conversion {
    pub kind: OfficeKind,
    /// Fonts that the file asks for and this machine does not have.
    pub missing_fonts: Vec<String>,
    /// Fonts that were drawn with though the file does not ask for them.
    pub drawn_with: Vec<String>,
    /// How many pages the file says it had; [`OfficeFile::claimed_pages`].
    pub claimed_pages: Option<u32>,
    pub pages: u32,
    /// Changes that nobody has accepted are printed as changes.
    pub tracked_changes: bool,
}

/// A font that is installed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstalledFont {
    /// The name under which PDF files carry it.
    pub post_script: String,
    /// Its family in all languages; never empty.
    pub families: Vec<String>,
}

impl Conversion {
    /// Compares what `file` asks for with what is installed, and with the fonts and pages of the PDF.
    pub fn compare(
        file: &OfficeFile,
        installed: &[InstalledFont],
        embedded: &BTreeSet<String>,
        pages: u32,
    ) -> Self {
        let has = |font: &InstalledFont, name: &str| font.families.iter().any(|family| is_same(family, name));
        let missing = |name: &&String| !installed.iter().any(|font| has(font, name));
        let unasked = |name: &String| {
            let font = installed.iter().find(|font| is_same(&font.post_script, name));
            let is_asked = |asked: &String| match font {
                Some(font) => has(font, asked),
                None => is_same(asked, name),
            };
            let family = font.and_then(|font| font.families.first()).unwrap_or(name);
            (!file.fonts.iter().any(is_asked)).then(|| family.clone())
        };
        let drawn_with: BTreeSet<String> = embedded.iter().filter_map(unasked).collect();
        Self {
            kind: file.kind,
            missing_fonts: file.fonts.iter().filter(missing).cloned().collect(),
            drawn_with: drawn_with.into_iter().collect(),
            claimed_pages: file.claimed_pages,
            pages,
            tracked_changes: file.tracked_changes,
        }
    }
}

/// Names of fonts are written with and without spaces, in any case; `@` stands before fonts for vertical text.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        let name = name.trim_start_matches('@').to_lowercase();
        name.chars().filter(|c| !c.is_whitespace()).collect()
    };
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn compared(asked: &[&str], embedded: &[&str]) -> Conversion {
        let file = OfficeFile {
            kind: OfficeKind::Docx,
            fonts: names(asked),
            claimed_pages: Some(3),
            tracked_changes: false,
        };
        let installed = [
            InstalledFont {
                post_script: "WenQuanYiMicroHei".to_owned(),
                families: vec!["WenQuanYi Micro Hei".to_owned(), "文泉驿微米黑".to_owned()],
            },
            InstalledFont {
                post_script: "LiberationSerif".to_owned(),
                families: vec!["Liberation Serif".to_owned()],
            },
        ];
        Conversion::compare(&file, &installed, &names(embedded), 4)
    }

    #[test]
    fn fonts_that_are_not_there_are_named_with_what_came_instead() {
        let conversion = compared(
            &["宋体", "Liberation Serif"],
            &["WenQuanYiMicroHei", "LiberationSerif"],
        );
        assert_eq!(conversion.missing_fonts, ["宋体"]);
        assert_eq!(conversion.drawn_with, ["WenQuanYi Micro Hei"]);
        assert_eq!((conversion.claimed_pages, conversion.pages), (Some(3), 4));
    }

    #[test]
    fn a_font_is_known_under_every_name() {
        let conversion = compared(&["文泉驿微米黑", "LIBERATION serif"], &["WenQuanYiMicroHei"]);
        assert!(conversion.missing_fonts.is_empty() && conversion.drawn_with.is_empty());
    }

    #[test]
    fn a_font_that_nobody_knows_is_named_as_the_pdf_has_it() {
        assert_eq!(compared(&["宋体"], &["OpenSymbol"]).drawn_with, ["OpenSymbol"]);
    }
}
