//! Reading whole values (ISO 32000-2, 7.3).

use super::{Scanner, is_delimiter, is_white};
use crate::incremental::syntax::{Dictionary, Node, SyntaxError, Value};

/// Arrays and dictionaries may be nested so deep, not deeper.
const MAX_DEPTH: u32 = 64;

impl Scanner<'_> {
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
    use crate::incremental::syntax::ObjectId;

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
