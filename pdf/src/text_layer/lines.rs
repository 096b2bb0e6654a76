//! Glyphs become lines: those on one base line belong together, whatever order they were drawn in.

use super::TextLine;
use super::glyphs::PlacedGlyph;

/// Glyphs whose base lines differ by less than this part of their height stand on one line.
const SAME_LINE: f64 = 0.4;
/// A gap wider than this part of the height is a space.
const SPACE: f64 = 0.18;
/// A gap wider than this part of the height starts another line: the next cell of a table, the next column.
const NEXT_CELL: f64 = 2.5;
/// Part of the font's height that stands above the base line.
const ASCENT: f64 = 0.85;

/// The lines on a page of `width` × `height` pt in reading order. White space alone makes no line.
///
/// Upright text comes first, from the top down and from left to right on one height; then text that runs down
/// (vertical Chinese, from the right), up, and upside down.
pub fn gather(glyphs: &[PlacedGlyph], width: f64, height: f64) -> Vec<TextLine> {
    [Direction::Right, Direction::Down, Direction::Up, Direction::Left]
        .into_iter()
        .flat_map(|direction| {
            let running = glyphs.iter().filter(|glyph| Direction::of(glyph) == direction);
            cells_of_rows(running.map(|glyph| direction.frame(glyph)).collect(), line)
                .into_iter()
                .map(move |line| direction.on_page(line, width, height))
        })
        .collect()
}

/// An upright line with the place of every letter, points of the displayed page, y down.
#[derive(Clone, PartialEq, Debug)]
pub struct LetteredLine {
    /// From left to right, white space included.
    pub letters: Vec<Letter>,
    pub top: f64,
    pub bottom: f64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Letter {
    pub character: char,
    pub left: f64,
    pub right: f64,
}

/// The upright lines of a page from the top down, cut where [`gather`] cuts them.
pub fn lettered(glyphs: &[PlacedGlyph]) -> Vec<LetteredLine> {
    let upright = glyphs
        .iter()
        .filter(|glyph| Direction::of(glyph) == Direction::Right);
    cells_of_rows(
        upright.map(|glyph| Direction::Right.frame(glyph)).collect(),
        |cell| {
            let row = line(cell)?;
            let letters = cell.iter().flat_map(|glyph| {
                let count = glyph.text.chars().count().max(1) as f64;
                glyph
                    .text
                    .chars()
                    .enumerate()
                    .map(move |(index, character)| Letter {
                        character,
                        left: glyph.along + glyph.advance * index as f64 / count,
                        right: glyph.along + glyph.advance * (index as f64 + 1.0) / count,
                    })
            });
            Some(LetteredLine {
                letters: letters.collect(),
                top: row.top,
                bottom: row.bottom,
            })
        },
    )
}

/// Where the pen moves on the displayed page.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Right,
    Down,
    Up,
    Left,
}

/// A glyph as its own reader sees it, with the page turned so that the text runs to the right.
struct Framed<'a> {
    text: &'a str,
    along: f64,
    /// Grows from line to line.
    across: f64,
    advance: f64,
    height: f64,
}

/// A line in its reader's frame.
struct Row {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Direction {
    fn of(glyph: &PlacedGlyph) -> Self {
        let advance = glyph.advance;
        match (
            advance.x.abs() >= advance.y.abs(),
            advance.x >= 0.0,
            advance.y >= 0.0,
        ) {
            (true, true, _) => Self::Right,
            (true, false, _) => Self::Left,
            (false, _, true) => Self::Down,
            (false, _, false) => Self::Up,
        }
    }

    fn frame(self, glyph: &PlacedGlyph) -> Framed<'_> {
        let (along, across) = match self {
            Self::Right => (glyph.origin.x, glyph.origin.y),
            Self::Down => (glyph.origin.y, -glyph.origin.x),
            Self::Up => (-glyph.origin.y, glyph.origin.x),
            Self::Left => (-glyph.origin.x, -glyph.origin.y),
        };
        Framed {
            text: &glyph.text,
            along,
            across,
            advance: glyph.advance.hypot(),
            height: glyph.height,
        }
    }

    fn on_page(self, row: Row, width: f64, height: f64) -> TextLine {
        let (left, right, top, bottom) = match self {
            Self::Right => (row.left, row.right, row.top, row.bottom),
            Self::Down => (-row.bottom, -row.top, row.left, row.right),
            Self::Up => (row.top, row.bottom, -row.right, -row.left),
            Self::Left => (-row.right, -row.left, -row.bottom, -row.top),
        };
        let (x, y) = (thousandths(left / width), thousandths(top / height));
        TextLine {
            text: row.text,
            x,
            y,
            w: (thousandths(right / width) - x).max(1),
            h: (thousandths(bottom / height) - y).max(1),
        }
    }
}

