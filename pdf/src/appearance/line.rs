//! A line of text in a box: the date of signing, or the signer's name.

use super::{Form, Frame, form_entries};
use crate::font::set::DocumentFonts;
use crate::incremental::print;
use crate::text::block::{Align, TextStyle, TypeSize};

/// The largest letters, in printed points.
const LARGEST: f64 = 14.0;
/// Letters are never smaller; a text that has no room even then is cut by the box.
const SMALLEST: f64 = 1.0;

/// Shows `text` in black, as large as the box allows.
pub fn form(frame: &Frame, text: &str, fonts: &DocumentFonts) -> Form {
    let (width, height) = frame.printed();
    let style = TextStyle {
        size: TypeSize::Fit {
            most: LARGEST,
            least: SMALLEST,
        },
        align: Align::Left,
        ..TextStyle::default()
    };
    let mut data = Vec::new();
    if let Ok(block) = style.lay_out(fonts, text, width, height) {
        let unit = 1.0 / frame.user_unit;
        for number in [unit, 0.0, 0.0, unit, 0.0, 0.0] {
            print::precise(&mut data, number);
            data.push(b' ');
        }
        data.extend_from_slice(b"cm 0 g 0 G\n");
        style.show(&mut data, fonts, &block, (width, height), (0.0, 0.0));
    }
    Form {
        entries: form_entries(frame, &fonts.resources()),
        data,
    }
}
