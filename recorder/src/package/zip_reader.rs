//! Reads the one ZIP form, and nothing else: every byte outside the files is rebuilt and compared.

use super::zip_form::{
    LOCAL_LENGTH, MAX_ENTRIES, MAX_NAME, Sum, central_header, end_record, is_name, local_header, place,
};

/// One file of a package that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadEntry<'a> {
    pub name: &'a str,
    pub data: &'a [u8],
}

/// Why the bytes are no package in its one form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadZip {
    #[error("the bytes are not a ZIP file")]
    NotAZip,
    /// A download that broke off, most likely.
    #[error("the file ends too early, after {0} bytes")]
    Truncated(usize),
    #[error("byte {0}: the container is not written in its one form")]
    Form(usize),
    #[error("{0}: not a name that a package can hold, or out of order")]
    Name(String),
    #[error("{0}: the checksum of the container does not fit the file")]
    Checksum(String),
    #[error("the container holds more than {MAX_ENTRIES} files")]
    TooMany,
}

/// All files in order. Borrows; allocates only for headers.
///
/// # Errors
/// See [`BadZip`].
pub fn read_zip(bytes: &[u8]) -> Result<Vec<ReadEntry<'_>>, BadZip> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(BadZip::NotAZip);
    }
    let mut entries: Vec<ReadEntry<'_>> = Vec::new();
    let mut directory = Vec::new();
    let mut at = 0;
    while !bytes[at..].starts_with(b"PK\x01\x02") {
        let (entry, sum, next) = read_entry(bytes, at)?;
        if entries.len() == MAX_ENTRIES {
            return Err(BadZip::TooMany);
        }
        if entries
            .last()
            .is_some_and(|last| place(last.name) >= place(entry.name))
        {
            return Err(BadZip::Name(entry.name.to_owned()));
        }
        let offset = u32::try_from(at).map_err(|_| BadZip::Form(at))?;
        directory.extend(central_header(entry.name, sum, offset));
        entries.push(entry);
        at = next;
    }
    let (count, length, offset) = (entries.len() as u16, directory.len() as u32, at as u32);
    directory.extend(end_record(count, length, offset));
    let rest = &bytes[at..];
    if rest == directory {
        Ok(entries)
    } else if directory.starts_with(rest) {
        Err(BadZip::Truncated(bytes.len()))
    } else {
        let same = rest.iter().zip(&directory).take_while(|(a, b)| a == b).count();
        Err(BadZip::Form(at + same))
    }
}

fn read_entry(bytes: &[u8], at: usize) -> Result<(ReadEntry<'_>, Sum, usize), BadZip> {
    let cut = || BadZip::Truncated(bytes.len());
    let header = bytes.get(at..at + LOCAL_LENGTH).ok_or_else(cut)?;
    if !header.starts_with(b"PK\x03\x04") {
        return Err(BadZip::Form(at));
    }
    let long = |from: usize| {
        u32::from_le_bytes([header[from], header[from + 1], header[from + 2], header[from + 3]])
    };
    let sum = Sum {
        crc: long(14),
        size: long(18),
    };
    let name_length = usize::from(u16::from_le_bytes([header[26], header[27]]));
    if name_length > MAX_NAME {
        return Err(BadZip::Form(at + 26));
    }
    let data_at = at + LOCAL_LENGTH + name_length;
    let name = bytes.get(at + LOCAL_LENGTH..data_at).ok_or_else(cut)?;
    let name = std::str::from_utf8(name).map_err(|_| BadZip::Form(at + LOCAL_LENGTH))?;
    if !is_name(name) {
        return Err(BadZip::Name(name.chars().filter(|c| !c.is_control()).collect()));
    }
    if local_header(name, sum) != bytes[at..data_at] {
        return Err(BadZip::Form(at));
    }
    let end = data_at.checked_add(sum.size as usize).ok_or_else(cut)?;
    let data = bytes.get(data_at..end).ok_or_else(cut)?;
    if end == bytes.len() {
        return Err(cut());
    }
    if Sum::of(data) != Some(sum) {
        return Err(BadZip::Checksum(name.to_owned()));
    }
    Ok((ReadEntry { name, data }, sum, end))
}
