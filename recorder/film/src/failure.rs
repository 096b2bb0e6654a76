//! Why there is no film: each reason has an exit code and a name that the hub puts into the log.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("the script is not one that this program draws: {0}")]
    Script(String),
    #[error("the image of page {page} cannot be drawn: {reason}")]
    Page { page: usize, reason: String },
    #[error("the font cannot be used: {0}")]
    Font(String),
    #[error("the limits of this process cannot be set: {0}")]
    Limits(nix::Error),
    #[error("the film cannot be written: {0}")]
    Encode(#[from] ffmpeg_next::Error),
    #[error("a picture of {width} x {height} cannot be kept in memory")]
    Picture { width: u32, height: u32 },
}

impl Failure {
    /// Stable name, as in `hub.film_missing.v1`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "film_unreadable_input",
            Self::Script(_) => "film_bad_script",
            Self::Page { .. } => "film_bad_page_image",
            Self::Font(_) => "film_bad_font",
            Self::Limits(_) => "film_no_limits",
            Self::Encode(_) => "film_not_encoded",
            Self::Picture { .. } => "film_too_large",
        }
    }

    /// Exit code of the process; 0 is success, 1 and 2 are left to panics and wrong arguments.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Read { .. } => 10,
            Self::Script(_) => 11,
            Self::Page { .. } => 12,
            Self::Font(_) => 13,
            Self::Limits(_) => 14,
            Self::Encode(_) => 15,
            Self::Picture { .. } => 16,
        }
    }
}
