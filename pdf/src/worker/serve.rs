//! The worker process: shut in, one frame in, one frame out.

mod office;

use super::job::{Answer, DrawnPage, Job, PAGES_PER_JOB};
use super::sandbox::{self, SandboxError};
use super::self_check;
use super::settings::{SettingsError, WorkerSettings};
use super::wire::{self, WireError};
use crate::intake::choice::IntakeChoice;
use crate::intake::qpdf::Qpdf;
use crate::intake::{self, CleanPdf, IntakeError, IntakeLimits, Tools};
use crate::prepare::further::prepare_further;
use crate::prepare::{self, PrepareError, PreparedRevision};
use crate::raster::fallback_fonts::FallbackFont;
use crate::raster::poppler::Poppler;
use crate::raster::{self, RasterError, second_drawing};
use crate::recommend;
use crate::seal::scan::{ScanRequest, ScannedSeal, scan};
use crate::text_layer::{self, TextError};
use crate::validate;
use domain::contract::plan::PageBox;
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::trust_anchors::TrustAnchors;
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Exit code of a worker that could not shut itself in or was started wrongly (`EX_CONFIG` of sysexits).
pub const NO_SANDBOX: u8 = 78;
/// Exit code of a worker whose job did not arrive, or whose answer could not be delivered (`EX_PROTOCOL`).
pub const NO_JOB: u8 = 76;
/// Exit code of a worker without the memory to read its job (`EX_OSERR`).
pub const NO_MEMORY: u8 = 71;
/// A document and what belongs to it.
const MOST_INPUT: u64 = 256 << 20;

/// Why the process ends without an answer.
#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    #[error(transparent)]
    Wire(#[from] WireError),
}

/// Runs the worker with its command line (after the program's name and subcommand) on the standard input and output,
/// in the current directory, which should be empty. To be called first thing, while there is only one thread.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match serve(
        arguments,
        &mut std::io::stdin().lock(),
        &mut std::io::stdout().lock(),
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The hub reads this line; there is no log in here.
            _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(match error {
                ServeError::Wire(WireError::Io(error)) if error.kind() == ErrorKind::OutOfMemory => NO_MEMORY,
                ServeError::Wire(_) => NO_JOB,
                ServeError::Settings(_) | ServeError::Sandbox(_) => NO_SANDBOX,
            })
        }
    }
}

