//! The program `pdftoppm` of poppler: another drawing of a page, by other hands.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Seconds that one page may take; then it counts as not drawn.
const SECONDS: &str = "5";

/// Where the program is; without it no page is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Poppler {
    pub program: PathBuf,
}

impl Poppler {
    /// Draws `page` (from 1) of the file `document`, seen from `folder`, with so many pixels on the longer side. `None` where
    /// poppler is not there or does not draw it.
    pub fn draw(
        &self,
        folder: &Path,
        document: impl AsRef<OsStr>,
        page: u32,
        longer_side_px: u32,
    ) -> io::Result<Option<Vec<u8>>> {
        let number = page.to_string();
        let drawn = Command::new("timeout")
            .args(["-k", "1", SECONDS])
            .arg(&self.program)
            .args(["-png", "-cropbox", "-singlefile", "-f", &number, "-l", &number])
            // Given apart, the sides of turned pages are mixed up.
            .args(["-scale-to", &longer_side_px.to_string()])
            .arg(document)
            .arg("drawn")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        let file = folder.join("drawn.png");
        if !drawn.success() {
            return Ok(None);
        }
        let png = std::fs::read(&file)?;
        std::fs::remove_file(&file)?;
        Ok(Some(png))
    }
}
