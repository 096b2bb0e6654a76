//! Pixels as a small PNG: most pages are black on white, or have few colours.

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, EncodingError, Filter, Transformations};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Encodes opaque RGBA pixels, rows from the top, `width × height × 4` bytes.
///
/// Lossless; the kind is the smallest of palette (up to 16 colours, or up to 256 where not all are gray), grayscale
/// and RGB. The same pixels give the same bytes.
pub fn encode(rgba: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    match colours(rgba) {
        Some(colours) if colours.len() > 16 && colours.iter().all(|[r, g, b]| r == g && g == b) => {
            let samples: Vec<u8> = rgba.iter().copied().step_by(4).collect();
            write(
                width,
                height,
                ColorType::Grayscale,
                BitDepth::Eight,
                None,
                &samples,
            )
        }
        Some(colours) => indexed(rgba, width, height, &colours.into_iter().collect::<Vec<_>>()),
        None => {
            let mut samples = Vec::with_capacity(rgba.len() / 4 * 3);
            for pixel in rgba.chunks_exact(4) {
                samples.extend_from_slice(&pixel[..3]);
            }
            write(width, height, ColorType::Rgb, BitDepth::Eight, None, &samples)
        }
    }
}

/// A picture as opaque RGBA pixels, rows from the top.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// Reads a PNG of any kind; what is transparent counts as opaque. `None` where it is none.
pub fn decode(png: &[u8]) -> Option<Pixels> {
    let mut decoder = Decoder::new(Cursor::new(png));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    let pixels = samples[..frame.buffer_size()].chunks_exact(frame.color_type.samples());
    let rgba = pixels.flat_map(|pixel| match *pixel {
        [red, green, blue] | [red, green, blue, _] => [red, green, blue, 255],
        [gray, ..] => [gray, gray, gray, 255],
        [] => [255; 4],
    });
    Some(Pixels {
        width: frame.width,
        height: frame.height,
        rgba: rgba.collect(),
    })
}

/// The colours in use, sorted, unless there are more than 256.
fn colours(rgba: &[u8]) -> Option<BTreeSet<[u8; 3]>> {
    let mut colours = BTreeSet::new();
    let mut last: &[u8] = &[];
    for pixel in rgba.chunks_exact(4) {
        if pixel != last {
            last = pixel;
            colours.insert([pixel[0], pixel[1], pixel[2]]);
            if colours.len() > 256 {
                return None;
            }
        }
    }
    Some(colours)
}

fn indexed(rgba: &[u8], width: u32, height: u32, palette: &[[u8; 3]]) -> Result<Vec<u8>, EncodingError> {
    let (depth, bits) = match palette.len() {
        ..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    let row_bytes = (width as usize * bits).div_ceil(8);
    let mut samples = vec![0_u8; row_bytes * height as usize];
    let (mut last, mut index): (&[u8], u8) = (&[], 0);
    for (row, line) in rgba.chunks_exact(4 * width as usize).enumerate() {
        for (column, pixel) in line.chunks_exact(4).enumerate() {
            if pixel != last {
                last = pixel;
                let found = palette
                    .binary_search(&[pixel[0], pixel[1], pixel[2]])
                    .unwrap_or_default();
                index = u8::try_from(found).unwrap_or(u8::MAX);
            }
            let bit = column * bits;
            samples[row * row_bytes + bit / 8] |= index << (8 - bits - bit % 8);
        }
    }
    write(
        width,
        height,
        ColorType::Indexed,
        depth,
        Some(palette.concat()),
        &samples,
    )
}

fn write(
    width: u32,
    height: u32,
    color: ColorType,
    depth: BitDepth,
    palette: Option<Vec<u8>>,
    samples: &[u8],
) -> Result<Vec<u8>, EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    // The next level takes ten times as long for 4 % less.
    encoder.set_compression(Compression::Balanced);
    // Filters help photographs only; a page of letters has whole runs of the same byte.
    encoder.set_filter(if color == ColorType::Rgb {
        Filter::Adaptive
    } else {
        Filter::NoFilter
    });
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(samples)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use png::{Decoder, Transformations};
    use std::io::Cursor;

    /// Encodes `colours` as a picture of 7 pixels a row, and returns its kind and what comes out of it, as RGB.
    fn there_and_back(colours: &[[u8; 3]]) -> (ColorType, BitDepth, Vec<[u8; 3]>) {
        let rgba: Vec<u8> = colours.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
        let png = encode(&rgba, 7, u32::try_from(colours.len() / 7).unwrap()).unwrap();
        let kind = Decoder::new(Cursor::new(&png))
            .read_info()
            .unwrap()
            .info()
            .color_type;
        let depth = Decoder::new(Cursor::new(&png))
            .read_info()
            .unwrap()
            .info()
            .bit_depth;
        let mut decoder = Decoder::new(Cursor::new(&png));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut samples).unwrap();
        let pixels = match kind {
            ColorType::Grayscale => samples.iter().map(|value| [*value; 3]).collect(),
            _ => samples
                .chunks_exact(3)
                .map(|pixel| [pixel[0], pixel[1], pixel[2]])
                .collect(),
        };
        (kind, depth, pixels)
    }

    #[test]
    fn every_kind_gives_back_its_pixels() {
        use {BitDepth::*, ColorType::*};
        let gray = |value: u16| [(value % 256) as u8; 3];
        let colour = |value: u16| [(value % 256) as u8, (value / 256) as u8, 7];
        for (count, make, kind, depth) in [
            (1, gray as fn(u16) -> [u8; 3], Indexed, One),
            (2, gray, Indexed, One),
            (3, colour, Indexed, Two),
            (5, gray, Indexed, Four),
            (16, colour, Indexed, Four),
            (17, gray, Grayscale, Eight),
            (256, gray, Grayscale, Eight),
            (17, colour, Indexed, Eight),
            (256, colour, Indexed, Eight),
            (257, colour, Rgb, Eight),
        ] {
            let pixels: Vec<[u8; 3]> = (0..7 * 60).map(|at| make(at % count)).collect();
            assert_eq!(there_and_back(&pixels), (kind, depth, pixels), "{count} colours");
        }
    }
}
