//! The fonts of an `xlsx`: those of the formats of cells that hold something (ECMA-376 part 1, 18.8).

use super::archive::Archive;
use super::fonts::UsedFonts;
use super::refusal::OfficeRefusal;
use super::xml::{self, Piece};
use std::collections::BTreeSet;

/// Fonts of filled cells, and of runs of rich text in them.
pub fn fonts(archive: &Archive<'_>) -> Result<BTreeSet<String>, OfficeRefusal> {
    let formats = formats(&archive.read("xl/styles.xml")?.unwrap_or_default())?;
    let (mut used, mut seen) = (UsedFonts::default(), BTreeSet::new());
    for name in archive
        .names()
        .filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"))
    {
        let mut format = 0;
        xml::walk(&archive.read(name)?.unwrap_or_default(), |piece| {
            if let Piece::Open(element) = piece {
                match element.name() {
                    "c" => {
                        let style = element
                            .attribute("s")
                            .and_then(|style| style.parse::<usize>().ok());
                        format = style.unwrap_or(0);
                    }
                    "v" | "is" => {
                        seen.insert(format);
                    }
                    "rFont" => used.add(element.attribute("val").as_deref()),
                    _ => {}
                }
            }
            Ok(())
        })?;
    }
    let strings = archive.read("xl/sharedStrings.xml")?.unwrap_or_default();
    xml::walk(&strings, |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "rFont"
        {
            used.add(element.attribute("val").as_deref());
        }
        Ok(())
    })?;
    for format in seen {
        used.add(formats.get(format).and_then(Option::as_deref));
    }
    Ok(used.into_names())
}

/// The font of each cell format.
fn formats(styles: &[u8]) -> Result<Vec<Option<String>>, OfficeRefusal> {
    let (mut fonts, mut formats) = (Vec::new(), Vec::new());
    let (mut in_fonts, mut in_formats) = (false, false);
    xml::walk(styles, |piece| {
        match piece {
            Piece::Open(element) => match element.name() {
                "fonts" => in_fonts = true,
                "cellXfs" => in_formats = true,
                "font" if in_fonts => fonts.push(None),
                "name" if in_fonts => {
                    if let Some(font) = fonts.last_mut() {
                        *font = element.attribute("val");
                    }
                }
                "xf" if in_formats => {
                    let font = element
                        .attribute("fontId")
                        .and_then(|id| id.parse::<usize>().ok());
                    formats.push(font.unwrap_or(0));
                }
                _ => {}
            },
            Piece::Close("fonts") => in_fonts = false,
            Piece::Close("cellXfs") => in_formats = false,
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(formats
        .into_iter()
        .map(|font| fonts.get(font).cloned().flatten())
        .collect())
}
