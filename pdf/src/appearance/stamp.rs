//! A seal in a box, or the slice of a seal that belongs there, at its physical size.

use super::{Form, Frame, form_entries};
use crate::seal::artwork::{POINTS_PER_MM, SealArtwork};
use crate::text::run::numbers;

/// Which part of the seal stands in the box: slice `slice`, from 0, of `of`; 0 of 1 is all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    pub slice: u16,
    pub of: u16,
}

/// Draws the seal that is embedded as object `seal`. Text below it stays readable: its colour is multiplied.
pub fn form(frame: &Frame, artwork: &SealArtwork, seal: u32, part: Part) -> Form {
    let unit = 1.0 / frame.user_unit;
    let (width, height) = artwork.printed();
    let slice = width / f64::from(part.of.max(1));
    // The slice's middle stands in the middle of the box.
    let x = frame.width / 2.0 - (f64::from(part.slice) + 0.5) * slice * unit;
    let y = (frame.height - height * unit) / 2.0;
    let mut data = b"/G gs ".to_vec();
    for number in [POINTS_PER_MM * unit, 0.0, 0.0, POINTS_PER_MM * unit] {
        crate::incremental::print::precise(&mut data, number);
        data.push(b' ');
    }
    numbers(&mut data, &[x, y]);
    data.extend_from_slice(b"cm /Seal Do\n");
    let opacity = f64::from(artwork.opacity.clamp(1, 100)) / 100.0;
    let resources = format!(
        "/XObject << /Seal {seal} 0 R >> \
         /ExtGState << /G << /Type /ExtGState /CA {opacity} /ca {opacity} /BM /Multiply >> >>"
    );
    Form {
        entries: form_entries(frame, &resources),
        data,
    }
}
