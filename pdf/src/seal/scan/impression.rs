//! The impression of a seal: which ink it was made with, how much of it lies on each pixel, and the part of the picture
//! that holds it.

use super::ScanRefusal;
use super::paper::Paper;
use super::pixels::{Pixels, parts};

/// A pixel is coloured where its parts differ by this much of the paper's brightness.
const COLOURED: f32 = 0.18;
/// Clean paper differs from itself by less than this.
const CLEAN: f32 = 0.12;
/// Print and handwriting below or beside the seal.
const DARK: f32 = 0.55;
/// Parts of the full ink between which an edge runs from clear to opaque.
const EDGE: (f32, f32) = (0.22, 0.7);
/// A row or column of pixels belongs to the seal from so many inked pixels on; less is dust.
const DUST: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum InkColour {
    Red,
    Blue,
    Black,
}

/// Ink on every pixel of a picture.
pub(super) struct Impression {
    width: usize,
    height: usize,
    pub colour: InkColour,
    /// Opacity, 0 to 255.
    ink: Vec<u8>,
    /// The ink's colour where it lies thick.
    shade: [u8; 3],
    coloured: usize,
    of_this_hue: usize,
    explained: usize,
}

/// The rectangle around the ink.
pub(super) struct Cut {
    pub width: u32,
    pub height: u32,
    /// The seal may go on outside the picture.
    pub touches_edge: bool,
    ink: Vec<u8>,
    shade: [u8; 3],
}

impl Impression {
    /// `None` where nothing lies on the paper.
    pub(super) fn of(pixels: &Pixels, paper: &Paper, black: bool) -> Option<Self> {
        let on_white: Vec<[u8; 3]> = (0..pixels.height)
            .flat_map(|y| (0..pixels.width).map(move |x| (x, y)))
            .zip(&pixels.colours)
            .map(|((x, y), colour)| {
                let (light, colour) = (paper.at(x, y), parts(*colour));
                [0, 1, 2].map(|part| ((colour[part] / light[part]).min(1.0) * 255.0) as u8)
            })
            .collect();
        let count = |is: fn([f32; 3]) -> bool| on_white.iter().filter(|pixel| is(parts(**pixel))).count();
        let (red, blue) = (count(is_red), count(is_blue));
        let least = on_white.len() / 5000;
        let colour = if red.max(blue) > least {
            if red >= blue {
                InkColour::Red
            } else {
                InkColour::Blue
            }
        } else if black {
            InkColour::Black
        } else {
            return None;
        };
        let strength = match colour {
            InkColour::Red => redness,
            InkColour::Blue => blueness,
            InkColour::Black => darkness,
        };
        let full = thick(&on_white, strength)?;
        let (low, high) = (full * EDGE.0, full * EDGE.1);
        let opacity = |pixel: &[u8; 3]| {
            let part = ((strength(parts(*pixel)) - low) / (high - low)).clamp(0.0, 1.0);
            (part * 255.0).round() as u8
        };
        let ink: Vec<u8> = on_white.iter().map(opacity).collect();
        let explained = on_white.iter().zip(&ink).filter(|(pixel, ink)| {
            **ink > 0 || spread(parts(**pixel)) < CLEAN || darkness(parts(**pixel)) > DARK
        });
        Some(Self {
            width: pixels.width,
            height: pixels.height,
            colour,
            shade: shade(&on_white, &ink),
            coloured: count(is_coloured),
            of_this_hue: match colour {
                InkColour::Red => red,
                InkColour::Blue => blue,
                InkColour::Black => 0,
            },
            explained: explained.count(),
            ink,
        })
    }

    /// Of all pixels, how many are inked.
    pub(super) fn ink_share(&self) -> f64 {
        let inked = self.ink.iter().filter(|ink| **ink > 127).count();
        inked as f64 / self.ink.len().max(1) as f64
    }

    /// Of all coloured pixels, how many have the ink's hue.
    pub(super) fn own_hue_share(&self) -> f64 {
        self.of_this_hue as f64 / self.coloured.max(1) as f64
    }

    /// Of all pixels, how many are paper, ink or print.
    pub(super) fn explained_share(&self) -> f64 {
        self.explained as f64 / self.ink.len().max(1) as f64
    }

