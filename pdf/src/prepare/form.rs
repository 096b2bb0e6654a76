//! The interactive form and what the catalog says of it (ISO 32000-2, 12.7.3 and 12.8.6).

use super::PrepareError;
use super::fields::Widget;
use crate::font::set::DocumentFonts;
use crate::incremental::append::Appender;
use crate::incremental::edit;
use crate::incremental::file::View;
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, ObjectId, Value};

/// /SigFlags: SignaturesExist and AppendOnly.
const SIGNATURES_APPEND_ONLY: u32 = 3;

/// Fields of a form that came with the file could still be filled in after the certification, and signatures
/// that came with it would not survive; the clean file must have neither.
pub fn refuse_foreign(view: &View<'_, '_>, catalog: &Dictionary) -> Result<(), PrepareError> {
    let form = view.entry(catalog, b"AcroForm")?;
    let fields = match &form {
        Value::Dictionary(form) => {
            let listed = match view.entry(form, b"Fields")? {
                Value::Array(fields) => !fields.is_empty(),
                _ => false,
            };
            listed || form.get(b"XFA").is_some()
        }
        _ => false,
    };
    let signed_once = [&b"Perms"[..], b"DSS"]
        .iter()
        .any(|key| catalog.get(key).is_some());
    if fields || signed_once {
        Err(PrepareError::ForeignFields)
    } else {
        Ok(())
    }
}

/// Writes the form. Returns its object number.
pub fn write(appender: &mut Appender, widgets: &[Widget], fonts: &DocumentFonts) -> u32 {
    let number = appender.reserve();
    let fields: Vec<String> = widgets
        .iter()
        .map(|widget| format!("{} 0 R", widget.object))
        .collect();
    let resources = if fonts.is_empty() {
        String::new()
    } else {
        format!(" /DR << {} >> /DA (/F0 0 Tf 0 g)", fonts.resources())
    };
    let body = format!(
        "<< /Fields [{}] /SigFlags {SIGNATURES_APPEND_ONLY}{} >>",
        fields.join(" "),
        resources
    );
    appender.object(number, body.as_bytes());
    number
}

/// Where the fields of a form that came with the file are listed from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormEdit {
    /// In an object of its own, which was written.
    Written,
    /// In the catalog, as this dictionary.
    InCatalog(String),
}

/// Puts `widgets` at the end of the fields of the file's own form. Nothing else of the form changes: validators
/// compare it.
pub fn extend(
    view: &View<'_, '_>,
    appender: &mut Appender,
    catalog: &Indirect,
    entries: &Dictionary,
    widgets: &[Widget],
) -> Result<FormEdit, PrepareError> {
    let Some(node) = entries.node(b"AcroForm") else {
        return Ok(FormEdit::InCatalog(format!(
            "{} 0 R",
            write(appender, widgets, &DocumentFonts::default())
        )));
    };
    let own = match node.value.as_reference() {
        Some(id) => Some(view.object(id)?.ok_or(PrepareError::ForeignFields)?),
        None => None,
    };
    let holder = own.as_ref().unwrap_or(catalog);
    let node = own.as_ref().map_or(node, |object| &object.node);
    let Value::Dictionary(form) = &node.value else {
        return Err(PrepareError::ForeignFields);
    };
    let added = widgets.iter().map(|widget| ObjectId {
        number: widget.object,
        generation: 0,
    });
    let listed = edit::references(view, form, b"Fields")?.into_iter().chain(added);
    let listed = edit::reference_array(listed);
    // An array in an object of its own is written there, and the form stays as it is.
    if let Some(array) = form.get(b"Fields").and_then(Value::as_reference) {
        appender.object_of(array.number, array.generation, listed.as_bytes());
        return Ok(FormEdit::Written);
    }
    let body = edit::with_entries(holder.source(view.bytes()), node, form, &[("Fields", listed)]);
    match &own {
        Some(object) => {
            appender.object_of(object.id.number, object.id.generation, &body);
            Ok(FormEdit::Written)
        }
        None => String::from_utf8(body)
            .map(FormEdit::InCatalog)
            .map_err(|_| PrepareError::ForeignFields),
    }
}

/// The catalog's new entries: form, permissions, and that signatures are of the ETSI profile.
pub fn catalog_changes(
    clean: &[u8],
    catalog: &Dictionary,
    form: u32,
    certification: u32,
) -> Vec<(&'static str, String)> {
    let mut changes = vec![
        ("AcroForm", format!("{form} 0 R")),
        ("Perms", format!("<< /DocMDP {certification} 0 R >>")),
    ];
    if catalog.get(b"Extensions").is_none() {
        changes.push((
            "Extensions",
            "<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>".to_owned(),
        ));
    }
    let old = clean.starts_with(b"%PDF-1.") && clean.get(7).is_some_and(|minor| *minor < b'7');
    if old && catalog.get(b"Version").is_none() {
        changes.push(("Version", "/1.7".to_owned()));
    }
    changes
}
