//! Untrusted bytes become a clean PDF, or are refused with a code.
//!
//! The upload is looked at, rewritten from the ground by `qpdf`, and looked at again: the rewritten file is what
//! counts, since everybody is shown it and signs it (design 2.9, research/pdf-signing.md section 5). This runs inside
//! the limited worker process ([`crate::worker`]), never in the hub.

pub mod active_content;
pub mod choice;
pub mod edit;
pub mod expansion;
pub mod fonts;
pub mod form;
pub mod form_controls;
mod form_drawings;
pub mod further;
pub mod join;
pub mod layers;
pub mod opening;
pub mod page_tree;
pub mod photograph;
pub mod qpdf;
pub mod refusal;
pub mod root;
pub mod second_parser;

use crate::office::{compound, rich_text};
use choice::{IntakeChoice, SignedUpload};
use domain::contract::plan::PageBox;
use form_controls::FormControl;
use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions};
use qpdf::{Qpdf, QpdfError};
use refusal::IntakeRefusal;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How much of a document is taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeLimits {
    /// Size of the upload.
    pub bytes: usize,
    pub pages: usize,
    /// Longest side of a page as displayed, in 1/1000 pt.
    pub side: i64,
    /// What one stream may decompress to.
    pub stream_bytes: usize,
    /// What all streams together may decompress to.
    pub decoded_bytes: usize,
    /// Width × height of one picture.
    pub picture_pixels: i64,
}

impl Default for IntakeLimits {
    /// 100 MB, 1000 pages of at most 200 inches (ISO 32000-1 annex C), pictures up to 600 dpi on A3.
    fn default() -> Self {
        Self {
            bytes: 100_000_000,
            pages: 1000,
            side: 14_400_000,
            stream_bytes: 192 << 20,
            decoded_bytes: 768 << 20,
            picture_pixels: 100_000_000,
        }
    }
}

/// What is worth knowing about a document that was taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DocumentFacts {
    pub objects: u32,
    /// Annotations and form fields of the upload, which were drawn into the pages or dropped.
    pub flattened_annotations: u32,
    /// Values of form fields that had no drawing, or asked for another one, and were set here.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub drawn_values: u32,
    /// Fonts that the file names but does not carry: other programs may draw their text differently.
    pub fonts_not_embedded: u32,
    /// The upload was encrypted; the clean file is not.
    #[serde(default)]
    pub decrypted: bool,
    /// The upload's structure was damaged and was put right: its pages should be looked at.
    #[serde(default)]
    pub repaired: bool,
    /// Digital signatures of the upload, which are not in the clean file: it is a copy.
    #[serde(default)]
    pub signatures_removed: u32,
    /// Digital signatures of the upload that stay: the file was taken in as it is, and is only appended to.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub signatures_kept: u32,
    /// One of those certifies the file (DocMDP): only signatures in its own empty fields are seen on its pages.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub certified: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A rewritten file: one revision, a classic cross-reference table, no annotations, no form, nothing active.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CleanPdf {
    pub bytes: Vec<u8>,
    /// One per page, in order.
    pub boxes: Vec<PageBox>,
    pub facts: DocumentFacts,
    /// Empty fields that the upload's form had.
    pub form: Vec<FormControl>,
}

/// Why there is no clean file.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The document is at fault.
    #[error(transparent)]
    Refused(#[from] IntakeRefusal),
    /// This machine is at fault.
    #[error(transparent)]
    Qpdf(#[from] QpdfError),
}

/// What an intake needs of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Tools<'a> {
    pub qpdf: &'a Qpdf,
    /// The file of the font that form values are set in where they have no drawing.
    pub font: &'a Path,
}

