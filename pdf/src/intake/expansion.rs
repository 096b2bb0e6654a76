//! Decompression bombs: what unpacks to far more than a contract needs is refused before anything unpacks it for real.

use super::IntakeLimits;
use super::refusal::IntakeRefusal;
use flate2::read::ZlibDecoder;
use lopdf::{DecompressError, Document, Error, Object, Stream};
use std::io::{self, Read};

/// Unpacks every stream within `limits` and refuses a document that goes beyond them.
pub fn check(document: &Document, limits: &IntakeLimits) -> Result<(), IntakeRefusal> {
    let mut left = limits.decoded_bytes;
    for stream in document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
    {
        if pixels(document, stream).is_none_or(|pixels| pixels > limits.picture_pixels) {
            return Err(IntakeRefusal::OverLimit);
        }
        let most = limits.stream_bytes.min(left);
        let unpacked = match filters(document, stream).as_slice() {
            [] => stream.content.len(),
            [.., last] if is_picture_codec(last) => continue,
            [b"FlateDecode" | b"Fl"] => inflated(&stream.content, most),
            _ => match stream.decompressed_content_with_limit(most) {
                Ok(content) => content.len(),
                Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => most.saturating_add(1),
                // An unknown or damaged filter: the rewrite and the second parser judge that.
                Err(_) => 0,
            },
        };
        if unpacked > most {
            return Err(IntakeRefusal::OverLimit);
        }
        left -= unpacked;
    }
    Ok(())
}

/// How many bytes come out of compressed data, counted up to one more than `most`; nothing is kept of them.
fn inflated(data: &[u8], most: usize) -> usize {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut counter = ByteCounter(0);
    // Damaged data end the count.
    _ = io::copy(&mut ZlibDecoder::new(data).take(limit), &mut counter);
    counter.0
}

struct ByteCounter(usize);

impl io::Write for ByteCounter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Width × height of a picture, 0 for other streams, `None` where the product overflows.
fn pixels(document: &Document, stream: &Stream) -> Option<i64> {
    let side = |key: &[u8]| {
        let value = stream
            .dict
            .get(key)
            .ok()
            .and_then(|value| document.dereference(value).ok());
        value
            .and_then(|(_, value)| value.as_i64().ok())
            .unwrap_or(0)
            .max(0)
    };
    side(b"Width").checked_mul(side(b"Height"))
}

/// The names of a stream's filters, in the order in which they are undone.
fn filters<'a>(document: &'a Document, stream: &'a Stream) -> Vec<&'a [u8]> {
    let name = |filter: &'a Object| document.dereference(filter).ok()?.1.as_name().ok();
    let entry = stream
        .dict
        .get(b"Filter")
        .and_then(|entry| document.dereference(entry));
    match entry {
        Ok((_, Object::Array(filters))) => filters.iter().filter_map(name).collect(),
        Ok((_, filter)) => name(filter).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// Whether a filter makes pixels; their number is bounded by [`pixels`] and by the worker's memory.
fn is_picture_codec(filter: &[u8]) -> bool {
    matches!(
        filter,
        b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode"
    )
}
