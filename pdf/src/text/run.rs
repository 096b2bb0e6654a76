//! One line of text: how wide it is, and the operators that show it, font by font.
//!
//! A character that no font has is drawn as a box with its code point in it, and stands in the file as the character
//! it is (`/ActualText`), so that nothing ever fails for want of a glyph.

use crate::font::set::{DocumentFonts, Face};
use crate::incremental::print;

/// The fonts of a document in one face.
#[derive(Clone, Copy, Debug)]
pub struct Typesetter<'a> {
    pub fonts: &'a DocumentFonts,
    pub face: Face,
}

/// Width of the box for a character without a glyph, in 1/1000 em.
const BOX: u32 = 1000;
/// White space that a font does not have, in 1/1000 em.
const NARROW_SPACE: u32 = 250;
const WIDE_SPACE: u32 = 1000;

impl Typesetter<'_> {
    /// Width of a character in 1/1000 em.
    pub fn advance(&self, character: char) -> u32 {
        match self.fonts.glyph(self.face, character) {
            Some((_, glyph)) => u32::from(glyph.width),
            None if character == '\u{3000}' => WIDE_SPACE,
            None if character.is_whitespace() => NARROW_SPACE,
            None => BOX,
        }
    }

    /// Width of a line in 1/1000 em.
    pub fn width(&self, line: &str) -> u32 {
        line.chars().map(|character| self.advance(character)).sum()
    }

    /// Shows `line` from (`x`, `y`) on its base line, `size` units high.
    pub fn show(&self, out: &mut Vec<u8>, line: &str, x: f64, y: f64, size: f64) {
        let mut pen = x;
        let mut run = Run::default();
        for character in line.chars() {
            let advance = f64::from(self.advance(character)) * size / 1000.0;
            match self.fonts.glyph(self.face, character) {
                Some((font, glyph)) => {
                    if run.font != font {
                        run.flush(out, y, size);
                    }
                    if run.codes.is_empty() {
                        (run.font, run.x) = (font, pen);
                    }
                    run.codes.push_str(&format!("{:04X}", glyph.id));
                }
                None => {
                    run.flush(out, y, size);
                    if !character.is_whitespace() {
                        self.show_box(out, character, pen, y, size);
                    }
                }
            }
            pen += advance;
        }
        run.flush(out, y, size);
    }

    /// The code point in two rows of small digits within a frame.
    fn show_box(&self, out: &mut Vec<u8>, character: char, x: f64, y: f64, size: f64) {
        let actual = print::text(&character.to_string());
        out.extend_from_slice(format!("/Span << /ActualText {actual} >> BDC q ").as_bytes());
        numbers(out, &[size * 0.03]);
        out.extend_from_slice(b"w ");
        numbers(out, &[x + size * 0.06, y - size * 0.08, size * 0.88, size * 0.88]);
        out.extend_from_slice(b"re S Q\n");
        let code = format!("{:04X}", u32::from(character));
        let (upper, lower) = code.split_at(code.len() / 2);
        let small = Typesetter {
            face: Face::Hei,
            ..*self
        };
        // Where not even digits have glyphs, the empty frame has to do.
        if code
            .chars()
            .all(|digit| small.fonts.glyph(Face::Hei, digit).is_some())
        {
            let height = size * 0.36;
            for (digits, base) in [(upper, 0.42), (lower, 0.02)] {
                let width = f64::from(small.width(digits)) * height / 1000.0;
                small.show(out, digits, x + (size - width) / 2.0, y + size * base, height);
            }
        }
        out.extend_from_slice(b"EMC\n");
    }
}

/// Glyphs of one font that follow each other.
#[derive(Default)]
struct Run {
    font: usize,
    x: f64,
    codes: String,
}

impl Run {
    fn flush(&mut self, out: &mut Vec<u8>, y: f64, size: f64) {
        if !self.codes.is_empty() {
            out.extend_from_slice(format!("BT /F{} ", self.font).as_bytes());
            numbers(out, &[size]);
            out.extend_from_slice(b"Tf ");
            numbers(out, &[self.x, y]);
            out.extend_from_slice(format!("Td <{}> Tj ET\n", self.codes).as_bytes());
            self.codes.clear();
        }
    }
}

/// Operands, each with a space after it.
pub(crate) fn numbers(out: &mut Vec<u8>, values: &[f64]) {
    for value in values {
        print::number(out, *value);
        out.push(b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::set::{EmbeddedFont, FaceOrder};
    use crate::font::{Glyph, GlyphTable};

    fn fonts() -> DocumentFonts {
        let font = |object, characters: &str| EmbeddedFont {
            object,
            glyphs: GlyphTable(
                characters
                    .chars()
                    .zip(1..)
                    .map(|(character, id)| (character, Glyph { id, width: 500 }))
                    .collect(),
            ),
        };
        DocumentFonts {
            fonts: vec![font(7, "ab0123456789ABCDEF"), font(8, "吉")],
            faces: FaceOrder::from([(Face::Hei, vec![0, 1])]),
        }
    }

    fn shown(line: &str) -> String {
        let fonts = fonts();
        let mut out = Vec::new();
        let face = Face::Hei;
        Typesetter { fonts: &fonts, face }.show(&mut out, line, 10.0, 20.0, 8.0);
        String::from_utf8(out).expect("operators")
    }

    #[test]
    fn neighbours_of_one_font_are_shown_together() {
        assert_eq!(
            shown("ab吉a"),
            "BT /F0 8 Tf 10 20 Td <00010002> Tj ET\nBT /F1 8 Tf 18 20 Td <0001> Tj ET\n\
             BT /F0 8 Tf 22 20 Td <0001> Tj ET\n"
        );
    }

    #[test]
    fn a_character_without_a_glyph_is_a_box_that_says_which() {
        let text = shown("a𠮷 b");
        assert!(
            text.contains("/Span << /ActualText <FEFFD842DFB7> >> BDC q"),
            "{text}"
        );
        assert!(text.contains(" re S Q\n"), "{text}");
        assert_eq!(
            text.matches("/F0 2.88 Tf").count(),
            2,
            "two rows of digits: {text}"
        );
        // a is 4 wide, the box 8, the space that no font has 2.
        assert!(
            text.ends_with("EMC\nBT /F0 8 Tf 24 20 Td <0002> Tj ET\n"),
            "{text}"
        );
    }
}
