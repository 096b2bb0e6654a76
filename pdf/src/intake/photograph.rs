//! Photographs and scans: a JPEG, PNG or HEIC becomes one A4 page that shows it upright, as large as it fits.

use super::IntakeError;
use super::qpdf::QpdfError;
use super::refusal::IntakeRefusal;
use crate::incremental::append::{Appender, FileEnd};
use crate::picture::Picture;
use std::borrow::Cow;
use std::path::Path;
use std::process::{Command, Stdio};

/// Short and long side of A4 in points.
const A4: (f64, f64) = (595.276, 841.89);
/// Decodes HEIC (Debian: libheif-examples).
const HEIF_CONVERT: &str = "heif-convert";

/// The upload as a PDF of one page, if it is a picture; `folder` is written to.
pub fn as_pdf(upload: &[u8], folder: &Path) -> Result<Option<Vec<u8>>, IntakeError> {
    let file = if upload.starts_with(b"\xff\xd8\xff") || upload.starts_with(b"\x89PNG\r\n\x1a\n") {
        Cow::Borrowed(upload)
    } else if is_heic(upload) {
        Cow::Owned(decode_heic(upload, folder)?)
    } else {
        return Ok(None);
    };
    let picture = Picture::read(&file).map_err(|_| IntakeRefusal::PictureUnusable)?;
    Ok(Some(page(&picture, turn(&file))))
}

/// A file of the ISO base media format whose brand is one of HEIF's (ISO/IEC 23008-12, annex B).
pub(crate) fn is_heic(upload: &[u8]) -> bool {
    upload.get(4..8) == Some(b"ftyp")
        && upload.get(8..12).is_some_and(|brand| {
            [b"heic", b"heix", b"hevc", b"mif1", b"msf1"]
                .iter()
                .any(|known| brand == *known)
        })
}

pub(crate) fn decode_heic(upload: &[u8], folder: &Path) -> Result<Vec<u8>, IntakeError> {
    std::fs::write(folder.join("picture.heic"), upload).map_err(QpdfError::from)?;
    let decoded = Command::new(HEIF_CONVERT)
        .args(["-q", "92", "picture.heic", "picture.jpg"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|_| IntakeRefusal::HeicUnavailable)?;
    if !decoded.status.success() {
        return Err(IntakeRefusal::PictureUnusable.into());
    }
    // Nothing is there where the file holds several pictures, which are written under other names.
    Ok(std::fs::read(folder.join("picture.jpg")).map_err(|_| IntakeRefusal::PictureUnusable)?)
}

fn page(picture: &Picture, turn: u16) -> Vec<u8> {
    let lies = picture.width_px > picture.height_px;
    let (width, height) = if lies { (A4.1, A4.0) } else { A4 };
    let [left, bottom, w, h] = picture.contained(width, height);
    let mut out = Appender::new(FileEnd::of_nothing());
    let [catalog, pages, leaf, content] = [(); 4].map(|()| out.reserve());
    let image = picture.embed(&mut out);
    let drawing = format!("q {w:.3} 0 0 {h:.3} {left:.3} {bottom:.3} cm /P Do Q");
    out.object(
        catalog,
        format!("<< /Type /Catalog /Pages {pages} 0 R >>").as_bytes(),
    );
    out.object(
        pages,
        format!("<< /Type /Pages /Count 1 /Kids [{leaf} 0 R] >>").as_bytes(),
    );
    out.object(
        leaf,
        format!(
            "<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {width} {height}] /Rotate {turn} \
             /Contents {content} 0 R /Resources << /XObject << /P {image} 0 R >> >> >>"
        )
        .as_bytes(),
    );
    out.stream(content, "", drawing.as_bytes());
    out.finish(String::new()).0
}

/// How far a camera's picture is to be turned clockwise, by its Exif orientation; 0 where it does not say.
/// Mirrored pictures, which no camera makes, are left as they are.
fn turn(file: &[u8]) -> u16 {
    match orientation(file) {
        Some(3) => 180,
        Some(6) => 90,
        Some(8) => 270,
        _ => 0,
    }
}

/// Tag 0x0112 of the first directory of a JPEG's Exif segment (CIPA DC-008, 4.6.4).
fn orientation(file: &[u8]) -> Option<u16> {
    let mut at = 2;
    let segment = loop {
        let &[0xff, marker, high, low] = file.get(at..at + 4)? else {
            return None;
        };
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        match marker {
            0xe1 => {
                if let Some(tiff) = file.get(at + 4..end)?.strip_prefix(b"Exif\0\0") {
                    break tiff;
                }
            }
            0xc0 | 0xc2 | 0xda => return None,
            _ => {}
        }
        at = end;
    };
    let little = segment.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes = segment.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes = segment.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    let first = directory.checked_add(2)?;
    let tag = (0..entries)
        .map(|entry| first + 12 * entry)
        .find(|at| short(*at) == Some(0x0112))?;
    short(tag + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG's first segment: Exif with an orientation, big-endian.
    fn camera(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let length = u8::try_from(exif.len() + 2).unwrap();
        [&[0xff, 0xd8, 0xff, 0xe1, 0, length], exif.as_slice()].concat()
    }

    #[test]
    fn a_camera_says_how_it_was_held() {
        let turned = [1, 3, 6, 8, 2, 99].map(|orientation| turn(&camera(orientation)));
        assert_eq!(turned, [0, 180, 90, 270, 0, 0]);
    }

    #[test]
    fn an_exif_segment_that_is_cut_says_nothing() {
        let whole = camera(6);
        for end in 0..whole.len() {
            assert_eq!(turn(&whole[..end]), 0, "cut at {end}");
        }
    }
}
