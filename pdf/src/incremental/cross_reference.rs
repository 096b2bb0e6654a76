//! The chain of cross-reference sections, newest first (ISO 32000-2, 7.5.4 and 7.5.8).

use super::MAX_OBJECT;
use super::file::FileError;
use super::scanner::Scanner;
use super::syntax::{Dictionary, ObjectId, Value};
use std::collections::{BTreeMap, HashSet};

/// More sections than this are not a document that anyone worked on.
const MAX_SECTIONS: usize = 2_000;
/// `startxref` must stand this near to the end of the file.
const TAIL: usize = 2_048;

/// Where an object is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Free,
    At {
        offset: usize,
        generation: u16,
    },
    /// In an object stream, at this index.
    Inside {
        stream: u32,
        index: usize,
    },
}

/// One cross-reference section with its trailer.
#[derive(Debug)]
pub struct Section {
    pub start: usize,
    /// After `%%EOF`.
    pub marker_end: usize,
    /// After the end of line that follows `%%EOF`, if one does.
    pub end: usize,
    pub places: BTreeMap<u32, Place>,
    pub trailer: Dictionary,
    /// The offset that the `startxref` behind it names: its own, except in linearised files.
    pub named: u64,
    /// The section is a cross-reference stream: this object.
    pub stream: Option<ObjectId>,
}

/// Reads all sections of a file.
pub fn sections(bytes: &[u8]) -> Result<Vec<Section>, FileError> {
    let tail = bytes.len().saturating_sub(TAIL);
    let found = rfind(&bytes[tail..], b"startxref").ok_or(FileError::NoCrossReference)?;
    let mut scanner = Scanner::new(bytes, tail + found + b"startxref".len());
    scanner.skip_white();
    let mut next = Some(offset(scanner.unsigned()?)?);
    let mut seen = HashSet::new();
    let mut sections = Vec::new();
    while let Some(start) = next {
        if !seen.insert(start) || sections.len() >= MAX_SECTIONS {
            return Err(FileError::CrossReferenceLoop);
        }
        let mut section = section(bytes, start)?;
        if let Some(hybrid) = section.trailer.get(b"XRefStm") {
            let more = super::file::integer_offset(hybrid)?;
            if !seen.insert(more) {
                return Err(FileError::CrossReferenceLoop);
            }
            for (number, place) in self::section(bytes, more)?.places {
                // The table calls hidden objects free; the stream says where they are (7.5.8.4).
                let entry = section.places.entry(number).or_insert(place);
                if *entry == Place::Free {
                    *entry = place;
                }
            }
        }
        next = section
            .trailer
            .get(b"Prev")
            .map(super::file::integer_offset)
            .transpose()?;
        sections.push(section);
    }
    Ok(sections)
}

fn offset(number: u64) -> Result<usize, FileError> {
    usize::try_from(number).map_err(|_| FileError::NoCrossReference)
}

fn section(bytes: &[u8], start: usize) -> Result<Section, FileError> {
    let mut scanner = Scanner::new(bytes, start);
    scanner.skip_white();
    let start = scanner.at;
    let (places, trailer, stream) = if scanner.take(b"xref") {
        let places = table(&mut scanner)?;
        scanner.expect("trailer")?;
        let trailer = scanner.value()?.value;
        let Value::Dictionary(trailer) = trailer else {
            return Err(FileError::NoTrailer);
        };
        (places, trailer, None)
    } else {
        let object = super::indirect::indirect_at(bytes, start, None)?;
        let Value::Dictionary(dictionary) = object.node.value else {
            return Err(FileError::NoTrailer);
        };
        let data = object.stream.ok_or(FileError::NoCrossReference)?;
        let places = super::object_stream::cross_reference_places(&dictionary, &bytes[data])?;
        scanner.at = object.span.end;
        (places, dictionary, Some(object.id))
    };
    scanner.expect("startxref")?;
    scanner.skip_white();
    let named = scanner.unsigned()?;
    scanner.skip_white();
    if !scanner.rest().starts_with(b"%%EOF") {
        return Ok(scanner.error("%%EOF")?);
    }
    let marker_end = scanner.at + 5;
    let end = match bytes.get(marker_end..).unwrap_or_default() {
        [b'\r', b'\n', ..] => marker_end + 2,
        [b'\r' | b'\n', ..] => marker_end + 1,
        _ => marker_end,
    };
    Ok(Section {
        start,
        marker_end,
        end,
        places,
        trailer,
        named,
        stream,
    })
}

fn table(scanner: &mut Scanner<'_>) -> Result<BTreeMap<u32, Place>, FileError> {
    let mut places = BTreeMap::new();
    loop {
        scanner.skip_white();
        if !scanner.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Ok(places);
        }
        let first = scanner.unsigned()?;
        scanner.skip_white();
        let count = scanner.unsigned()?;
        if first.saturating_add(count) > u64::from(MAX_OBJECT) + 1 {
            return Err(FileError::TooManyObjects);
        }
        for number in first..first + count {
            scanner.skip_white();
            let at = offset(scanner.unsigned()?)?;
            scanner.skip_white();
            let generation = scanner.unsigned()?;
            scanner.skip_white();
            let place = if scanner.take(b"n") {
                let generation = u16::try_from(generation).map_err(|_| FileError::NoCrossReference)?;
                Place::At {
                    offset: at,
                    generation,
                }
            } else if scanner.take(b"f") {
                Place::Free
            } else {
                return Ok(scanner.error("n or f")?);
            };
            if places.insert(number as u32, place).is_some() {
                return Err(FileError::ObjectTwice(number as u32));
            }
        }
    }
}

/// Offset of the last occurrence of `needle`.
pub fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}
