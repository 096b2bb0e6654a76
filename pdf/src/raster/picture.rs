//! Pixels as a small PNG: most pages are black on white, or have few colours.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use std::collections::BTreeSet;

/// Encodes opaque RGBA pixels, rows from the top, `width × height × 4` bytes.
///
/// Lossless; the kind is the smallest of palette (up to 16 colours, or up to 256 where not all are gray), grayscale
/// and RGB. The same pixels give the same bytes.
pub fn encode(rgba: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let colours = colours(rgba);
    let gray = |[r, g, b]: [u8; 3]| r == g && g == b;
    match colours {
        Some(colours) if colours.len() <= 16 || !colours.iter().copied().all(gray) => {
            indexed(rgba, width, height, &colours.into_iter().collect::<Vec<_>>())
        }
        Some(_) => {
            let samples: Vec<u8> = pixels(rgba).map(|[value, ..]| value).collect();
            write(
                width,
                height,
                ColorType::Grayscale,
                BitDepth::Eight,
                None,
                &samples,
            )
        }
        None => {
            let samples: Vec<u8> = pixels(rgba).flatten().collect();
            write(width, height, ColorType::Rgb, BitDepth::Eight, None, &samples)
        }
    }
}

fn pixels(rgba: &[u8]) -> impl Iterator<Item = [u8; 3]> + '_ {
    rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

/// The colours in use, sorted, unless there are more than 256.
fn colours(rgba: &[u8]) -> Option<BTreeSet<[u8; 3]>> {
    let mut colours = BTreeSet::new();
    let mut last = None;
    for pixel in pixels(rgba) {
        if last != Some(pixel) {
            last = Some(pixel);
            colours.insert(pixel);
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
    let mut known = ([0; 3], 0_u8);
    for (row, line) in rgba.chunks_exact(4 * width as usize).enumerate() {
        for (column, pixel) in pixels(line).enumerate() {
            if known.0 != pixel || (row == 0 && column == 0) {
                let index = palette.binary_search(&pixel).unwrap_or_default();
                known = (pixel, u8::try_from(index).unwrap_or(u8::MAX));
            }
            let bit = column * bits;
            samples[row * row_bytes + bit / 8] |= known.1 << (8 - bits - bit % 8);
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
    encoder.set_compression(Compression::High);
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
