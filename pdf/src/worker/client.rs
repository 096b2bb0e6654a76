//! The hub's side of the worker: starts a process per job and outlives whatever a document does to it.
//!
//! Blocking; call it where blocking is allowed.

pub mod cancellation;
mod office;
mod process;

use super::job::{Answer, Job, PAGES_PER_JOB};
use super::self_check::SelfCheck;
use super::settings::WorkerSettings;
use super::wire;
use crate::intake::choice::IntakeChoice;
use crate::intake::{CleanPdf, IntakeLimits};
use crate::office::sheet_rows::SheetRow;
use crate::prepare::{PrepareRequest, PreparedRevision};
use crate::raster::PagePicture;
use crate::recommend::Recommendation;
use crate::seal::scan::{ScanRequest, ScannedSeal};
use crate::sign::plan::SigningPlan;
use crate::text_layer::TextLayer;
use crate::validate::Report;
use cancellation::Cancellation;
use domain::contract::plan::PageBox;
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::trust_anchors::TrustAnchors;
use process::{Ending, Finished};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// How workers are started.
#[derive(Clone, Debug)]
pub struct Worker {
    /// A program that calls [`super::serve::main`] with the arguments after `arguments`.
    pub program: PathBuf,
    /// Said before the settings: the subcommand.
    pub arguments: Vec<OsString>,
    pub settings: WorkerSettings,
    /// How long a job may take by the clock on the wall.
    pub time: Duration,
    /// How long an answer may be, in bytes.
    pub answer_bytes: u64,
    /// Ends this worker's jobs.
    pub cancellation: Cancellation,
}

/// Why a job has no result. [`WorkerError::code`] gives the code for people.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    #[error("the document was refused as {code}: {reason}")]
    Refused { code: String, reason: String },
    #[error("the worker crashed: {0}")]
    Crashed(String),
    #[error("the worker took too long")]
    TimedOut,
    #[error("the job was cancelled")]
    Cancelled,
    #[error("the worker went over its limits: {0}")]
    OverLimit(String),
    #[error("the worker's answer is not understood: {0}")]
    BadAnswer(String),
    /// Every job will fail until somebody changes the machine or the settings.
    #[error("no worker can run here: {0}")]
    NotPossible(String),
    #[error("the worker could not be started: {0}")]
    NotStarted(#[from] io::Error),
}

impl WorkerError {
    /// The code of the catalogue.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            Self::Crashed(_) | Self::BadAnswer(_) => "worker_crashed",
            Self::TimedOut => "timed_out",
            Self::Cancelled => "cancelled",
            Self::OverLimit(_) => "over_limit",
            Self::NotPossible(_) | Self::NotStarted(_) => "unavailable",
        }
    }
}

impl Worker {
    /// A worker started as `program arguments… settings…` with 30 s and 256 MiB per answer.
    pub fn new(program: PathBuf, arguments: Vec<OsString>, settings: WorkerSettings) -> Self {
        Self {
            program,
            arguments,
            settings,
            time: Duration::from_secs(30),
            answer_bytes: 256 << 20,
            cancellation: Cancellation::default(),
        }
    }

    /// The same worker, whose jobs end when `cancellation` says so.
    pub fn cancelled_by(&self, cancellation: &Cancellation) -> Self {
        Self {
            cancellation: cancellation.clone(),
            ..self.clone()
        }
    }

