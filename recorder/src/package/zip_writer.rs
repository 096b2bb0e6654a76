//! Writes entries in the one ZIP form.

use super::zip_form::{MAX_ENTRIES, Sum, central_header, end_record, is_name, local_header, place};
use std::borrow::Cow;
use std::io::Write;

/// One file of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry<'a> {
    pub name: String,
    pub data: Cow<'a, [u8]>,
}

/// The entries have no package form, or the bytes could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    #[error("{0} is no name for a file in a package")]
    Name(String),
    #[error("the file {0} stands in the package twice")]
    Twice(String),
    #[error("a package holds at most {MAX_ENTRIES} files and 4 GiB")]
    TooLarge,
    #[error("the package could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Writes `entries`, in whatever order they come, to `out`.
///
/// # Errors
/// See [`ZipError`]; after one of them `out` holds no whole package.
pub fn write_zip(entries: &[Entry<'_>], out: &mut dyn Write) -> Result<(), ZipError> {
    if entries.len() > MAX_ENTRIES {
        return Err(ZipError::TooLarge);
    }
    let mut ordered: Vec<&Entry<'_>> = entries.iter().collect();
    ordered.sort_by(|a, b| place(&a.name).cmp(&place(&b.name)));
    let mut directory = Vec::new();
    let mut offset = 0u32;
    let mut last: Option<&str> = None;
    for entry in ordered {
        if !is_name(&entry.name) {
            return Err(ZipError::Name(entry.name.clone()));
        }
        if last == Some(&entry.name) {
            return Err(ZipError::Twice(entry.name.clone()));
        }
        last = Some(&entry.name);
        let sum = Sum::of(&entry.data).ok_or(ZipError::TooLarge)?;
        let header = local_header(&entry.name, sum);
        directory.extend(central_header(&entry.name, sum, offset));
        out.write_all(&header)?;
        out.write_all(&entry.data)?;
        let length = u32::try_from(header.len())
            .ok()
            .and_then(|length| length.checked_add(sum.size));
        offset = length
            .and_then(|length| offset.checked_add(length))
            .ok_or(ZipError::TooLarge)?;
    }
    let count = u16::try_from(entries.len()).map_err(|_| ZipError::TooLarge)?;
    let directory_length = u32::try_from(directory.len()).map_err(|_| ZipError::TooLarge)?;
    out.write_all(&directory)?;
    out.write_all(&end_record(count, directory_length, offset))?;
    Ok(())
}
