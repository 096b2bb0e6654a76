//! The outlines of single letters, for what is drawn and not set as text.

use crate::path::{Path, Point, Segment};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

/// A letter's outline in ems: the pen stands at (0, 0) on the base line.
#[derive(Clone, PartialEq, Debug)]
pub struct LetterOutline {
    pub path: Path,
    /// Where the pen goes, in ems.
    pub advance: f64,
}

/// The outline of `character` in the first face of a font file; `None` if it has none.
pub(super) fn letter(file: &[u8], character: char) -> Option<LetterOutline> {
    let font = FontRef::from_index(file, 0).ok()?;
    let glyph = font
        .charmap()
        .map(character)
        .filter(|glyph| glyph.to_u32() != 0)?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut pen = Pen::default();
    font.outline_glyphs()
        .get(glyph)?
        .draw(
            DrawSettings::unhinted(Size::new(1.0), LocationRef::default()),
            &mut pen,
        )
        .ok()?;
    Some(LetterOutline {
        path: Path(pen.segments),
        advance: f64::from(metrics.advance_width(glyph)?),
    })
}

#[derive(Default)]
struct Pen {
    segments: Vec<Segment>,
    at: Point,
}

fn point(x: f32, y: f32) -> Point {
    [f64::from(x), f64::from(y)]
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = point(x, y);
        self.segments.push(Segment::Move(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = point(x, y);
        self.segments.push(Segment::Line(self.at));
    }

    /// A quadratic curve is a cubic one with control points two thirds of the way.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, end) = (point(cx, cy), point(x, y));
        let towards = |from: Point| [0, 1].map(|axis| from[axis] + (control[axis] - from[axis]) * 2.0 / 3.0);
        self.segments
            .push(Segment::Curve([towards(self.at), towards(end), end]));
        self.at = end;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = point(x, y);
        self.segments
            .push(Segment::Curve([point(ax, ay), point(bx, by), self.at]));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