    /// Tries the sandbox, `qpdf` and the font. To be called at start; an error is a sentence for the operator.
    pub fn self_check(&self) -> Result<SelfCheck, WorkerError> {
        match self.run(&Job::SelfCheck, &[])? {
            (Answer::SelfCheck(found), _) => Ok(found),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Turns an upload into a clean file; see [`crate::intake`].
    pub fn intake(
        &self,
        upload: &[u8],
        limits: IntakeLimits,
        choice: IntakeChoice,
    ) -> Result<CleanPdf, WorkerError> {
        match self.run(&Job::Intake { limits, choice }, &[upload])? {
            (Answer::Intake { boxes, facts, form }, blobs) => Ok(CleanPdf {
                bytes: only(blobs)?,
                boxes,
                facts,
                form,
            }),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Puts clean files together, in this order, into one clean file; see [`crate::intake::join`].
    pub fn join(&self, parts: &[&[u8]], limits: IntakeLimits) -> Result<CleanPdf, WorkerError> {
        match self.run(&Job::Join { limits }, parts)? {
            (Answer::Intake { boxes, facts, form }, blobs) => Ok(CleanPdf {
                bytes: only(blobs)?,
                boxes,
                facts,
                form,
            }),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Draws `pages` (from 1) of a clean file, by as many processes as it takes; see [`crate::raster`].
    pub fn raster(&self, clean: &[u8], pages: &[u32]) -> Result<Vec<PagePicture>, WorkerError> {
        let mut pictures = Vec::new();
        for chunk in pages.chunks(PAGES_PER_JOB) {
            match self.run(
                &Job::Raster {
                    pages: chunk.to_vec(),
                },
                &[clean],
            )? {
                (Answer::Raster { pages }, pngs)
                    if pages.len() == chunk.len() && pngs.len() == chunk.len() =>
                {
                    pictures.extend(pages.into_iter().zip(pngs).map(|(page, png)| PagePicture {
                        png,
                        width_px: page.width_px,
                        height_px: page.height_px,
                        undrawn: page.undrawn,
                        difference: page.difference,
                        redrawn: page.redrawn,
                    }));
                }
                (other, _) => return Err(unexpected(&other)),
            }
        }
        Ok(pictures)
    }

    /// Reads the text of `pages` (from 1) of a clean file; see [`crate::text_layer`].
    pub fn text(&self, clean: &[u8], pages: &[u32]) -> Result<Vec<TextLayer>, WorkerError> {
        let mut read = Vec::new();
        for chunk in pages.chunks(PAGES_PER_JOB) {
            match self.run(
                &Job::Text {
                    pages: chunk.to_vec(),
                },
                &[clean],
            )? {
                (Answer::Text { layers }, _) if layers.len() == chunk.len() => read.extend(layers),
                (other, _) => return Err(unexpected(&other)),
            }
        }
        Ok(read)
    }

    /// Recommends controls on all pages of a clean file, whose boxes these are; see [`crate::recommend`].
    pub fn recommend(&self, clean: &[u8], boxes: &[PageBox]) -> Result<Vec<Recommendation>, WorkerError> {
        let pages: Vec<(u32, PageBox)> = (1..).zip(boxes.iter().copied()).collect();
        let mut found = Vec::new();
        for chunk in pages.chunks(PAGES_PER_JOB) {
            let pages = chunk.to_vec();
            match self.run(&Job::Recommend { pages }, &[clean])? {
                (Answer::Recommend { found: more }, _) => found.extend(more),
                (other, _) => return Err(unexpected(&other)),
            }
        }
        Ok(found)
    }

    /// Appends the prepare revision to a clean file; see [`crate::prepare`].
    pub fn prepare(&self, clean: &[u8], request: PrepareRequest) -> Result<PreparedRevision, WorkerError> {
        let request = Box::new(request);
        self.prepared(&Job::Prepare { request }, clean)
    }

    /// Appends the prepare revision to a file that was signed before; see [`crate::prepare::further`].
    pub fn prepare_further(
        &self,
        base: &[u8],
        request: PrepareRequest,
    ) -> Result<PreparedRevision, WorkerError> {
        let request = Box::new(request);
        self.prepared(&Job::PrepareFurther { request }, base)
    }

    fn prepared(&self, job: &Job, file: &[u8]) -> Result<PreparedRevision, WorkerError> {
        match self.run(job, &[file])? {
            (Answer::Prepare { revision }, blobs) => Ok(PreparedRevision {
                bytes: only(blobs)?,
                ..*revision
            }),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Makes a sealed file ready for its next document time-stamp: what to append, and the plan for what comes behind it.
    pub fn prepare_renewal(&self, sealed: &[u8]) -> Result<(Vec<u8>, SigningPlan), WorkerError> {
        match self.run(&Job::PrepareRenewal, &[sealed])? {
            (Answer::PrepareRenewal { plan }, blobs) => Ok((only(blobs)?, *plan)),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Cuts a seal out of a photograph or a scan; see [`crate::seal::scan`].
    pub fn scan_seal(&self, picture: &[u8], request: ScanRequest) -> Result<ScannedSeal, WorkerError> {
        match self.run(&Job::ScanSeal { request }, &[picture])? {
            (Answer::ScanSeal { width, height }, blobs) => Ok(ScannedSeal {
                png: only(blobs)?,
                width,
                height,
            }),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// The first sheet of an `xlsx` as text; see [`crate::office::sheet_rows`].
    pub fn sheet_rows(&self, upload: &[u8]) -> Result<Vec<SheetRow>, WorkerError> {
        match self.run(&Job::SheetRows, &[upload])? {
            (Answer::SheetRows { rows }, _) => Ok(rows),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Judges the signatures of any file against `trust` at `now`; see [`crate::validate`].
    pub fn validate(
        &self,
        file: &[u8],
        trust: TrustAnchors<'_>,
        now: Timestamp,
    ) -> Result<Report, WorkerError> {
        let documents: Vec<&[u8]> = std::iter::once(file)
            .chain(trust.signers.iter().chain(trust.time).map(Certificate::der))
            .collect();
        let signer_roots = trust.signers.len();
        match self.run(&Job::Validate { now, signer_roots }, &documents)? {
            (Answer::Validate { report }, _) => Ok(report),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Runs one job on its document (and what belongs to it, see [`Job`]) and returns the answer with its byte
    /// strings; refusals and failures that the worker answers come back as errors.
    pub fn run(&self, job: &Job, documents: &[&[u8]]) -> Result<(Answer, Vec<Vec<u8>>), WorkerError> {
        let finished = process::run(self, job, documents)?;
        match wire::read(&mut finished.output.as_slice(), self.answer_bytes) {
            Ok((Answer::Refused { code, reason }, _)) => Err(WorkerError::Refused { code, reason }),
            Ok((Answer::Failed { reason }, _)) => Err(WorkerError::NotPossible(reason)),
            Ok(answer) => Ok(answer),
            Err(error) => Err(no_answer(finished, &error.to_string())),
        }
    }
}

/// Why a process that is over has left no answer.
fn no_answer(finished: Finished, error: &str) -> WorkerError {
    match finished.ending {
        Ending::TimedOut => WorkerError::TimedOut,
        Ending::Cancelled => WorkerError::Cancelled,
        Ending::TooMuchOutput => WorkerError::OverLimit("the answer is too long".to_owned()),
        Ending::NoSandbox => WorkerError::NotPossible(finished.complaint),
        Ending::OutOfMemory => WorkerError::OverLimit("memory".to_owned()),
        Ending::OutOfCpuTime => WorkerError::OverLimit("CPU time".to_owned()),
        Ending::OutOfFileSize => WorkerError::OverLimit("file size".to_owned()),
        // The sentence of Rust's allocator when the address space is used up.
        Ending::Crashed(_) if finished.complaint.contains("memory allocation of") => {
            WorkerError::OverLimit("memory".to_owned())
        }
        Ending::Crashed(how) => WorkerError::Crashed(format!("{how}: {}", finished.complaint)),
        Ending::Normal => WorkerError::BadAnswer(error.to_owned()),
    }
}

fn only(mut blobs: Vec<Vec<u8>>) -> Result<Vec<u8>, WorkerError> {
    match (blobs.pop(), blobs.is_empty()) {
        (Some(blob), true) => Ok(blob),
        _ => Err(WorkerError::BadAnswer("one byte string was expected".to_owned())),
    }
}

fn unexpected(answer: &Answer) -> WorkerError {
    // The variant's name is enough, and short.
    let text = format!("{answer:?}");
    WorkerError::BadAnswer(text.split([' ', '(']).next().unwrap_or_default().to_owned())
}
