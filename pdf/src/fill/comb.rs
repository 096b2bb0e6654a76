//! One character in each of a row of equal cells.

use crate::font::set::{DocumentFonts, Face};
use crate::text::run::Typesetter;

/// Size of the letters, in parts of a cell's width and of its height.
const PART: f64 = 0.8;
/// Where the base line is, in parts of the size below the middle of the cell.
const BELOW_MIDDLE: f64 = 0.36;
/// No letter in a comb is larger, in printed points.
const LARGEST: f64 = 16.0;

/// Shows `text` in `cells` cells that together are `width` × `height`, from the left. The error is the number of
/// characters of a text that has more than there are cells.
pub fn show(
    out: &mut Vec<u8>,
    fonts: &DocumentFonts,
    face: Face,
    text: &str,
    cells: u16,
    (width, height): (f64, f64),
) -> Result<(), usize> {
    let count = text.chars().count();
    if count > usize::from(cells) {
        return Err(count);
    }
    let setter = Typesetter { fonts, face };
    let cell = width / f64::from(cells.max(1));
    let size = (cell * PART).min(height * PART).min(LARGEST);
    for (at, character) in text.chars().enumerate() {
        let spare = cell - f64::from(setter.advance(character)) * size / 1000.0;
        let x = at as f64 * cell + spare / 2.0;
        let y = height / 2.0 - BELOW_MIDDLE * size;
        setter.show(out, character.encode_utf8(&mut [0; 4]), x, y, size);
    }
    Ok(())
}
