//! The form of an upload: it is drawn into the pages by the rewrite, so every value must have a drawing.

use super::refusal::IntakeRefusal;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Whether the catalog has a form with fields.
pub fn exists(document: &Document) -> bool {
    form(document).is_some_and(|form| !fields(document, form, b"Fields").is_empty())
}

/// Refuses a form whose text would be lost or garbled when it is drawn into the pages.
///
/// A value without an appearance is drawn by the viewing program only; and where the file asks for fresh appearances
/// (NeedAppearances), `qpdf` makes them for Latin letters alone.
pub fn check(document: &Document) -> Result<(), IntakeRefusal> {
    let Some(form) = form(document) else { return Ok(()) };
    let redraw =
        value(document, form, b"NeedAppearances").is_some_and(|flag| flag.as_bool().unwrap_or(false));
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&Object, Inherited<'_>)> = fields(document, form, b"Fields")
        .iter()
        .map(|field| (field, Inherited::default()))
        .collect();
    while let Some((field, inherited)) = open.pop() {
        if let Ok(id) = field.as_reference()
            && !seen.insert(id)
        {
            continue;
        }
        let Some(field) = document
            .dereference(field)
            .ok()
            .and_then(|(_, field)| field.as_dict().ok())
        else {
            continue;
        };
        let here = inherited.with(document, field);
        let kids = fields(document, field, b"Kids");
        open.extend(kids.iter().map(|kid| (kid, here)));
        if kids.is_empty() && here.is_text() && !here.drawn(document, field, redraw) {
            return Err(IntakeRefusal::UnflattenedForm);
        }
    }
    Ok(())
}

/// What a field takes from the fields above it (ISO 32000-2, 12.7.4.1).
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    kind: Option<&'a [u8]>,
    value: Option<&'a [u8]>,
}

impl<'a> Inherited<'a> {
    fn with(self, document: &'a Document, field: &'a Dictionary) -> Self {
        Self {
            kind: value(document, field, b"FT")
                .and_then(|kind| kind.as_name().ok())
                .or(self.kind),
            value: value(document, field, b"V")
                .and_then(|value| value.as_str().ok())
                .or(self.value),
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.kind, Some(b"Tx" | b"Ch")) && self.value.is_some_and(|value| !value.is_empty())
    }

    fn drawn(&self, document: &Document, field: &Dictionary, redraw: bool) -> bool {
        if redraw {
            return self.value.is_some_and(<[u8]>::is_ascii);
        }
        value(document, field, b"AP")
            .and_then(|appearances| appearances.as_dict().ok())
            .and_then(|appearances| value(document, appearances, b"N"))
            .is_some_and(|normal| normal.as_stream().is_ok())
    }
}

fn form(document: &Document) -> Option<&Dictionary> {
    let root: ObjectId = document.trailer.get(b"Root").ok()?.as_reference().ok()?;
    let catalog = document.get_object(root).ok()?.as_dict().ok()?;
    value(document, catalog, b"AcroForm")?.as_dict().ok()
}

fn fields<'a>(document: &'a Document, holder: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    value(document, holder, key)
        .and_then(|list| list.as_array().ok())
        .map_or(&[], Vec::as_slice)
}

fn value<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document
        .dereference(dictionary.get(key).ok()?)
        .ok()
        .map(|(_, object)| object)
}