fn serve(
    arguments: impl IntoIterator<Item = OsString>,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<(), ServeError> {
    let settings = WorkerSettings::parse(arguments)?;
    sandbox::enter(&settings)?;
    let (job, documents) = wire::read(input, MOST_INPUT)?;
    let (answer, blobs) = answer(&settings, job, &documents).unwrap_or_else(|answer| (answer, Vec::new()));
    let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
    Ok(wire::write(output, &answer, &blobs)?)
}

type Answered = Result<(Answer, Vec<Vec<u8>>), Answer>;

fn answer(settings: &WorkerSettings, job: Job, documents: &[Vec<u8>]) -> Answered {
    let (document, others) = documents
        .split_first()
        .map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
    match job {
        Job::SelfCheck => {
            let found = self_check::run(settings).map_err(|reason| Answer::Failed { reason })?;
            Ok((Answer::SelfCheck(found), Vec::new()))
        }
        Job::Intake { limits, choice } => take_in(settings, document, &limits, &choice),
        Job::Join { limits } => join(settings, documents, &limits),
        Job::InspectOffice => office::inspect(document),
        Job::SheetRows => office::sheet_rows(document),
        Job::CheckOffice => office::check(settings),
        Job::ConvertOffice { file } => office::convert(settings, document, &file),
        Job::Raster { pages } => draw(settings, document, &pages),
        Job::Text { pages } => read(settings, document, &pages),
        Job::Recommend { pages } => recommend(settings, document, &pages),
        Job::Prepare { request } => prepared(prepare::prepare(document, &request)),
        Job::PrepareFurther { request } => prepared(prepare_further(document, &request)),
        Job::PrepareRenewal => prepare_renewal(document),
        Job::ScanSeal { request } => scan_seal(document, request),
        Job::Validate { now, signer_roots } => judge(document, others, signer_roots, now),
    }
}

fn take_in(
    settings: &WorkerSettings,
    upload: &[u8],
    limits: &IntakeLimits,
    choice: &IntakeChoice,
) -> Answered {
    let qpdf = Qpdf {
        program: settings.qpdf.clone(),
    };
    let tools = Tools {
        qpdf: &qpdf,
        font: &settings.font,
    };
    taken(intake::take_in(upload, limits, choice, &tools, Path::new(".")))
}

fn join(settings: &WorkerSettings, parts: &[Vec<u8>], limits: &IntakeLimits) -> Answered {
    let qpdf = Qpdf {
        program: settings.qpdf.clone(),
    };
    let tools = Tools {
        qpdf: &qpdf,
        font: &settings.font,
    };
    taken(intake::join::join(parts, limits, &tools, Path::new(".")))
}

fn taken(taken: Result<CleanPdf, IntakeError>) -> Answered {
    match taken {
        Ok(clean) => Ok((
            Answer::Intake {
                boxes: clean.boxes,
                facts: clean.facts,
                form: clean.form,
            },
            vec![clean.bytes],
        )),
        Err(IntakeError::Refused(refusal)) => Err(refused(refusal.code(), &refusal)),
        Err(IntakeError::Qpdf(error)) => Err(failed(&error)),
    }
}

fn draw(settings: &WorkerSettings, clean: &[u8], pages: &[u32]) -> Answered {
    let font = font(settings, pages)?;
    let mut pictures = raster::raster(clean, pages, &font).map_err(|error| match error {
        RasterError::Unreadable => refused("broken", &error),
        RasterError::NoSuchPage(_) => refused("no_such_page", &error),
        RasterError::Encoding(_) => failed(&error),
    })?;
    let poppler = Poppler {
        program: settings.pdftoppm.clone(),
    };
    second_drawing::compare(&poppler, Path::new("."), clean, pages, &mut pictures).map_err(|e| failed(&e))?;
    let (pages, pngs) = pictures
        .into_iter()
        .map(|picture| {
            let (width_px, height_px) = (picture.width_px, picture.height_px);
            (
                DrawnPage {
                    width_px,
                    height_px,
                    undrawn: picture.undrawn,
                    difference: picture.difference,
                    redrawn: picture.redrawn,
                },
                picture.png,
            )
        })
        .unzip();
    Ok((Answer::Raster { pages }, pngs))
}

fn read(settings: &WorkerSettings, clean: &[u8], pages: &[u32]) -> Answered {
    let font = font(settings, pages)?;
    let layers = text_layer::read(clean, pages, &font).map_err(no_text)?;
    Ok((Answer::Text { layers }, Vec::new()))
}

fn recommend(settings: &WorkerSettings, clean: &[u8], pages: &[(u32, PageBox)]) -> Answered {
    let numbers: Vec<u32> = pages.iter().map(|(number, _)| *number).collect();
    let font = font(settings, &numbers)?;
    let found = recommend::recommend(clean, pages, &font).map_err(no_text)?;
    Ok((Answer::Recommend { found }, Vec::new()))
}

fn no_text(error: TextError) -> Answer {
    match error {
        TextError::Unreadable => refused("broken", &error),
        TextError::NoSuchPage(_) => refused("no_such_page", &error),
    }
}

fn prepared(prepared: Result<PreparedRevision, PrepareError>) -> Answered {
    let mut revision = prepared.map_err(|error| unprepared(&error))?;
    let bytes = std::mem::take(&mut revision.bytes);
    Ok((
        Answer::Prepare {
            revision: Box::new(revision),
        },
        vec![bytes],
    ))
}

fn unprepared(error: &PrepareError) -> Answer {
    // The error's tag is its stable code.
    let code = serde_json::to_value(error)
        .ok()
        .and_then(|error| error["code"].as_str().map(str::to_owned));
    refused(code.as_deref().unwrap_or("broken"), error)
}

fn prepare_renewal(sealed: &[u8]) -> Answered {
    let (tail, plan) = prepare::renewal::prepare_renewal(sealed).map_err(|error| unprepared(&error))?;
    let plan = Box::new(plan);
    Ok((Answer::PrepareRenewal { plan }, vec![tail]))
}

fn scan_seal(picture: &[u8], request: ScanRequest) -> Answered {
    let scanned =
        scan(picture, request, Path::new(".")).map_err(|refusal| refused(refusal.code(), &refusal))?;
    let ScannedSeal { png, width, height } = scanned;
    Ok((Answer::ScanSeal { width, height }, vec![png]))
}

fn judge(document: &[u8], roots: &[Vec<u8>], signer_roots: usize, now: Timestamp) -> Answered {
    let roots: Result<Vec<Certificate>, _> = roots.iter().map(|root| Certificate::from_der(root)).collect();
    let roots = roots.map_err(|error| failed(&error))?;
    let (signers, time) = roots.split_at(signer_roots.min(roots.len()));
    let trust = TrustAnchors { signers, time };
    Ok((
        Answer::Validate {
            report: validate::validate(document, trust, now),
        },
        Vec::new(),
    ))
}

fn font(settings: &WorkerSettings, pages: &[u32]) -> Result<FallbackFont, Answer> {
    if pages.len() > PAGES_PER_JOB {
        return Err(Answer::Failed {
            reason: format!("a job has at most {PAGES_PER_JOB} pages"),
        });
    }
    self_check::read_font(settings)
        .map(FallbackFont::new)
        .map_err(|reason| Answer::Failed { reason })
}

fn refused(code: &str, error: &dyn std::error::Error) -> Answer {
    Answer::Refused {
        code: code.to_owned(),
        reason: error.to_string(),
    }
}

fn failed(error: &dyn std::error::Error) -> Answer {
    Answer::Failed {
        reason: error.to_string(),
    }
}
