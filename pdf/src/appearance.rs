//! How a signature looks on the page (ISO 32000-2, 12.5.5 and 8.10): the handwriting as filled paths over the whole
//! box, and in small grey letters at its lower edge who signed and when; seals in [`stamp`], date and name in [`line`].

pub mod line;
pub mod stamp;

use crate::font::embed::deflate;
use crate::font::set::{DocumentFonts, Face};
use crate::incremental::print;
use crate::text::run::Typesetter;
use domain::contract::plan::PageRect;

/// Larger drawings are packed; below this, packing costs more time than the bytes are worth.
const PACK_FROM: usize = 24 * 1024;
/// Blue-black, as from a fountain pen; grey for the caption.
const INK: &str = "0.04 0.08 0.25 rg\n";
const CAPTION_GREY: &str = "0.42 g\n";
/// Type size of the caption in printed points where there is room for it.
const CAPTION_POINTS: f64 = 7.0;
/// The caption's largest type size as a part of the box's height.
const CAPTION_PART: f64 = 0.13;

/// A closed outline in the box's own coordinates: user units, origin top left as displayed, y down.
pub type Polygon = Vec<(f64, f64)>;

/// The box as it is displayed upright, in user units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// The page's /Rotate: 0, 90, 180 or 270, clockwise.
    pub rotate: u16,
    /// Printed points per user unit.
    pub user_unit: f64,
}

impl Frame {
    /// The frame of a rectangle on a page that is turned by `rotate` and has this UserUnit × 1000.
    pub fn of(rect: &PageRect, rotate: u16, user_unit: i64) -> Self {
        let (w, h) = (rect.w as f64 / 1000.0, rect.h as f64 / 1000.0);
        let (width, height) = if matches!(rotate, 90 | 270) {
            (h, w)
        } else {
            (w, h)
        };
        Self {
            width,
            height,
            rotate,
            user_unit: user_unit as f64 / 1000.0,
        }
    }

    /// Width and height as displayed, in printed points.
    pub fn printed(&self) -> (f64, f64) {
        (self.width * self.user_unit, self.height * self.user_unit)
    }

    /// The six numbers that take printed points of the upright frame to the user space of a page on which the
    /// rectangle's lower left corner is (`x`, `y`) (ISO 32000-2, 8.3.3).
    pub fn matrix(&self, (x, y): (f64, f64)) -> [f64; 6] {
        let unit = 1.0 / self.user_unit;
        let ([a, b, c, d], right, up) = match self.rotate {
            90 => ([0.0, unit, -unit, 0.0], self.height, 0.0),
            180 => ([-unit, 0.0, 0.0, -unit], self.width, self.height),
            270 => ([0.0, -unit, unit, 0.0], 0.0, self.width),
            _ => ([unit, 0.0, 0.0, unit], 0.0, 0.0),
        };
        [a, b, c, d, x + right, y + up]
    }
}

/// The lines under the ink, and the embedded fonts that show them.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// 甲方 张三
    pub who: &'a str,
    pub when: &'a str,
    pub fonts: &'a DocumentFonts,
}

/// A form XObject, ready to be written.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// Dictionary entries except /Length.
    pub entries: String,
    pub data: Vec<u8>,
}

/// Draws the box.
pub fn form(frame: &Frame, polygons: &[Polygon], caption: Option<&Caption<'_>>) -> Form {
    let points: usize = polygons.iter().map(Vec::len).sum();
    let mut data = Vec::with_capacity(512 + points * 16);
    if let Some(caption) = caption {
        write_caption(&mut data, frame, caption);
    }
    data.extend_from_slice(INK.as_bytes());
    for polygon in polygons.iter().filter(|polygon| polygon.len() > 2) {
        for (at, (x, y)) in polygon.iter().enumerate() {
            print::number(&mut data, *x);
            data.push(b' ');
            print::number(&mut data, frame.height - y);
            data.extend_from_slice(if at == 0 { b" m\n" } else { b" l\n" });
        }
        // Each outline is filled by itself: where strokes cross, both are ink.
        data.extend_from_slice(b"h f\n");
    }
    let resources = caption.map(|caption| caption.fonts.resources());
    let mut entries = form_entries(frame, &resources.unwrap_or_default());
    if data.len() >= PACK_FROM {
        entries.push_str(" /Filter /FlateDecode");
        data = deflate(&data);
    }
    Form { entries, data }
}

