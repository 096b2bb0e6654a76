//! An upload that carries signatures and is to be signed further: it is looked at like every upload, but not a byte of
//! it changes. What cannot be continued so is refused, with a code of its own.

use super::choice::SignedUpload;
use super::form_controls::{FormControl, FormControlKind};
use super::qpdf::Qpdf;
use super::refusal::IntakeRefusal;
use super::{CleanPdf, DocumentFacts, IntakeError, IntakeLimits};
use super::{active_content, fonts, form, form_controls, inspect, load, second_parser};
use crate::font::set::FontSet;
use crate::incremental::file::PdfFile;
use crate::prepare::further::{Room, prepare_further, room};
use crate::prepare::waiting_fields::WaitingField;
use crate::prepare::{Certification, PartyBoxes, PrepareError, PrepareRequest, SigningBox};
use crate::sign::plan::BoxContent;
use crate::sign::signature_dictionary::DEFAULT_RESERVE;
use crate::validate::{Verdict, changes, validate};
use domain::contract::plan::PageRect;
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use std::path::Path;

/// Takes a signed upload in as it is; `None` where it carries no signature. `folder` is written to.
pub fn keep(
    upload: &[u8],
    limits: &IntakeLimits,
    qpdf: &Qpdf,
    folder: &Path,
) -> Result<Option<CleanPdf>, IntakeError> {
    let document = load(upload, limits).map_err(|refusal| match refusal {
        IntakeRefusal::Encrypted | IntakeRefusal::Broken => IntakeRefusal::SignedUnreadable,
        other => other,
    })?;
    let signatures_kept = active_content::signatures(&document);
    if signatures_kept == 0 {
        return Ok(None);
    }
    let boxes = inspect(&document, limits, SignedUpload::Further)?;
    form::check(&document)?;
    second_parser::check(upload, &boxes)?;
    qpdf.check_upload(upload, folder)?;
    refuse_altered(upload)?;
    let room = room(upload).map_err(refusal)?;
    rehearse(upload, &room)?;
    let facts = DocumentFacts {
        objects: u32::try_from(document.objects.len()).unwrap_or(u32::MAX),
        flattened_annotations: 0,
        fonts_not_embedded: fonts::not_embedded(&document),
        signatures_kept,
        certified: room.certified,
        ..DocumentFacts::default()
    };
    Ok(Some(CleanPdf {
        bytes: upload.to_vec(),
        boxes,
        facts,
        form: room.waiting.into_iter().map(control).collect(),
    }))
}

/// Whoever signs behind an altered file would sign the alteration. Who signed is another question, and nobody is
/// trusted here; a signature of a form that is not read here stays what it is.
fn refuse_altered(upload: &[u8]) -> Result<(), IntakeRefusal> {
    let report = validate(upload, &[], Timestamp(0));
    match report.verdict {
        Verdict::Tampered => Err(IntakeRefusal::SignedNotIntact),
        Verdict::Malformed if report.signatures.is_empty() => Err(IntakeRefusal::SignedUnreadable),
        _ => Ok(()),
    }
}

/// Prepares the upload once for nobody, so that what would fail when the contract is opened is refused now.
fn rehearse(upload: &[u8], room: &Room) -> Result<(), IntakeRefusal> {
    let prepared = prepare_further(upload, &request()).map_err(refusal)?;
    let file = PdfFile::read(&prepared.bytes).map_err(|_| IntakeRefusal::SignedUnreadable)?;
    let revisions = file.revisions();
    let [.., old, new] = revisions.as_slice() else {
        return Err(IntakeRefusal::SignedUnreadable);
    };
    changes::judge(&file, old, new, room.certified)
        .map(drop)
        .map_err(|_| IntakeRefusal::SignedUnreadable)
}

fn refusal(error: PrepareError) -> IntakeRefusal {
    match error {
        PrepareError::SignedNoChanges => IntakeRefusal::SignedNoChanges,
        PrepareError::SignedLocked => IntakeRefusal::SignedLocked,
        _ => IntakeRefusal::SignedUnreadable,
    }
}

/// A field that waits for a signature is offered like those of any form.
fn control(field: WaitingField) -> FormControl {
    FormControl {
        page: field.page,
        rect: field.rect,
        name: form_controls::shown_name(&field.name),
        required: false,
        kind: FormControlKind::Sign,
    }
}

fn request() -> PrepareRequest {
    let place = SigningBox {
        field: FieldNo(1),
        page: 1,
        rect: PageRect {
            x: 0,
            y: 0,
            w: 1000,
            h: 1000,
        },
        content: BoxContent::Ink,
    };
    PrepareRequest {
        parties: vec![PartyBoxes {
            no: PartyNo(1),
            label: String::new(),
            boxes: vec![place],
        }],
        certification: Certification {
            name: String::new(),
            reason: None,
            location: None,
            at: Timestamp(0),
            offset_minutes: 0,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled: Vec::new(),
        fonts: FontSet::default(),
    }
}
