//! Text from the outlines of one font file.

use crate::failure::Failure;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use tiny_skia::{Path, PathBuilder};

/// One font; lengths in ems, y up.
pub struct Typeface<'a> {
    font: FontRef<'a>,
    outlines: OutlineGlyphCollection<'a>,
    metrics: GlyphMetrics<'a>,
    units: f32,
    glyphs: RefCell<HashMap<char, Glyph>>,
}

/// A character ready to be drawn.
#[derive(Clone)]
pub struct Glyph {
    /// In font units, see [`Typeface::units`]; none for a space.
    pub path: Option<Rc<Path>>,
    /// Ems to the next character.
    pub advance: f32,
}

impl<'a> Typeface<'a> {
    /// The first font of a font file or collection.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Failure> {
        let font = FontRef::from_index(bytes, 0).map_err(|error| Failure::Font(error.to_string()))?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units = f32::from(
            font.metrics(Size::unscaled(), LocationRef::default())
                .units_per_em,
        );
        if units <= 0.0 || !font.charmap().has_map() {
            return Err(Failure::Font("it has no characters".into()));
        }
        Ok(Self {
            outlines: font.outline_glyphs(),
            font,
            metrics,
            units,
            glyphs: RefCell::default(),
        })
    }

    /// Font units per em.
    pub fn units(&self) -> f32 {
        self.units
    }

    /// A character without an outline in this font is its empty box.
    pub fn glyph(&self, character: char) -> Glyph {
        if let Some(known) = self.glyphs.borrow().get(&character) {
            return known.clone();
        }
        let id = self.font.charmap().map(character).unwrap_or(GlyphId::NOTDEF);
        let mut pen = PathPen(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let drawn = self
            .outlines
            .get(id)
            .is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
        let path = if drawn { pen.0.finish().map(Rc::new) } else { None };
        let advance = self.metrics.advance_width(id).unwrap_or(self.units) / self.units;
        let glyph = Glyph { path, advance };
        self.glyphs.borrow_mut().insert(character, glyph.clone());
        glyph
    }

    /// Width of `text` at `size`, with `spacing` ems between characters.
    pub fn width(&self, text: &str, size: f32, spacing: f32) -> f32 {
        let ems: f32 = text
            .chars()
            .map(|character| self.glyph(character).advance + spacing)
            .sum();
        if text.is_empty() {
            0.0
        } else {
            (ems - spacing) * size
        }
    }

    /// `text`, or as much of it as fits into `width` and an ellipsis.
    pub fn fitted(&self, text: &str, size: f32, width: f32) -> String {
        if self.width(text, size, 0.0) <= width {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut left = width - self.width("…", size, 0.0);
        for character in text.chars() {
            left -= self.glyph(character).advance * size;
            if left < 0.0 {
                break;
            }
            out.push(character);
        }
        format!("{}…", out.trim_end())
    }

    /// `text` in lines not wider than `width`, at most `most`, the last one shortened. Breaks at spaces, and
    /// between any two characters where one of them is not Latin.
    pub fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in words(text) {
            let longer = format!("{line}{word}");
            if line.is_empty() || self.width(longer.trim_end(), size, 0.0) <= width {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.trim_start().to_owned()));
            }
        }
        lines.push(line);
        if lines.len() > most {
            let rest: String = lines.split_off(most.saturating_sub(1)).concat();
            lines.push(rest);
        }
        lines
            .iter()
            .map(|line| self.fitted(line.trim(), size, width))
            .collect()
    }
}

/// Pieces that a line may be broken between.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let latin = |c: char| c.is_ascii() && c != ' ';
    let mut before = ' ';
    for character in text.chars() {
        match out.last_mut() {
            Some(word) if latin(before) && (latin(character) || character == ' ') => word.push(character),
            _ => out.push(character.to_string()),
        }
        before = character;
    }
    out
}

struct PathPen(PathBuilder);

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
