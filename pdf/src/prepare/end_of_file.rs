//! Where a file ends and which object numbers are free behind it.

use super::PrepareError;
use crate::incremental::MAX_OBJECT;
use crate::incremental::append::FileEnd;
use crate::incremental::cross_reference::Section;
use crate::incremental::file::{FileError, PdfFile};
use crate::incremental::print;
use crate::incremental::scanner::Scanner;
use crate::incremental::syntax::{Dictionary, Value};
use domain::hash::Sha256Hash;

/// What the newest trailer of the file says, with the first object number that is free in truth: above /Size,
/// above everything listed, and above everything that is written (research/pdf-signing.md, trap 2).
pub fn file_end(file: &PdfFile<'_>, clean: &[u8]) -> Result<FileEnd, PrepareError> {
    let section = file.sections.first().ok_or(FileError::NoCrossReference)?;
    let trailer = &section.trailer;
    let size = trailer
        .get(b"Size")
        .and_then(Value::as_integer)
        .and_then(|size| u32::try_from(size).ok());
    let highest = |section: &Section| section.places.last_key_value().map(|(number, _)| number + 1);
    let listed = file.sections.iter().filter_map(highest).max().unwrap_or(0);
    let free = size
        .ok_or(FileError::NoTrailer)?
        .max(listed)
        .max(highest_written(clean) + 1);
    if free > MAX_OBJECT - 100_000 {
        return Err(FileError::TooManyObjects.into());
    }
    let reference = |key: &[u8]| {
        trailer
            .get(key)
            .and_then(Value::as_reference)
            .map(print::reference)
    };
    Ok(FileEnd {
        length: clean.len() as u64,
        startxref: section.start as u64,
        next_object: free,
        root: reference(b"Root").ok_or(FileError::NoTrailer)?,
        info: reference(b"Info"),
        id: first_id(trailer, clean),
        in_stream: section.stream.is_some(),
    })
}

fn first_id(trailer: &Dictionary, clean: &[u8]) -> [String; 2] {
    let strings: Vec<String> = match trailer.get(b"ID") {
        Some(Value::Array(parts)) => parts
            .iter()
            .filter_map(|part| part.value.as_string())
            .map(hex::encode)
            .collect(),
        _ => Vec::new(),
    };
    match <[String; 2]>::try_from(strings) {
        Ok(id) => id,
        Err(_) => {
            let id = Sha256Hash::of(clean).to_hex()[..32].to_owned();
            [id.clone(), id]
        }
    }
}

/// The highest `N G obj` at the beginning of a line. Text in a stream may look like one; that costs a number.
pub fn highest_written(clean: &[u8]) -> u32 {
    let lines = clean.split(|byte| matches!(byte, b'\n' | b'\r'));
    let numbers = lines.filter_map(|line| Scanner::new(line, 0).numbered(b"obj").map(|id| id.number));
    numbers
        .filter(|number| *number < MAX_OBJECT / 2)
        .max()
        .unwrap_or(0)
}
