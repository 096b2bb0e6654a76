//! LEB128 numbers of the ink formats: 32 bits, shortest form only; signed ones zigzag.

use super::InkError;

/// Appends `value` in its shortest form, 1 to 5 bytes.
pub fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends `value` as zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 …
pub fn put_signed(out: &mut Vec<u8>, value: i32) {
    put(out, ((value << 1) ^ (value >> 31)).cast_unsigned());
}

/// Reads numbers one after the other; nothing but shortest forms below 2³² passes.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes not read yet.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    pub fn byte(&mut self) -> Result<u8, InkError> {
        let (&first, rest) = self.rest.split_first().ok_or(InkError::CutShort)?;
        self.rest = rest;
        Ok(first)
    }

    pub fn number(&mut self) -> Result<u32, InkError> {
        let mut value = 0u64;
        for place in 0..5 {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                let longer_than_needed = byte == 0 && place > 0;
                let number = u32::try_from(value).map_err(|_| InkError::Number)?;
                return if longer_than_needed {
                    Err(InkError::Number)
                } else {
                    Ok(number)
                };
            }
        }
        Err(InkError::Number)
    }

    pub fn signed(&mut self) -> Result<i32, InkError> {
        let zigzag = self.number()?;
        Ok((zigzag >> 1).cast_signed() ^ -((zigzag & 1).cast_signed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(value: u32, signed: i32) {
            let mut bytes = Vec::new();
            put(&mut bytes, value);
            put_signed(&mut bytes, signed);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.number(), Ok(value));
            prop_assert_eq!(reader.signed(), Ok(signed));
            prop_assert_eq!(reader.left(), 0);
        }
    }

    #[test]
    fn only_the_shortest_form_below_two_to_the_32_is_read() {
        let read = |bytes: &[u8]| Reader::new(bytes).number();
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Ok(u32::MAX));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0x1f]), Err(InkError::Number));
        assert_eq!(read(&[0x80, 0x00]), Err(InkError::Number));
        assert_eq!(read(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x01]), Err(InkError::Number));
        assert_eq!(read(&[0x80]), Err(InkError::CutShort));
    }
}
