//! An appended revision must consist of nothing but the objects that its own cross-reference section lists, that
//! section and its trailer: no bytes between them for another reader to find something else in.

use crate::incremental::cross_reference::Place;
use crate::incremental::file::{PdfFile, Revision};
use crate::incremental::indirect::indirect_at;
use crate::incremental::scanner::Scanner;
use crate::incremental::syntax::{Dictionary, Value};
use std::collections::BTreeSet;

/// Trailer keys that an appended revision may have, of both kinds of section.
const TRAILER_KEYS: [&[u8]; 11] = [
    b"Size",
    b"Root",
    b"Info",
    b"ID",
    b"Prev",
    b"Type",
    b"W",
    b"Index",
    b"Filter",
    b"DecodeParms",
    b"Length",
];

/// Numbers of the objects that `new` writes, if every byte of it after `old` is accounted for.
pub fn written_objects(file: &PdfFile<'_>, old: &Revision, new: &Revision) -> Result<BTreeSet<u32>, String> {
    if new.section + 1 != old.section {
        return Err("it has more than one cross-reference section".to_owned());
    }
    let section = &file.sections[new.section];
    if section.named != section.start as u64 {
        return Err("its end names another cross-reference section".to_owned());
    }
    check_trailer(
        &section.trailer,
        &file.sections[old.section].trailer,
        file.sections[old.section].start,
    )?;
    let view = file.at(new);
    let mut scanner = Scanner::new(file.bytes, old.marker_end);
    let mut found = BTreeSet::new();
    loop {
        scanner.skip_white();
        if scanner.at == section.start {
            break;
        }
        let object = indirect_at(file.bytes, scanner.at, Some(&view)).map_err(|error| error.to_string())?;
        let (number, generation) = (object.id.number, object.id.generation);
        let listed = Place::At {
            offset: object.span.start,
            generation,
        };
        if object.span.end > section.start
            || section.places.get(&number) != Some(&listed)
            || !found.insert(number)
        {
            return Err(format!(
                "object {number} is written but not listed, or written twice"
            ));
        }
        scanner.at = object.span.end;
    }
    let mut packed = Vec::new();
    for (number, place) in &section.places {
        match place {
            Place::At { .. } if found.contains(number) => {}
            Place::At { offset, .. } if section.stream.is_some() && *offset == section.start => {}
            Place::Inside { stream, .. } if found.contains(stream) => packed.push(*number),
            Place::Free if file.at(old).place(*number).is_none() => {}
            _ => {
                return Err(format!(
                    "object {number} is listed but not written, or was deleted"
                ));
            }
        }
    }
    found.extend(packed);
    Ok(found)
}

fn check_trailer(new: &Dictionary, old: &Dictionary, old_start: usize) -> Result<(), String> {
    if let Some((key, _)) = new
        .entries
        .iter()
        .find(|(key, _)| !TRAILER_KEYS.contains(&key.as_slice()))
    {
        return Err(format!(
            "its trailer has the key {}",
            String::from_utf8_lossy(key)
        ));
    }
    let same = |key: &[u8]| match (new.get(key), old.get(key)) {
        (Some(new), Some(old)) => new.same(old),
        (None, None) => true,
        _ => false,
    };
    if !same(b"Root") || !same(b"Info") {
        return Err("its trailer names another catalog".to_owned());
    }
    let first_id = |trailer: &Dictionary| {
        trailer
            .get(b"ID")
            .and_then(Value::as_array)
            .and_then(|id| id.first())
            .map(|node| node.value.clone())
    };
    if old.get(b"ID").is_some() && first_id(new) != first_id(old) {
        return Err("its trailer names another document".to_owned());
    }
    let size = |trailer: &Dictionary| trailer.get(b"Size").and_then(Value::as_integer);
    let follows = new.get(b"Prev").and_then(Value::as_integer) == Some(old_start as i64);
    if !follows || size(new) < size(old) {
        return Err("its trailer does not continue the one before".to_owned());
    }
    Ok(())
}
