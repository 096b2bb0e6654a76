//! The prepare revision of a file that others have signed already: no byte of it changes, and what is appended is only
//! what their signatures allow.
//!
//! New signature fields are all that validators explain after a signature, so each party has one place and values are
//! not written; in a certified file they explain those without size alone. A place that stands on an empty signature field
//! of the file is that field. There is no certification, which would have to be the first signature of all
//! (ISO 32000-2, 12.8.2.2): the platform signs the prepared file in an invisible field instead.

use super::form::FormEdit;
use super::locks::{self, Lock};
use super::pages::Page;
use super::waiting_fields::{WaitingField, waiting_fields};
use super::{
    PrepareError, PrepareRequest, PreparedRevision, check, end_of_file, fields, pages, timestamp_field,
};
use crate::incremental::append::Appender;
use crate::incremental::edit;
use crate::incremental::file::{FileError, PdfFile, View};
use crate::incremental::indirect::Indirect;
use crate::incremental::print;
use crate::incremental::syntax::{Dictionary, Node, Value};
use crate::sign::plan::{BoxContent, EarlierStore, LongTermPlan, PlannedCatalog, SigningPlan};
use crate::sign::signature_dictionary::SignatureDictionary;
use crate::validate::form_fields;
use domain::hash::Sha256Hash;

impl From<Lock> for PrepareError {
    fn from(lock: Lock) -> Self {
        match lock {
            Lock::NoChanges => Self::SignedNoChanges,
            Lock::Fields => Self::SignedLocked,
        }
    }
}

/// Appends the prepare revision to `base`, a file with signatures of its own. Fill the placeholder with the platform's
/// signature, which certifies nothing.
pub fn prepare_further(base: &[u8], request: &PrepareRequest) -> Result<PreparedRevision, PrepareError> {
    check(request)?;
    check_places(request)?;
    let file = PdfFile::read(base)?;
    if file.revisions().last().is_none_or(|last| last.end != base.len()) {
        return Err(PrepareError::NotNormalised);
    }
    let view = file.newest();
    let allowance = locks::check(&view)?;
    let (catalog, entries) = view.catalog()?;
    let pages = pages::pages(&view, &entries)?;
    let ground = fields::Ground {
        prefix: free_prefix(&view, "further")?,
        waiting: waiting_fields(&view, &pages, &allowance)?,
        certified: allowance.certified,
    };

    let mut appender = Appender::behind(end_of_file::file_end(&file, base)?, base);
    let fonts = request.fonts.embed(&mut appender);
    let blank = appender.reserve();
    // The fonts of later captions hang on a drawing that is new itself; in the form's own resources they would not be ours.
    let resources = fonts.resources();
    let blank_entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << {resources} >>");
    appender.stream(blank, &blank_entries, b"");
    let parties = fields::plan(&mut appender, request, &pages, &ground)?;
    let mut platform = fields::Certification::reserve(&mut appender, &pages)?;
    platform.drawing = Some(blank);
    let blanks = SignatureDictionary {
        name: &request.certification.name,
        reason: request.certification.reason.as_deref(),
        location: request.certification.location.as_deref(),
        at: request.certification.at,
        offset_minutes: request.certification.offset_minutes,
        certifies: false,
        reserve: request.certification.contents_reserve,
    }
    .write(&mut appender, platform.value);
    let mut widgets = fields::write(&mut appender, &parties, &platform, blank, &ground);
    let (timestamp, widget) = timestamp_field::write(&mut appender, &pages, &ground.prefix)?;
    widgets.push(widget);
    annotate(&view, &mut appender, &pages, &widgets, &fonts)?;
    let listed = list_fields(&view, &mut appender, &catalog, &entries, &widgets)?;
    let long_term = LongTermPlan {
        catalog: listed.catalog,
        timestamp,
        store: listed.store,
    };
    let id = Sha256Hash::of_parts(&[base, request.certification.name.as_bytes()]).to_hex()[..32].to_owned();
    let (mut tail, end) = appender.finish(id);
    let placeholder = blanks.settle(&mut tail, base.len() as u64, &end);
    Ok(PreparedRevision {
        bytes: [base, &tail].concat(),
        plan: SigningPlan {
            end,
            parties,
            fonts,
            seals: Vec::new(),
            long_term: Some(long_term),
        },
        placeholder,
    })
}

/// What a signed file leaves to those who come next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Room {
    /// Its empty signature fields that may be signed.
    pub waiting: Vec<WaitingField>,
    /// It is certified: a place that is on none of them is signed without being seen.
    pub certified: bool,
}

/// Looks what `base` leaves.
pub fn room(base: &[u8]) -> Result<Room, PrepareError> {
    let file = PdfFile::read(base)?;
    let view = file.newest();
    let allowance = locks::check(&view)?;
    let (_, entries) = view.catalog()?;
    Ok(Room {
        waiting: waiting_fields(&view, &pages::pages(&view, &entries)?, &allowance)?,
        certified: allowance.certified,
    })
}

