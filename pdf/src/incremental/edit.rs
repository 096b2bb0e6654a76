//! Changing single keys of a dictionary while every other byte of it stays as it was written.

use super::file::{FileError, View};
use super::print;
use super::syntax::{Dictionary, Node, ObjectId, Value};

/// Copies `dictionary` (read from `source`) with `changes` put in: a key that is there gets the new value in
/// its place, another is added at the end.
pub fn with_entries(
    source: &[u8],
    node: &Node,
    dictionary: &Dictionary,
    changes: &[(&str, String)],
) -> Vec<u8> {
    let mut out = Vec::with_capacity(
        node.span.len() + changes.iter().map(|(_, value)| value.len() + 16).sum::<usize>(),
    );
    let mut at = node.span.start;
    let mut replaced: Vec<_> = changes
        .iter()
        .filter_map(|(key, value)| {
            dictionary
                .node(key.as_bytes())
                .map(|old| (old.span.clone(), value))
        })
        .collect();
    replaced.sort_by_key(|(span, _)| span.start);
    for (span, value) in replaced {
        out.extend_from_slice(&source[at..span.start]);
        out.push(b' ');
        out.extend_from_slice(value.as_bytes());
        out.push(b' ');
        at = span.end;
    }
    let end = node.span.end - 2;
    out.extend_from_slice(&source[at..end]);
    for (key, value) in changes
        .iter()
        .filter(|(key, _)| dictionary.node(key.as_bytes()).is_none())
    {
        out.extend_from_slice(format!(" /{key} {value}").as_bytes());
    }
    out.extend_from_slice(b" >>");
    out
}

/// The entries of `dictionary` (read from `source`) without its brackets and without those under `left_out`; every value
/// keeps its bytes.
pub fn entries_but(source: &[u8], dictionary: &Dictionary, left_out: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for (key, node) in &dictionary.entries {
        if left_out.contains(&key.as_slice()) {
            continue;
        }
        if !out.is_empty() {
            out.push(b' ');
        }
        print::name(&mut out, key);
        out.push(b' ');
        out.extend_from_slice(source.get(node.span.clone()).unwrap_or_default());
    }
    out
}

/// What the array under `key` refers to, be it in the dictionary or in an object of its own; nothing where it is absent.
///
/// # Errors
/// It is no array, or holds something else than references.
pub fn references(
    view: &View<'_, '_>,
    dictionary: &Dictionary,
    key: &[u8],
) -> Result<Vec<ObjectId>, FileError> {
    match view.entry(dictionary, key)? {
        Value::Null => Ok(Vec::new()),
        Value::Array(nodes) => nodes
            .iter()
            .map(|node| node.value.as_reference().ok_or(FileError::NotReferences))
            .collect(),
        _ => Err(FileError::NotReferences),
    }
}

/// References as an array: `[1 0 R 7 0 R]`.
pub fn reference_array(references: impl IntoIterator<Item = ObjectId>) -> String {
    let written: Vec<String> = references.into_iter().map(print::reference).collect();
    format!("[{}]", written.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incremental::scanner::Scanner;

    #[test]
    fn untouched_values_keep_their_bytes() {
        let source = b"xx<< /MediaBox [0 0 595.303937007874 842] /Annots[1 0 R]/B (\\051)>>";
        let node = Scanner::new(source, 2).value().expect("a dictionary");
        let dictionary = node.value.as_dictionary().expect("a dictionary");
        let changes = [("New", "true".to_owned()), ("Annots", "[1 0 R 2 0 R]".to_owned())];
        let edited = with_entries(source, &node, dictionary, &changes);
        assert_eq!(
            String::from_utf8(edited).expect("text"),
            "<< /MediaBox [0 0 595.303937007874 842] /Annots [1 0 R 2 0 R] /B (\\051) /New true >>"
        );
    }
}
