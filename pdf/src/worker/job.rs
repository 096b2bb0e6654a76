//! What the worker can be asked, and what it answers: the headers of the frames.

use super::self_check::SelfCheck;
use crate::intake::choice::IntakeChoice;
use crate::intake::form_controls::FormControl;
use crate::intake::{DocumentFacts, IntakeLimits};
use crate::office::OfficeFile;
use crate::office::conversion::Conversion;
use crate::office::sheet_rows::SheetRow;
use crate::prepare::{PrepareRequest, PreparedRevision};
use crate::raster::likeness::Difference;
use crate::recommend::Recommendation;
use crate::seal::scan::ScanRequest;
use crate::sign::plan::SigningPlan;
use crate::text_layer::TextLayer;
use crate::validate::Report;
use domain::contract::plan::PageBox;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// Pages that may be drawn or read by one job, so that the limits hold for documents of any length.
pub const PAGES_PER_JOB: usize = 20;

/// One job. Its document is the frame's first byte string.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Tries the sandbox and the programs; no document.
    SelfCheck,
    /// [`crate::intake::take_in`] of an upload.
    Intake {
        limits: IntakeLimits,
        #[serde(default)]
        choice: IntakeChoice,
    },
    /// [`crate::intake::join`] of all byte strings.
    Join { limits: IntakeLimits },
    /// [`crate::office::inspect`] of an upload.
    InspectOffice,
    /// [`crate::office::sheet_rows::read`] of an upload.
    SheetRows,
    /// Tries LibreOffice; no document. Only for a worker that is shut in for that, like the next one.
    CheckOffice,
    /// [`crate::office::converter::Converter::convert`] of an upload that was looked through.
    ConvertOffice { file: OfficeFile },
    /// [`crate::raster::raster`] of a clean file; pages from 1.
    Raster { pages: Vec<u32> },
    /// [`crate::text_layer::read`] of a clean file; pages from 1.
    Text { pages: Vec<u32> },
    /// [`crate::recommend::recommend`] on a clean file; pages from 1 with their boxes.
    Recommend { pages: Vec<(u32, PageBox)> },
    /// [`crate::prepare::prepare`] of a clean file.
    Prepare { request: Box<PrepareRequest> },
    /// [`crate::prepare::further::prepare_further`] of a file that was signed before.
    PrepareFurther { request: Box<PrepareRequest> },
    /// [`crate::prepare::renewal::prepare_renewal`] of a sealed file.
    PrepareRenewal,
    /// [`crate::seal::scan::scan`] of a picture.
    ScanSeal { request: ScanRequest },
    /// [`crate::validate::validate`] of any file; the further byte strings are the trusted root certificates (DER), first
    /// those of signers, of which there are `signer_roots`, then those of time-stamp authorities.
    Validate { now: Timestamp, signer_roots: usize },
}

/// The answer to a job.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    SelfCheck(SelfCheck),
    /// The byte string is the clean file.
    Intake {
        boxes: Vec<PageBox>,
        facts: DocumentFacts,
        form: Vec<FormControl>,
    },
    InspectOffice {
        file: OfficeFile,
    },
    SheetRows {
        rows: Vec<SheetRow>,
    },
    CheckOffice {
        version: String,
    },
    /// The byte string is the PDF as LibreOffice wrote it.
    ConvertOffice {
        conversion: Conversion,
    },
    /// One byte string per page: its PNG.
    Raster {
        pages: Vec<DrawnPage>,
    },
    Text {
        layers: Vec<TextLayer>,
    },
    Recommend {
        found: Vec<Recommendation>,
    },
    /// The byte string is the revision's `bytes`, which are empty in the header.
    Prepare {
        revision: Box<PreparedRevision>,
    },
    /// The byte string is what to append.
    PrepareRenewal {
        plan: Box<SigningPlan>,
    },
    /// The byte string is the cut-out, PNG; its size in millimetres.
    ScanSeal {
        width: f64,
        height: f64,
    },
    Validate {
        report: Report,
    },
    /// The document is at fault; `code` stands in the catalogue.
    Refused {
        code: String,
        reason: String,
    },
    /// This machine or the caller is at fault.
    Failed {
        reason: String,
    },
}

/// [`crate::raster::PagePicture`] without its bytes.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct DrawnPage {
    pub width_px: u32,
    pub height_px: u32,
    pub undrawn: u32,
    pub difference: Option<Difference>,
    pub redrawn: bool,
}
