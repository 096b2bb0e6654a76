//! A seal drawn from its words: round with a star, elliptic, or square, as Chinese companies and people have them.
//!
//! Sizes and proportions follow what is usual since the State Council's rules on seals of 1999 (国发〔1999〕25号): a
//! round seal with a star in the middle and the name in an arc around it, read from left to right.

use super::drawing::{Drawing, Shape};
use super::lettering::{Cell, arc_cells, columns, row_cells};
use crate::font::set::Face;
use crate::font::shelf::FontShelf;
use crate::path::{Path, Point};
use serde::{Deserialize, Serialize};

/// What a seal says and how it looks.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SealDesign {
    pub outline: SealOutline,
    /// In the arc; on a square seal in columns from the right: 北京某某科技有限公司, 张三之印.
    pub name: String,
    /// Below the star: 合同专用章.
    #[serde(default)]
    pub purpose: Option<String>,
    /// In small digits along the lower edge.
    #[serde(default)]
    pub number: Option<String>,
    /// ★ in the middle; not on square seals.
    #[serde(default)]
    pub star: bool,
    #[serde(default = "song")]
    pub face: Face,
    #[serde(default = "red")]
    pub colour: [u8; 3],
}

/// Shape and size in 1/100 mm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum SealOutline {
    Round { diameter: u16 },
    Ellipse { width: u16, height: u16 },
    Square { side: u16 },
}

/// The seal cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealDesignError {
    #[error("a seal is from 10 to 60 mm wide and high")]
    Size,
    #[error("the name in an arc has from 4 to 30 characters, not {0}")]
    ArcLength(usize),
    #[error("a square seal has from 1 to 16 characters, not {0}")]
    SquareLength(usize),
    #[error("the purpose has at most 12 characters, the number at most 18")]
    SmallText,
    #[error("no font has the character {0}")]
    CharacterMissing(char),
}

impl SealDesignError {
    /// The code of the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::Size => "seal_size",
            Self::ArcLength(_) => "seal_arc_length",
            Self::SquareLength(_) => "seal_square_length",
            Self::SmallText => "seal_small_text",
            Self::CharacterMissing(_) => "character_missing",
        }
    }
}

fn song() -> Face {
    Face::Song
}

fn red() -> [u8; 3] {
    [0xd2, 0x0a, 0x0f]
}

/// Smallest and largest side in 1/100 mm.
const SIDES: std::ops::RangeInclusive<u16> = 1000..=6000;
/// Thickness of the edge, in parts of the shorter half axis.
const EDGE: f64 = 0.05;
/// Outer radius of the star, in parts of the shorter half axis: 14 mm across on a seal of 40 mm.
const STAR: f64 = 0.35;
/// The free 宋体 is made for books; on seals its strokes are bolder, by this part of a letter's height.
const BOLDER: f64 = 0.025;
/// Of a five-pointed star with straight arms: inner radius by outer radius.
const STAR_WAIST: f64 = 0.381_966;

impl SealDesign {
    /// Draws the seal.
    pub fn draw(&self, shelf: &FontShelf) -> Result<Drawing, SealDesignError> {
        let (width, height) = self.size()?;
        let mut drawing = Drawing {
            width,
            height,
            colour: self.colour,
            shapes: Vec::new(),
        };
        match self.outline {
            SealOutline::Square { .. } => self.square(shelf, &mut drawing)?,
            _ => self.oval(shelf, &mut drawing)?,
        }
        Ok(drawing)
    }

    fn size(&self) -> Result<(f64, f64), SealDesignError> {
        let (width, height) = match self.outline {
            SealOutline::Round { diameter } => (diameter, diameter),
            SealOutline::Ellipse { width, height } => (width, height),
            SealOutline::Square { side } => (side, side),
        };
        if SIDES.contains(&width) && SIDES.contains(&height) {
            Ok((f64::from(width) / 100.0, f64::from(height) / 100.0))
        } else {
            Err(SealDesignError::Size)
        }
    }

