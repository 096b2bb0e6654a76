//! One revision to be appended: its objects, cross-reference section and trailer (ISO 32000-2, 7.5.6). Appended to
//! nothing, it is a file of its own.

use super::print;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the next revision's trailer needs to know of the file so far.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileEnd {
    /// Length of the file in bytes: where the next revision begins.
    pub length: u64,
    /// Offset of the newest cross-reference section.
    pub startxref: u64,
    /// Lowest object number that is free; the trailer's /Size.
    pub next_object: u32,
    /// The catalog, as a reference: `1 0 R`.
    pub root: String,
    /// The document information dictionary, as a reference, where the file has one.
    pub info: Option<String>,
    /// The two parts of /ID in hex; the first never changes.
    pub id: [String; 2],
    /// The newest cross-reference section is a stream: the next one has to be one too (ISO 32000-2, 7.5.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_stream: bool,
}

impl FileEnd {
    /// There is no file yet: what is appended begins one, with object 1 as its catalog.
    pub fn of_nothing() -> Self {
        Self {
            length: 0,
            startxref: 0,
            next_object: 1,
            root: "1 0 R".to_owned(),
            info: None,
            id: Default::default(),
            in_stream: false,
        }
    }

    fn is_of_nothing(&self) -> bool {
        self.length == 0
    }
}

/// Collects the bytes after the end of a file.
#[derive(Debug)]
pub struct Appender {
    end: FileEnd,
    bytes: Vec<u8>,
    offsets: BTreeMap<u32, (u16, u64)>,
    /// Where the body of each object stands in `bytes`.
    bodies: BTreeMap<u32, Range<usize>>,
}

/// An object that a later revision writes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedObject {
    pub object: u32,
    pub generation: u16,
    #[serde(with = "crate::font::base64_bytes")]
    pub body: Vec<u8>,
}

impl Appender {
    pub fn new(end: FileEnd) -> Self {
        let mut bytes = Vec::with_capacity(32 * 1024);
        let mut offsets = BTreeMap::new();
        if end.is_of_nothing() {
            bytes.extend_from_slice(HEADER);
            offsets.insert(0, (u16::MAX, 0));
        }
        Self {
            end,
            bytes,
            offsets,
            bodies: BTreeMap::new(),
        }
    }

    /// Goes on a line of its own behind `base`, a file that may end without an end of line.
    pub fn behind(end: FileEnd, base: &[u8]) -> Self {
        let mut appender = Self::new(end);
        if !base.ends_with(b"\n") {
            appender.bytes.push(b'\n');
        }
        appender
    }

    /// Takes the next free object number.
    pub fn reserve(&mut self) -> u32 {
        let number = self.end.next_object;
        self.end.next_object += 1;
        number
    }

    /// Writes object `number` of generation 0.
    pub fn object(&mut self, number: u32, body: &[u8]) {
        self.object_of(number, 0, body);
    }

    /// Writes an object under the generation that it has. Returns the offset of its body in the file.
    pub fn object_of(&mut self, number: u32, generation: u16, body: &[u8]) -> u64 {
        self.offsets
            .insert(number, (generation, self.end.length + self.bytes.len() as u64));
        print::integer(&mut self.bytes, u64::from(number));
        self.bytes.push(b' ');
        print::integer(&mut self.bytes, u64::from(generation));
        self.bytes.extend_from_slice(b" obj\n");
        let begins = self.bytes.len();
        let at = self.end.length + begins as u64;
        self.bytes.extend_from_slice(body);
        self.bodies.insert(number, begins..self.bytes.len());
        self.bytes.extend_from_slice(b"\nendobj\n");
        at
    }

    /// Writes a stream. `entries` are the dictionary's other entries, without the brackets.
    pub fn stream(&mut self, number: u32, entries: &str, data: &[u8]) {
        let mut body = Vec::with_capacity(entries.len() + data.len() + 64);
        body.extend_from_slice(b"<< ");
        body.extend_from_slice(entries.as_bytes());
        body.extend_from_slice(b" /Length ");
        print::integer(&mut body, data.len() as u64);
        body.extend_from_slice(b" >>\nstream\n");
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(number, &body);
    }

    /// Appends nothing after all: the objects are to be written later. The end has their numbers taken.
    pub fn postpone(self) -> (Vec<PlannedObject>, FileEnd) {
        let planned = self.bodies.iter().map(|(object, body)| PlannedObject {
            object: *object,
            generation: self.offsets.get(object).map_or(0, |(generation, _)| *generation),
            body: self.bytes[body.clone()].to_vec(),
        });
        (planned.collect(), self.end)
    }

    /// Writes cross-reference section and trailer. Returns the appended bytes and the file's new end;
    /// `id` becomes the second part of /ID, and of a new file the first too.
    pub fn finish(mut self, id: String) -> (Vec<u8>, FileEnd) {
        let own = self.end.in_stream.then(|| self.reserve());
        let startxref = self.end.length + self.bytes.len() as u64;
        let prev = std::mem::replace(&mut self.end.startxref, startxref);
        let prev = if self.end.is_of_nothing() {
            self.end.id[0].clone_from(&id);
            String::new()
        } else {
            format!(" /Prev {prev}")
        };
        self.end.id[1] = id;
        let entries = self.end.trailer(&prev);
        match own {
            None => self.table(&entries),
            Some(number) => self.cross_reference_stream(number, startxref, &entries),
        }
        self.bytes
            .extend_from_slice(format!("startxref\n{startxref}\n%%EOF\n").as_bytes());
        self.end.length += self.bytes.len() as u64;
        (self.bytes, self.end)
    }

