//! A PDF as a sequence of revisions: any object, as it stood in any of them.

use super::cross_reference::{Place, Section, sections};
use super::indirect::{Indirect, indirect_at};
use super::object_stream::{PackedObjects, packed_objects};
use super::syntax::{Dictionary, Node, ObjectId, SyntaxError, Value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// References to references are followed so far.
const MAX_HOPS: usize = 16;

/// The file is not a PDF that we can read. There is no recovery: a file that needs guessing is not evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("the file does not begin with %PDF-")]
    NoHeader,
    #[error("the cross-reference section is missing or damaged")]
    NoCrossReference,
    #[error("the cross-reference sections refer to each other in a circle")]
    CrossReferenceLoop,
    #[error("a cross-reference section has no trailer")]
    NoTrailer,
    #[error("object numbers are beyond 8,388,607")]
    TooManyObjects,
    #[error("object {0} is listed twice in one cross-reference section")]
    ObjectTwice(u32),
    #[error("object {0} is not where the cross-reference section says")]
    Misplaced(u32),
    #[error("a packed stream uses a filter that is not known")]
    UnknownFilter,
    #[error("a packed stream is damaged")]
    BadStream,
    #[error("the form's fields are damaged")]
    BadForm,
    #[error("a list of references is damaged, or holds something else")]
    NotReferences,
    #[error("the file is encrypted")]
    Encrypted,
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
}

/// One state of the file, ending where an editor saved it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revision {
    /// Index of its newest section; sections are counted from the newest of the file.
    pub section: usize,
    /// Offset after `%%EOF`, and after the end of line behind it.
    pub marker_end: usize,
    pub end: usize,
}

/// A file whose cross-references have been read.
#[derive(Debug)]
pub struct PdfFile<'a> {
    pub bytes: &'a [u8],
    /// Newest first.
    pub sections: Vec<Section>,
    packed: RefCell<HashMap<usize, Rc<PackedObjects>>>,
}

impl<'a> PdfFile<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, FileError> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(FileError::NoHeader);
        }
        let sections = sections(bytes)?;
        if sections
            .iter()
            .any(|section| section.trailer.get(b"Encrypt").is_some())
        {
            return Err(FileError::Encrypted);
        }
        Ok(Self {
            bytes,
            sections,
            packed: RefCell::default(),
        })
    }

    /// Oldest first. Sections that do not lie behind all older ones belong to the same revision (linearised).
    pub fn revisions(&self) -> Vec<Revision> {
        let mut revisions: Vec<Revision> = Vec::new();
        for (index, section) in self.sections.iter().enumerate().rev() {
            let revision = Revision {
                section: index,
                marker_end: section.marker_end,
                end: section.end,
            };
            match revisions.last_mut() {
                Some(last) if section.start < last.end => {
                    let later = if last.end > revision.end { *last } else { revision };
                    *last = Revision {
                        section: index,
                        ..later
                    };
                }
                _ => revisions.push(revision),
            }
        }
        revisions
    }

    /// The file as it is now.
    pub fn newest(&self) -> View<'_, 'a> {
        View {
            file: self,
            section: 0,
        }
    }

    /// The file as it was when `revision` was its last.
    pub fn at(&self, revision: &Revision) -> View<'_, 'a> {
        View {
            file: self,
            section: revision.section,
        }
    }
}

/// A file as of one of its revisions.
#[derive(Clone, Copy, Debug)]
pub struct View<'f, 'a> {
    file: &'f PdfFile<'a>,
    section: usize,
}

