//! Frames between hub and worker: one JSON header, then byte strings as they are.
//!
//! `HQW1`, header length (u32), header, number of byte strings (u32), then each as length (u64) and bytes; numbers
//! are big-endian. One frame goes each way.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

const MAGIC: [u8; 4] = *b"HQW1";
/// A header holds lists of pages and lines of text, and at most a font subset.
const MOST_HEADER: u64 = 64 << 20;
const MOST_BLOBS: u32 = 64;

/// The bytes are not a frame of the expected kind.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    #[error("the frame ends too early or cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("this is no frame")]
    NotAFrame,
    #[error("the frame is larger than {0} bytes")]
    TooLarge(u64),
    #[error("the frame's header is not understood: {0}")]
    Header(#[from] serde_json::Error),
}

/// Writes one frame.
pub fn write(to: &mut impl Write, header: &impl Serialize, blobs: &[&[u8]]) -> Result<(), WireError> {
    let header = serde_json::to_vec(header)?;
    let length = u32::try_from(header.len()).map_err(|_| WireError::TooLarge(MOST_HEADER))?;
    let count = u32::try_from(blobs.len()).map_err(|_| WireError::NotAFrame)?;
    to.write_all(&MAGIC)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&header)?;
    to.write_all(&count.to_be_bytes())?;
    for blob in blobs {
        to.write_all(&(blob.len() as u64).to_be_bytes())?;
        to.write_all(blob)?;
    }
    Ok(to.flush()?)
}

/// Reads one frame of at most `most` bytes of byte strings.
pub fn read<T: DeserializeOwned>(from: &mut impl Read, most: u64) -> Result<(T, Vec<Vec<u8>>), WireError> {
    let mut magic = [0; 4];
    from.read_exact(&mut magic)?;
    if magic != MAGIC {
        return Err(WireError::NotAFrame);
    }
    let length = u64::from(read_u32(from)?);
    if length > MOST_HEADER {
        return Err(WireError::TooLarge(MOST_HEADER));
    }
    let header = serde_json::from_slice(&read_bytes(from, length)?)?;
    let count = read_u32(from)?;
    if count > MOST_BLOBS {
        return Err(WireError::NotAFrame);
    }
    let mut left = most;
    let mut blobs = Vec::new();
    for _ in 0..count {
        let mut length = [0; 8];
        from.read_exact(&mut length)?;
        let length = u64::from_be_bytes(length);
        left = left.checked_sub(length).ok_or(WireError::TooLarge(most))?;
        blobs.push(read_bytes(from, length)?);
    }
    Ok((header, blobs))
}

fn read_u32(from: &mut impl Read) -> Result<u32, WireError> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}

/// Reads without reserving memory for bytes that have not come yet.
fn read_bytes(from: &mut impl Read, length: u64) -> Result<Vec<u8>, WireError> {
    let mut bytes = Vec::new();
    from.by_ref().take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, &vec![1, 2, 3], &[b"first", b"", b"third"]).unwrap();
        bytes
    }

    #[test]
    fn a_frame_comes_back() {
        let (header, blobs): (Vec<u8>, _) = read(&mut frame().as_slice(), 10).unwrap();
        assert_eq!(
            (header, blobs),
            (vec![1, 2, 3], vec![b"first".to_vec(), vec![], b"third".to_vec()])
        );
    }

    #[test]
    fn every_cut_frame_is_an_error() {
        let frame = frame();
        for end in 0..frame.len() {
            assert!(read::<Vec<u8>>(&mut &frame[..end], 10).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn a_frame_beyond_the_limit_is_an_error() {
        assert!(matches!(
            read::<Vec<u8>>(&mut frame().as_slice(), 9),
            Err(WireError::TooLarge(9))
        ));
    }

    #[test]
    fn a_claimed_length_reserves_nothing() {
        let mut huge = frame();
        let blob = huge.len() - 5 - 8;
        huge[blob..blob + 8].copy_from_slice(&(u64::MAX / 2).to_be_bytes());
        assert!(read::<Vec<u8>>(&mut huge.as_slice(), u64::MAX).is_err());
    }
}