/// What listing new fields came to.
pub(super) struct Listed {
    /// The catalog as it now is, without its store of validation data.
    pub catalog: PlannedCatalog,
    /// What that store refers to.
    pub store: EarlierStore,
    /// The form stands in the catalog, which had to be written.
    pub wrote_catalog: bool,
}

/// Lists new fields in the file's form.
pub(super) fn list_fields(
    view: &View<'_, '_>,
    appender: &mut Appender,
    catalog: &Indirect,
    entries: &Dictionary,
    widgets: &[fields::Widget],
) -> Result<Listed, PrepareError> {
    let source = catalog.source(view.bytes());
    let mut kept = edit::entries_but(source, entries, &[b"DSS"]);
    let mut wrote_catalog = false;
    if let FormEdit::InCatalog(form) = super::form::extend(view, appender, catalog, entries, widgets)? {
        let others = edit::entries_but(source, entries, &[b"DSS", b"AcroForm"]);
        kept = [&others, b" /AcroForm ".as_slice(), form.as_bytes()].concat();
        let store = entries.node(b"DSS").map(|node| &source[node.span.clone()]);
        let store = store.map_or_else(Vec::new, |store| [b" /DSS ", store].concat());
        let body = [b"<< ", kept.as_slice(), &store, b" >>"].concat();
        appender.object_of(catalog.id.number, catalog.id.generation, &body);
        wrote_catalog = true;
    }
    let planned = PlannedCatalog {
        object: catalog.id.number,
        generation: catalog.id.generation,
        entries: kept,
    };
    Ok(Listed {
        catalog: planned,
        store: earlier_store(view, source, entries)?,
        wrote_catalog,
    })
}

/// One place for each party, of a kind that its signature can show; no values.
fn check_places(request: &PrepareRequest) -> Result<(), PrepareError> {
    let shows = |content| matches!(content, BoxContent::Ink | BoxContent::Seal { .. });
    let odd = |boxes: &[super::SigningBox]| boxes.len() != 1 || !shows(boxes[0].content);
    if let Some(party) = request.parties.iter().find(|party| odd(&party.boxes)) {
        return Err(PrepareError::SignedOneBox { party: party.no });
    }
    if request.filled.is_empty() {
        Ok(())
    } else {
        Err(PrepareError::SignedNoValues)
    }
}

/// A beginning for the names of our fields that none of the file's own has.
pub(super) fn free_prefix(view: &View<'_, '_>, word: &str) -> Result<String, PrepareError> {
    let names: Vec<String> = form_fields::fields(view)?
        .into_iter()
        .map(|field| field.name)
        .collect();
    let free = |prefix: &String| !names.iter().any(|name| name.starts_with(prefix));
    let mut prefixes = (1..=names.len() + 1).map(|number| format!("{word}-{number}-"));
    prefixes.find(free).ok_or(PrepareError::ForeignFields)
}

pub(super) fn annotate(
    view: &View<'_, '_>,
    appender: &mut Appender,
    pages: &[Page],
    widgets: &[fields::Widget],
    fonts: &crate::font::set::DocumentFonts,
) -> Result<(), PrepareError> {
    let mut annotations = fields::by_page(widgets);
    for (page, number) in pages.iter().zip(1..) {
        let added = annotations.remove(&number).unwrap_or_default();
        page.write_with(view, appender, &added, None, fonts)?;
    }
    Ok(())
}

/// What the file's own store of validation data refers to.
fn earlier_store(
    view: &View<'_, '_>,
    catalog_source: &[u8],
    catalog: &Dictionary,
) -> Result<EarlierStore, PrepareError> {
    let Some(node) = catalog.node(b"DSS") else {
        return Ok(EarlierStore::default());
    };
    // A direct store stands in the catalog's own bytes.
    let object = match node.value.as_reference() {
        Some(id) => view.object(id)?,
        None => None,
    };
    let (value, source) = match &object {
        Some(object) => (&object.node.value, object.source(view.bytes())),
        None => (&node.value, catalog_source),
    };
    let Value::Dictionary(store) = value else {
        return Ok(EarlierStore::default());
    };
    let list = |key: &[u8]| -> Result<Vec<String>, FileError> {
        let references = edit::references(view, store, key)?;
        Ok(references.into_iter().map(print::reference).collect())
    };
    let written = |node: &Node| source.get(node.span.clone()).map(<[u8]>::to_vec);
    let by_signature = store.node(b"VRI").and_then(written);
    let by_signature = by_signature.map(String::from_utf8).transpose();
    Ok(EarlierStore {
        certificates: list(b"Certs")?,
        revocation_lists: list(b"CRLs")?,
        ocsp_responses: list(b"OCSPs")?,
        by_signature: by_signature.map_err(|_| FileError::NotReferences)?,
    })
}

#[cfg(test)]
mod tests;