/// Takes an upload in. `folder` is an empty directory of this job's own; a few files are written there.
pub fn take_in(
    upload: &[u8],
    limits: &IntakeLimits,
    choice: &IntakeChoice,
    tools: &Tools<'_>,
    folder: &Path,
) -> Result<CleanPdf, IntakeError> {
    let qpdf = tools.qpdf;
    if upload.len() > limits.bytes {
        return Err(IntakeRefusal::TooLarge.into());
    }
    let drawn = photograph::as_pdf(upload, folder)?;
    let upload = drawn.as_deref().unwrap_or(upload);
    if is_office_file(upload) {
        return Err(IntakeRefusal::OfficeFile.into());
    }
    if !has_header(upload) {
        return Err(IntakeRefusal::NotAPdf.into());
    }
    if choice.signed == SignedUpload::Further
        && let Some(kept) = further::keep(upload, limits, qpdf, folder)?
    {
        return Ok(kept);
    }
    let opened = opening::open(upload, limits, choice, qpdf, folder)?;
    let document = &opened.document;
    let pages = inspect(document, limits, choice.signed)?;
    let (drawn, drawn_values) = form_drawings::completed(&opened, limits, tools, folder)?;

    let mut bytes = qpdf.rewrite(drawn.as_deref().unwrap_or(&opened.bytes), folder)?;
    let mut clean = load(&bytes, limits)?;
    let leftovers = root::leftovers(&clean);
    if !leftovers.is_empty() {
        bytes = qpdf.take_out(&leftovers, folder)?;
        clean = load(&bytes, limits)?;
    }
    qpdf.check(folder)?;
    let boxes = inspect(&clean, limits, SignedUpload::Refuse)?;
    if boxes.len() != pages.len() || page_tree::annotations(&clean) != 0 || form::exists(&clean) {
        return Err(IntakeRefusal::ParsersDisagree.into());
    }
    second_parser::check(&bytes, &boxes)?;
    let facts = DocumentFacts {
        objects: u32::try_from(clean.objects.len()).unwrap_or(u32::MAX),
        flattened_annotations: page_tree::annotations(document),
        drawn_values,
        fonts_not_embedded: fonts::not_embedded(&clean),
        decrypted: opened.decrypted,
        repaired: opened.repaired,
        signatures_removed: active_content::signatures(document),
        signatures_kept: 0,
        certified: false,
    };
    Ok(CleanPdf {
        bytes,
        boxes,
        facts,
        form: form_controls::empty(document, limits.pages),
    })
}

/// Word, Excel and their kin: a ZIP archive that begins with its list of types, the older compound file, or rich text;
/// [`crate::office::inspect`] finds out more.
fn is_office_file(upload: &[u8]) -> bool {
    let archive = upload.starts_with(b"PK\x03\x04");
    let named = |word: &[u8]| upload.windows(word.len()).take(4096).any(|window| window == word);
    upload.starts_with(compound::MAGIC)
        || upload.starts_with(rich_text::MAGIC)
        || archive
            && (named(b"[Content_Types].xml") || named(b"word/") || named(b"xl/") || named(b"opendocument"))
}

/// The header stands within the first 1024 bytes (ISO 32000-1 annex H.3.4.1).
fn has_header(upload: &[u8]) -> bool {
    upload.windows(5).take(1024).any(|window| window == b"%PDF-")
}

/// Reads the file as it is written; one whose objects have to be searched for is refused, since parts may be gone.
pub fn load(bytes: &[u8], limits: &IntakeLimits) -> Result<Document, IntakeRefusal> {
    let options = LoadOptions {
        max_decompressed_size: Some(limits.stream_bytes),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => IntakeRefusal::Encrypted,
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            IntakeRefusal::OverLimit
        }
        _ => IntakeRefusal::Broken,
    })?;
    if document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(IntakeRefusal::Encrypted);
    }
    if document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        return Err(IntakeRefusal::Broken);
    }
    Ok(document)
}

/// Everything that is checked on the upload as well as on what came out of the rewrite.
pub fn inspect(
    document: &Document,
    limits: &IntakeLimits,
    signed: SignedUpload,
) -> Result<Vec<PageBox>, IntakeRefusal> {
    active_content::check(document, signed)?;
    layers::check(document)?;
    let boxes = page_tree::page_boxes(document, limits)?;
    expansion::check(document, limits)?;
    Ok(boxes)
}
