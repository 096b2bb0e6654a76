//! Text in a frame: the size that fits, its lines and where they stand. Lengths are in printed points, origin at the
//! frame's lower left corner as displayed.

use super::breaking::break_lines;
use super::run::Typesetter;
use super::sizes::{LARGEST, STEP, Sizes};
use crate::font::set::{DocumentFonts, Face};
use serde::{Deserialize, Serialize};

/// How text stands in its frame.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct TextStyle {
    #[serde(default)]
    pub face: Face,
    #[serde(default)]
    pub size: TypeSize,
    #[serde(default)]
    pub align: Align,
    #[serde(default)]
    pub vertical: Vertical,
    /// Lines break where the frame ends; otherwise the text is one line, and line feeds are spaces.
    #[serde(default)]
    pub multiline: bool,
}

/// Size of the letters in printed points.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum TypeSize {
    Fixed {
        points: f64,
    },
    /// The largest size, in half points, at which everything has room.
    Fit {
        most: f64,
        least: f64,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vertical {
    Top,
    #[default]
    Middle,
    Bottom,
}

impl TypeSize {
    /// The sizes to try in a place of this height, in points; `None` where the smallest is no size of letters.
    /// Letters higher than their place are not tried.
    pub fn sizes(self, height: f64) -> Option<Sizes> {
        let (most, least) = match self {
            Self::Fixed { points } => (points, points),
            Self::Fit { most, least } => (most.min(LARGEST), least),
        };
        let too_high = ((most - height) / STEP).floor().max(0.0) * STEP;
        (least > 0.0 && least <= LARGEST).then(|| Sizes {
            most: (most - too_high).max(least),
            least,
        })
    }
}

impl Default for TypeSize {
    fn default() -> Self {
        Self::Fit {
            most: 12.0,
            least: 5.0,
        }
    }
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            face: Face::Hei,
            size: TypeSize::default(),
            align: Align::Left,
            vertical: Vertical::Middle,
            multiline: false,
        }
    }
}

/// Text that has its lines and its size.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    pub lines: Vec<String>,
    pub size: f64,
}

/// The text has no room in its frame, even at the least size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong;

/// From base line to base line, in parts of the size.
pub const LEADING: f64 = 1.35;
/// Of a line's height, what is below the base line.
const DESCENT: f64 = 0.3;
/// Rounding in widths must not break a line that has exactly its room.
const GRACE: f64 = 0.01;
/// Space between frame and letters, in parts of the size.
const PADDING: f64 = 0.15;

impl TextStyle {
    /// Finds size and lines for a frame of `width` × `height`.
    pub fn lay_out(
        &self,
        fonts: &DocumentFonts,
        text: &str,
        width: f64,
        height: f64,
    ) -> Result<Block, TooLong> {
        let setter = self.setter(fonts);
        let sizes = self.size.sizes(height).ok_or(TooLong)?;
        sizes.largest(|size| {
            let lines = self.lines(&setter, text, ems(width, size));
            let widest = lines.iter().map(|line| setter.width(line)).max().unwrap_or(0);
            let room = f64::from(widest) * size / 1000.0 <= width - 2.0 * PADDING * size + GRACE
                && lines.len() as f64 * LEADING * size - (LEADING - 1.0) * size <= height + GRACE;
            room.then_some(Block { lines, size }).ok_or(TooLong)
        })
    }

    /// The lines of `text` in a frame that is `width` wide, at a given size; for rows that grow.
    pub fn lines_at(&self, fonts: &DocumentFonts, text: &str, width: f64, size: f64) -> Vec<String> {
        self.lines(&self.setter(fonts), text, ems(width, size))
    }

    /// Shows a block in a frame of `width` × `height`.
    pub fn show(
        &self,
        out: &mut Vec<u8>,
        fonts: &DocumentFonts,
        block: &Block,
        (width, height): (f64, f64),
        (x, y): (f64, f64),
    ) {
        let setter = self.setter(fonts);
        let (size, leading) = (block.size, block.size * LEADING);
        let spare = height - block.lines.len() as f64 * leading;
        let below = match self.vertical {
            Vertical::Top => spare,
            Vertical::Middle => spare / 2.0,
            Vertical::Bottom => 0.0,
        };
        let padding = PADDING * size;
        // From the top, so that whoever reads the page aloud or copies from it gets the lines in their order.
        for (line, at) in block.lines.iter().zip((0..block.lines.len()).rev()) {
            let spare = width - 2.0 * padding - f64::from(setter.width(line)) * size / 1000.0;
            let left = match self.align {
                Align::Left => 0.0,
                Align::Centre => spare / 2.0,
                Align::Right => spare,
            };
            let base = below + (at as f64 + DESCENT) * leading;
            setter.show(out, line, x + padding + left, y + base, size);
        }
    }

