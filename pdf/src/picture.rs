//! Pictures as PDF image objects (ISO 32000-2, 8.9.5): PNG with its transparency, JPEG as it is.
//!
//! Reads untrusted bytes: only to be called in the limited worker, or with pictures of our own.

mod jpeg;

use crate::font::base64_bytes;
use crate::font::embed::deflate;
use crate::incremental::append::Appender;
use domain::hash::Sha256Hash;
use png::{ColorType, Transformations};
use serde::{Deserialize, Serialize};

/// Pixels of a picture beyond this are refused: more than any printer shows in a field.
const MOST_PIXELS: u64 = 40_000_000;

/// A picture that is ready to be written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    pub width_px: u32,
    pub height_px: u32,
    /// Dictionary entries that say how `data` is to be read.
    encoding: String,
    #[serde(with = "base64_bytes")]
    data: Vec<u8>,
    /// Opacity of each pixel, packed; empty where all are opaque.
    #[serde(with = "base64_bytes")]
    mask: Vec<u8>,
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("the picture is neither PNG nor JPEG, or is damaged")]
    Unreadable,
    #[error("the picture has more than {MOST_PIXELS} pixels")]
    TooLarge,
    #[error("the picture is a JPEG in print colours (CMYK), which screens show differently")]
    PrintColours,
}

impl Picture {
    /// Reads a PNG or JPEG file.
    pub fn read(file: &[u8]) -> Result<Self, PictureError> {
        if file.starts_with(&[0xff, 0xd8]) {
            jpeg::read(file)
        } else {
            read_png(file)
        }
    }

    /// Writes the picture, and its mask if there is one. Returns the object's number.
    pub fn embed(&self, appender: &mut Appender) -> u32 {
        let size = format!("/Width {} /Height {}", self.width_px, self.height_px);
        let mask = (!self.mask.is_empty()).then(|| {
            let number = appender.reserve();
            let entries = format!(
                "/Type /XObject /Subtype /Image {size} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
            );
            appender.stream(number, &entries, &self.mask);
            format!(" /SMask {number} 0 R")
        });
        let number = appender.reserve();
        let entries = format!(
            "/Type /XObject /Subtype /Image {size} {}{}",
            self.encoding,
            mask.unwrap_or_default()
        );
        appender.stream(number, &entries, &self.data);
        number
    }

    /// SHA-256 of what is embedded.
    pub fn digest(&self) -> Sha256Hash {
        Sha256Hash::of_parts(&[self.encoding.as_bytes(), &self.data, &self.mask])
    }

    /// Where the picture stands when it fills as much of `width` × `height` as its shape allows, in the middle:
    /// left, bottom, width, height.
    pub fn contained(&self, width: f64, height: f64) -> [f64; 4] {
        let (own_width, own_height) = (f64::from(self.width_px), f64::from(self.height_px));
        let scale = (width / own_width).min(height / own_height);
        let (w, h) = (own_width * scale, own_height * scale);
        [(width - w) / 2.0, (height - h) / 2.0, w, h]
    }
}

fn read_png(file: &[u8]) -> Result<Picture, PictureError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| PictureError::Unreadable)?;
    let (width_px, height_px) = reader.info().size();
    check_size(width_px, height_px)?;
    let length = reader.output_buffer_size().ok_or(PictureError::TooLarge)?;
    let mut pixels = vec![0; length];
    let frame = reader
        .next_frame(&mut pixels)
        .map_err(|_| PictureError::Unreadable)?;
    pixels.truncate(frame.buffer_size());
    let (colours, opaque) = match frame.color_type {
        ColorType::Grayscale => (1, 1),
        ColorType::GrayscaleAlpha => (1, 2),
        ColorType::Rgb => (3, 3),
        ColorType::Rgba => (3, 4),
        ColorType::Indexed => return Err(PictureError::Unreadable),
    };
    let mask = (opaque > colours).then(|| pixels.iter().skip(colours).step_by(opaque).copied().collect());
    if opaque > colours {
        pixels = pixels
            .chunks_exact(opaque)
            .flat_map(|pixel| &pixel[..colours])
            .copied()
            .collect();
    }
    let space = if colours == 1 { "Gray" } else { "RGB" };
    Ok(Picture {
        width_px,
        height_px,
        encoding: format!("/ColorSpace /Device{space} /BitsPerComponent 8 /Filter /FlateDecode"),
        data: deflate(&pixels),
        mask: mask.map(|mask: Vec<u8>| deflate(&mask)).unwrap_or_default(),
    })
}

fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PictureError::Unreadable),
        pixels if pixels > MOST_PIXELS => Err(PictureError::TooLarge),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::incremental::append::FileEnd;
    use png::{BitDepth, Encoder};

    /// A PNG of these samples.
    pub fn png(width: u32, height: u32, colour: ColorType, samples: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, width, height);
        encoder.set_color(colour);
        encoder.set_depth(BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(samples).expect("pixels");
        writer.finish().expect("a file");
        file
    }

    fn embedded(picture: &Picture) -> String {
        let end = FileEnd {
            length: 0,
            startxref: 0,
            next_object: 5,
            root: "1 0 R".into(),
            info: None,
            id: ["aa".into(), "bb".into()],
            in_stream: false,
        };
        let mut appender = Appender::new(end);
        picture.embed(&mut appender);
        String::from_utf8_lossy(&appender.finish("cc".into()).0).into_owned()
    }

    #[test]
    fn transparency_becomes_a_mask() {
        let picture =
            Picture::read(&png(1, 2, ColorType::Rgba, &[1, 2, 3, 4, 5, 6, 7, 8])).expect("a picture");
        assert_eq!(picture.mask, deflate(&[4, 8]));
        assert_eq!(picture.data, deflate(&[1, 2, 3, 5, 6, 7]));
        let text = embedded(&picture);
        assert!(
            text.contains("6 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 2"),
            "{text}"
        );
        assert!(text.contains("/SMask 5 0 R"), "{text}");
        let gray = Picture::read(&png(2, 1, ColorType::Grayscale, &[0, 255])).expect("a picture");
        assert!(!embedded(&gray).contains("SMask"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(Picture::read(b"GIF89a"), Err(PictureError::Unreadable));
        let whole = png(2, 2, ColorType::Rgb, &[7; 12]);
        assert_eq!(
            Picture::read(&whole[..whole.len() / 2]),
            Err(PictureError::Unreadable)
        );
        let mut huge = whole;
        huge[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_ne!(
            Picture::read(&huge),
            Ok(Picture::read(&huge).unwrap_or_else(|_| gray()))
        );
    }

    fn gray() -> Picture {
        Picture::read(&png(1, 1, ColorType::Grayscale, &[0])).expect("a picture")
    }

    #[test]
    fn a_picture_keeps_its_shape() {
        let picture = Picture::read(&png(2, 1, ColorType::Grayscale, &[0, 255])).expect("a picture");
        assert_eq!(picture.contained(100.0, 100.0), [0.0, 25.0, 100.0, 50.0]);
        assert_eq!(picture.contained(100.0, 10.0), [40.0, 0.0, 20.0, 10.0]);
    }
}
