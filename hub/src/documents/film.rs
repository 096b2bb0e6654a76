//! The film worker's process: a script and page images in, an MP4 out.

use crate::config::Config;
use domain::hash::Sha256Hash;
use recorder::film_script::FilmScript;
use serde::Deserialize;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;

/// Name of the program beside the hub's own.
const PROGRAM: &str = "huiqian-film";
/// How long one film may take to draw.
const TIME: Duration = Duration::from_secs(30 * 60);

/// Where the film worker is.
#[derive(Clone, Debug)]
pub struct FilmWorker {
    program: PathBuf,
    font: PathBuf,
}

/// A film as it was drawn.
pub struct Film {
    pub bytes: Vec<u8>,
    pub duration_ms: u64,
    pub renderer: Sha256Hash,
}

/// Why there is no film.
#[derive(Debug, thiserror::Error)]
pub enum FilmError {
    #[error("the film's folder: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the script cannot be written: {0}")]
    Script(#[from] serde_json::Error),
    #[error("the film worker took too long")]
    TimedOut,
    #[error("the film worker failed: {0}")]
    Failed(String),
}

#[derive(Deserialize)]
struct Drawn {
    sha256: Sha256Hash,
    duration_ms: u64,
    renderer: Sha256Hash,
}

impl FilmWorker {
    /// The worker that the settings name, or the one beside this program; `None` where there is none.
    pub fn find(config: &Config) -> Option<Self> {
        let beside = || Some(std::env::current_exe().ok()?.with_file_name(PROGRAM));
        let program = config.documents.film_worker.clone().or_else(beside)?;
        program.exists().then(|| Self {
            program,
            font: config.documents.font.clone(),
        })
    }

    /// Draws a film. `images` are the PNGs that the script names, by hash.
    pub async fn render(
        &self,
        script: &FilmScript,
        images: &[(Sha256Hash, Vec<u8>)],
    ) -> Result<Film, FilmError> {
        let folder = tempfile::tempdir()?;
        let (script_file, film_file) = (folder.path().join("script.json"), folder.path().join("film.mp4"));
        tokio::fs::write(&script_file, serde_json::to_vec(script)?).await?;
        for (hash, png) in images {
            tokio::fs::write(folder.path().join(format!("{hash}.png")), png).await?;
        }
        let drawing = Command::new(&self.program)
            .arg("--script")
            .arg(&script_file)
            .arg("--pages")
            .arg(folder.path())
            .arg("--font")
            .arg(&self.font)
            .arg("--out")
            .arg(&film_file)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(TIME, drawing)
            .await
            .map_err(|_| FilmError::TimedOut)??;
        if !output.status.success() {
            let complaint: String = String::from_utf8_lossy(&output.stderr)
                .chars()
                .take(500)
                .collect();
            return Err(FilmError::Failed(complaint));
        }
        let drawn: Drawn = serde_json::from_slice(&output.stdout)?;
        let bytes = tokio::fs::read(&film_file).await?;
        if Sha256Hash::of(&bytes) != drawn.sha256 {
            return Err(FilmError::Failed(
                "the film is not the one that was drawn".to_owned(),
            ));
        }
        Ok(Film {
            bytes,
            duration_ms: drawn.duration_ms,
            renderer: drawn.renderer,
        })
    }
}
