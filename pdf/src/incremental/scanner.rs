//! Passing over PDF bytes: white space, words, numbers and the heads of indirect objects (ISO 32000-2, 7.2).

mod values;

use super::syntax::{ObjectId, SyntaxError};

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
}
