//! The signature dictionary with room for the signature itself (ISO 32000-2, table 255; ETSI EN 319 142-1, 6.3).

use super::placeholder::Placeholder;
use crate::incremental::append::{Appender, FileEnd};
use crate::incremental::print;
use domain::timestamp::Timestamp;

/// Bytes reserved for a signature where nothing else is said: certificates and a time-stamp of three
/// certificates each, with room to spare.
pub const DEFAULT_RESERVE: u32 = 12_000;

/// Bytes reserved for a document time-stamp: one token with the certificates of its authority.
pub const TIMESTAMP_RESERVE: u32 = 8_000;

/// What stands in the dictionary beside the signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignatureDictionary<'a> {
    pub name: &'a str,
    pub reason: Option<&'a str>,
    pub location: Option<&'a str>,
    /// When the signer acted; the time of the signature itself is in its time-stamp.
    pub at: Timestamp,
    pub offset_minutes: i32,
    /// Certifies the document: later changes may only fill in forms and sign (DocMDP, P = 2).
    pub certifies: bool,
    /// Bytes to reserve.
    pub reserve: u32,
}

/// Replaced by numbers of up to ten digits, padded with spaces.
const BLANK_RANGE: &str = "[0 0000000000 0000000000 0000000000]";
const BYTE_RANGE: &str = "/ByteRange ";
const CONTENTS: &str = " /Contents ";

/// Places in the file that are still blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blanks {
    byte_range_at: u64,
    /// The opening bracket.
    contents_at: u64,
    digits: u64,
}

impl SignatureDictionary<'_> {
    /// Writes it as object `number`.
    pub fn write(&self, appender: &mut Appender, number: u32) -> Blanks {
        let mut body = format!(
            "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M {} /Name {}",
            print::date(self.at, self.offset_minutes),
            print::text(self.name)
        );
        for (key, value) in [("Reason", self.reason), ("Location", self.location)] {
            if let Some(value) = value {
                body.push_str(&format!(" /{key} {}", print::text(value)));
            }
        }
        if self.certifies {
            body.push_str(
                " /Reference [<< /Type /SigRef /TransformMethod /DocMDP \
                 /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>]",
            );
        }
        blank_signature(appender, number, body, self.reserve)
    }
}

/// Writes the dictionary of a document time-stamp as object `number` (ISO 32000-2, 12.8.5).
pub(crate) fn blank_document_timestamp(appender: &mut Appender, number: u32, reserve: u32) -> Blanks {
    let body = "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161";
    blank_signature(appender, number, body.to_owned(), reserve)
}

/// Ends a dictionary with the byte range and the place of the signature, and writes it.
fn blank_signature(appender: &mut Appender, number: u32, mut body: String, reserve: u32) -> Blanks {
    let digits = reserve as usize * 2;
    body.push(' ');
    let byte_range = body.len() + BYTE_RANGE.len();
    let contents = byte_range + BLANK_RANGE.len() + CONTENTS.len();
    body.reserve(digits + 80);
    body.extend([BYTE_RANGE, BLANK_RANGE, CONTENTS, "<"]);
    body.extend(std::iter::repeat_n('0', digits));
    body.push_str("> >>");
    let at = appender.object_of(number, 0, body.as_bytes());
    Blanks {
        byte_range_at: at + byte_range as u64,
        contents_at: at + contents as u64,
        digits: digits as u64,
    }
}

impl Blanks {
    /// Writes the byte range into `tail`, the bytes that were appended at `start` up to `end`.
    pub fn settle(&self, tail: &mut [u8], start: u64, end: &FileEnd) -> Placeholder {
        let after = self.contents_at + self.digits + 2;
        let byte_range = [0, self.contents_at, after, end.length - after];
        let numbers = format!(
            "[0 {:<10} {:<10} {:<10}",
            byte_range[1], byte_range[2], byte_range[3]
        );
        let at = (self.byte_range_at - start) as usize;
        tail[at..at + numbers.len()].copy_from_slice(numbers.as_bytes());
        Placeholder {
            byte_range,
            contents_at: self.contents_at + 1,
            contents_len: self.digits,
        }
    }
}
