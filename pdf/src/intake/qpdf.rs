//! The `qpdf` program: rewrites a document from the ground and checks the result.

use super::IntakeError;
use super::choice::Password;
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
pub(super) const REWRITE: [&str; 7] = [
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

/// How an upload is opened that cannot be read as it is; its form and annotations stay.
const OPEN: [&str; 4] = [
    "--decrypt",
    "--object-streams=disable",
    "--deterministic-id",
    "upload.pdf",
];

/// What a rewrite gives.
pub struct Rewritten {
    pub bytes: Vec<u8>,
    /// `qpdf` had to repair something.
    pub repaired: bool,
}

impl Qpdf {
    /// Writes an upload without its encryption and with a sound structure; `folder` is written to.
    ///
    /// Without a password only what is not encrypted opens: not even a file whose password is empty, since its
    /// author has restricted what may be done with it.
    pub fn open(
        &self,
        upload: &[u8],
        password: Option<&Password>,
        folder: &Path,
    ) -> Result<Rewritten, IntakeError> {
        std::fs::write(folder.join("upload.pdf"), upload).map_err(QpdfError::from)?;
        let written = match password {
            Some(Password(password)) => {
                std::fs::write(folder.join("password"), password).map_err(QpdfError::from)?;
                let word = ["--password-file=password"];
                self.run(folder, &[&word, OPEN.as_slice(), &["opened.pdf"]].concat())?
            }
            None => self.run(folder, &[&OPEN[1..], ["opened.pdf"].as_slice()].concat())?,
        };
        judge(&written).map_err(|refusal| match (refusal, password) {
            (IntakeRefusal::Encrypted, Some(_)) => IntakeRefusal::WrongPassword,
            _ => refusal,
        })?;
        Ok(Rewritten {
            bytes: std::fs::read(folder.join("opened.pdf")).map_err(QpdfError::from)?,
            repaired: written.status.code() == Some(REPAIRED),
        })
    }

    /// Writes an upload with a page of its own for every place of the page tree; `folder` is written to.
    pub fn part_pages(&self, upload: &[u8], folder: &Path) -> Result<Vec<u8>, IntakeError> {
        std::fs::write(folder.join("upload.pdf"), upload).map_err(QpdfError::from)?;
        let all_pages = ["--pages", ".", "--", "parted.pdf"];
        judge(&self.run(folder, &[&OPEN[1..], all_pages.as_slice()].concat())?)?;
        Ok(std::fs::read(folder.join("parted.pdf")).map_err(QpdfError::from)?)
    }

    /// Writes the pages of all `parts`, clean files, into one file; `folder` is written to.
    pub fn join(&self, parts: &[Vec<u8>], folder: &Path) -> Result<Vec<u8>, IntakeError> {
        let mut names = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let name = format!("part{number}.pdf");
            std::fs::write(folder.join(&name), part).map_err(QpdfError::from)?;
            names.push(name);
        }
        let parts = names.iter().map(String::as_str);
        let arguments: Vec<&str> = ["--empty", "--pages"]
            .into_iter()
            .chain(parts)
            .chain(["--", "joined.pdf"])
            .collect();
        judge(&self.run(folder, &arguments)?)?;
        Ok(std::fs::read(folder.join("joined.pdf")).map_err(QpdfError::from)?)
    }

    /// Writes `upload` anew and returns the bytes; `folder` is written to.
    pub fn rewrite(&self, upload: &[u8], folder: &Path) -> Result<Vec<u8>, IntakeError> {
        std::fs::write(folder.join("upload.pdf"), upload).map_err(QpdfError::from)?;
        self.write_clean(
            folder,
            &[&REWRITE, ["upload.pdf", "clean.pdf"].as_slice()].concat(),
        )
    }

    /// Refuses an upload that qpdf cannot read; what it would repair on its way is left as it is.
    pub fn check_upload(&self, upload: &[u8], folder: &Path) -> Result<(), IntakeError> {
        std::fs::write(folder.join("upload.pdf"), upload).map_err(QpdfError::from)?;
        judge(&self.run(folder, &["--check", "upload.pdf"])?)?;
        Ok(())
    }

    /// Refuses a clean file in `folder` with which anything is still wrong.
    pub fn check(&self, folder: &Path) -> Result<(), IntakeError> {
        let checked = self.run(folder, &["--check", "clean.pdf"])?;
        judge(&checked)?;
        if checked.status.code() == Some(REPAIRED) {
            return Err(IntakeRefusal::Broken.into());
        }
        Ok(())
    }

    pub(super) fn write_clean(&self, folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, IntakeError> {
        judge(&self.run(folder, arguments)?)?;
        Ok(std::fs::read(folder.join("clean.pdf")).map_err(QpdfError::from)?)
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

    pub(super) fn run(&self, folder: &Path, arguments: &[&str]) -> Result<Output, QpdfError> {
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
pub(super) fn judge(output: &Output) -> Result<(), IntakeRefusal> {
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
