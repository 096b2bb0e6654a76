//! Uploads: a PDF, a picture or an Office file becomes a clean file with page images, step by step.

use super::found_signatures::{self, FoundSignatures};
use super::intake_board::{Step, Ticket};
use super::{ShownPage, in_worker, office, raster};
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::plan::PageBox;
use pdf::intake::choice::{IntakeChoice, SignedUpload};
use pdf::intake::form_controls::FormControl;
use pdf::intake::{CleanPdf, DocumentFacts, IntakeLimits};
use pdf::office::conversion::Conversion;
use std::sync::Arc;

/// The code by which the intake says that a file is of the Office family.
const OFFICE_FILE: &str = "office_file";

/// A document as it came out of the worker.
pub struct TakenIn {
    pub clean: Vec<u8>,
    pub page_boxes: Vec<PageBox>,
    pub facts: DocumentFacts,
    pub pages: Vec<ShownPage>,
    /// How it was made of an Office file, if it was.
    pub conversion: Option<Conversion>,
    /// Empty fields of the form that it came with.
    pub form: Vec<FormControl>,
    /// The signatures that it came with, if it did.
    pub signed: Option<FoundSignatures>,
}

/// An upload becomes a clean file with page images, or is refused with its reason. One that carries signatures, of which
/// its sender has said nothing, becomes a copy without them until that is decided.
pub async fn take_in(
    services: &Services,
    upload: Vec<u8>,
    choice: IntakeChoice,
    ticket: &Ticket,
) -> Result<TakenIn, Problem> {
    let upload = Arc::new(upload);
    let signed = match choice.signed {
        SignedUpload::Refuse => SignedUpload::Copy,
        decided => decided,
    };
    let choice = IntakeChoice { signed, ..choice };
    let (clean, conversion) = match clean(services, Arc::clone(&upload), choice, ticket).await {
        Err(problem) if problem.code == OFFICE_FILE => {
            let (pdf, conversion) = office::convert(services, Arc::clone(&upload), ticket).await?;
            ticket.step(Step::Checking);
            let clean = clean(services, Arc::new(pdf), IntakeChoice::default(), ticket).await?;
            (clean, Some(conversion))
        }
        taken => (taken?, None),
    };
    let signed = match clean.facts.signatures_removed + clean.facts.signatures_kept {
        0 => None,
        _ => Some(found_signatures::look(services, &upload, ticket).await?),
    };
    let total = clean.boxes.len();
    ticket.step(Step::Drawing { done: 0, total });
    let worker = services.worker.cancelled_by(ticket.cancellation());
    let drawn = |done| ticket.step(Step::Drawing { done, total });
    let pages = raster(worker, clean.bytes.clone(), total, drawn).await?;
    Ok(TakenIn {
        clean: clean.bytes,
        page_boxes: clean.boxes,
        facts: clean.facts,
        pages,
        conversion,
        form: clean.form,
        signed,
    })
}

/// Clean files become one, in their order.
pub async fn join(services: &Services, parts: Vec<Vec<u8>>, ticket: &Ticket) -> Result<CleanPdf, Problem> {
    let limits = limits(services);
    if parts.iter().map(Vec::len).sum::<usize>() > limits.bytes {
        return Err(with_limits(services, Problem::new("too_large")));
    }
    let worker = services.worker.cancelled_by(ticket.cancellation());
    let joined = in_worker(worker, move |worker| {
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        worker.join(&parts, limits)
    });
    joined.await.map_err(|problem| with_limits(services, problem))
}

async fn clean(
    services: &Services,
    upload: Arc<Vec<u8>>,
    choice: IntakeChoice,
    ticket: &Ticket,
) -> Result<CleanPdf, Problem> {
    let limits = limits(services);
    let worker = services.worker.cancelled_by(ticket.cancellation());
    let clean = in_worker(worker, move |worker| worker.intake(&upload, limits, choice));
    clean.await.map_err(|problem| with_limits(services, problem))
}

pub(super) fn limits(services: &Services) -> IntakeLimits {
    IntakeLimits {
        bytes: usize::try_from(services.config.documents.max_bytes).unwrap_or(usize::MAX),
        pages: services.config.documents.max_pages as usize,
        ..IntakeLimits::default()
    }
}

/// A refusal for size says what the limit is.
fn with_limits(services: &Services, problem: Problem) -> Problem {
    let documents = &services.config.documents;
    match problem.code.as_str() {
        "too_many_pages" => problem.with("limit", documents.max_pages),
        "too_large" => problem.with("limit", format!("{} MB", documents.max_bytes >> 20)),
        _ => problem,
    }
}
