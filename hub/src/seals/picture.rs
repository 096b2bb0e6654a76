//! The one stored file of a seal's picture: a drawing for template seals, a PNG for all others.

use crate::http::problem::Problem;
use crate::hub::Services;
use domain::ids::SealId;
use domain::seal::kind::{Picture, Source};
use domain::seal::state::MadeSeal;
use pdf::seal::artwork::SealArtwork;
use pdf::seal::drawing::Drawing;

/// Media type of a stored drawing: canonical JSON of [`Drawing`].
const DRAWING: &str = "application/vnd.huiqian.drawing+json";
const PNG: &str = "image/png";

/// Owner of a seal's files.
pub fn blob_owner(seal: SealId) -> String {
    format!("seal/{seal}")
}

/// The media type of the stored file.
pub fn media_type(source: Source) -> &'static str {
    match source {
        Source::Template => DRAWING,
        Source::Uploaded | Source::Drawn => PNG,
    }
}

/// Stores a drawing, and says what it is.
pub async fn store_drawing(services: &Services, seal: SealId, drawing: &Drawing) -> Result<Picture, Problem> {
    let file = serde_json::to_vec(drawing).map_err(|e| Problem::internal("write a drawing", e))?;
    store(services, seal, &file, (drawing.width, drawing.height)).await
}

/// Stores a picture file of this size in millimetres.
pub async fn store(
    services: &Services,
    seal: SealId,
    file: &[u8],
    (width, height): (f64, f64),
) -> Result<Picture, Problem> {
    let stored = services.store.blobs.put(&blob_owner(seal), file).await;
    let artwork = stored.map_err(|e| Problem::internal("store a seal's picture", e))?;
    let micrometres = |side: f64| (side * 1000.0).round() as u32;
    Ok(Picture {
        artwork,
        width: micrometres(width),
        height: micrometres(height),
    })
}

/// What is put on pages. Reads our own files only.
pub async fn artwork(services: &Services, seal: SealId, made: &MadeSeal) -> Result<SealArtwork, Problem> {
    let file = services.blob(&blob_owner(seal), made.picture.artwork).await?;
    match made.source {
        Source::Template => drawing(&file).map(SealArtwork::drawn),
        Source::Uploaded | Source::Drawn => {
            let width = f64::from(made.picture.width) / 1000.0;
            SealArtwork::scanned(&file, width).map_err(|e| Problem::internal("read a seal's picture", e))
        }
    }
}

/// What pages show: media type and file.
pub async fn shown(
    services: &Services,
    seal: SealId,
    made: &MadeSeal,
) -> Result<(&'static str, Vec<u8>), Problem> {
    let file = services.blob(&blob_owner(seal), made.picture.artwork).await?;
    Ok(match made.source {
        Source::Template => ("image/svg+xml", drawing(&file)?.to_svg().into_bytes()),
        Source::Uploaded | Source::Drawn => (PNG, file),
    })
}

fn drawing(file: &[u8]) -> Result<Drawing, Problem> {
    serde_json::from_slice(file).map_err(|e| Problem::internal("read a drawing", e))
}
