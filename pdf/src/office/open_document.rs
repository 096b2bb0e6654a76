//! OpenDocument (ISO/IEC 26300): `odt` and `ods`, what in them is refused, and the fonts of their text.

use super::archive::Archive;
use super::field_instruction::formula_fetches;
use super::fonts::{Slots, StyleSheet, UsedFonts};
use super::refusal::OfficeRefusal;
use super::xml::{self, Element, Piece};
use super::{OfficeFile, OfficeKind};
use std::collections::BTreeMap;

const TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";
const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Refuses what is not to be converted, and collects what the file says about itself.
pub fn inspect(archive: &Archive<'_>) -> Result<OfficeFile, OfficeRefusal> {
    let kind = match archive.read("mimetype")?.as_deref() {
        Some(TEXT) => OfficeKind::Odt,
        Some(SPREADSHEET) => OfficeKind::Ods,
        _ => return Err(OfficeRefusal::Unknown),
    };
    manifest(archive)?;
    if archive
        .names()
        .any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"))
    {
        return Err(OfficeRefusal::Macros);
    }
    for name in archive
        .names()
        .filter(|name| name.ends_with(".xml") && !name.starts_with("META-INF/"))
    {
        content(&archive.read(name)?.unwrap_or_default())?;
    }
    let mut reading = Reading::default();
    for part in ["styles.xml", "content.xml"] {
        xml::walk(&archive.read(part)?.unwrap_or_default(), |piece| {
            reading.see(&piece);
            Ok(())
        })?;
    }
    Ok(OfficeFile {
        kind,
        claimed_pages: claimed_pages(archive)?.filter(|_| kind == OfficeKind::Odt),
        tracked_changes: reading.tracked_changes,
        fonts: reading.used.into_names(),
    })
}

/// Encryption is said here, and so is what the objects are: charts and formulas are drawn by LibreOffice itself.
fn manifest(archive: &Archive<'_>) -> Result<(), OfficeRefusal> {
    let manifest = archive
        .read("META-INF/manifest.xml")?
        .ok_or(OfficeRefusal::Broken)?;
    xml::walk(&manifest, |piece| {
        let Piece::Open(element) = piece else {
            return Ok(());
        };
        if element.name() == "encryption-data" {
            return Err(OfficeRefusal::Encrypted);
        }
        let path = element.attribute("full-path").unwrap_or_default();
        let kind = element.attribute("media-type").unwrap_or_default();
        let is_object = path.starts_with("Object ") && !path.trim_end_matches('/').contains('/');
        let is_drawn =
            kind.is_empty() || kind.ends_with("opendocument.chart") || kind.ends_with("opendocument.formula");
        if is_object && !is_drawn {
            return Err(OfficeRefusal::EmbeddedObjects);
        }
        Ok(())
    })
}

/// Only links that a reader may follow lead outside.
fn content(part: &[u8]) -> Result<(), OfficeRefusal> {
    xml::walk(part, |piece| {
        let Piece::Open(element) = piece else {
            return Ok(());
        };
        let leads_outside = element.any("href", is_outside);
        match element.name() {
            "event-listener" => Err(OfficeRefusal::Macros),
            "plugin" | "applet" | "object-ole" | "floating-frame" => Err(OfficeRefusal::EmbeddedObjects),
            "dde-source" | "dde-connection-decl" | "dde-link" => Err(OfficeRefusal::ExternalContent),
            // Where a reader may go; and where the file's template was, which nothing loads.
            "a" | "template" => Ok(()),
            _ if leads_outside => Err(OfficeRefusal::ExternalContent),
            _ if element.any("formula", formula_fetches) => Err(OfficeRefusal::ExternalContent),
            _ => Ok(()),
        }
    })
}

/// Whether a target is neither in the archive nor a place in the text.
fn is_outside(target: &str) -> bool {
    target.starts_with('/') || target.starts_with("..") || target.contains(':')
}

fn claimed_pages(archive: &Archive<'_>) -> Result<Option<u32>, OfficeRefusal> {
    let mut pages = None;
    xml::walk(&archive.read("meta.xml")?.unwrap_or_default(), |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "document-statistic"
        {
            pages = element
                .attribute("page-count")
                .and_then(|count| count.parse().ok());
        }
        Ok(())
    })?;
    Ok(pages)
}

/// The walk through styles and text.
#[derive(Default)]
struct Reading {
    /// Family names by the names that styles use.
    faces: BTreeMap<String, String>,
    styles: StyleSheet,
    /// The style that is being described; `None` for a default.
    described: Option<(String, Option<String>)>,
    /// Elements of the text that are open, and the styles that they name.
    open: Vec<(String, Option<String>)>,
    /// Styles of the cells of each column that say nothing themselves, and how many columns each is for.
    columns: Vec<(Option<String>, usize)>,
    /// Number of the next cell in its row.
    cell: usize,
    used: UsedFonts,
    tracked_changes: bool,
}

impl Reading {
    fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(element) => self.open(element),
            Piece::Close(name) => {
                if self.open.last().is_some_and(|(open, _)| open == name) {
                    self.open.pop();
                }
            }
            Piece::Text(text) if !self.open.is_empty() => {
                let styles = self.open.iter().rev().filter_map(|(_, style)| style.as_deref());
                let slots = styles.fold(Slots::default(), |slots, style| {
                    slots.or(&self.styles.resolve(style))
                });
                self.used.see(text, &slots.or(&self.styles.default));
            }
            Piece::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "font-face" => {
                if let (Some(name), Some(family)) =
                    (element.attribute("name"), element.attribute("font-family"))
                {
                    self.faces.insert(name, family);
                }
            }
            "style" => {
                let parent = element.attribute("parent-style-name");
                self.described = element.attribute("name").map(|name| (name, parent));
                if let Some((name, parent)) = &self.described {
                    self.styles.insert(name.clone(), parent.clone(), Slots::default());
                }
            }
            "default-style" => self.described = None,
            "text-properties" => self.describe(element),
            "changed-region" => self.tracked_changes = true,
            "table" => self.columns.clear(),
            "table-column" => {
                let style = element.attribute("default-cell-style-name");
                self.columns
                    .push((style, repeated(element, "number-columns-repeated")));
            }
            "table-row" => self.cell = 0,
            "table-cell" => {
                let style = element.attribute("style-name").or_else(|| self.column_style());
                self.cell += repeated(element, "number-columns-repeated");
                self.open.push(("table-cell".to_owned(), style));
            }
            name @ ("p" | "h" | "span") => {
                self.open.push((name.to_owned(), element.attribute("style-name")));
            }
            _ => {}
        }
    }

    fn column_style(&self) -> Option<String> {
        let mut first = 0;
        for (style, count) in &self.columns {
            first += count;
            if self.cell < first {
                return style.clone();
            }
        }
        None
    }

    fn describe(&mut self, element: &Element<'_>) {
        let font = |by_name: &str, by_family: &str| {
            let named = element
                .attribute(by_name)
                .map(|name| self.faces.get(&name).cloned().unwrap_or(name));
            named.or_else(|| element.attribute(by_family))
        };
        let slots = Slots {
            latin: font("font-name", "font-family"),
            east_asian: font("font-name-asian", "font-family-asian"),
        };
        match &self.described {
            Some((name, parent)) => self.styles.insert(name.clone(), parent.clone(), slots),
            None => self.styles.default = slots.or(&self.styles.default),
        }
    }
}

fn repeated(element: &Element<'_>, name: &str) -> usize {
    let count = element
        .attribute(name)
        .and_then(|count| count.parse::<u16>().ok());
    usize::from(count.unwrap_or(1))
}
