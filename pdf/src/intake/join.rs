//! Several clean files become one: their pages one after another, in one clean file.

use super::choice::IntakeChoice;
use super::refusal::IntakeRefusal;
use super::{CleanPdf, IntakeError, IntakeLimits, Tools, take_in};
use std::path::Path;

/// Joins `parts` in their order; `folder` is an empty directory of this job's own. The result is looked at and
/// rewritten like an upload.
pub fn join(
    parts: &[Vec<u8>],
    limits: &IntakeLimits,
    tools: &Tools<'_>,
    folder: &Path,
) -> Result<CleanPdf, IntakeError> {
    if parts.iter().map(Vec::len).sum::<usize>() > limits.bytes {
        return Err(IntakeRefusal::TooLarge.into());
    }
    let joined = tools.qpdf.join(parts, folder)?;
    take_in(&joined, limits, &IntakeChoice::default(), tools, folder)
}
