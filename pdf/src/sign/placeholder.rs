//! The gap that a signature is put into: the bytes around it are what is signed (ISO 32000-2, 12.8.1).

use domain::hash::Sha256Hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Where the bytes of a signature belong. Offsets count from the beginning of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placeholder {
    /// Two ranges as offset and length: before the gap and after it.
    pub byte_range: [u64; 4],
    /// The first of the hex digits.
    pub contents_at: u64,
    /// Number of hex digits: twice the bytes that fit.
    pub contents_len: u64,
}

/// The signature could not be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CompleteError {
    #[error(
        "the signature is {needed} bytes long, {reserved} are reserved: prepare again with a larger reserve"
    )]
    ContentsTooSmall { needed: u64, reserved: u64 },
    #[error("the placeholder does not belong to these bytes")]
    NotThisRevision,
}

/// SHA-256 of what the signature covers. `bytes` is the whole file.
pub fn digest(bytes: &[u8], placeholder: &Placeholder) -> Result<Sha256Hash, CompleteError> {
    digest_after(Sha256::new(), 0, bytes, placeholder)
}

/// Puts the DER of a CMS signature into a whole file.
pub fn complete(mut bytes: Vec<u8>, placeholder: &Placeholder, cms: &[u8]) -> Result<Vec<u8>, CompleteError> {
    fill(&mut bytes, 0, placeholder, cms)?;
    Ok(bytes)
}

/// The digest, where `state` has already hashed the file up to `start` and `tail` is the rest.
pub(super) fn digest_after(
    mut state: Sha256,
    start: u64,
    tail: &[u8],
    placeholder: &Placeholder,
) -> Result<Sha256Hash, CompleteError> {
    let gap = gap(start, tail, placeholder)?;
    state.update(&tail[..gap.start]);
    state.update(&tail[gap.end..]);
    Ok(Sha256Hash(state.finalize().into()))
}

/// Writes the hex digits; unused ones stay 0.
pub(super) fn fill(
    tail: &mut [u8],
    start: u64,
    placeholder: &Placeholder,
    cms: &[u8],
) -> Result<(), CompleteError> {
    let gap = gap(start, tail, placeholder)?;
    let digits = &mut tail[gap.start + 1..gap.end - 1];
    let reserved = digits.len() / 2;
    if cms.len() > reserved {
        return Err(CompleteError::ContentsTooSmall {
            needed: cms.len() as u64,
            reserved: reserved as u64,
        });
    }
    hex::encode_to_slice(cms, &mut digits[..cms.len() * 2]).map_err(|_| CompleteError::NotThisRevision)
}

/// The gap with its brackets, within `tail`.
fn gap(start: u64, tail: &[u8], placeholder: &Placeholder) -> Result<Range<usize>, CompleteError> {
    let Placeholder {
        byte_range: [zero, before, after, rest],
        contents_at,
        contents_len,
    } = *placeholder;
    let here = |at: u64| at.checked_sub(start).and_then(|at| usize::try_from(at).ok());
    let (Some(from), Some(to)) = (here(before), here(after)) else {
        return Err(CompleteError::NotThisRevision);
    };
    let whole = zero == 0
        && after.checked_add(rest) == Some(start + tail.len() as u64)
        && before.checked_add(1) == Some(contents_at)
        && contents_at.checked_add(contents_len) == after.checked_sub(1)
        && contents_len % 2 == 0
        && tail.get(from) == Some(&b'<')
        && to.checked_sub(1).and_then(|last| tail.get(last)) == Some(&b'>');
    if whole {
        Ok(from..to)
    } else {
        Err(CompleteError::NotThisRevision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"before<00000000>after";
    const HOLE: Placeholder = Placeholder {
        byte_range: [0, 6, 16, 5],
        contents_at: 7,
        contents_len: 8,
    };

    #[test]
    fn the_gap_is_not_hashed_and_then_filled() {
        assert_eq!(digest(FILE, &HOLE), Ok(Sha256Hash::of(b"beforeafter")));
        assert_eq!(
            complete(FILE.to_vec(), &HOLE, b"\x30\x01\xff"),
            Ok(b"before<3001ff00>after".to_vec())
        );
        let state = Sha256::new_with_prefix(b"befo");
        assert_eq!(
            digest_after(state, 4, &FILE[4..], &HOLE),
            Ok(Sha256Hash::of(b"beforeafter"))
        );
    }

    #[test]
    fn a_signature_that_does_not_fit_is_never_cut() {
        let refused = complete(FILE.to_vec(), &HOLE, &[0; 5]);
        assert_eq!(
            refused,
            Err(CompleteError::ContentsTooSmall {
                needed: 5,
                reserved: 4
            })
        );
    }

    #[test]
    fn a_placeholder_of_other_bytes_is_refused() {
        assert_eq!(
            digest(b"before<00000000>afte", &HOLE),
            Err(CompleteError::NotThisRevision)
        );
        assert_eq!(
            digest(b"beforx000000000>after", &HOLE),
            Err(CompleteError::NotThisRevision)
        );
        let odd = Placeholder {
            byte_range: [0, u64::MAX, 3, 5],
            ..HOLE
        };
        assert_eq!(digest(FILE, &odd), Err(CompleteError::NotThisRevision));
    }
}