    fn oval(&self, shelf: &FontShelf, drawing: &mut Drawing) -> Result<(), SealDesignError> {
        let (a, b) = (drawing.width / 2.0, drawing.height / 2.0);
        let (centre, short) = ([a, b], a.min(b));
        let count = self.name.chars().count();
        if !(4..=30).contains(&count) {
            return Err(SealDesignError::ArcLength(count));
        }
        let small = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
        if small(&self.purpose) > 12 || small(&self.number) > 18 {
            return Err(SealDesignError::SmallText);
        }
        let edge = short * EDGE;
        drawing.shapes.push(Shape {
            path: Path::ellipse(centre, a, b).and(Path::ellipse(centre, a - edge, b - edge)),
            even_odd: true,
            weight: 0.0,
        });
        // Long names are lower, so that their letters do not become too narrow.
        let letter = short * if count <= 12 { 0.24 } else { 0.20 };
        let reach = edge + short * 0.05 + letter / 2.0;
        // Short names do not spread over the whole arc; what stands below needs its room.
        let whole: f64 = match (&self.purpose, &self.number) {
            (Some(_), _) if self.star => 236.0,
            (_, Some(_)) => 250.0,
            _ => 280.0,
        };
        let sweep = whole.min(60.0 + count as f64 * 22.0).to_radians();
        let cells = arc_cells([a - reach, b - reach], sweep, count, letter);
        letters(shelf, self.face, &self.name, &cells, centre, drawing)?;
        if self.star {
            drawing.shapes.push(Shape {
                path: star(centre, short * STAR),
                even_odd: false,
                weight: 0.0,
            });
        }
        if let Some(purpose) = &self.purpose {
            let (level, room) = if self.star { (-0.56, 1.05) } else { (0.0, 1.1) };
            let cells = row_cells(purpose.chars().count(), short * 0.2, a * room, short * level);
            letters(shelf, self.face, purpose, &cells, centre, drawing)?;
        }
        if let Some(number) = &self.number {
            let digit = short * 0.085;
            let reach = edge + short * 0.03 + digit / 2.0;
            let count = number.chars().count();
            let sweep = (count as f64 * 5.5).to_radians();
            let cells = arc_cells([a - reach, b - reach], sweep, count, digit);
            // The same arc, seen from within at the lower edge.
            let below: Vec<Cell> = cells.iter().map(Cell::upside_down).collect();
            letters(shelf, Face::Hei, number, &below, centre, drawing)?;
        }
        Ok(())
    }

    fn square(&self, shelf: &FontShelf, drawing: &mut Drawing) -> Result<(), SealDesignError> {
        let side = drawing.width;
        let count = self.name.chars().count();
        if !(1..=16).contains(&count) {
            return Err(SealDesignError::SquareLength(count));
        }
        let edge = side / 2.0 * EDGE * 1.4;
        let corner = |inset: f64| {
            let far = side - inset;
            [[inset, inset], [far, inset], [far, far], [inset, far]]
        };
        drawing.shapes.push(Shape {
            path: Path::polygon(&corner(0.0)).and(Path::polygon(&corner(edge))),
            even_odd: true,
            weight: 0.0,
        });
        let cells = columns(count, side - 2.0 * edge - side * 0.06);
        letters(shelf, self.face, &self.name, &cells, [side / 2.0; 2], drawing)
    }
}

/// Fits each letter into its cell; cells are counted from `centre`.
fn letters(
    shelf: &FontShelf,
    face: Face,
    text: &str,
    cells: &[Cell],
    centre: Point,
    drawing: &mut Drawing,
) -> Result<(), SealDesignError> {
    let weight = match face {
        Face::Song | Face::FangSong => BOLDER,
        Face::Hei | Face::Kai => 0.0,
    };
    let outlines = shelf
        .outlines(face, text)
        .map_err(SealDesignError::CharacterMissing)?;
    for (outline, cell) in outlines.iter().zip(cells) {
        drawing.shapes.push(Shape {
            path: cell.fit(outline).map(|[x, y]| [centre[0] + x, centre[1] + y]),
            even_odd: false,
            weight: cell.height * weight,
        });
    }
    Ok(())
}

/// Five points, one up.
fn star([x, y]: Point, radius: f64) -> Path {
    let corner = |at: u32| {
        let radius = if at.is_multiple_of(2) {
            radius
        } else {
            radius * STAR_WAIST
        };
        let angle = f64::from(at) * std::f64::consts::PI / 5.0;
        [x + radius * angle.sin(), y + radius * angle.cos()]
    };
    Path::polygon(&(0..10).map(corner).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
