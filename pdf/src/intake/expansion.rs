//! Decompression bombs: what unpacks to far more than a contract needs is refused before anything unpacks it for real.

use super::IntakeLimits;
use super::refusal::IntakeRefusal;
use lopdf::{DecompressError, Document, Error, Object, Stream};

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
        if is_picture_codec(stream) {
            continue;
        }
        match stream.decompressed_content_with_limit(limits.stream_bytes.min(left)) {
            Ok(content) => left = left.saturating_sub(content.len()),
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(IntakeRefusal::OverLimit);
            }
            // An unknown or damaged filter: the rewrite and the second parser judge that.
            Err(_) => {}
        }
    }
    Ok(())
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

/// Whether the last filter makes pixels; their number is bounded by [`pixels`] and by the worker's memory.
fn is_picture_codec(stream: &Stream) -> bool {
    let last = match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) => filters.last().and_then(|filter| filter.as_name().ok()),
        Ok(filter) => filter.as_name().ok(),
        Err(_) => None,
    };
    matches!(
        last,
        Some(b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode")
    )
}
