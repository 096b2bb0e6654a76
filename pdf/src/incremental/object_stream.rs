//! Objects and cross-references that are packed into compressed streams (ISO 32000-2, 7.5.7 and 7.5.8).
//! We write neither; files that others made have them.

use super::MAX_OBJECT;
use super::cross_reference::Place;
use super::file::FileError;
use super::scanner::Scanner;
use super::syntax::{Dictionary, Node, Value};
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

/// Most bytes that one stream may unpack to.
const MAX_UNPACKED: u64 = 64 << 20;

/// Unpacks a stream that is written plainly or with `FlateDecode`, with or without PNG predictors.
pub fn unpack(dictionary: &Dictionary, data: &[u8]) -> Result<Vec<u8>, FileError> {
    let single = |key: &[u8]| match dictionary.get(key) {
        Some(Value::Array(nodes)) if nodes.len() == 1 => Some(&nodes[0].value),
        other => other,
    };
    match single(b"Filter") {
        None => return Ok(data.to_vec()),
        Some(Value::Name(name)) if name == b"FlateDecode" => {}
        Some(_) => return Err(FileError::UnknownFilter),
    }
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(data)
        .take(MAX_UNPACKED + 1)
        .read_to_end(&mut out)
        .map_err(|_| FileError::BadStream)?;
    if out.len() as u64 > MAX_UNPACKED {
        return Err(FileError::BadStream);
    }
    match single(b"DecodeParms") {
        Some(Value::Dictionary(parameters)) => undo_predictor(parameters, out),
        _ => Ok(out),
    }
}

/// Undoes PNG prediction of single bytes (RFC 2083, section 6).
fn undo_predictor(parameters: &Dictionary, data: Vec<u8>) -> Result<Vec<u8>, FileError> {
    let number = |key: &[u8], default| parameters.get(key).and_then(Value::as_integer).unwrap_or(default);
    match number(b"Predictor", 1) {
        1 => return Ok(data),
        10..=15 => {}
        _ => return Err(FileError::UnknownFilter),
    }
    let columns = usize::try_from(number(b"Columns", 1)).unwrap_or(0);
    if columns == 0 || columns > 4_096 || number(b"Colors", 1) != 1 || number(b"BitsPerComponent", 8) != 8 {
        return Err(FileError::UnknownFilter);
    }
    let mut out = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; columns];
    for row in data.chunks_exact(columns + 1) {
        let mut line = vec![0_u8; columns];
        for at in 0..columns {
            let left = if at > 0 { line[at - 1] } else { 0 };
            let corner = if at > 0 { above[at - 1] } else { 0 };
            let predicted = match row[0] {
                0 => 0,
                1 => left,
                2 => above[at],
                3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                4 => paeth(left, above[at], corner),
                _ => return Err(FileError::BadStream),
            };
            line[at] = row[at + 1].wrapping_add(predicted);
        }
        out.extend_from_slice(&line);
        above = line;
    }
    Ok(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let estimate = a + b - c;
    let [to_a, to_b, to_c] = [a, b, c].map(|value| (estimate - value).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        above
    } else {
        corner
    }
}

/// The entries of a cross-reference stream.
pub fn cross_reference_places(
    dictionary: &Dictionary,
    data: &[u8],
) -> Result<BTreeMap<u32, Place>, FileError> {
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let nodes = dictionary.get(key)?.as_array()?;
        nodes
            .iter()
            .map(|node| usize::try_from(node.value.as_integer()?).ok())
            .collect()
    };
    let widths = numbers(b"W").filter(|widths| widths.len() == 3 && widths.iter().all(|width| *width <= 8));
    let Some(widths) = widths.filter(|widths| widths.iter().sum::<usize>() > 0) else {
        return Err(FileError::NoCrossReference);
    };
    let size = dictionary
        .get(b"Size")
        .and_then(Value::as_integer)
        .and_then(|size| usize::try_from(size).ok());
    let index = numbers(b"Index")
        .or_else(|| Some(vec![0, size?]))
        .ok_or(FileError::NoTrailer)?;
    let data = unpack(dictionary, data)?;
    let mut rows = data.chunks_exact(widths.iter().sum());
    let mut places = BTreeMap::new();
    for range in index.chunks_exact(2) {
        if range[0].saturating_add(range[1]) > MAX_OBJECT as usize + 1 {
            return Err(FileError::TooManyObjects);
        }
        for number in range[0]..range[0] + range[1] {
            let row = rows.next().ok_or(FileError::NoCrossReference)?;
            let (kind, rest) = row.split_at(widths[0]);
            let (second, third) = rest.split_at(widths[1]);
            let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
            let (second, third) = (big_endian(second), big_endian(third));
            let place = match kind {
                0 => Place::Free,
                1 => Place::At {
                    offset: usize::try_from(second).map_err(|_| FileError::NoCrossReference)?,
                    generation: u16::try_from(third).map_err(|_| FileError::NoCrossReference)?,
                },
                2 => Place::Inside {
                    stream: u32::try_from(second).map_err(|_| FileError::NoCrossReference)?,
                    index: usize::try_from(third).map_err(|_| FileError::NoCrossReference)?,
                },
                _ => continue,
            };
            if places.insert(number as u32, place).is_some() {
                return Err(FileError::ObjectTwice(number as u32));
            }
        }
    }
    Ok(places)
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// What an object stream holds.
#[derive(Debug)]
pub struct PackedObjects {
    /// In its order, with their numbers. Spans count in `data`.
    pub objects: Vec<(u32, Node)>,
    pub data: Rc<[u8]>,
}

/// Unpacks an object stream.
pub fn packed_objects(dictionary: &Dictionary, data: &[u8]) -> Result<PackedObjects, FileError> {
    let number = |key: &[u8]| {
        dictionary
            .get(key)
            .and_then(Value::as_integer)
            .and_then(|number| usize::try_from(number).ok())
    };
    let (Some(count), Some(first)) = (number(b"N"), number(b"First")) else {
        return Err(FileError::BadStream);
    };
    let data = unpack(dictionary, data)?;
    let mut header = Scanner::new(&data, 0);
    let mut objects = Vec::new();
    for _ in 0..count {
        header.skip_space();
        let number = u32::try_from(header.unsigned()?).map_err(|_| FileError::TooManyObjects)?;
        header.skip_space();
        let offset = usize::try_from(header.unsigned()?).map_err(|_| FileError::BadStream)?;
        let at = first
            .checked_add(offset)
            .filter(|at| *at < data.len())
            .ok_or(FileError::BadStream)?;
        objects.push((number, Scanner::new(&data, at).value()?));
    }
    Ok(PackedObjects {
        objects,
        data: data.into(),
    })
}
