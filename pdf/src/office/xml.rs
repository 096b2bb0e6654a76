//! XML of strangers: elements by their local names, in UTF-8, without document types and entities of its own.

use super::refusal::OfficeRefusal;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Deepest nesting of elements.
const DEEPEST: usize = 512;

/// What is met on the way through a document.
pub enum Piece<'a> {
    /// An element begins; an empty one is followed by its [`Piece::Close`] too.
    Open(&'a Element<'a>),
    /// An element of this local name ends.
    Close(&'a str),
    /// Characters between elements.
    Text(&'a str),
}

/// An element with its attributes. Prefixes are left out: any prefix may be bound to any name space.
pub struct Element<'a> {
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    pub fn name(&self) -> &str {
        local(self.start.name().0)
    }

    /// Whether any attribute of this local name, under whatever prefix, has a value that `is` so.
    pub fn any(&self, name: &str, is: impl Fn(&str) -> bool) -> bool {
        self.find(name, is).is_some()
    }

    /// The first attribute of this local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.find(name, |_| true)
    }

    fn find(&self, name: &str, is: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .filter(|attribute| local(attribute.key.0) == name)
            .filter_map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
            .find(|value| is(value))
            .map(Cow::into_owned)
    }
}

/// Shows every piece of a document to `see`. `see` may end the walk with a refusal.
pub fn walk(
    document: &[u8],
    mut see: impl FnMut(Piece<'_>) -> Result<(), OfficeRefusal>,
) -> Result<(), OfficeRefusal> {
    let text = std::str::from_utf8(document).map_err(|_| OfficeRefusal::Broken)?;
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| OfficeRefusal::Broken)? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(OfficeRefusal::OverLimit);
                }
                see(Piece::Open(&Element { start: &start }))?;
            }
            Event::Empty(start) => {
                see(Piece::Open(&Element { start: &start }))?;
                see(Piece::Close(local(start.name().0)))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Piece::Close(local(end.name().0)))?;
            }
            Event::Text(text) => see(Piece::Text(&text))?,
            Event::CData(text) => see(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| OfficeRefusal::Broken)?;
                let named = || quick_xml::escape::resolve_xml_entity(&reference).map(str::to_owned);
                let text = character.map(String::from).or_else(named);
                see(Piece::Text(&text.ok_or(OfficeRefusal::Broken)?))?;
            }
            Event::Decl(declaration) => match declaration.encoding() {
                Some(Ok(encoding)) if !encoding.eq_ignore_ascii_case("utf-8") => {
                    return Err(OfficeRefusal::Broken);
                }
                _ => {}
            },
            // A document type could name entities and files.
            Event::DocType(_) => return Err(OfficeRefusal::Broken),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
