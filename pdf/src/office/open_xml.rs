//! Office Open XML (ECMA-376): `docx` and `xlsx`, and everything in them that is refused.

use super::archive::Archive;
use super::field_instruction::{fetches, formula_fetches};
use super::refusal::OfficeRefusal;
use super::xml::{self, Element, Piece};
use super::{OfficeFile, OfficeKind, spreadsheet, word_processing};
use std::collections::BTreeSet;

/// Kinds of relationships whose targets run or carry foreign things.
const CARRYING: [&str; 6] = [
    "oleObject",
    "package",
    "aFChunk",
    "control",
    "activeXControlBinary",
    "attachedToolbars",
];

/// Refuses what is not to be converted, and collects what the file says about itself.
pub fn inspect(archive: &Archive<'_>) -> Result<OfficeFile, OfficeRefusal> {
    let kind = kind(archive)?;
    names(archive)?;
    let mut chart_books = BTreeSet::new();
    for name in archive.names().filter(|name| is_relationships(name)) {
        relationships(archive, name, &mut chart_books)?;
    }
    let is_foreign = |name: &&str| name.contains("/embeddings/") && !chart_books.contains(base_name(name));
    if archive.names().any(|name| is_foreign(&name)) {
        return Err(OfficeRefusal::EmbeddedObjects);
    }
    for name in archive
        .names()
        .filter(|name| name.to_lowercase().ends_with(".xml"))
    {
        content(&archive.read(name)?.unwrap_or_default())?;
    }
    let claimed_pages = claimed_pages(archive)?;
    match kind {
        OfficeKind::Xlsx => Ok(OfficeFile {
            kind,
            fonts: spreadsheet::fonts(archive)?,
            claimed_pages: None,
            tracked_changes: false,
        }),
        _ => word_processing::inspect(archive, claimed_pages),
    }
}

/// By the type of the main part; macro-enabled types are refused whether or not a macro is in the file.
fn kind(archive: &Archive<'_>) -> Result<OfficeKind, OfficeRefusal> {
    let types = archive.read("[Content_Types].xml")?.unwrap_or_default();
    let (mut kind, mut has_macros) = (None, false);
    xml::walk(&types, |piece| {
        if let Piece::Open(element) = piece {
            let content_type = element
                .attribute("ContentType")
                .unwrap_or_default()
                .to_lowercase();
            has_macros |= content_type.contains("macroenabled") || content_type.contains("vbaproject");
            if content_type.contains("wordprocessingml.document.main")
                || content_type.contains("wordprocessingml.template.main")
            {
                kind = Some(OfficeKind::Docx);
            } else if content_type.contains("spreadsheetml.sheet.main")
                || content_type.contains("spreadsheetml.template.main")
            {
                kind = Some(OfficeKind::Xlsx);
            }
        }
        Ok(())
    })?;
    if has_macros {
        return Err(OfficeRefusal::Macros);
    }
    kind.ok_or(OfficeRefusal::Unknown)
}

fn names(archive: &Archive<'_>) -> Result<(), OfficeRefusal> {
    for name in archive.names().map(str::to_lowercase) {
        if name.contains("vbaproject") || name.contains("vbadata") || name.contains("/macrosheets/") {
            return Err(OfficeRefusal::Macros);
        }
        if name.contains("/activex/") || base_name(&name).starts_with("oleobject") {
            return Err(OfficeRefusal::EmbeddedObjects);
        }
        if name.contains("/externallinks/") {
            return Err(OfficeRefusal::ExternalContent);
        }
    }
    Ok(())
}

/// Links that a reader may follow are the only thing that may lead outside. The tables behind charts, which are
/// never opened, are collected.
fn relationships(
    archive: &Archive<'_>,
    name: &str,
    chart_books: &mut BTreeSet<String>,
) -> Result<(), OfficeRefusal> {
    let is_of_chart = name.contains("/charts/");
    xml::walk(&archive.read(name)?.unwrap_or_default(), |piece| {
        let Piece::Open(element) = piece else {
            return Ok(());
        };
        let kind = element.attribute("Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        let target = element.attribute("Target").unwrap_or_default();
        let is_external = element.any("TargetMode", |mode| mode.eq_ignore_ascii_case("External"));
        if kind == "vbaProject" {
            Err(OfficeRefusal::Macros)
        } else if (is_external && kind != "hyperlink") || kind.starts_with("externalLink") {
            Err(OfficeRefusal::ExternalContent)
        } else if kind == "package" && is_of_chart && target.to_lowercase().ends_with(".xlsx") {
            chart_books.insert(base_name(&target).to_owned());
            Ok(())
        } else if CARRYING.contains(&kind) {
            Err(OfficeRefusal::EmbeddedObjects)
        } else {
            Ok(())
        }
    })
}

/// Fields and formulas that would fetch something, in whatever part they stand.
fn content(part: &[u8]) -> Result<(), OfficeRefusal> {
    let (mut instruction, mut formula) = (Collected::default(), Collected::default());
    xml::walk(part, |piece| match piece {
        Piece::Open(element) => {
            if element.name() == "fldChar" {
                instruction.text.clear();
            }
            instruction.is_open |= element.name() == "instrText";
            if matches!(element.name(), "f" | "definedName") {
                formula = Collected {
                    is_open: true,
                    text: String::new(),
                };
            }
            element_fetches(element)
        }
        Piece::Close(name) => {
            instruction.is_open &= name != "instrText";
            formula.is_open &= !matches!(name, "f" | "definedName");
            Ok(())
        }
        Piece::Text(text) => {
            instruction.take(text);
            formula.take(text);
            // An instruction may stand in several runs.
            if fetches(&instruction.text) || formula_fetches(&formula.text) {
                return Err(OfficeRefusal::ExternalContent);
            }
            Ok(())
        }
    })
}

fn element_fetches(element: &Element<'_>) -> Result<(), OfficeRefusal> {
    match element.name() {
        "fldSimple" if element.any("instr", fetches) => Err(OfficeRefusal::ExternalContent),
        "ddeLink" | "oleLink" => Err(OfficeRefusal::ExternalContent),
        "OLEObject" | "oleObject" | "objectEmbed" | "objectLink" | "altChunk" => {
            Err(OfficeRefusal::EmbeddedObjects)
        }
        _ => Ok(()),
    }
}

#[derive(Default)]
struct Collected {
    is_open: bool,
    text: String,
}

impl Collected {
    /// Keeps the beginning of what stands in the element.
    fn take(&mut self, text: &str) {
        if self.is_open && self.text.len() < 4096 {
            self.text.push_str(text);
        }
    }
}

/// `Pages` of the extended properties (ECMA-376 part 1, 22.2.2.20).
fn claimed_pages(archive: &Archive<'_>) -> Result<Option<u32>, OfficeRefusal> {
    let (mut pages, mut is_open) = (None, false);
    xml::walk(&archive.read("docProps/app.xml")?.unwrap_or_default(), |piece| {
        match piece {
            Piece::Open(element) => is_open = element.name() == "Pages",
            Piece::Close(_) => is_open = false,
            Piece::Text(text) if is_open => pages = text.trim().parse().ok(),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(pages)
}

fn is_relationships(name: &str) -> bool {
    name.to_lowercase().ends_with(".rels")
}

fn base_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
