//! A picture that somebody sends for the pages of others: a photograph, or the first page of a drawing. What is kept is
//! drawn anew by the worker, so that nothing of the sender's bytes reaches a browser.

use super::intake::limits;
use super::{in_worker, raster};
use crate::http::problem::Problem;
use crate::hub::Services;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::IntakeChoice;

/// Pages of a drawing, of which the first is shown.
const PAGES: usize = 20;

/// PNG, JPEG, HEIC or PDF become a PNG of at most [`pdf::raster::LONGER_SIDE_PX`].
pub async fn picture(services: &Services, upload: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let limits = IntakeLimits {
        pages: PAGES,
        ..limits(services)
    };
    let clean = in_worker(services.worker.clone(), move |worker| {
        worker.intake(&upload, limits, IntakeChoice::default())
    });
    let clean = clean.await.map_err(|problem| match problem.code.as_str() {
        "office_file" | "not_a_pdf" => Problem::new("picture_unusable"),
        _ => problem,
    })?;
    let mut pages = raster(services.worker.clone(), clean.bytes, 1, |_| {}).await?;
    let first = pages.pop().ok_or_else(|| Problem::new("picture_unusable"))?;
    Ok(first.png)
}