impl<'a> View<'_, 'a> {
    pub fn bytes(&self) -> &'a [u8] {
        self.file.bytes
    }

    pub fn trailer(&self) -> &Dictionary {
        &self.file.sections[self.section].trailer
    }

    /// Where object `number` is written; `None` if the file knows no such object or it is free.
    pub fn place(&self, number: u32) -> Option<Place> {
        let sections = &self.file.sections[self.section..];
        let place = sections
            .iter()
            .find_map(|section| section.places.get(&number).copied())?;
        (place != Place::Free).then_some(place)
    }

    /// Reads an object; `None` if there is none of that number and generation (then it counts as null).
    pub fn object(&self, id: ObjectId) -> Result<Option<Indirect>, FileError> {
        match self.place(id.number) {
            None | Some(Place::Free) => Ok(None),
            Some(Place::At { generation, .. }) if generation != id.generation => Ok(None),
            Some(Place::At { offset, .. }) => {
                let object = indirect_at(self.file.bytes, offset, Some(self))?;
                if object.id == id {
                    Ok(Some(object))
                } else {
                    Err(FileError::Misplaced(id.number))
                }
            }
            Some(Place::Inside { stream, index }) => {
                if id.generation != 0 {
                    return Ok(None);
                }
                let packed = self.packed(stream)?;
                match packed.objects.get(index) {
                    Some((number, node)) if *number == id.number => Ok(Some(Indirect {
                        id,
                        node: node.clone(),
                        stream: None,
                        span: 0..0,
                        packed: Some(Rc::clone(&packed.data)),
                    })),
                    _ => Err(FileError::Misplaced(id.number)),
                }
            }
        }
    }

    fn packed(&self, stream: u32) -> Result<Rc<PackedObjects>, FileError> {
        let Some(Place::At { offset, .. }) = self.place(stream) else {
            return Err(FileError::Misplaced(stream));
        };
        if let Some(known) = self.file.packed.borrow().get(&offset) {
            return Ok(known.clone());
        }
        let object = indirect_at(self.file.bytes, offset, Some(self))?;
        let (Value::Dictionary(dictionary), Some(data)) = (&object.node.value, object.stream) else {
            return Err(FileError::BadStream);
        };
        if object.id.number != stream {
            return Err(FileError::Misplaced(stream));
        }
        let objects = Rc::new(packed_objects(dictionary, &self.file.bytes[data])?);
        self.file.packed.borrow_mut().insert(offset, objects.clone());
        Ok(objects)
    }

    /// The value itself, or what it refers to.
    pub fn resolve(&self, value: &Value) -> Result<Value, FileError> {
        let mut value = value.clone();
        for _ in 0..MAX_HOPS {
            let Value::Reference(id) = value else {
                return Ok(value);
            };
            value = self.object(id)?.map_or(Value::Null, |object| object.node.value);
        }
        Ok(Value::Null)
    }

    /// The value with the bytes it was read from, or what it refers to with its own; `None` for null.
    pub fn resolved(&self, node: &Node) -> Result<Option<Node>, FileError> {
        let mut node = node.clone();
        for _ in 0..MAX_HOPS {
            match node.value {
                Value::Null => return Ok(None),
                Value::Reference(id) => match self.object(id)? {
                    Some(object) => node = object.node,
                    None => return Ok(None),
                },
                _ => return Ok(Some(node)),
            }
        }
        Ok(None)
    }

    /// What `key` of `dictionary` is or refers to; `Null` where absent.
    pub fn entry(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Value, FileError> {
        dictionary
            .get(key)
            .map_or(Ok(Value::Null), |value| self.resolve(value))
    }

    /// The catalog, which must be an indirect dictionary.
    pub fn catalog(&self) -> Result<(Indirect, Dictionary), FileError> {
        let id = self
            .trailer()
            .get(b"Root")
            .and_then(Value::as_reference)
            .ok_or(FileError::NoTrailer)?;
        let object = self.object(id)?.ok_or(FileError::Misplaced(id.number))?;
        match object.node.value.clone() {
            Value::Dictionary(dictionary) => Ok((object, dictionary)),
            _ => Err(FileError::Misplaced(id.number)),
        }
    }
}

/// A value that must be an offset in the file.
pub fn integer_offset(value: &Value) -> Result<usize, FileError> {
    value
        .as_integer()
        .and_then(|number| usize::try_from(number).ok())
        .ok_or(FileError::NoCrossReference)
}