/// What `make` makes of every cell of every row, top down.
fn cells_of_rows<T>(mut glyphs: Vec<Framed<'_>>, make: impl Fn(&[&Framed<'_>]) -> Option<T>) -> Vec<T> {
    glyphs.sort_by(|a, b| a.across.total_cmp(&b.across));
    let mut lines = Vec::new();
    let mut rest = glyphs.as_slice();
    while let Some(first) = rest.first() {
        let next =
            |glyph: &Framed<'_>| glyph.across - first.across > SAME_LINE * first.height.max(glyph.height);
        let (row, below) = rest.split_at(rest.iter().position(next).unwrap_or(rest.len()));
        let mut row: Vec<&Framed<'_>> = row.iter().collect();
        row.sort_by(|a, b| a.along.total_cmp(&b.along));
        lines.extend(cells(&row).iter().filter_map(|cell| make(cell)));
        rest = below;
    }
    lines
}

/// Cuts a row where there is a wide gap.
fn cells<'a, 'g>(row: &[&'a Framed<'g>]) -> Vec<Vec<&'a Framed<'g>>> {
    let mut cells: Vec<Vec<&Framed<'_>>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for glyph in row {
        match cells.last_mut() {
            Some(cell) if glyph.along - end <= NEXT_CELL * glyph.height => cell.push(glyph),
            _ => cells.push(vec![glyph]),
        }
        end = end.max(glyph.along + glyph.advance);
    }
    cells
}

fn line(cell: &[&Framed<'_>]) -> Option<Row> {
    let mut row = Row {
        text: String::new(),
        left: f64::INFINITY,
        right: f64::NEG_INFINITY,
        top: f64::INFINITY,
        bottom: f64::NEG_INFINITY,
    };
    for glyph in cell.iter().skip_while(|glyph| glyph.text.trim().is_empty()) {
        let gap = glyph.along - row.right;
        if gap.is_finite() && gap > SPACE * glyph.height && !row.text.ends_with(' ') && glyph.text != " " {
            row.text.push(' ');
        }
        row.text.push_str(glyph.text);
        row.left = row.left.min(glyph.along);
        row.right = row.right.max(glyph.along + glyph.advance);
        row.top = row.top.min(glyph.across - ASCENT * glyph.height);
        row.bottom = row.bottom.max(glyph.across + (1.0 - ASCENT) * glyph.height);
    }
    row.text.truncate(row.text.trim_end().len());
    (!row.text.is_empty()).then_some(row)
}

/// A fraction of the page in thousandths; what lies outside is drawn to the edge.
fn thousandths(fraction: f64) -> i64 {
    (fraction.clamp(0.0, 1.0) * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::{Point, Vec2};
    use proptest::prelude::*;

    fn any_glyph() -> impl Strategy<Value = PlacedGlyph> {
        let letter = prop::sample::select(vec!["甲", "方", "a", " ", "\u{3000}"]);
        (letter, 0.0..600.0, 0.0..800.0, 0..4usize, 1.0..40.0).prop_map(|(text, x, y, turn, size)| {
            PlacedGlyph {
                text: text.to_owned(),
                origin: Point::new(x, y),
                advance: [
                    Vec2::new(size, 0.0),
                    Vec2::new(0.0, size),
                    Vec2::new(-size, 0.0),
                    Vec2::new(0.0, -size),
                ][turn],
                height: size,
            }
        })
    }

    fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
        let mut letters: Vec<char> = texts
            .flat_map(str::chars)
            .filter(|character| !character.is_whitespace())
            .collect();
        letters.sort_unstable();
        letters
    }

    proptest! {
        #[test]
        fn every_letter_comes_out_once_and_on_the_page(glyphs in prop::collection::vec(any_glyph(), 0..60)) {
            let lines = gather(&glyphs, 600.0, 800.0);
            let read = letters(lines.iter().map(|line| line.text.as_str()));
            prop_assert_eq!(read, letters(glyphs.iter().map(|glyph| glyph.text.as_str())));
            for line in lines {
                prop_assert!(line.x >= 0 && line.y >= 0 && line.w > 0 && line.h > 0);
                prop_assert!(line.x + line.w <= 1001 && line.y + line.h <= 1001, "{line:?}");
                prop_assert_eq!(line.text.trim(), line.text.as_str());
            }
        }
    }
}
