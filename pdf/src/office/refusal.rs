//! The reasons for which an Office file is not converted, each with its stable code.

/// Why a Word or Excel file was refused. The sentences stand in the catalogue under [`OfficeRefusal::code`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum OfficeRefusal {
    #[error("the file is of no format that is converted")]
    Unknown,
    #[error("the file is damaged, or its archive is not as its kind of file is written")]
    Broken,
    #[error("the file is encrypted")]
    Encrypted,
    #[error("the file holds macros")]
    Macros,
    #[error("the file holds objects of other programs")]
    EmbeddedObjects,
    #[error("the file takes content from outside")]
    ExternalContent,
    #[error("the file unpacks to more than allowed")]
    OverLimit,
    #[error("laying the file out took too long")]
    TimedOut,
    #[error("LibreOffice stopped without a result")]
    ConverterStopped,
}

impl OfficeRefusal {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Unknown,
        Self::Broken,
        Self::Encrypted,
        Self::Macros,
        Self::EmbeddedObjects,
        Self::ExternalContent,
        Self::OverLimit,
        Self::TimedOut,
        Self::ConverterStopped,
    ];

    /// The stable code, as in the catalogue and in problem answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "office_file",
            Self::Broken => "office_broken",
            Self::Encrypted => "office_encrypted",
            Self::Macros => "office_macros",
            Self::EmbeddedObjects => "office_embedded_objects",
            Self::ExternalContent => "office_external_content",
            Self::OverLimit => "over_limit",
            Self::TimedOut => "timed_out",
            Self::ConverterStopped => "office_converter_stopped",
        }
    }
}