    /// A classic table with its trailer.
    fn table(&mut self, trailer: &str) {
        self.bytes.extend_from_slice(b"xref\n");
        for (first, rows) in self.runs() {
            self.bytes
                .extend_from_slice(format!("{first} {}\n", rows.len()).as_bytes());
            for (number, (generation, offset)) in (first..).zip(rows) {
                let kind = if number == 0 { 'f' } else { 'n' };
                self.bytes
                    .extend_from_slice(format!("{offset:010} {generation:05} {kind} \n").as_bytes());
            }
        }
        self.bytes
            .extend_from_slice(format!("trailer\n<< {trailer} >>\n").as_bytes());
    }

    /// A cross-reference stream, which lists itself.
    fn cross_reference_stream(&mut self, number: u32, at: u64, trailer: &str) {
        self.offsets.insert(number, (0, at));
        let (mut index, mut data) = (String::new(), Vec::new());
        for (first, rows) in self.runs() {
            index.push_str(&format!(" {first} {}", rows.len()));
            for (generation, offset) in rows {
                data.push(1);
                // Five bytes count to a terabyte.
                data.extend_from_slice(&offset.to_be_bytes()[3..]);
                data.extend_from_slice(&generation.to_be_bytes());
            }
        }
        let entries = format!("/Type /XRef {trailer} /W [1 5 2] /Index [{index} ]");
        self.stream(number, &entries, &data);
    }

    /// The written objects as runs of neighbours: the first number of each, and their places.
    fn runs(&self) -> Vec<(u32, Vec<(u16, u64)>)> {
        let mut runs: Vec<(u32, Vec<(u16, u64)>)> = Vec::new();
        for (&number, &place) in &self.offsets {
            match runs.last_mut() {
                Some((first, rows)) if *first + rows.len() as u32 == number => rows.push(place),
                _ => runs.push((number, vec![place])),
            }
        }
        runs
    }
}

impl FileEnd {
    /// The entries of the trailer of a revision behind the one that ` /Prev …` names.
    fn trailer(&self, prev: &str) -> String {
        let info = self
            .info
            .as_ref()
            .map(|info| format!(" /Info {info}"))
            .unwrap_or_default();
        format!(
            "/Size {} /Root {}{info}{prev} /ID [<{}> <{}>]",
            self.next_object, self.root, self.id[0], self.id[1]
        )
    }
}

/// The first lines of a new file; bytes above 127 say that it is binary (ISO 32000-2, 7.5.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_has_one_section_and_nothing_before_it() {
        let mut appender = Appender::new(FileEnd::of_nothing());
        let catalog = appender.reserve();
        appender.object(catalog, b"<< /Type /Catalog >>");
        let (bytes, end) = appender.finish("cc".into());
        assert!(bytes.starts_with(HEADER));
        let text = String::from_utf8_lossy(&bytes[HEADER.len()..]).into_owned();
        assert!(
            text.contains("xref\n0 2\n0000000000 65535 f \n0000000015 00000 n \n"),
            "{text}"
        );
        assert!(
            text.contains("<< /Size 2 /Root 1 0 R /ID [<cc> <cc>] >>"),
            "{text}"
        );
        assert_eq!(end.length, bytes.len() as u64);
    }

    #[test]
    fn rows_of_neighbours_share_a_subsection() {
        let end = FileEnd {
            length: 100,
            startxref: 50,
            next_object: 8,
            root: "1 0 R".into(),
            info: None,
            id: ["aa".into(), "bb".into()],
            in_stream: false,
        };
        let mut appender = Appender::new(end);
        let number = appender.reserve();
        appender.object(number, b"(new)");
        appender.object(3, b"(three)");
        appender.object_of(4, 2, b"(four)");
        let (bytes, end) = appender.finish("cc".into());
        let text = String::from_utf8(bytes).expect("text");
        let xref = text.split_once("xref\n").expect("a section").1;
        assert!(
            xref.starts_with("3 2\n0000000121 00000 n \n0000000144 00002 n \n8 1\n0000000100 00000 n \n"),
            "{xref}"
        );
        assert!(text.contains("/Size 9 /Root 1 0 R /Prev 50 /ID [<aa> <cc>]"));
        assert_eq!((end.length, end.next_object), (100 + text.len() as u64, 9));
        assert_eq!(&text[end.startxref as usize - 100..][..5], "xref\n");
    }

    #[test]
    fn behind_a_cross_reference_stream_comes_another_one_that_lists_itself() {
        let base = b"%PDF-1.7 %%EOF";
        let end = FileEnd {
            length: base.len() as u64,
            startxref: 3,
            next_object: 8,
            root: "1 0 R".into(),
            info: None,
            id: ["aa".into(), "bb".into()],
            in_stream: true,
        };
        let mut appender = Appender::behind(end, base);
        let number = appender.reserve();
        appender.object(number, b"(new)");
        let (bytes, end) = appender.finish("cc".into());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.starts_with("\n8 0 obj"), "{text}");
        assert!(text.contains("/Size 10 /Root 1 0 R /Prev 3"), "{text}");
        assert!(text.contains("/Index [ 8 2 ]"), "{text}");
        let rows = [
            [1, 0, 0, 0, 0, 15, 0, 0],
            [1, 0, 0, 0, 0, end.startxref as u8, 0, 0],
        ];
        assert!(bytes.windows(16).any(|window| window == rows.concat()), "{text}");
    }
}
