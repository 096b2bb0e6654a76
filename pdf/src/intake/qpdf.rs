//! The `qpdf` program: rewrites a document from the ground and checks the result.

use super::IntakeError;
use super::refusal::IntakeRefusal;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where the program is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qpdf {
    pub program: PathBuf,
}

/// `qpdf` could not be used; the document is not at fault.
#[derive(Debug, thiserror::Error)]
pub enum QpdfError {
    #[error("the program {program:?} could not be started ({source}); install qpdf 11 or name its path")]
    NotStarted { program: PathBuf, source: io::Error },
    #[error("the worker's folder cannot be used: {0}")]
    Folder(#[from] io::Error),
    #[error("the program {program:?} is not qpdf 11 or later: {answer}")]
    WrongVersion { program: PathBuf, answer: String },
}

/// Exit status 3: something was repaired (`qpdf --help=exit-status`).
const REPAIRED: i32 = 3;

/// How the clean file is written.
const REWRITE: [&str; 7] = [
    // Annotations and form fields become page content: what is shown is all there is, and no field of the upload
    // can change its looks later (shadow attacks).
    "--generate-appearances",
    "--flatten-annotations=all",
    // Every object stands in the open, under a classic table of one contiguous section, which later revisions extend.
    "--object-streams=disable",
    // The end of a stream is unmistakable even for a reader that searches for it.
    "--newline-before-endstream",
    // Signature features that R0 uses belong to 1.7 and its extensions.
    "--min-version=1.7",
    // The same upload gives the same clean file.
    "--deterministic-id",
    "--warning-exit-0",
];

impl Qpdf {
    /// Writes `upload` anew and returns the bytes; `folder` is written to.
    pub fn rewrite(&self, upload: &[u8], folder: &Path) -> Result<Vec<u8>, IntakeError> {
        let (from, to) = (folder.join("upload.pdf"), folder.join("clean.pdf"));
        std::fs::write(&from, upload).map_err(QpdfError::from)?;
        let written = self.run(
            folder,
            &[&REWRITE, ["upload.pdf", "clean.pdf"].as_slice()].concat(),
        )?;
        judge(&written)?;
        let checked = self.run(folder, &["--check", "clean.pdf"])?;
        judge(&checked)?;
        if checked.status.code() == Some(REPAIRED) {
            return Err(IntakeRefusal::Broken.into());
        }
        Ok(std::fs::read(to).map_err(QpdfError::from)?)
    }

    /// The version of the program, such as `11.3.0`.
    pub fn version(&self) -> Result<String, QpdfError> {
        let answer = self.run(Path::new("."), &["--version"])?;
        let answer = String::from_utf8_lossy(&answer.stdout)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let version = answer.rsplit(' ').next().unwrap_or_default();
        let major: Option<u32> = version.split('.').next().and_then(|major| major.parse().ok());
        if answer.starts_with("qpdf version") && major.is_some_and(|major| major >= 11) {
            Ok(version.to_owned())
        } else {
            Err(QpdfError::WrongVersion {
                program: self.program.clone(),
                answer,
            })
        }
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Result<Output, QpdfError> {
        Command::new(&self.program)
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|source| QpdfError::NotStarted {
                program: self.program.clone(),
                source,
            })
    }
}

/// A run that ended well or with repairs passes.
fn judge(output: &Output) -> Result<(), IntakeRefusal> {
    match (output.status.code(), output.status.signal()) {
        (Some(0 | REPAIRED), _) => Ok(()),
        (Some(_), _) if says(output, "bad_alloc") => Err(IntakeRefusal::OverLimit),
        (Some(_), _) if says(output, "invalid password") => Err(IntakeRefusal::Encrypted),
        // SIGXCPU or SIGKILL: out of CPU time; SIGXFSZ: out of file size.
        (None, Some(24 | 9)) => Err(IntakeRefusal::TimedOut),
        (None, Some(25)) => Err(IntakeRefusal::OverLimit),
        _ => Err(IntakeRefusal::Broken),
    }
}

fn says(output: &Output, words: &str) -> bool {
    String::from_utf8_lossy(&output.stderr).contains(words)
}
