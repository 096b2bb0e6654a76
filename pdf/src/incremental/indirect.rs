//! One indirect object as it is written in the file (ISO 32000-2, 7.3.8 and 7.3.10).

use super::cross_reference::Place;
use super::file::{FileError, View};
use super::scanner::Scanner;
use super::syntax::{Node, ObjectId, Value};
use std::ops::Range;
use std::rc::Rc;

/// An indirect object.
#[derive(Clone, Debug)]
pub struct Indirect {
    pub id: ObjectId,
    /// Spans count in [`Self::source`].
    pub node: Node,
    /// The stream's data in the file, still encoded.
    pub stream: Option<Range<usize>>,
    /// From its number up to `endobj` inclusive; empty for an object out of an object stream.
    pub span: Range<usize>,
    /// What the object stream unpacks to that this object came out of.
    pub(super) packed: Option<Rc<[u8]>>,
}

impl Indirect {
    /// The bytes that the node was read from: `file`, or what an object stream unpacks to.
    pub fn source<'s>(&'s self, file: &'s [u8]) -> &'s [u8] {
        self.packed.as_deref().unwrap_or(file)
    }
}

/// Reads the indirect object that is written at `offset`. A stream's /Length may be a reference where `view`
/// is given.
pub fn indirect_at(bytes: &[u8], offset: usize, view: Option<&View<'_, '_>>) -> Result<Indirect, FileError> {
    let mut scanner = Scanner::new(bytes, offset);
    scanner.skip_white();
    let start = scanner.at;
    let Some(id) = scanner.numbered(b"obj") else {
        return Ok(scanner.error("an object")?);
    };
    let node = scanner.value()?;
    scanner.skip_space();
    let mut stream = None;
    if let Value::Dictionary(dictionary) = &node.value
        && scanner.take(b"stream")
    {
        match scanner.rest() {
            [b'\r', b'\n', ..] => scanner.at += 2,
            [b'\n', ..] => scanner.at += 1,
            _ => return Ok(scanner.error("an end of line")?),
        }
        let length = match (dictionary.get(b"Length"), view) {
            (Some(Value::Integer(length)), _) => *length,
            // A length is never a stream, so this reads one object more and no further.
            (Some(Value::Reference(length)), Some(view)) if *length != id => {
                match view.place(length.number) {
                    Some(Place::At { offset, .. }) => indirect_at(bytes, offset, None)?
                        .node
                        .value
                        .as_integer()
                        .unwrap_or(-1),
                    _ => -1,
                }
            }
            _ => -1,
        };
        let data = usize::try_from(length)
            .ok()
            .and_then(|length| scanner.at.checked_add(length));
        let Some(data_end) = data.filter(|end| *end <= bytes.len()) else {
            return Err(FileError::BadStream);
        };
        stream = Some(scanner.at..data_end);
        scanner.at = data_end;
        scanner.skip_white();
        if !scanner.take(b"endstream") {
            return Ok(scanner.error("endstream")?);
        }
    }
    scanner.expect("endobj")?;
    Ok(Indirect {
        id,
        node,
        stream,
        span: start..scanner.at,
        packed: None,
    })
}
