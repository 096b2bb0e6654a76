//! What stands in a PDF file, as poppler reads it.

use anyhow::ensure;
use std::process::Command;

/// The text of all pages, in lines as they are laid out.
pub fn pdf_text(file: &[u8]) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("file.pdf");
    std::fs::write(&path, file)?;
    let read = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output()?;
    ensure!(
        read.status.success(),
        "pdftotext: {}",
        String::from_utf8_lossy(&read.stderr)
    );
    Ok(String::from_utf8(read.stdout)?)
}
