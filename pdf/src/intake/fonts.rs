//! Fonts that a document names without carrying them.

use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeSet;

/// How many fonts the file names but does not embed; a font used under two dictionaries counts once.
pub fn not_embedded(document: &Document) -> u32 {
    let names: BTreeSet<&[u8]> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter_map(|font| missing_program(document, font))
        .collect();
    u32::try_from(names.len()).unwrap_or(u32::MAX)
}

/// Names of all fonts of the file, without the letters that mark a subset (ISO 32000-1, 9.6.4).
pub fn names(document: &Document) -> BTreeSet<String> {
    let fonts = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let fonts = fonts.filter(|font| font.get(b"Type").and_then(Object::as_name).ok() == Some(b"Font"));
    fonts
        .filter_map(|font| font.get(b"BaseFont").and_then(Object::as_name).ok())
        .map(|name| match name.iter().position(|byte| *byte == b'+') {
            Some(6) => &name[7..],
            _ => name,
        })
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// The name of a font that has no font program. Composite fonts are judged by their descendant, Type 3 fonts are
/// drawn by the file itself.
fn missing_program<'a>(document: &'a Document, font: &'a Dictionary) -> Option<&'a [u8]> {
    let value = |holder: &'a Dictionary, key: &[u8]| -> Option<&'a Object> {
        document
            .dereference(holder.get(key).ok()?)
            .ok()
            .map(|(_, object)| object)
    };
    if value(font, b"Type")?.as_name().ok()? != b"Font" {
        return None;
    }
    if matches!(value(font, b"Subtype")?.as_name().ok()?, b"Type0" | b"Type3") {
        return None;
    }
    let embedded = value(font, b"FontDescriptor")
        .and_then(|descriptor| descriptor.as_dict().ok())
        .is_some_and(|descriptor| {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| descriptor.has(key))
        });
    if embedded {
        None
    } else {
        value(font, b"BaseFont")?.as_name().ok()
    }
}
