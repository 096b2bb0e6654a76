//! The jobs around Office files: looking through them, and converting them with LibreOffice.

use super::{Answered, failed, refused};
use crate::office::converter::{Converter, ConverterError};
use crate::office::{self, OfficeFile};
use crate::worker::job::Answer;
use crate::worker::self_check;
use crate::worker::settings::WorkerSettings;
use std::path::PathBuf;

pub fn inspect(upload: &[u8]) -> Answered {
    let file = office::inspect(upload).map_err(|refusal| refused(refusal.code(), &refusal))?;
    Ok((Answer::InspectOffice { file }, Vec::new()))
}

pub fn sheet_rows(upload: &[u8]) -> Answered {
    let rows = office::sheet_rows::read(upload).map_err(|refusal| refused(refusal.code(), &refusal))?;
    Ok((Answer::SheetRows { rows }, Vec::new()))
}

/// Is this worker shut in as LibreOffice needs it, and which LibreOffice is there?
pub fn check(settings: &WorkerSettings) -> Answered {
    let failed_check = |reason| Answer::Failed { reason };
    self_check::office_is_shut_in(settings).map_err(failed_check)?;
    let version = converter(settings)?.version(&folder()?).map_err(not_converted)?;
    Ok((Answer::CheckOffice { version }, Vec::new()))
}

pub fn convert(settings: &WorkerSettings, upload: &[u8], file: &OfficeFile) -> Answered {
    let (pdf, conversion) = converter(settings)?
        .convert(upload, file, &folder()?)
        .map_err(not_converted)?;
    Ok((Answer::ConvertOffice { conversion }, vec![pdf]))
}

fn converter(settings: &WorkerSettings) -> Result<Converter, Answer> {
    let program = settings.office.clone();
    let converter = |program| Converter {
        program,
        cpu_seconds: settings.cpu_seconds,
    };
    program.map(converter).ok_or(Answer::Failed {
        reason: "this worker is not shut in for LibreOffice".to_owned(),
    })
}

fn folder() -> Result<PathBuf, Answer> {
    std::env::current_dir().map_err(|error| failed(&error))
}

fn not_converted(error: ConverterError) -> Answer {
    match error {
        ConverterError::Refused(refusal) => refused(refusal.code(), &refusal),
        ConverterError::NotStarted { .. } | ConverterError::Folder(_) => failed(&error),
    }
}
