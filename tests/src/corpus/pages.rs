//! How far our page images are from poppler's, page by page: `scripts/corpus DIR --pages N`.

use super::pdfs;
use anyhow::Context;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::IntakeChoice;
use pdf::raster::poppler::Poppler;
use pdf::raster::{LONGER_SIDE_PX, PagePicture};
use pdf::worker::client::Worker;
use pdf::worker::settings::WorkerSettings;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// One page of one file.
pub struct ComparedPage {
    /// Relative to the folder.
    pub path: PathBuf,
    /// From 1.
    pub page: u32,
    pub picture: PagePicture,
}

impl fmt::Display for ComparedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let apart = self.picture.difference.unwrap_or_default();
        let said = if self.picture.is_disputed() {
            "disputed"
        } else {
            "alike"
        };
        write!(
            f,
            "{:.4}  {:.4}  {:2}  {said:8}  {} p. {}",
            apart.worst,
            apart.mean,
            self.picture.undrawn,
            self.path.display(),
            self.page
        )
    }
}

/// Compares the first `most` pages of every PDF below `folder` that is taken in; those that differ most come first.
/// Pages that poppler does not draw are left out.
pub fn compare(folder: &Path, most: u32, worker: &Worker) -> anyhow::Result<Vec<ComparedPage>> {
    let mut compared = Vec::new();
    for file in pdfs(folder)? {
        let Ok(clean) = worker.intake(
            &fs::read(&file)?,
            IntakeLimits::default(),
            IntakeChoice::default(),
        ) else {
            continue;
        };
        let numbers: Vec<u32> = (1..=most).take(clean.boxes.len()).collect();
        let pictures = worker
            .raster(&clean.bytes, &numbers)
            .with_context(|| format!("drawing {}", file.display()))?;
        let path = file.strip_prefix(folder).unwrap_or(&file).to_owned();
        for (page, picture) in numbers.into_iter().zip(pictures) {
            compared.push(ComparedPage {
                path: path.clone(),
                page,
                picture,
            });
        }
    }
    compared.retain(|page| page.picture.difference.is_some());
    let worst = |page: &ComparedPage| page.picture.difference.unwrap_or_default().worst;
    compared.sort_by(|one, other| worst(other).total_cmp(&worst(one)));
    Ok(compared)
}

/// Writes both drawings of every disputed page, to be looked at.
pub fn keep(compared: &[ComparedPage], files: &Path, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let poppler = Poppler {
        program: WorkerSettings::default().pdftoppm,
    };
    for (number, page) in compared
        .iter()
        .enumerate()
        .filter(|(_, page)| page.picture.is_disputed())
    {
        let name = page.path.file_stem().unwrap_or_default().to_string_lossy();
        let file = |by: &str| folder.join(format!("{number:03}-{name}-{}-{by}.png", page.page));
        fs::write(file("ours"), &page.picture.png)?;
        let document = fs::canonicalize(files.join(&page.path))?;
        let drawn = poppler.draw(folder, &document, page.page, LONGER_SIDE_PX.into())?;
        fs::write(file("poppler"), drawn.unwrap_or_default())?;
    }
    Ok(())
}
