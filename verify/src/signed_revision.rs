//! Finds the signature of one PDF revision by its bytes alone (ISO 32000-2, 12.8.1), without trusting the PDF's structure.
//!
//! Revisions are known by length from the record. A signature counts only if its byte range is the whole revision
//! but for the gap that holds the signature itself.

use domain::hash::Sha256Hash;

/// Longest signature in bytes.
const MAX_SIGNATURE: usize = 256 * 1024;
const KEY: &[u8] = b"/ByteRange";

/// A signature and the digest of what it covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FoundSignature {
    /// CMS, DER, without the padding of the gap.
    pub cms: Vec<u8>,
    pub digest: Sha256Hash,
}

/// The revision does not end with a signature over all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoSignature {
    #[error("it has no signature")]
    None,
    #[error("its signature does not cover all of it")]
    Range,
    #[error("the place of its signature does not hold one")]
    Contents,
}

/// The signature that covers all of `revision`; looked for from byte `from` on, where the revision begins.
pub(crate) fn find(revision: &[u8], from: usize) -> Result<FoundSignature, NoSignature> {
    let added = revision.get(from..).ok_or(NoSignature::None)?;
    let at = added
        .windows(KEY.len())
        .rposition(|window| window == KEY)
        .ok_or(NoSignature::None)?;
    let [zero, gap, after, rest] = numbers(&added[at + KEY.len()..]).ok_or(NoSignature::Range)?;
    let whole = zero == 0 && gap < after && after.checked_add(rest) == Some(revision.len());
    if !whole {
        return Err(NoSignature::Range);
    }
    let hole = &revision[gap..after];
    let digits = hole
        .strip_prefix(b"<")
        .and_then(|hole| hole.strip_suffix(b">"))
        .ok_or(NoSignature::Range)?;
    if digits.len() > 2 * MAX_SIGNATURE {
        return Err(NoSignature::Contents);
    }
    let padded = hex::decode(digits).map_err(|_| NoSignature::Contents)?;
    let length = der_length(&padded)
        .filter(|length| *length <= padded.len())
        .ok_or(NoSignature::Contents)?;
    let (cms, padding) = padded.split_at(length);
    if padding.iter().any(|byte| *byte != 0) {
        return Err(NoSignature::Contents);
    }
    let digest = Sha256Hash::of_parts(&[&revision[..gap], &revision[after..]]);
    Ok(FoundSignature {
        cms: cms.to_vec(),
        digest,
    })
}

/// `[a b c d]`, with any white space.
fn numbers(text: &[u8]) -> Option<[usize; 4]> {
    let open = text
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())
        .filter(|at| text[*at] == b'[')?;
    let close = text.iter().take(200).position(|byte| *byte == b']')?;
    let inside = std::str::from_utf8(text.get(open + 1..close)?).ok()?;
    let mut parts = inside.split_ascii_whitespace().map(|part| part.parse().ok());
    let four = [parts.next()??, parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(four)
}

/// Length of the DER element that `bytes` begin with, its header included.
fn der_length(bytes: &[u8]) -> Option<usize> {
    match *bytes.get(1)? {
        short @ 0..=0x7f => Some(2 + usize::from(short)),
        long @ 0x81..=0x84 => {
            let count = usize::from(long & 0x7f);
            let digits = bytes.get(2..2 + count)?;
            let length = digits
                .iter()
                .fold(0usize, |sum, digit| sum << 8 | usize::from(*digit));
            length.checked_add(2 + count)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(range: &str, hole: &str, tail: &str) -> Vec<u8> {
        format!("%PDF /ByteRange {range} /Contents {hole}{tail}").into_bytes()
    }

    #[test]
    fn a_signature_over_all_but_its_own_place_is_found() {
        let file = revision("[0 38 48 5]", "<3001ff00>", "after");
        assert_eq!(file.len(), 53);
        let found = find(&file, 0).unwrap();
        assert_eq!(found.cms, [0x30, 1, 0xff]);
        assert_eq!(found.digest, Sha256Hash::of_parts(&[&file[..38], b"after"]));
    }

    #[test]
    fn anything_less_is_none() {
        for (range, hole, tail) in [
            ("[0 38 48 5]", "<3001ff00>", "after!"),
            ("[1 38 48 5]", "<3001ff00>", "after"),
            ("[0 37 48 5]", "<3001ff00>", "after"),
            ("[0 38 48 5]", "<3001ff01>", "after"),
            ("[0 38 48 5]", "<3009ff00>", "after"),
            ("[0 48 38 5]", "<3001ff00>", "after"),
            ("[0 99 -1 5]", "<3001ff00>", "after"),
        ] {
            assert!(
                find(&revision(range, hole, tail), 0).is_err(),
                "{range} {hole} {tail}"
            );
        }
        assert_eq!(find(b"%PDF-1.7", 0), Err(NoSignature::None));
        assert_eq!(find(b"%PDF-1.7", 99), Err(NoSignature::None));
    }
}
