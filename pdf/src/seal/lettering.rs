//! Where the letters of a seal stand: evenly along an arc, in a row, or in columns from the right.

use crate::font::outline::LetterOutline;
use crate::path::{Path, Point};

/// The place of one letter; lengths in millimetres from the middle of the seal.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cell {
    pub middle: Point,
    pub width: f64,
    pub height: f64,
    /// Where the letter's top points, as a vector of length 1.
    pub up: Point,
}

/// Of an em: how far Chinese letters reach below the base line, and from there to their top.
const BELOW: f64 = 0.12;
/// Letters are at most so wide, in parts of their height.
const WIDEST: f64 = 0.95;
/// Of the way from letter to letter, what the letter itself may take.
const FILLED: f64 = 0.88;
/// Pieces that an arc is measured in.
const PIECES: usize = 4000;

impl Cell {
    /// The letter's em square, as wide as its advance, stretched to the cell.
    pub fn fit(&self, letter: &LetterOutline) -> Path {
        let right = [self.up[1], -self.up[0]];
        // A narrow letter such as 1 keeps its shape in the middle of the cell.
        let em = self.width / letter.advance.max(1.0);
        letter.path.map(|[x, y]| {
            let along = (x - letter.advance / 2.0) * em;
            let upward = (y + BELOW - 0.5) * self.height;
            [0, 1].map(|axis| self.middle[axis] + along * right[axis] + upward * self.up[axis])
        })
    }

    /// The cell mirrored to the lower half, with its letter's top towards the middle.
    pub fn upside_down(&self) -> Self {
        Self {
            middle: [self.middle[0], -self.middle[1]],
            up: [-self.up[0], self.up[1]],
            ..*self
        }
    }
}

/// `count` cells on the ellipse with half axes `a` and `b`, over `sweep` radians around its top, at equal distances
/// along the curve, from the left.
pub fn arc_cells([a, b]: Point, sweep: f64, count: usize, height: f64) -> Vec<Cell> {
    let angle = |pieces: f64| sweep * (pieces / PIECES as f64 - 0.5);
    let at = |angle: f64| [a * angle.sin(), b * angle.cos()];
    let mut reached = vec![0.0];
    for piece in 0..PIECES {
        let (from, to) = (at(angle(piece as f64)), at(angle(piece as f64 + 1.0)));
        reached.push(reached[piece] + (to[0] - from[0]).hypot(to[1] - from[1]));
    }
    let step = reached[PIECES] / count.max(1) as f64;
    let width = (height * WIDEST).min(step * FILLED);
    (0..count)
        .map(|number| {
            let wanted = step * (number as f64 + 0.5);
            let piece = reached
                .partition_point(|reached| *reached < wanted)
                .clamp(1, PIECES);
            let (from, to) = (reached[piece - 1], reached[piece]);
            let within = (wanted - from) / (to - from);
            let angle = angle((piece - 1) as f64 + within);
            let outward = [angle.sin() / a, angle.cos() / b];
            let length = outward[0].hypot(outward[1]);
            Cell {
                middle: at(angle),
                width,
                height,
                up: outward.map(|part| part / length),
            }
        })
        .collect()
}

/// `count` upright cells side by side around the middle, at most `room` wide together, at `level`.
pub fn row_cells(count: usize, height: f64, room: f64, level: f64) -> Vec<Cell> {
    let step = (height * 1.08).min(room / count.max(1) as f64);
    (0..count)
        .map(|number| Cell {
            middle: [(number as f64 + 0.5 - count as f64 / 2.0) * step, level],
            width: (step * 0.92).min(height),
            height,
            up: [0.0, 1.0],
        })
        .collect()
}

/// `count` cells that fill a square of `side` in columns, from the right and from the top.
pub fn columns(count: usize, side: f64) -> Vec<Cell> {
    let number = (1..=count)
        .find(|columns| columns * columns >= count)
        .unwrap_or(1);
    let width = side / number as f64;
    let mut cells = Vec::new();
    for column in 0..number {
        // Fewer letters stand in the first columns: 张 beside 三丰.
        let rows = (count + column) / number;
        let height = side / rows.max(1) as f64;
        let x = side / 2.0 - width * (column as f64 + 0.5);
        cells.extend((0..rows).map(|row| Cell {
            middle: [x, side / 2.0 - height * (row as f64 + 0.5)],
            width: width * 0.94,
            height: height * 0.94,
            up: [0.0, 1.0],
        }));
    }
    cells
}

/// The angle of a point from the top, clockwise, for tests.
#[cfg(test)]
pub fn angle_from_top([x, y]: Point) -> f64 {
    x.atan2(y).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(cells: &[Cell]) -> Vec<f64> {
        let away = |a: &Cell, b: &Cell| (a.middle[0] - b.middle[0]).hypot(a.middle[1] - b.middle[1]);
        cells.windows(2).map(|pair| away(&pair[0], &pair[1])).collect()
    }

    #[test]
    fn letters_on_an_arc_stand_evenly_and_symmetrically() {
        for count in 4..=30 {
            for axes in [[18.0, 18.0], [20.0, 13.0]] {
                let cells = arc_cells(axes, 4.0, count, 4.0);
                let gaps = gaps(&cells);
                let (least, most) = gaps
                    .iter()
                    .fold((f64::MAX, 0.0_f64), |(a, b), gap| (a.min(*gap), b.max(*gap)));
                assert!(most / least < 1.12, "{count} on {axes:?}: {least}–{most}");
                assert!(cells[0].width <= least, "{count}: letters touch");
                let (first, last) = (cells[0].middle, cells[count - 1].middle);
                assert!((first[0] + last[0]).abs() < 0.05 && (first[1] - last[1]).abs() < 0.05);
                assert!(angle_from_top(first) < angle_from_top(last), "from left to right");
            }
        }
    }

    #[test]
    fn columns_begin_at_the_right_and_fill_the_square() {
        let cells = columns(4, 10.0);
        let middles: Vec<Point> = cells.iter().map(|cell| cell.middle).collect();
        assert_eq!(middles, [[2.5, 2.5], [2.5, -2.5], [-2.5, 2.5], [-2.5, -2.5]]);
        let three = columns(3, 10.0);
        assert_eq!(three[0].middle, [2.5, 0.0], "the family name alone at the right");
        assert_eq!(columns(16, 10.0).len(), 16);
    }
}
