//! PDF values with the place where each was written (ISO 32000-2, 7.2 and 7.3).

use std::ops::Range;

/// Arrays and dictionaries may be nested so deep, not deeper.
const MAX_DEPTH: u32 = 64;

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
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
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

/// Reads values one after another.
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

pub fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

impl<'a> Scanner<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub fn error<T>(&self, what: &'static str) -> Result<T, SyntaxError> {
        Err(SyntaxError { at: self.at, what })
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes white space only.
    pub fn skip_white(&mut self) {
        while self.peek().is_some_and(is_white) {
            self.at += 1;
        }
    }

    /// Passes white space and comments.
    pub fn skip_space(&mut self) {
        loop {
            self.skip_white();
            if self.peek() != Some(b'%') {
                return;
            }
            while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                self.at += 1;
            }
        }
    }

    /// Takes `word` if it stands here as a whole word.
    pub fn take(&mut self, word: &[u8]) -> bool {
        let rest = self.rest();
        let ends = rest
            .get(word.len())
            .is_none_or(|byte| is_white(*byte) || is_delimiter(*byte));
        let found = rest.starts_with(word) && ends;
        if found {
            self.at += word.len();
        }
        found
    }

    /// Passes white space and comments, then takes `word`.
    pub fn expect(&mut self, word: &'static str) -> Result<(), SyntaxError> {
        self.skip_space();
        if self.take(word.as_bytes()) {
            Ok(())
        } else {
            self.error(word)
        }
    }

    /// Reads digits as a number.
    pub fn unsigned(&mut self) -> Result<u64, SyntaxError> {
        let start = self.at;
        let mut number = 0_u64;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            number = match number
                .checked_mul(10)
                .and_then(|n| n.checked_add(u64::from(digit - b'0')))
            {
                Some(number) => number,
                None => return self.error("a smaller number"),
            };
            self.at += 1;
        }
        if self.at == start {
            self.error("a number")
        } else {
            Ok(number)
        }
    }

    /// Reads `number generation keyword`, e.g. `12 0 obj`; takes nothing if it is something else.
    pub fn numbered(&mut self, keyword: &[u8]) -> Option<ObjectId> {
        let mut ahead = self.clone();
        let number = u32::try_from(ahead.unsigned().ok()?).ok()?;
        if !ahead.peek().is_some_and(is_white) {
            return None;
        }
        ahead.skip_white();
        let generation = u16::try_from(ahead.unsigned().ok()?).ok()?;
        if !ahead.peek().is_some_and(is_white) {
            return None;
        }
        ahead.skip_white();
        if !ahead.take(keyword) {
            return None;
        }
        self.at = ahead.at;
        Some(ObjectId { number, generation })
    }

    /// Reads one value, passing white space and comments before it.
    pub fn value(&mut self) -> Result<Node, SyntaxError> {
        self.value_at_depth(0)
    }

    fn value_at_depth(&mut self, depth: u32) -> Result<Node, SyntaxError> {
        if depth > MAX_DEPTH {
            return self.error("less nesting");
        }
        self.skip_space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'/') => Value::Name(self.name()?),
            Some(b'(') => Value::String(self.literal()?),
            Some(b'<') if self.bytes.get(self.at + 1) == Some(&b'<') => {
                Value::Dictionary(self.dictionary(depth)?)
            }
            Some(b'<') => Value::String(self.hexadecimal()?),
            Some(b'[') => Value::Array(self.array(depth)?),
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => match self.numbered(b"R") {
                Some(id) => Value::Reference(id),
                None => self.number()?,
            },
            _ if self.take(b"null") => Value::Null,
            _ if self.take(b"true") => Value::Boolean(true),
            _ if self.take(b"false") => Value::Boolean(false),
            _ => return self.error("a value"),
        };
        Ok(Node {
            value,
            span: start..self.at,
        })
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        if let Ok(number) = text.parse::<i64>() {
            return Ok(Value::Integer(number));
        }
        text.parse::<f64>().map(Value::Real).map_err(|_| SyntaxError {
            at: start,
            what: "a number",
        })
    }

    fn name(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self
            .peek()
            .filter(|byte| !is_white(*byte) && !is_delimiter(*byte))
        {
            self.at += 1;
            let escaped = (byte == b'#')
                .then(|| self.bytes.get(self.at..self.at + 2))
                .flatten();
            match escaped.and_then(|digits| Some(digit(digits[0])? << 4 | digit(digits[1])?)) {
                Some(decoded) => {
                    name.push(decoded);
                    self.at += 2;
                }
                None => name.push(byte),
            }
        }
        Ok(name)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        let mut out = Vec::new();
        let mut half = None;
        loop {
            let Some(byte) = self.peek() else {
                return self.error(">");
            };
            self.at += 1;
            match (digit(byte), half) {
                (Some(low), Some(high)) => {
                    out.push(high << 4 | low);
                    half = None;
                }
                (Some(high), None) => half = Some(high),
                (None, _) if byte == b'>' => break,
                (None, _) if is_white(byte) => {}
                (None, _) => return self.error("a hex digit"),
            }
        }
        out.extend(half.map(|high| high << 4));
        Ok(out)
    }

    fn literal(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        let mut out = Vec::new();
        let mut open = 1_usize;
        loop {
            let Some(byte) = self.peek() else {
                return self.error(")");
            };
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(out);
                    }
                }
                b'\\' => {
                    out.extend(self.escape());
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    out.push(b'\n');
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
    }

    /// What a backslash in a literal string stands for; the backslash is already taken.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next) = self.peek().filter(|next| matches!(next, b'0'..=b'7')) else {
                        break;
                    };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                (code & 0xff) as u8
            }
            other => other,
        })
    }

    fn array(&mut self, depth: u32) -> Result<Vec<Node>, SyntaxError> {
        self.at += 1;
        let mut nodes = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(nodes);
            }
            nodes.push(self.value_at_depth(depth + 1)?);
        }
    }

    fn dictionary(&mut self, depth: u32) -> Result<Dictionary, SyntaxError> {
        self.at += 2;
        let mut entries: Vec<(Vec<u8>, Node)> = Vec::new();
        let mut keys = std::collections::HashSet::new();
        loop {
            self.skip_space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Ok(Dictionary { entries });
            }
            if self.peek() != Some(b'/') {
                return self.error("a name or >>");
            }
            let key = self.name()?;
            if !keys.insert(key.clone()) {
                return self.error("a key only once");
            }
            let node = self.value_at_depth(depth + 1)?;
            entries.push((key, node));
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Node {
        Scanner::new(text.as_bytes(), 0).value().expect("a value")
    }

    #[test]
    fn values_are_decoded_and_their_places_kept() {
        let text = " << /A#42 [1 -2.50 (a\\(b\\051\\n) <4 1 4>] % c\n /R 12 0 R /N null >> ";
        let node = read(text);
        let dictionary = node.value.as_dictionary().expect("a dictionary");
        let array = dictionary.get(b"AB").and_then(Value::as_array).expect("an array");
        assert_eq!(array[0].value, Value::Integer(1));
        assert_eq!(array[1].value, Value::Real(-2.5));
        assert_eq!(array[2].value, Value::String(b"a(b)\n".to_vec()));
        assert_eq!(array[3].value, Value::String(b"A@".to_vec()));
        assert_eq!(
            dictionary.get(b"R"),
            Some(&Value::Reference(ObjectId {
                number: 12,
                generation: 0
            }))
        );
        assert_eq!(node.span, 1..text.len() - 1);
    }

    #[test]
    fn a_key_that_occurs_twice_is_refused() {
        assert!(Scanner::new(b"<< /A 1 /#41 2 >>", 0).value().is_err());
    }

    #[test]
    fn deep_nesting_is_refused_and_not_followed() {
        assert!(Scanner::new("[".repeat(100_000).as_bytes(), 0).value().is_err());
    }
}
