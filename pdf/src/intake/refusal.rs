//! The reasons for which a document is not taken in, each with its stable code.

/// Why a document was refused. The sentences for people stand in the catalogue under [`IntakeRefusal::code`].
///
/// Sorted by what is most useful to be told first when several apply.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, thiserror::Error)]
pub enum IntakeRefusal {
    #[error("the file does not begin like a PDF")]
    NotAPdf,
    #[error("the file is of a word processor or a spreadsheet")]
    OfficeFile,
    #[error("the picture is damaged, too large or in print colours")]
    PictureUnusable,
    #[error("no program on this machine reads HEIC pictures")]
    HeicUnavailable,
    #[error("the file is larger than allowed")]
    TooLarge,
    #[error("the file is encrypted")]
    Encrypted,
    #[error("the password does not open the file")]
    WrongPassword,
    #[error("the file carries signatures that a rewrite would break")]
    AlreadySigned,
    #[error("the file was altered after it was signed")]
    SignedNotIntact,
    #[error("the signed file cannot be continued: it is encrypted, or its structure is unusual")]
    SignedUnreadable,
    #[error("an earlier signature allows no changes at all")]
    SignedNoChanges,
    #[error("an earlier signature locks the form")]
    SignedLocked,
    #[error("the file holds an XFA form")]
    Xfa,
    #[error("the file holds JavaScript")]
    JavaScript,
    #[error("the file holds an action that leaves the document")]
    LaunchOrOtherAction,
    #[error("the file carries other files")]
    EmbeddedFiles,
    #[error("the file holds sound, video or 3D")]
    RichMedia,
    #[error("the file takes content from outside")]
    ExternalStreams,
    #[error("the file hides layers")]
    HiddenLayers,
    #[error("the file's form has values that are drawn nowhere")]
    UnflattenedForm,
    #[error("the file has no pages")]
    NoPages,
    #[error("the file has more pages than allowed")]
    TooManyPages,
    #[error("a page is larger than allowed")]
    PageTooLarge,
    #[error("the file unpacks to more than allowed")]
    OverLimit,
    #[error("reading the file took too long")]
    TimedOut,
    #[error("the file is damaged")]
    Broken,
    #[error("two parsers read different documents in the file")]
    ParsersDisagree,
}

impl IntakeRefusal {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::NotAPdf,
        Self::OfficeFile,
        Self::PictureUnusable,
        Self::HeicUnavailable,
        Self::TooLarge,
        Self::Encrypted,
        Self::WrongPassword,
        Self::AlreadySigned,
        Self::SignedNotIntact,
        Self::SignedUnreadable,
        Self::SignedNoChanges,
        Self::SignedLocked,
        Self::Xfa,
        Self::JavaScript,
        Self::LaunchOrOtherAction,
        Self::EmbeddedFiles,
        Self::RichMedia,
        Self::ExternalStreams,
        Self::HiddenLayers,
        Self::UnflattenedForm,
        Self::NoPages,
        Self::TooManyPages,
        Self::PageTooLarge,
        Self::OverLimit,
        Self::TimedOut,
        Self::Broken,
        Self::ParsersDisagree,
    ];

    /// The stable code, as in the catalogue and in problem answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPdf => "not_a_pdf",
            Self::OfficeFile => "office_file",
            Self::PictureUnusable => "picture_unusable",
            Self::HeicUnavailable => "heic_unavailable",
            Self::TooLarge => "too_large",
            Self::Encrypted => "encrypted",
            Self::WrongPassword => "wrong_password",
            Self::AlreadySigned => "already_signed",
            Self::SignedNotIntact => "signed_not_intact",
            Self::SignedUnreadable => "signed_unreadable",
            Self::SignedNoChanges => "signed_no_changes",
            Self::SignedLocked => "signed_locked",
            Self::Xfa => "xfa",
            Self::JavaScript => "javascript",
            Self::LaunchOrOtherAction => "launch_or_other_action",
            Self::EmbeddedFiles => "embedded_files",
            Self::RichMedia => "rich_media",
            Self::ExternalStreams => "external_streams",
            Self::HiddenLayers => "hidden_layers",
            Self::UnflattenedForm => "unflattened_form",
            Self::NoPages => "no_pages",
            Self::TooManyPages => "too_many_pages",
            Self::PageTooLarge => "page_too_large",
            Self::OverLimit => "over_limit",
            Self::TimedOut => "timed_out",
            Self::Broken => "broken",
            Self::ParsersDisagree => "parsers_disagree",
        }
    }
}