/// The dictionary of a form as large as the box, upright as displayed, in user units.
fn form_entries(frame: &Frame, resources: &str) -> String {
    let mut entries = format!(
        "/Type /XObject /Subtype /Form /BBox [0 0 {}]",
        pair(frame.width, frame.height)
    );
    if let Some(matrix) = upright(frame) {
        entries.push_str(&format!(" /Matrix [{matrix}]"));
    }
    entries.push_str(&format!(" /Resources << {resources} >>"));
    entries
}

/// Turns the drawing against the page's rotation, so that it stands upright when the page is shown.
fn upright(frame: &Frame) -> Option<String> {
    let (turn, right, up) = match frame.rotate {
        90 => ("0 1 -1 0", frame.height, 0.0),
        180 => ("-1 0 0 -1", frame.width, frame.height),
        270 => ("0 -1 1 0", 0.0, frame.width),
        _ => return None,
    };
    Some(format!("{turn} {}", pair(right, up)))
}

fn write_caption(data: &mut Vec<u8>, frame: &Frame, caption: &Caption<'_>) {
    let setter = Typesetter {
        fonts: caption.fonts,
        face: Face::Hei,
    };
    let margin = frame.height * 0.03;
    let room = (frame.width - 2.0 * margin).max(1.0);
    let largest = (CAPTION_POINTS / frame.user_unit).min(frame.height * CAPTION_PART);
    let fitting = |line: &str| largest.min(room * 1000.0 / f64::from(setter.width(line).max(1)));
    let one_line = format!("{}  {}", caption.who, caption.when);
    let lines = if fitting(&one_line) >= largest {
        vec![one_line.as_str()]
    } else {
        vec![caption.when, caption.who]
    };
    data.extend_from_slice(CAPTION_GREY.as_bytes());
    let mut baseline = margin;
    for line in lines {
        let size = fitting(line);
        baseline += size * 0.2;
        setter.show(data, line, margin, baseline, size);
        baseline += size;
    }
}

fn pair(x: f64, y: f64) -> String {
    let mut out = Vec::new();
    print::number(&mut out, x);
    out.push(b' ');
    print::number(&mut out, y);
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        width: 120.0,
        height: 40.0,
        rotate: 0,
        user_unit: 1.0,
    };

    fn text(form: &Form) -> String {
        String::from_utf8(form.data.clone()).expect("text")
    }

    #[test]
    fn y_points_up_in_the_file() {
        let form = form(&FRAME, &[vec![(0.0, 0.0), (120.0, 0.0), (60.0, 40.0)]], None);
        assert!(
            text(&form).ends_with("0 40 m\n120 40 l\n60 0 l\nh f\n"),
            "{}",
            text(&form)
        );
        assert!(form.entries.contains("/BBox [0 0 120 40]") && !form.entries.contains("/Matrix"));
    }

    #[test]
    fn the_matrix_moves_the_turned_box_back_to_the_origin() {
        for (rotate, corners) in [
            (90, [(40.0, 0.0), (0.0, 120.0)]),
            (180, [(120.0, 40.0), (0.0, 0.0)]),
            (270, [(0.0, 120.0), (40.0, 0.0)]),
        ] {
            let matrix = upright(&Frame { rotate, ..FRAME }).expect("a matrix");
            let m: Vec<f64> = matrix
                .split(' ')
                .map(|number| number.parse().expect("a number"))
                .collect();
            let map = |x: f64, y: f64| (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
            assert_eq!([map(0.0, 0.0), map(120.0, 40.0)], corners, "{rotate}");
        }
    }

    #[test]
    fn large_drawings_are_packed() {
        let polygon: Polygon = (0..4000)
            .map(|at| (f64::from(at) / 40.0, f64::from(at % 40)))
            .collect();
        let form = form(&FRAME, &[polygon], None);
        assert!(form.entries.ends_with("/FlateDecode") && form.data.len() < PACK_FROM);
    }
}
