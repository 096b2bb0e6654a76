//! PDF values with the place where each was written (ISO 32000-2, 7.2 and 7.3).

use std::ops::Range;

/// Number and generation of an indirect object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjectId {
    pub number: u32,
    pub generation: u16,
}

/// A value and the bytes it was read from.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub value: Value,
    /// Offsets in the buffer that was read, without white space around.
    pub span: Range<usize>,
}

/// A PDF value. Names and strings are decoded; numbers keep their exact form through the node's span.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Value {
    #[default]
    Null,
    Boolean(bool),
    Integer(i64),
    Real(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    Array(Vec<Node>),
    Dictionary(Dictionary),
    Reference(ObjectId),
}

impl Value {
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self {
            Some(name)
        } else {
            None
        }
    }

    pub fn as_string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }

    pub fn as_array(&self) -> Option<&[Node]> {
        if let Self::Array(nodes) = self {
            Some(nodes)
        } else {
            None
        }
    }

    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self {
            Some(dictionary)
        } else {
            None
        }
    }

    pub fn as_reference(&self) -> Option<ObjectId> {
        if let Self::Reference(id) = self {
            Some(*id)
        } else {
            None
        }
    }

    /// Equal in meaning: where the two were written does not count.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(a), Self::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value.same(&b.value))
            }
            (Self::Dictionary(a), Self::Dictionary(b)) => {
                a.entries.len() == b.entries.len()
                    && a.entries
                        .iter()
                        .all(|(key, node)| b.get(key).is_some_and(|other| node.value.same(other)))
            }
            (a, b) => a == b,
        }
    }
}

/// A dictionary in the order it was written; no key occurs twice.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dictionary {
    pub entries: Vec<(Vec<u8>, Node)>,
}

impl Dictionary {
    pub fn node(&self, key: &[u8]) -> Option<&Node> {
        self.entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node)
    }

    pub fn get(&self, key: &[u8]) -> Option<&Value> {
        self.node(key).map(|node| &node.value)
    }

    /// Whether `key` holds the name `name`.
    pub fn is(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Value::as_name) == Some(name)
    }
}

/// The bytes at `at` are not what PDF syntax asks for there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{what} expected at byte {at}")]
pub struct SyntaxError {
    pub at: usize,
    pub what: &'static str,
}
