//! Size and colours of a JPEG, read from its frame header (ITU-T T.81, B.2.2); the rest is left to the reader.

use super::{Picture, PictureError, check_size};

/// Start of frame, baseline to progressive; PDF readers know no others (ISO 32000-2, 7.4.8).
const FRAMES: [u8; 3] = [0xc0, 0xc1, 0xc2];

/// Takes the file as it is.
pub fn read(file: &[u8]) -> Result<Picture, PictureError> {
    let (width_px, height_px, components) = frame(file).ok_or(PictureError::Unreadable)?;
    check_size(width_px, height_px)?;
    let space = match components {
        1 => "Gray",
        3 => "RGB",
        4 => return Err(PictureError::PrintColours),
        _ => return Err(PictureError::Unreadable),
    };
    Ok(Picture {
        width_px,
        height_px,
        encoding: format!("/ColorSpace /Device{space} /BitsPerComponent 8 /Filter /DCTDecode"),
        data: file.to_vec(),
        mask: Vec::new(),
    })
}

/// Width, height and number of colour components.
fn frame(file: &[u8]) -> Option<(u32, u32, u8)> {
    let mut at = 2;
    loop {
        let &[0xff, marker] = file.get(at..at + 2)? else {
            return None;
        };
        at += 2;
        match marker {
            0xff => at -= 1,
            0x01 | 0xd0..=0xd8 => {}
            // The picture's data, or its end, before any frame.
            0xd9 | 0xda => return None,
            _ => {
                let length = usize::from(u16::from_be_bytes(file.get(at..at + 2)?.try_into().ok()?));
                if FRAMES.contains(&marker) {
                    let header = file.get(at + 2..at + 8)?;
                    let number = |at: usize| u32::from(header[at]) << 8 | u32::from(header[at + 1]);
                    let whole = header[0] == 8 && file.ends_with(&[0xff, 0xd9]);
                    return whole.then(|| (number(3), number(1), header[5]));
                }
                at += length.max(2);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Markers of a JPEG of 3 × 2 pixels.
    fn jpeg(components: u8) -> Vec<u8> {
        let mut file = vec![
            0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 2, 0, 3, components,
        ];
        file.extend([0; 9]);
        file.extend([0xff, 0xda, 0, 2, 0xff, 0xd9]);
        file
    }

    #[test]
    fn the_frame_says_size_and_colours() {
        let picture = read(&jpeg(3)).expect("a picture");
        assert_eq!((picture.width_px, picture.height_px), (3, 2));
        assert!(picture.encoding.contains("/DeviceRGB"));
        assert_eq!(read(&jpeg(4)), Err(PictureError::PrintColours));
        assert_eq!(read(&jpeg(2)), Err(PictureError::Unreadable));
    }

    #[test]
    fn cut_files_are_refused() {
        let whole = jpeg(3);
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), Err(PictureError::Unreadable), "cut at {end}");
        }
    }
}
