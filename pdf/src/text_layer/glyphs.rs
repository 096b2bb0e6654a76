//! The glyphs that a page shows, with their characters and places on the displayed page.

use super::rulings::{self, Ruling};
use crate::raster::fallback_fonts::FallbackFont;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// Glyph space is a thousandth of the font size (ISO 32000-2, 9.2.4).
const EM: f64 = 1000.0;

/// A character on the displayed page. Lengths are in points of the page as displayed, from the top left, y down.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedGlyph {
    pub text: String,
    /// Where the pen stands before the glyph, on the base line.
    pub origin: Point,
    /// Where the pen goes, from there.
    pub advance: Vec2,
    /// Height of the font, whichever way it points.
    pub height: f64,
}

/// What is written and ruled on a page, in drawing order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PageMarks {
    pub glyphs: Vec<PlacedGlyph>,
    pub rulings: Vec<Ruling>,
}

/// The visible and the invisible (scanned and recognised) text of `page`, and its straight lines, `most` of each.
pub fn place(page: &Page<'_>, fallback: &FallbackFont, most: usize) -> PageMarks {
    let settings = InterpreterSettings {
        font_resolver: fallback.resolver(),
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, sheet, &cache, page.xref(), settings);
    let mut reader = Reader {
        marks: PageMarks::default(),
        sheet,
        most,
    };
    interpret_page(page, &mut context, &mut reader);
    reader.marks
}

struct Reader {
    marks: PageMarks,
    sheet: Rect,
    most: usize,
}

impl Reader {
    fn read(&mut self, glyph: &Glyph<'_>, transform: Affine, mode: WritingMode) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(EM, f64::from),
            Glyph::Type3(drawn) => drawn.advance_width().map_or(EM, f64::from),
        };
        let pen = match mode {
            WritingMode::Horizontal => Vec2::new(width, 0.0),
            WritingMode::Vertical => Vec2::new(0.0, -EM),
        };
        let origin = transform * Point::ZERO;
        let advance = transform * pen.to_point() - origin;
        let height = (transform * Point::new(0.0, EM) - origin).hypot();
        let seen = self.sheet.contains(origin) && advance.is_finite() && height.is_finite();
        if !text.is_empty() && seen && self.marks.glyphs.len() < self.most {
            self.marks.glyphs.push(PlacedGlyph {
                text,
                origin,
                advance,
                height,
            });
        }
    }
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.read(glyph, props.transform * glyph.transform(), run.writing_mode());
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        for ruling in rulings::of_path(&(props.transform * path.clone()), mode) {
            if self.marks.rulings.len() < self.most && self.sheet.overlaps(ruling.bounds()) {
                self.marks.rulings.push(ruling);
            }
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
