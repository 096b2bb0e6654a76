//! Everything that touches a document: what foreign bytes mean is found out in processes of their own; here they
//! are only handed over, and R0 gets its certification.

pub mod certify;
pub mod film;
pub mod page_lists;
pub mod prepare_request;
pub mod values;
pub mod verify;

use crate::config::Config;
use crate::http::problem::Problem;
use crate::hub::Services;
use anyhow::Context;
use domain::contract::plan::PageBox;
use pdf::font::set::Face;
use pdf::font::shelf::FontShelf;
use pdf::intake::choice::IntakeChoice;
use pdf::intake::{DocumentFacts, IntakeLimits};
use pdf::prepare::{PrepareRequest, PreparedRevision};
use pdf::recommend::Recommendation;
use pdf::worker::client::{Worker, WorkerError};
use pdf::worker::settings::WorkerSettings;
use std::sync::Arc;

/// The limited worker; tried once at the start, so that a missing sandbox stops the hub with a sentence.
pub fn worker(config: &Config) -> anyhow::Result<Worker> {
    let program = match &config.documents.worker_program {
        Some(program) => program.clone(),
        None => std::env::current_exe()?,
    };
    let settings = WorkerSettings {
        font: config.documents.font.clone(),
        ..WorkerSettings::default()
    };
    let worker = Worker::new(program, vec!["worker".into()], settings);
    worker
        .self_check()
        .context("文档处理程序无法运行 / the document worker cannot run")?;
    Ok(worker)
}

/// The fonts that names and values are set in.
pub fn fonts(config: &Config) -> anyhow::Result<FontShelf> {
    let documents = &config.documents;
    let path = &documents.font;
    let main = std::fs::read(path).with_context(|| {
        format!(
            "无法读取字体 {0}，请安装 fonts-wqy-microhei / cannot read the font {0}",
            path.display()
        )
    })?;
    let mut shelf = FontShelf::new(Arc::new(main), documents.font_fallback.0.iter().cloned());
    for (face, list) in [
        (Face::Song, &documents.font_song),
        (Face::Kai, &documents.font_kai),
        (Face::FangSong, &documents.font_fangsong),
    ] {
        shelf.set_face(face, list.0.iter().cloned());
    }
    Ok(shelf)
}

/// A document as it came out of the worker.
pub struct TakenIn {
    pub clean: Vec<u8>,
    pub page_boxes: Vec<PageBox>,
    pub facts: DocumentFacts,
    pub pages: Vec<ShownPage>,
}

/// One page as people see and hear it.
pub struct ShownPage {
    pub png: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
    /// The text layer, JSON.
    pub text: Vec<u8>,
}

/// An upload becomes a clean file with page images, or is refused with its reason.
pub async fn take_in(services: &Services, upload: Vec<u8>, choice: IntakeChoice) -> Result<TakenIn, Problem> {
    let limits = IntakeLimits {
        bytes: usize::try_from(services.config.documents.max_bytes).unwrap_or(usize::MAX),
        pages: services.config.documents.max_pages as usize,
        ..IntakeLimits::default()
    };
    let pages_limit = limits.pages;
    let clean = in_worker(services, move |worker| worker.intake(&upload, limits, choice)).await;
    let clean = clean.map_err(|problem| match problem.code.as_str() {
        "too_many_pages" => problem.with("limit", pages_limit),
        "too_large" => problem.with(
            "limit",
            format!("{} MB", services.config.documents.max_bytes >> 20),
        ),
        _ => problem,
    })?;
    let pages = raster(services, clean.bytes.clone(), clean.boxes.len()).await?;
    Ok(TakenIn {
        clean: clean.bytes,
        page_boxes: clean.boxes,
        facts: clean.facts,
        pages,
    })
}

/// Images and text of all `count` pages of a clean file or of R0.
pub async fn raster(services: &Services, clean: Vec<u8>, count: usize) -> Result<Vec<ShownPage>, Problem> {
    let shown = in_worker(services, move |worker| {
        let numbers: Vec<u32> = (1..).take(count).collect();
        let pictures = worker.raster(&clean, &numbers)?;
        let layers = worker.text(&clean, &numbers)?;
        Ok((pictures, layers))
    });
    let (pictures, layers) = shown.await?;
    let mut pages = Vec::with_capacity(pictures.len());
    for (picture, layer) in pictures.into_iter().zip(layers) {
        pages.push(ShownPage {
            png: picture.png,
            width_px: picture.width_px,
            height_px: picture.height_px,
            text: serde_json::to_vec(&layer).map_err(|e| Problem::internal("write a text layer", e))?,
        });
    }
    Ok(pages)
}

/// Where a clean file, whose page boxes these are, asks for signatures and values.
pub async fn recommend(
    services: &Services,
    clean: Vec<u8>,
    boxes: Vec<PageBox>,
) -> Result<Vec<Recommendation>, Problem> {
    in_worker(services, move |worker| worker.recommend(&clean, &boxes)).await
}

/// Appends the prepare revision: empty widgets for every party, and room for the certification.
pub async fn prepare(
    services: &Services,
    clean: Vec<u8>,
    request: PrepareRequest,
) -> Result<PreparedRevision, Problem> {
    in_worker(services, move |worker| worker.prepare(&clean, request)).await
}

/// Runs one job of the worker where blocking is allowed; what it refuses keeps its code.
async fn in_worker<T: Send + 'static>(
    services: &Services,
    job: impl FnOnce(&Worker) -> Result<T, WorkerError> + Send + 'static,
) -> Result<T, Problem> {
    let worker = services.worker.clone();
    let done = tokio::task::spawn_blocking(move || job(&worker)).await;
    done.map_err(|e| Problem::internal("wait for the worker", e))?
        .map_err(|error| {
            tracing::info!(%error, "document not taken");
            Problem::new(error.code())
        })
}
