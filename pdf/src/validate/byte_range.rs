//! Which bytes a signature covers, read from the signature dictionary alone (ISO 32000-2, 12.8.1).

use super::is_number_array;
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::Dictionary;
use domain::hash::Sha256Hash;
use std::ops::Range;

const KEY: &[u8] = b"/ByteRange";

/// Why the range does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    #[error("the signature has no readable /Contents")]
    NoContents,
    #[error("/ByteRange is not four numbers")]
    NotFourNumbers,
    #[error("/ByteRange does not begin with the file")]
    NotFromTheStart,
    #[error("/ByteRange leaves out something else than this signature's /Contents")]
    OtherGap,
    #[error("/ByteRange reaches beyond the file")]
    BeyondTheFile,
    #[error("/Contents is not one DER structure followed by zeros")]
    NotDer,
}

impl RangeError {
    /// The signature cannot be read at all, rather than being put around other bytes.
    pub fn is_unreadable(self) -> bool {
        matches!(self, Self::NoContents | Self::NotFourNumbers | Self::NotDer)
    }
}

/// The covered bytes and the signature between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Covered {
    /// SHA-256 of the two ranges.
    pub digest: Sha256Hash,
    /// What is left out: /Contents with its brackets.
    pub gap: Range<usize>,
    /// Where the second range ends.
    pub end: usize,
    pub cms: Vec<u8>,
}

impl Covered {
    /// The covered bytes: before the gap, and after it.
    pub fn pieces<'a>(&self, bytes: &'a [u8]) -> [&'a [u8]; 2] {
        [&bytes[..self.gap.start], &bytes[self.gap.end..self.end]]
    }
}

/// Reads the ranges of the signature dictionary `object`.
pub fn covered(bytes: &[u8], object: &Indirect, dictionary: &Dictionary) -> Result<Covered, RangeError> {
    let contents = dictionary.node(b"Contents").ok_or(RangeError::NoContents)?;
    let digits = &contents.value.as_string().ok_or(RangeError::NoContents)?;
    let inside = contents.span.start >= object.span.start && contents.span.end <= object.span.end;
    let written = bytes
        .get(contents.span.clone())
        .filter(|_| inside && !object.span.is_empty());
    let written = written.ok_or(RangeError::NoContents)?;
    let plain_hex = written.len() == digits.len() * 2 + 2 && is_plain_hex(&written[1..written.len() - 1]);
    if !plain_hex {
        return Err(RangeError::NoContents);
    }
    let Ranges { start, gap, end } = ranges(dictionary).ok_or(RangeError::NotFourNumbers)?;
    if start != 0 {
        return Err(RangeError::NotFromTheStart);
    }
    if gap != contents.span {
        return Err(RangeError::OtherGap);
    }
    if end > bytes.len() {
        return Err(RangeError::BeyondTheFile);
    }
    let digest = Sha256Hash::of_parts(&[&bytes[..gap.start], &bytes[gap.end..end]]);
    let length = der_length(digits).filter(|length| digits[*length..].iter().all(|byte| *byte == 0));
    let cms = digits[..length.ok_or(RangeError::NotDer)?].to_vec();
    Ok(Covered {
        digest,
        gap,
        end,
        cms,
    })
}

/// Hex digits and nothing else, in one case: these bytes are not signed, so they must have one form only.
fn is_plain_hex(digits: &[u8]) -> bool {
    let upper = digits.iter().any(u8::is_ascii_uppercase);
    let lower = digits.iter().any(u8::is_ascii_lowercase);
    digits.iter().all(u8::is_ascii_hexdigit) && !(upper && lower)
}

struct Ranges {
    start: usize,
    gap: Range<usize>,
    end: usize,
}

fn ranges(dictionary: &Dictionary) -> Option<Ranges> {
    let numbers = dictionary.get(b"ByteRange")?.as_array()?;
    let numbers: Option<Vec<usize>> = numbers
        .iter()
        .map(|node| usize::try_from(node.value.as_integer()?).ok())
        .collect();
    let [start, before, after, rest] = <[usize; 4]>::try_from(numbers?).ok()?;
    let gap = start.checked_add(before)?..after;
    Some(Ranges {
        start,
        gap,
        end: after.checked_add(rest)?,
    })
}

/// Length of the DER SEQUENCE that `bytes` begins with.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let (&tag, &first) = (bytes.first()?, bytes.get(1)?);
    let (header, length) = match first {
        0..=0x7f => (2, usize::from(first)),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7f);
            let digits = bytes.get(2..2 + count)?;
            (
                2 + count,
                digits
                    .iter()
                    .fold(0, |length, byte| length << 8 | usize::from(*byte)),
            )
        }
        _ => return None,
    };
    let total = header + length;
    (tag == 0x30 && total <= bytes.len()).then_some(total)
}

/// Offsets of all /ByteRange entries that are written anywhere in the file, found without any cross-reference.
pub fn written(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = find(&bytes[from..], KEY)?;
        let at = from + found;
        from = at + KEY.len();
        Some(at)
    })
    .filter(|at| is_number_array(bytes, at + KEY.len()))
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_der_sequence_is_read_within_bounds() {
        assert_eq!(der_length(&[0x30, 2, 1, 1, 0]), Some(4));
        assert_eq!(der_length(&[0x30, 0x81, 2, 1, 1]), Some(5));
        assert_eq!(der_length(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(der_length(&[0x30, 0x80, 0, 0]), None);
        assert_eq!(der_length(&[0x31, 0]), None);
        assert_eq!(der_length(&[]), None);
    }

    #[test]
    fn ranges_are_found_wherever_they_are_written() {
        let text = b"<< /ByteRange [0 1 2 3] >> /ByteRanges (/ByteRange) /ByteRange[0]";
        assert_eq!(written(text).count(), 2);
    }
}
