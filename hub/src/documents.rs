//! Everything that touches a document: what foreign bytes mean is found out in processes of their own; here they
//! are only handed over, and R0 gets its certification.

pub mod certify;
pub mod film;
pub mod found_signatures;
pub mod intake;
pub mod intake_board;
pub mod letter;
pub mod office;
pub mod opinions;
pub mod page_lists;
pub mod picture;
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
use pdf::office::sheet_rows::SheetRow;
use pdf::prepare::{PrepareRequest, PreparedRevision};
use pdf::recommend::Recommendation;
use pdf::seal::scan::{ScanRequest, ScannedSeal};
use pdf::sign::plan::SigningPlan;
use pdf::worker::client::{Worker, WorkerError};
use pdf::worker::job::PAGES_PER_JOB;
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

/// One page as people see and hear it.
pub struct ShownPage {
    pub png: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
    /// Two programs draw it very differently ([`pdf::raster::second_drawing`]).
    pub disputed: bool,
    /// The text layer, JSON.
    pub text: Vec<u8>,
}

/// Images and text of all `count` pages of a clean file or of R0; `drawn` hears how many are done.
pub async fn raster(
    worker: Worker,
    clean: Vec<u8>,
    count: usize,
    drawn: impl Fn(usize),
) -> Result<Vec<ShownPage>, Problem> {
    let clean = Arc::new(clean);
    let numbers: Vec<u32> = (1..).take(count).collect();
    let mut pages = Vec::with_capacity(count);
    for numbers in numbers.chunks(PAGES_PER_JOB) {
        let (clean, numbers) = (Arc::clone(&clean), numbers.to_vec());
        let shown = in_worker(worker.clone(), move |worker| {
            Ok((worker.raster(&clean, &numbers)?, worker.text(&clean, &numbers)?))
        });
        let (pictures, layers) = shown.await?;
        for (picture, layer) in pictures.into_iter().zip(layers) {
            pages.push(ShownPage {
                disputed: picture.is_disputed(),
                png: picture.png,
                width_px: picture.width_px,
                height_px: picture.height_px,
                text: serde_json::to_vec(&layer).map_err(|e| Problem::internal("write a text layer", e))?,
            });
        }
        drawn(pages.len());
    }
    Ok(pages)
}

/// Where a clean file, whose page boxes these are, asks for signatures and values.
pub async fn recommend(
    services: &Services,
    clean: Vec<u8>,
    boxes: Vec<PageBox>,
) -> Result<Vec<Recommendation>, Problem> {
    in_worker(services.worker.clone(), move |worker| {
        worker.recommend(&clean, &boxes)
    })
    .await
}

/// Appends the prepare revision: empty widgets for every party, and room for the certification.
pub async fn prepare(
    services: &Services,
    clean: Vec<u8>,
    request: PrepareRequest,
) -> Result<PreparedRevision, Problem> {
    in_worker(services.worker.clone(), move |worker| {
        worker.prepare(&clean, request)
    })
    .await
}

/// Appends the prepare revision to a file that was signed before it came here.
pub async fn prepare_further(
    services: &Services,
    base: Vec<u8>,
    request: PrepareRequest,
) -> Result<PreparedRevision, Problem> {
    in_worker(services.worker.clone(), move |worker| {
        worker.prepare_further(&base, request)
    })
    .await
}

/// Reads a sealed file and appends the field that its next document time-stamp goes into. Returns what to append, and
/// the plan for the revisions behind it.
pub async fn prepare_renewal(
    services: &Services,
    sealed: Vec<u8>,
) -> Result<(Vec<u8>, SigningPlan), Problem> {
    in_worker(services.worker.clone(), move |worker| {
        worker.prepare_renewal(&sealed)
    })
    .await
}

/// Cuts a seal out of a photograph or a scan.
pub async fn scan_seal(
    services: &Services,
    picture: Vec<u8>,
    request: ScanRequest,
) -> Result<ScannedSeal, Problem> {
    in_worker(services.worker.clone(), move |worker| {
        worker.scan_seal(&picture, request)
    })
    .await
}

/// The first sheet of an `xlsx` as rows of text.
pub async fn sheet_rows(services: &Services, upload: Vec<u8>) -> Result<Vec<SheetRow>, Problem> {
    in_worker(services.worker.clone(), move |worker| worker.sheet_rows(&upload)).await
}

/// Runs jobs of a worker where blocking is allowed; what it refuses keeps its code.
async fn in_worker<T: Send + 'static>(
    worker: Worker,
    job: impl FnOnce(&Worker) -> Result<T, WorkerError> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(move || job(&worker)).await;
    done.map_err(|e| Problem::internal("wait for the worker", e))?
        .map_err(|error| {
            tracing::info!(%error, "document not taken");
            Problem::new(error.code())
        })
}
