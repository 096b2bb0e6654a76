//! How alike two pictures of one page are to somebody who looks at the whole: shapes of letters, the thickness of rules
//! and half a pixel of place do not count, a missing line does.

use super::picture;
use serde::{Deserialize, Serialize};

/// Cells along the longer side of a page; on A4 each is 3 mm, about one letter.
const CELLS: usize = 100;
/// Cells along the side of the square in which [`Difference::worst`] is taken: 15 mm of an A4 page.
const PATCH: usize = 5;

/// A cell as light as this holds nothing.
const BLANK: f64 = 0.03;
/// Where both pictures have ink, so much darkness more or less is how a program draws a thin rule or a letter: one makes a
/// hairline a whole black pixel, the other a grey one.
const STROKE: f64 = 0.15;

/// How far two pictures are apart; 0 is alike, 1 is black against white.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Difference {
    /// Over the whole page.
    pub mean: f64,
    /// In the patch where they differ most.
    pub worst: f64,
}

impl Difference {
    /// Beyond this somebody who compares the pages asks which is right. Chosen by looking
    /// (docs/decisions/0020-a-second-drawing-of-each-page.md).
    pub fn is_much(&self) -> bool {
        self.mean > 0.06 || self.worst > 0.14
    }
}

/// Darkness per cell, 0 to 1, rows from the top.
struct Cells {
    width: usize,
    height: usize,
    darkness: Vec<f64>,
}

/// Compares two PNG pictures of one page, of any size. `None` where one cannot be read.
pub fn difference(one: &[u8], other: &[u8]) -> Option<Difference> {
    let one = Cells::of(one, None)?;
    let other = Cells::of(other, Some((one.width, one.height)))?;
    let apart: Vec<f64> = one
        .darkness
        .iter()
        .zip(&other.darkness)
        .map(|(one, other)| apart_in_cell(*one, *other))
        .collect();
    let mean = apart.iter().sum::<f64>() / apart.len() as f64;
    let (across, down) = (PATCH.min(one.width), PATCH.min(one.height));
    let patch = |x: usize, y: usize| -> f64 {
        let rows = (y..y + down).map(|y| &apart[y * one.width + x..][..across]);
        rows.flatten().sum::<f64>() / (across * down) as f64
    };
    let places = (0..=one.height - down).flat_map(|y| (0..=one.width - across).map(move |x| (x, y)));
    let worst = places.map(|(x, y)| patch(x, y)).fold(0.0, f64::max);
    Some(Difference { mean, worst })
}

/// Ink against nothing counts whole; ink against ink, as far as it is more than a matter of strokes.
fn apart_in_cell(one: f64, other: f64) -> f64 {
    let apart = (one - other).abs();
    let slack = if one.min(other) > BLANK { STROKE } else { 0.0 };
    (apart - slack).max(0.0)
}

impl Cells {
    /// Averages the pixels of a PNG into cells: `size` of them, or [`CELLS`] along the longer side.
    fn of(png: &[u8], size: Option<(usize, usize)>) -> Option<Self> {
        let picture = picture::decode(png)?;
        let (wide, high) = (picture.width as usize, picture.height as usize);
        let longer = wide.max(high);
        let share = |side: usize| (side * CELLS.min(longer)).div_ceil(longer).max(1);
        let (width, height) = size.unwrap_or((share(wide), share(high)));
        let mut sums = vec![(0.0, 0_u32); width * height];
        for (at, pixel) in picture.rgba.chunks_exact(4).enumerate() {
            let (x, y) = (at % wide, at / wide);
            let cell = &mut sums[y * height / high * width + x * width / wide];
            let light = pixel[..3].iter().map(|colour| f64::from(*colour)).sum::<f64>() / 765.0;
            *cell = (cell.0 + 1.0 - light, cell.1 + 1);
        }
        let darkness = sums.iter().map(|(sum, count)| sum / f64::from((*count).max(1)));
        Some(Self {
            width,
            height,
            darkness: darkness.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::picture::encode;

    /// A page of 800 × 400 pixels that is black where `ink` says.
    fn page(width: u32, height: u32, ink: impl Fn(f64, f64) -> bool) -> Vec<u8> {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba: Vec<u8> = pixels
            .flat_map(|(x, y)| {
                let black = ink(f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
                let light = if black { 0 } else { 255 };
                [light, light, light, 255]
            })
            .collect();
        encode(&rgba, width, height).expect("a picture")
    }

    /// Lines of text, roughly: stripes with gaps.
    fn text(x: f64, y: f64) -> bool {
        (0.1..0.9).contains(&x) && (y * 40.0).fract() < 0.4 && (x * 150.0).fract() < 0.6
    }

    #[test]
    fn size_and_a_little_shift_do_not_count() {
        let large = page(800, 400, text);
        assert_eq!(difference(&large, &large), Some(Difference::default()));
        let small = difference(&large, &page(400, 200, text)).expect("a difference");
        assert!(!small.is_much(), "{small:?}");
        let shifted = difference(&large, &page(800, 400, |x, y| text(x - 0.001, y))).expect("a difference");
        assert!(!shifted.is_much(), "{shifted:?}");
    }

    #[test]
    fn the_thickness_of_rules_does_not_count() {
        // A table: a rule every 5 mm of an A4 page both ways, a hairline in grey against a whole pixel in black.
        let table = |share: f64| {
            page(566, 800, move |x, y| {
                (x * 42.0).fract() < share * 42.0 / 566.0 || (y * 59.0).fract() < share * 59.0 / 800.0
            })
        };
        let found = difference(&table(1.0), &table(2.0)).expect("a difference");
        assert!(!found.is_much(), "{found:?}");
        let gone = difference(&table(2.0), &page(566, 800, |_, _| false)).expect("a difference");
        assert!(gone.is_much(), "{gone:?}");
    }

    #[test]
    fn a_picture_turned_to_its_negative_counts() {
        let picture = |x: f64, y: f64| (0.3..0.6).contains(&x) && (0.3..0.6).contains(&y);
        let negative = |x: f64, y: f64| (0.1..0.9).contains(&x) && (0.1..0.9).contains(&y) && !picture(x, y);
        let found = difference(&page(800, 400, picture), &page(800, 400, negative)).expect("a difference");
        assert!(found.is_much(), "{found:?}");
    }

    #[test]
    fn a_missing_paragraph_counts() {
        let missing = page(800, 400, |x, y| {
            text(x, y) && !(x < 0.5 && (0.4..0.6).contains(&y))
        });
        let found = difference(&page(800, 400, text), &missing).expect("a difference");
        assert!(found.is_much(), "{found:?}");
    }

    #[test]
    fn what_is_no_picture_is_not_compared() {
        assert_eq!(difference(b"no picture", &page(10, 10, text)), None);
    }
}
