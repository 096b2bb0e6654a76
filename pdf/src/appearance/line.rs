//! Text in a box: the date of signing, the signer's name, or an opinion.

use super::{Form, Frame, form_entries};
use crate::font::set::{DocumentFonts, Face};
use crate::incremental::print;
use crate::text::block::{Align, TextStyle, TypeSize, Vertical};

/// A date or a name: letters are never smaller than can be seen; a text that has no room even then is cut by the box.
pub const LINE: TextStyle = style(1.0, false);
/// An opinion, in as many lines as it needs. What has no room at the least size is refused before the act.
pub const OPINION: TextStyle = style(5.0, true);

/// In printed points.
const LARGEST: f64 = 14.0;

const fn style(least: f64, multiline: bool) -> TextStyle {
    TextStyle {
        face: Face::Hei,
        size: TypeSize::Fit { most: LARGEST, least },
        align: Align::Left,
        vertical: Vertical::Middle,
        multiline,
    }
}

/// Shows `text` in black, as large as the box and the style allow.
pub fn form(frame: &Frame, text: &str, style: &TextStyle, fonts: &DocumentFonts) -> Form {
    let (width, height) = frame.printed();
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
