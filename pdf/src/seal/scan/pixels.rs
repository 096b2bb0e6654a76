//! The picture as pixels: PNG, JPEG, and HEIC by way of the system's decoder.

use super::ScanRefusal;
use crate::intake::IntakeError;
use crate::intake::photograph::{decode_heic, is_heic};
use crate::intake::refusal::IntakeRefusal;
use png::{ColorType, Transformations};
use std::path::Path;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// More than any phone's camera makes of a seal.
const MOST_PIXELS: usize = 24_000_000;
/// Of a cut-out, how much must be clear for its transparency to count.
const CLEAR: f64 = 0.1;

/// Colours and opacity, row by row from the top.
pub(super) struct Pixels {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue, over white where not opaque.
    pub colours: Vec<[u8; 3]>,
    /// Somebody has made the paper transparent already.
    pub is_cut_out: bool,
}

/// A colour's parts from 0 to 1.
pub(super) fn parts(colour: [u8; 3]) -> [f32; 3] {
    colour.map(|part| f32::from(part) / 255.0)
}

impl Pixels {
    pub(super) fn read(file: &[u8], folder: &Path) -> Result<Self, ScanRefusal> {
        if file.starts_with(&[0xff, 0xd8, 0xff]) {
            Self::of_jpeg(file)
        } else if is_heic(file) {
            Self::of_jpeg(&decode_heic(file, folder).map_err(|error| match error {
                IntakeError::Refused(IntakeRefusal::HeicUnavailable) => ScanRefusal::HeicUnavailable,
                _ => ScanRefusal::Unreadable,
            })?)
        } else {
            Self::of_png(file)
        }
    }

    fn of_jpeg(file: &[u8]) -> Result<Self, ScanRefusal> {
        let options = DecoderOptions::default()
            .jpeg_set_out_colorspace(ColorSpace::RGB)
            .set_max_width(20_000)
            .set_max_height(20_000);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
        decoder.decode_headers().map_err(|_| ScanRefusal::Unreadable)?;
        let (width, height) = decoder.dimensions().ok_or(ScanRefusal::Unreadable)?;
        check_size(width, height)?;
        let bytes = decoder.decode().map_err(|_| ScanRefusal::Unreadable)?;
        if bytes.len() != width * height * 3 {
            return Err(ScanRefusal::Unreadable);
        }
        let colours = bytes
            .chunks_exact(3)
            .map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        Ok(Self {
            width,
            height,
            colours,
            is_cut_out: false,
        })
    }

    fn of_png(file: &[u8]) -> Result<Self, ScanRefusal> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|_| ScanRefusal::Unreadable)?;
        let (width, height) = reader.info().size();
        let (width, height) = (width as usize, height as usize);
        check_size(width, height)?;
        let length = reader.output_buffer_size().ok_or(ScanRefusal::TooLarge)?;
        let mut bytes = vec![0; length];
        let frame = reader
            .next_frame(&mut bytes)
            .map_err(|_| ScanRefusal::Unreadable)?;
        let (step, grey, opacity) = match frame.color_type {
            ColorType::Grayscale => (1, true, None),
            ColorType::GrayscaleAlpha => (2, true, Some(1)),
            ColorType::Rgb => (3, false, None),
            ColorType::Rgba => (4, false, Some(3)),
            ColorType::Indexed => return Err(ScanRefusal::Unreadable),
        };
        let mut clear = 0_usize;
        let colours: Vec<[u8; 3]> = bytes
            .chunks_exact(step)
            .take(width * height)
            .map(|pixel| {
                let opaque = opacity.map_or(255, |at| u16::from(pixel[at]));
                clear += usize::from(opaque < 26);
                let part = |at: usize| u16::from(pixel[if grey { 0 } else { at }]);
                [0, 1, 2].map(|at| ((part(at) * opaque + 255 * (255 - opaque)) / 255) as u8)
            })
            .collect();
        if colours.len() != width * height {
            return Err(ScanRefusal::Unreadable);
        }
        Ok(Self {
            width,
            height,
            is_cut_out: clear as f64 > colours.len() as f64 * CLEAR,
            colours,
        })
    }
}

fn check_size(width: usize, height: usize) -> Result<(), ScanRefusal> {
    match width.checked_mul(height) {
        Some(0) | None => Err(ScanRefusal::Unreadable),
        Some(count) if count > MOST_PIXELS => Err(ScanRefusal::TooLarge),
        Some(_) => Ok(()),
    }
}