    /// The rectangle around the ink, without dust.
    pub(super) fn cut(&self) -> Option<Cut> {
        let inked = |x: usize, y: usize| self.ink[y * self.width + x] > 96;
        let row = |y: &usize| (0..self.width).filter(|x| inked(*x, *y)).count() >= DUST;
        let top = (0..self.height).find(row)?;
        let bottom = (0..self.height).rev().find(row)?;
        let column = |x: &usize| (top..=bottom).filter(|y| inked(*x, *y)).count() >= DUST;
        let left = (0..self.width).find(column)?;
        let right = (0..self.width).rev().find(column)?;
        let (width, height) = (right - left + 1, bottom - top + 1);
        let rows = self.ink.chunks_exact(self.width).skip(top).take(height);
        Some(Cut {
            width: u32::try_from(width).ok()?,
            height: u32::try_from(height).ok()?,
            touches_edge: left == 0 || top == 0 || right + 1 == self.width || bottom + 1 == self.height,
            ink: rows.flat_map(|row| &row[left..=right]).copied().collect(),
            shade: self.shade,
        })
    }
}

impl Cut {
    /// Of the rectangle, how much is inked.
    pub(super) fn coverage(&self) -> f64 {
        let whole: f64 = self.ink.iter().map(|ink| f64::from(*ink)).sum();
        whole / 255.0 / self.ink.len().max(1) as f64
    }

    /// A PNG of this width: one colour, and the ink as opacity.
    pub(super) fn png(&self, width: u32) -> Result<Vec<u8>, ScanRefusal> {
        let (from_width, from_height) = (self.width as usize, self.height as usize);
        let to_width = width.max(1) as usize;
        let to_height = (to_width * from_height).div_ceil(from_width.max(1)).max(1);
        let mut bytes = Vec::with_capacity(to_width * to_height * 4);
        let span = |at: usize, to: usize, from: usize| {
            let begin = at * from / to;
            begin..((at + 1) * from).div_ceil(to).max(begin + 1).min(from)
        };
        for y in 0..to_height {
            for x in 0..to_width {
                let (rows, columns) = (span(y, to_height, from_height), span(x, to_width, from_width));
                let count = (rows.len() * columns.len()).max(1);
                let sum: usize = rows
                    .flat_map(|row| {
                        self.ink[row * from_width + columns.start..row * from_width + columns.end].iter()
                    })
                    .map(|ink| usize::from(*ink))
                    .sum();
                bytes.extend(self.shade);
                bytes.push(u8::try_from(sum / count).unwrap_or(255));
            }
        }
        let height = u32::try_from(to_height).map_err(|_| ScanRefusal::TooLarge)?;
        encode(&bytes, width.max(1), height).map_err(|_| ScanRefusal::Unreadable)
    }
}

fn encode(bytes: &[u8], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bytes)?;
    writer.finish()?;
    Ok(file)
}

/// The strength of ink where it lies thick: what a tenth of the inked pixels reach.
fn thick(pixels: &[[u8; 3]], strength: fn([f32; 3]) -> f32) -> Option<f32> {
    let mut found: Vec<f32> = pixels
        .iter()
        .map(|pixel| strength(parts(*pixel)))
        .filter(|strength| *strength > COLOURED)
        .collect();
    found.sort_by(f32::total_cmp);
    found.get(found.len() * 9 / 10).copied()
}

/// The mean colour of the thick ink.
fn shade(pixels: &[[u8; 3]], ink: &[u8]) -> [u8; 3] {
    let thick = || {
        pixels
            .iter()
            .zip(ink)
            .filter(|(_, ink)| **ink > 230)
            .map(|(pixel, _)| pixel)
    };
    let count = thick().count().max(1) as f32;
    [0, 1, 2].map(|part| {
        let mean = thick().map(|pixel| f32::from(pixel[part])).sum::<f32>() / count;
        mean.round() as u8
    })
}

fn redness([red, green, blue]: [f32; 3]) -> f32 {
    red - green.max(blue)
}

fn blueness([red, green, blue]: [f32; 3]) -> f32 {
    blue - red.max(green * 0.5 + red * 0.5)
}

fn darkness([red, green, blue]: [f32; 3]) -> f32 {
    1.0 - red.max(green).max(blue)
}

/// How far the parts lie from each other.
fn spread([red, green, blue]: [f32; 3]) -> f32 {
    red.max(green).max(blue) - red.min(green).min(blue)
}

fn is_coloured(pixel: [f32; 3]) -> bool {
    spread(pixel) > COLOURED
}

fn is_red(pixel: [f32; 3]) -> bool {
    redness(pixel) > COLOURED
}

fn is_blue(pixel: [f32; 3]) -> bool {
    blueness(pixel) > COLOURED
}
