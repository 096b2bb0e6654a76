//! The form of an encrypted blob: `HQBLOB01`, a 32-byte salt, then AES-256-GCM chunks of 64 KiB.
//!
//! The salt gives each file a key of its own, so the chunk number can be the nonce. Number and last-flag
//! stand in the associated data: chunks cannot be dropped, doubled or put in another order.

use crate::cipher::{CipherError, DataKey, Place};
use domain::hash::Sha256Hash;

const MAGIC: &[u8; 8] = b"HQBLOB01";
const SALT_LEN: usize = 32;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

fn place(owner: &str, hash: Sha256Hash, number: u64, last: bool) -> Place {
    Place::new(
        "blob",
        &[
            owner.as_bytes(),
            &hash.0,
            &number.to_be_bytes(),
            &[u8::from(last)],
        ],
    )
}

/// Encrypts `plain`, whose SHA-256 is `hash`, under the owner's key. An empty blob is one empty chunk.
pub fn seal(key: &DataKey, owner: &str, hash: Sha256Hash, plain: &[u8]) -> Result<Vec<u8>, CipherError> {
    let mut salt = [0; SALT_LEN];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| CipherError::Failed)?;
    let key = key.derive(&salt)?;
    let chunks = plain.len().div_ceil(CHUNK).max(1);
    let mut out = Vec::with_capacity(MAGIC.len() + SALT_LEN + plain.len() + chunks * TAG);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&salt);
    for index in 0..chunks {
        let end = plain.len().min((index + 1) * CHUNK);
        let mut chunk = plain[index * CHUNK..end].to_vec();
        let number = index as u64;
        key.seal_chunk(
            &place(owner, hash, number, index + 1 == chunks),
            number,
            &mut chunk,
        )?;
        out.append(&mut chunk);
    }
    Ok(out)
}

/// Opens what [`seal`] made for the same owner and hash.
pub fn open(key: &DataKey, owner: &str, hash: Sha256Hash, sealed: &[u8]) -> Result<Vec<u8>, CipherError> {
    let body = sealed.strip_prefix(MAGIC).ok_or(CipherError::DoesNotOpen)?;
    let (salt, body) = body.split_at_checked(SALT_LEN).ok_or(CipherError::DoesNotOpen)?;
    let key = key.derive(salt)?;
    let chunks = body.len().div_ceil(CHUNK + TAG);
    if chunks == 0 {
        return Err(CipherError::DoesNotOpen);
    }
    let mut plain = Vec::with_capacity(body.len());
    for (index, chunk) in body.chunks(CHUNK + TAG).enumerate() {
        let number = index as u64;
        let mut chunk = chunk.to_vec();
        let place = place(owner, hash, number, index + 1 == chunks);
        plain.extend_from_slice(key.open_chunk(&place, number, &mut chunk)?);
    }
    if Sha256Hash::of(&plain) == hash {
        Ok(plain)
    } else {
        Err(CipherError::DoesNotOpen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "contract/0198c5a2-0000-7000-8000-000000000001";
    const HEAD: usize = MAGIC.len() + SALT_LEN;

    #[test]
    fn blobs_of_every_length_around_a_chunk_come_back() {
        let key = DataKey::random().unwrap();
        for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 1] {
            let plain: Vec<u8> = (0..len).map(|i| (i % 251) as u8).collect();
            let hash = Sha256Hash::of(&plain);
            let sealed = seal(&key, OWNER, hash, &plain).unwrap();
            assert_eq!(sealed.len(), HEAD + len + len.div_ceil(CHUNK).max(1) * TAG);
            assert_eq!(open(&key, OWNER, hash, &sealed).unwrap(), plain, "{len}");
        }
    }

    #[test]
    fn dropped_swapped_and_altered_chunks_are_noticed() {
        let key = DataKey::random().unwrap();
        let plain = vec![7; 3 * CHUNK];
        let hash = Sha256Hash::of(&plain);
        let sealed = seal(&key, OWNER, hash, &plain).unwrap();
        let chunk = |n: usize| HEAD + n * (CHUNK + TAG)..HEAD + (n + 1) * (CHUNK + TAG);

        let dropped = &sealed[..sealed.len() - CHUNK - TAG];
        let swapped = [
            &sealed[..HEAD],
            &sealed[chunk(1)],
            &sealed[chunk(0)],
            &sealed[chunk(2)],
        ]
        .concat();
        let mut altered = sealed.clone();
        altered[HEAD + CHUNK + TAG + 5] ^= 1;
        for damaged in [dropped, &swapped, &altered, &sealed[..HEAD], &sealed[..4], b""] {
            assert_eq!(open(&key, OWNER, hash, damaged), Err(CipherError::DoesNotOpen));
        }
        assert!(open(&key, "contract/other", hash, &sealed).is_err());
    }
}