    fn lines(&self, setter: &Typesetter<'_>, text: &str, width: u32) -> Vec<String> {
        if self.multiline {
            break_lines(setter, text, width)
        } else {
            vec![text.replace('\n', " ")]
        }
    }

    fn setter<'a>(&self, fonts: &'a DocumentFonts) -> Typesetter<'a> {
        Typesetter {
            fonts,
            face: self.face,
        }
    }
}

/// The room between the paddings of a frame, in 1/1000 em of `size`.
fn ems(width: f64, size: f64) -> u32 {
    ((width / size - 2.0 * PADDING) * 1000.0 + GRACE).max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(size: TypeSize, multiline: bool) -> TextStyle {
        TextStyle {
            size,
            multiline,
            ..TextStyle::default()
        }
    }

    fn laid_out(style: TextStyle, text: &str, width: f64, height: f64) -> Result<Block, TooLong> {
        style.lay_out(&DocumentFonts::default(), text, width, height)
    }

    #[test]
    fn the_largest_size_that_has_room_is_taken() {
        let fit = TypeSize::Fit {
            most: 20.0,
            least: 6.0,
        };
        let one = laid_out(style(fit, false), "一二三四五", 53.0, 30.0).expect("a block");
        assert_eq!((one.size, one.lines.len()), (10.0, 1));
        let many = laid_out(style(fit, true), "一二三四五六七八九十", 53.0, 24.0).expect("a block");
        assert_eq!((many.size, many.lines.len()), (10.0, 2));
        let low = laid_out(style(fit, false), "一", 500.0, 8.2).expect("a block");
        assert_eq!(low.size, 8.0, "the height limits too");
    }

    #[test]
    fn what_has_no_room_is_refused() {
        let fixed = TypeSize::Fixed { points: 10.0 };
        assert_eq!(
            laid_out(style(fixed, false), "一二三四五六", 53.0, 30.0),
            Err(TooLong)
        );
        assert_eq!(
            laid_out(style(fixed, true), "一二三四五六", 53.0, 12.0),
            Err(TooLong)
        );
        let nothing = TypeSize::Fixed { points: 0.0 };
        assert_eq!(laid_out(style(nothing, true), "一", 53.0, 12.0), Err(TooLong));
    }

    #[test]
    fn sizes_beyond_reason_end_at_once() {
        for most in [1e300, f64::INFINITY, f64::NAN, -1.0] {
            let fit = style(TypeSize::Fit { most, least: 4.0 }, false);
            let block = laid_out(fit, "一", 500.0, 40.0).expect("a block");
            assert!((4.0..=40.0).contains(&block.size), "{most}: {block:?}");
            let fixed = style(TypeSize::Fixed { points: most }, false);
            assert_eq!(laid_out(fixed, "一", 500.0, 40.0), Err(TooLong), "{most}");
        }
    }

    #[test]
    fn lines_stand_from_the_top_and_at_their_side() {
        let style = TextStyle {
            size: TypeSize::Fixed { points: 10.0 },
            align: Align::Right,
            vertical: Vertical::Top,
            multiline: true,
            ..TextStyle::default()
        };
        let fonts = crate::font::set::DocumentFonts {
            fonts: vec![crate::font::set::EmbeddedFont {
                object: 1,
                glyphs: crate::font::GlyphTable([('a', crate::font::Glyph { id: 1, width: 1000 })].into()),
            }],
            faces: [(Face::Hei, vec![0])].into(),
        };
        let block = style.lay_out(&fonts, "a\na", 100.0, 50.0).expect("a block");
        let mut out = Vec::new();
        style.show(&mut out, &fonts, &block, (100.0, 50.0), (0.0, 0.0));
        let text = String::from_utf8(out).expect("operators");
        assert_eq!(
            text, "BT /F0 10 Tf 88.5 40.55 Td <0001> Tj ET\nBT /F0 10 Tf 88.5 27.05 Td <0001> Tj ET\n",
            "in the order that they are read in"
        );
    }
}
