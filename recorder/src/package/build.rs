//! Makes the package: assembles the parts, has the manifest stamped, writes the container.

use super::assemble::{Assembled, assemble};
use super::input::PackageInput;
use super::zip_form::ASIC_TOKEN;
use super::zip_writer::{Entry, ZipError, write_zip};
use crate::evidence_log::stamper::{StampFailed, Stamper};
use crate::note::checkpoint::BadCheckpoint;
use domain::canonical::NotCanonical;
use domain::line::BadLine;
use domain::ports::clock::Clock;
use std::borrow::Cow;
use std::io::Write;

/// Why there is no package.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    #[error("the session has no lines")]
    NoLines,
    #[error("the session's lines could not be read: {0}")]
    Line(#[from] BadLine),
    #[error("a record has no canonical form: {0}")]
    Record(#[from] NotCanonical),
    #[error("the checkpoint could not be read: {0}")]
    Checkpoint(#[from] BadCheckpoint),
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Stamp(#[from] StampFailed),
}

impl Assembled<'_> {
    /// Writes the package with `token`, the RFC 3161 token over [`Assembled::imprint`].
    ///
    /// # Errors
    /// A part has no place in a package, or `out` failed.
    pub fn write(&self, token: &[u8], out: &mut dyn Write) -> Result<(), ZipError> {
        let mut entries = self.entries.clone();
        entries.push(Entry {
            name: ASIC_TOKEN.to_owned(),
            data: Cow::Borrowed(token),
        });
        write_zip(&entries, out)
    }
}

/// Makes a package in memory.
///
/// # Errors
/// See [`PackageError`].
pub async fn build(
    input: &PackageInput<'_>,
    stamper: &dyn Stamper,
    clock: &dyn Clock,
) -> Result<Vec<u8>, PackageError> {
    let assembled = assemble(input)?;
    let mut nonce = [0; 8];
    clock.fill_random(&mut nonce);
    let token = stamper.stamp(assembled.imprint(), nonce, clock.now()).await?;
    let mut out = Vec::new();
    assembled.write(&token, &mut out)?;
    Ok(out)
}
