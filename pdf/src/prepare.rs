//! The prepare revision: every field that anybody will sign, and the platform's certification of it all, in one
//! incremental update of the clean file. What comes out is R0, once its certification is put in.

mod content;
pub(crate) mod end_of_file;
mod fields;
mod form;
pub mod further;
pub mod locks;
mod pages;
pub mod renewal;
mod timestamp_field;
pub mod waiting_fields;

use crate::fill::FilledField;
use crate::fill::refusal::FillRefusal;
use crate::font::set::FontSet;
use crate::incremental::append::Appender;
use crate::incremental::file::{FileError, PdfFile};
use crate::sign::placeholder::Placeholder;
use crate::sign::plan::{BoxContent, EarlierStore, LongTermPlan, PlannedCatalog, SigningPlan};
use crate::sign::signature_dictionary::SignatureDictionary;
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use fields::Ground;
use serde::{Deserialize, Serialize};

/// Name of the field that waits for the document time-stamp.
pub const TIMESTAMP_FIELD: &str = "document-timestamp";
/// What is to be prepared.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PrepareRequest {
    pub parties: Vec<PartyBoxes>,
    pub certification: Certification,
    /// Values that are written into the pages.
    #[serde(default)]
    pub filled: Vec<FilledField>,
    /// Shows the values, and names and times under the ink; made of all of them. Without any there are no captions.
    pub fonts: FontSet,
}

/// The signing boxes of one party; the first carries the signature.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartyBoxes {
    pub no: PartyNo,
    /// 甲方: read out for the field by screen readers.
    pub label: String,
    pub boxes: Vec<SigningBox>,
}

/// A place on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SigningBox {
    pub field: FieldNo,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
    #[serde(default)]
    pub content: BoxContent,
}

/// The platform's signature over the prepared file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Certification {
    pub name: String,
    pub reason: Option<String>,
    pub location: Option<String>,
    pub at: Timestamp,
    pub offset_minutes: i32,
    /// Bytes to reserve for the signature (see `sign::signature_dictionary::DEFAULT_RESERVE`).
    pub contents_reserve: u32,
}

/// The prepared file without its certification: put that in with [`crate::sign::placeholder::complete`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreparedRevision {
    #[serde(with = "crate::font::base64_bytes")]
    pub bytes: Vec<u8>,
    pub plan: SigningPlan,
    pub placeholder: Placeholder,
}

/// The file cannot be prepared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PrepareError {
    #[error("the file cannot be read: {reason}")]
    Unreadable { reason: String },
    #[error("the file is not in its clean form: one revision with a plain cross-reference table")]
    NotNormalised,
    #[error("the file has form fields or signatures of its own")]
    ForeignFields,
    #[error("the page tree is damaged")]
    PageTree,
    #[error("field {field} is on page {page}, which does not exist")]
    NoSuchPage { field: FieldNo, page: u32 },
    #[error("field {field} has no size")]
    EmptyBox { field: FieldNo },
    #[error("field {field} is there twice")]
    FieldTwice { field: FieldNo },
    #[error("party {party} has no box, or is there twice")]
    PartyBoxes { party: PartyNo },
    #[error("party {party} has more than the one place that a signed file takes from each")]
    SignedOneBox { party: PartyNo },
    #[error("values cannot be written into a signed file")]
    SignedNoValues,
    #[error("an earlier signature allows no changes at all")]
    SignedNoChanges,
    #[error("an earlier signature locks the form")]
    SignedLocked,
    #[error(transparent)]
    #[serde(untagged)]
    Fill(#[from] FillRefusal),
}

impl From<FileError> for PrepareError {
    fn from(error: FileError) -> Self {
        Self::Unreadable {
            reason: error.to_string(),
        }
    }
}

/// Appends the prepare revision to `clean`, a file that the intake has written: unsigned, one revision, plain
/// cross-reference table.
pub fn prepare(clean: &[u8], request: &PrepareRequest) -> Result<PreparedRevision, PrepareError> {
    check(request)?;
    let file = PdfFile::read(clean)?;
    if file.sections.len() != 1 || file.sections[0].stream.is_some() || file.sections[0].end != clean.len() {
        return Err(PrepareError::NotNormalised);
    }
    let view = file.newest();
    let (catalog, catalog_entries) = view.catalog()?;
    form::refuse_foreign(&view, &catalog_entries)?;
    let pages = pages::pages(&view, &catalog_entries)?;

    // A clean file has no fields, and no names that ours could meet.
    let ground = Ground::default();
    let mut appender = Appender::new(end_of_file::file_end(&file, clean)?);
    let blank = appender.reserve();
    appender.stream(
        blank,
        "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << >>",
        b"",
    );
    let fonts = request.fonts.embed(&mut appender);
    let parties = fields::plan(&mut appender, request, &pages, &ground)?;
    let certification = fields::Certification::reserve(&mut appender, &pages)?;
    let blanks = SignatureDictionary {
        name: &request.certification.name,
        reason: request.certification.reason.as_deref(),
        location: request.certification.location.as_deref(),
        at: request.certification.at,
        offset_minutes: request.certification.offset_minutes,
        certifies: true,
        reserve: request.certification.contents_reserve,
    }
    .write(&mut appender, certification.value);

    let mut widgets = fields::write(&mut appender, &parties, &certification, blank, &ground);
    let (timestamp, widget) = timestamp_field::write(&mut appender, &pages, &ground.prefix)?;
    widgets.push(widget);
    let mut annotations = fields::by_page(&widgets);
    let mut contents = content::by_page(clean, &request.filled, &pages)?;
    for (page, number) in pages.iter().zip(1..) {
        let added = annotations.remove(&number).unwrap_or_default();
        let drawn = contents.remove(&number);
        page.write_with(&view, &mut appender, &added, drawn.as_ref(), &fonts)?;
    }
    let form = form::write(&mut appender, &widgets, &fonts);
    let changes = form::catalog_changes(clean, &catalog_entries, form, certification.value);
    let body = crate::incremental::edit::with_entries(clean, &catalog.node, &catalog_entries, &changes);
    appender.object_of(catalog.id.number, catalog.id.generation, &body);
    let entries = body.strip_prefix(b"<<").and_then(|rest| rest.strip_suffix(b">>"));
    let long_term = LongTermPlan {
        catalog: PlannedCatalog {
            object: catalog.id.number,
            generation: catalog.id.generation,
            entries: entries.unwrap_or_default().trim_ascii().to_vec(),
        },
        timestamp,
        store: EarlierStore::default(),
    };

    let id = Sha256Hash::of_parts(&[clean, request.certification.name.as_bytes()]).to_hex()[..32].to_owned();
    let (mut tail, end) = appender.finish(id);
    let placeholder = blanks.settle(&mut tail, clean.len() as u64, &end);
    let bytes = [clean, &tail].concat();
    Ok(PreparedRevision {
        bytes,
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

fn check(request: &PrepareRequest) -> Result<(), PrepareError> {
    let (mut parties, mut fields) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    for party in &request.parties {
        if party.boxes.is_empty() || !parties.insert(party.no) {
            return Err(PrepareError::PartyBoxes { party: party.no });
        }
        for place in &party.boxes {
            if place.rect.w <= 0 || place.rect.h <= 0 {
                return Err(PrepareError::EmptyBox { field: place.field });
            }
            if !fields.insert(place.field) {
                return Err(PrepareError::FieldTwice { field: place.field });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
