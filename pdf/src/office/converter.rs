//! LibreOffice without a window: one start, one file, one PDF, in a profile of its own.
//!
//! Runs inside a worker that has shut itself in as [`crate::worker::office_sandbox`] says; what is asked of
//! LibreOffice here only makes it quicker and quieter.

mod profile;

use super::conversion::{Conversion, InstalledFont};
use super::refusal::OfficeRefusal;
use super::{OfficeFile, OfficeKind};
use crate::intake::fonts;
use lopdf::Document;
use nix::libc;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Starts a program that is killed when its parent ends (util-linux).
pub const SETPRIV: &str = "/usr/bin/setpriv";
/// Lists the installed fonts (fontconfig).
pub const FC_LIST: &str = "/usr/bin/fc-list";

/// With this exit status LibreOffice asks to be started again, which a wholly new profile may need.
const START_AGAIN: i32 = 81;
/// Forms become what they show, comments are left out, and nothing is hidden in layers.
const EXPORT: &str = r#"{"ExportFormFields":{"type":"boolean","value":"false"},"ExportNotes":{"type":"boolean","value":"false"},"ExportBookmarks":{"type":"boolean","value":"false"}}"#;

/// LibreOffice, by the path of its `soffice.bin`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Converter {
    pub program: PathBuf,
    /// The limit of CPU time that holds for it, to tell why it stopped.
    pub cpu_seconds: u64,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum ConverterError {
    /// The file is at fault, or made LibreOffice stop.
    #[error(transparent)]
    Refused(#[from] OfficeRefusal),
    #[error(
        "{program:?} could not be started ({source}); install libreoffice-writer-nogui and libreoffice-calc-nogui"
    )]
    NotStarted { program: PathBuf, source: io::Error },
    #[error("the worker's folder cannot be used: {0}")]
    Folder(#[from] io::Error),
}

impl Converter {
    /// Lays `upload` out as a PDF and says where it may differ from what its author saw. `folder` is an empty
    /// directory of this job's own, given as an absolute path.
    pub fn convert(
        &self,
        upload: &[u8],
        file: &OfficeFile,
        folder: &Path,
    ) -> Result<(Vec<u8>, Conversion), ConverterError> {
        self.begin(folder)?;
        std::fs::write(folder.join(format!("upload.{}", file.kind.extension())), upload)?;
        let mut status = self.start(file.kind, folder)?;
        if status.code() == Some(START_AGAIN) {
            status = self.start(file.kind, folder)?;
        }
        self.judge(status)?;
        // A file that LibreOffice does not understand ends well, without a result.
        let pdf = std::fs::read(folder.join("upload.pdf")).map_err(|_| OfficeRefusal::Broken)?;
        let document = Document::load_mem(&pdf).map_err(|_| OfficeRefusal::ConverterStopped)?;
        let pages = u32::try_from(document.get_pages().len()).unwrap_or(u32::MAX);
        let installed = installed_fonts(folder)?;
        let conversion = Conversion::compare(file, &installed, &fonts::names(&document), pages);
        Ok((pdf, conversion))
    }

    /// The version that LibreOffice gives itself, such as `7.4.7.2`.
    pub fn version(&self, folder: &Path) -> Result<String, ConverterError> {
        self.begin(folder)?;
        let mut command = self.command(folder);
        let output = command.arg("--version").stdout(Stdio::piped()).output();
        let output = output.map_err(|source| self.not_started(source))?;
        self.judge(output.status)?;
        let answer = String::from_utf8_lossy(&output.stdout);
        let version = answer
            .split_whitespace()
            .nth(1)
            .ok_or(OfficeRefusal::ConverterStopped)?;
        Ok(version.to_owned())
    }

    /// Writes the profile, once it is clear that there is a program to read it.
    fn begin(&self, folder: &Path) -> Result<(), ConverterError> {
        if !self.program.is_file() {
            return Err(self.not_started(io::ErrorKind::NotFound.into()));
        }
        Ok(profile::write(folder, &self.program)?)
    }

    fn start(&self, kind: OfficeKind, folder: &Path) -> Result<ExitStatus, ConverterError> {
        let filter = if kind.is_spreadsheet() { "calc" } else { "writer" };
        self.command(folder)
            .args([
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--convert-to",
            ])
            .arg(format!("pdf:{filter}_pdf_Export:{EXPORT}"))
            .arg("--outdir")
            .arg(folder)
            .arg(folder.join(format!("upload.{}", kind.extension())))
            .status()
            .map_err(|source| self.not_started(source))
    }

    /// LibreOffice with its profile, its temporary files and its socket in `folder`; it ends when this process ends.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(SETPRIV);
        command
            .args(["--pdeathsig", "KILL", "--"])
            .arg(&self.program)
            .arg(format!("-env:UserInstallation={}", profile::address(folder)))
            .arg(format!("-env:OSL_SOCKET_PATH={}", folder.display()))
            .current_dir(folder)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("LC_ALL", "C.UTF-8")
            .env("FONTCONFIG_FILE", folder.join(profile::FONTS))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// A run that ended well passes. LibreOffice ends by itself, and badly, when its time is (nearly) up.
    fn judge(&self, status: ExitStatus) -> Result<(), OfficeRefusal> {
        let used = getrusage(UsageWho::RUSAGE_CHILDREN).map(|usage| usage.user_time() + usage.system_time());
        let is_late =
            used.is_ok_and(|used| used.num_milliseconds().cast_unsigned() >= self.cpu_seconds * 900);
        match (status.code(), status.signal()) {
            (Some(0), _) => Ok(()),
            _ if is_late => Err(OfficeRefusal::TimedOut),
            (None, Some(libc::SIGXFSZ)) => Err(OfficeRefusal::OverLimit),
            _ => Err(OfficeRefusal::ConverterStopped),
        }
    }

    fn not_started(&self, source: io::Error) -> ConverterError {
        ConverterError::NotStarted {
            program: self.program.clone(),
            source,
        }
    }
}

fn installed_fonts(folder: &Path) -> Result<Vec<InstalledFont>, ConverterError> {
    let listed = Command::new(FC_LIST)
        .args(["--format", "%{postscriptname}|%{family}\n"])
        .env("FONTCONFIG_FILE", folder.join(profile::FONTS))
        .stdin(Stdio::null())
        .output()
        .map_err(|source| ConverterError::NotStarted {
            program: PathBuf::from(FC_LIST),
            source,
        })?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    let fonts = listed.lines().filter_map(|line| line.split_once('|'));
    Ok(fonts
        .map(|(post_script, families)| InstalledFont {
            post_script: post_script.to_owned(),
            families: families.split(',').map(str::to_owned).collect(),
        })
        .collect())
}
