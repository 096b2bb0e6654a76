//! What the hub tells the worker on its command line: the limits, and where the programs and fonts are.

use crate::raster::fallback_fonts::DEFAULT_FONT;
use std::ffi::OsString;
use std::path::PathBuf;

/// Limits of one worker process and of each program it starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkerSettings {
    /// The `qpdf` program; a bare name is looked up in `PATH`.
    pub qpdf: PathBuf,
    /// The `pdftoppm` program of poppler, which draws every page a second time; where it is missing, no page is.
    pub pdftoppm: PathBuf,
    /// The font for Chinese text without a font of its own ([`crate::raster::fallback_fonts::FallbackFont`]).
    pub font: PathBuf,
    /// Address space in bytes.
    pub address_space: u64,
    /// CPU time in seconds.
    pub cpu_seconds: u64,
    /// Size in bytes of any file that is written.
    pub file_bytes: u64,
    /// `soffice.bin` of LibreOffice: this worker converts Office files, shut in as [`super::office_sandbox`] says,
    /// and does nothing else. `None`: a worker for everything else.
    pub office: Option<PathBuf>,
}

impl WorkerSettings {
    /// A worker that converts Office files with this `soffice.bin`; LibreOffice needs 0.8 GB of address space for a
    /// short contract.
    pub fn office(program: PathBuf) -> Self {
        Self {
            address_space: 3 << 30,
            cpu_seconds: 60,
            office: Some(program),
            ..Self::default()
        }
    }
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            qpdf: PathBuf::from("qpdf"),
            pdftoppm: PathBuf::from("pdftoppm"),
            font: PathBuf::from(DEFAULT_FONT),
            address_space: 1 << 30,
            cpu_seconds: 20,
            file_bytes: 256 << 20,
            office: None,
        }
    }
}

/// The worker's command line is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("the worker knows no option {0:?}")]
    Unknown(OsString),
    #[error("the worker's option {0} needs a value")]
    NoValue(&'static str),
    #[error("the worker's option {0} needs a whole number above 0")]
    NotANumber(&'static str),
}

const QPDF: &str = "--qpdf";
const PDFTOPPM: &str = "--pdftoppm";
const FONT: &str = "--font";
const ADDRESS_SPACE: &str = "--address-space";
const CPU_SECONDS: &str = "--cpu-seconds";
const FILE_BYTES: &str = "--file-bytes";
const OFFICE: &str = "--office";

impl WorkerSettings {
    /// The command line that [`Self::parse`] understands.
    pub fn arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec![
            QPDF.into(),
            self.qpdf.clone().into(),
            PDFTOPPM.into(),
            self.pdftoppm.clone().into(),
            FONT.into(),
            self.font.clone().into(),
            ADDRESS_SPACE.into(),
            self.address_space.to_string().into(),
            CPU_SECONDS.into(),
            self.cpu_seconds.to_string().into(),
            FILE_BYTES.into(),
            self.file_bytes.to_string().into(),
        ];
        if let Some(program) = &self.office {
            arguments.extend([OFFICE.into(), program.clone().into()]);
        }
        arguments
    }

    /// Reads a command line without the program's name and subcommand; what is not said is as by default.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(option) = arguments.next() {
            let mut value = |name| arguments.next().ok_or(SettingsError::NoValue(name));
            match option.to_str() {
                Some(QPDF) => settings.qpdf = value(QPDF)?.into(),
                Some(PDFTOPPM) => settings.pdftoppm = value(PDFTOPPM)?.into(),
                Some(FONT) => settings.font = value(FONT)?.into(),
                Some(ADDRESS_SPACE) => {
                    settings.address_space = number(ADDRESS_SPACE, &value(ADDRESS_SPACE)?)?;
                }
                Some(CPU_SECONDS) => settings.cpu_seconds = number(CPU_SECONDS, &value(CPU_SECONDS)?)?,
                Some(FILE_BYTES) => settings.file_bytes = number(FILE_BYTES, &value(FILE_BYTES)?)?,
                Some(OFFICE) => settings.office = Some(value(OFFICE)?.into()),
                _ => return Err(SettingsError::Unknown(option)),
            }
        }
        Ok(settings)
    }
}

fn number(option: &'static str, value: &OsString) -> Result<u64, SettingsError> {
    let number = value.to_str().and_then(|value| value.parse().ok());
    number
        .filter(|number| *number > 0)
        .ok_or(SettingsError::NotANumber(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_says_all_settings() {
        let settings = WorkerSettings {
            qpdf: "/opt/qpdf".into(),
            pdftoppm: "/opt/pdftoppm".into(),
            font: "/fonts/a b.ttc".into(),
            address_space: 1,
            cpu_seconds: 2,
            file_bytes: 3,
            office: Some("/opt/office/soffice.bin".into()),
        };
        assert_eq!(WorkerSettings::parse(settings.arguments()), Ok(settings));
        assert_eq!(WorkerSettings::parse([]), Ok(WorkerSettings::default()));
    }

    #[test]
    fn wrong_command_lines_are_named() {
        let parse = |words: &[&str]| WorkerSettings::parse(words.iter().map(OsString::from));
        assert_eq!(parse(&["--cpu"]), Err(SettingsError::Unknown("--cpu".into())));
        assert_eq!(parse(&["--qpdf"]), Err(SettingsError::NoValue(QPDF)));
        assert_eq!(
            parse(&["--cpu-seconds", "0"]),
            Err(SettingsError::NotANumber(CPU_SECONDS))
        );
    }
}
