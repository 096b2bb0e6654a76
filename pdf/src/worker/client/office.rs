//! Jobs around Office files. Looking through a file is any worker's job; LibreOffice runs only in a worker that was
//! made by [`Worker::office`].

use super::{Worker, WorkerError, only, unexpected};
use crate::office::OfficeFile;
use crate::office::conversion::Conversion;
use crate::worker::job::{Answer, Job};
use crate::worker::settings::WorkerSettings;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// How long one conversion may take by the clock on the wall.
const LONGEST: Duration = Duration::from_secs(90);

impl Worker {
    /// A worker that runs LibreOffice, whose `soffice.bin` this is.
    pub fn office(program: PathBuf, arguments: Vec<OsString>, soffice: PathBuf) -> Self {
        Self {
            time: LONGEST,
            ..Self::new(program, arguments, WorkerSettings::office(soffice))
        }
    }

    /// Looks through an Office file; see [`crate::office::inspect`].
    pub fn inspect_office(&self, upload: &[u8]) -> Result<OfficeFile, WorkerError> {
        match self.run(&Job::InspectOffice, &[upload])? {
            (Answer::InspectOffice { file }, _) => Ok(file),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Tries the sandbox for LibreOffice and returns LibreOffice's version; an error is a sentence for the operator.
    pub fn check_office(&self) -> Result<String, WorkerError> {
        match self.run(&Job::CheckOffice, &[])? {
            (Answer::CheckOffice { version }, _) => Ok(version),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Lays out an Office file that was looked through; the PDF is as foreign as the file was.
    pub fn convert_office(
        &self,
        upload: &[u8],
        file: OfficeFile,
    ) -> Result<(Vec<u8>, Conversion), WorkerError> {
        match self.run(&Job::ConvertOffice { file }, &[upload])? {
            (Answer::ConvertOffice { conversion }, blobs) => Ok((only(blobs)?, conversion)),
            (other, _) => Err(unexpected(&other)),
        }
    }
}
