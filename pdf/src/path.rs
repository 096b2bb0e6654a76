//! Closed outlines, for letters and seals: as PDF operators, as SVG, moved and turned.

use crate::incremental::print;
use serde::{Deserialize, Serialize};

/// A point: x to the right, y up.
pub type Point = [f64; 2];

/// A step of an outline (ISO 32000-2, table 58).
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    Move(Point),
    Line(Point),
    /// Two control points and the end.
    Curve([Point; 3]),
    Close,
}

/// Outlines that are filled together.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Path(pub Vec<Segment>);

/// Distance of the control points that make four curves an ellipse, in parts of its half axes.
const ROUND: f64 = 0.552_284_75;

impl Path {
    /// The straight-sided outline through these corners.
    pub fn polygon(corners: &[Point]) -> Self {
        let mut segments: Vec<Segment> = corners.iter().copied().map(Segment::Line).collect();
        if let Some(first) = corners.first() {
            segments[0] = Segment::Move(*first);
            segments.push(Segment::Close);
        }
        Self(segments)
    }

    /// An ellipse around `centre` with these half axes.
    pub fn ellipse([x, y]: Point, a: f64, b: f64) -> Self {
        let (p, q) = (a * ROUND, b * ROUND);
        Self(vec![
            Segment::Move([x + a, y]),
            Segment::Curve([[x + a, y + q], [x + p, y + b], [x, y + b]]),
            Segment::Curve([[x - p, y + b], [x - a, y + q], [x - a, y]]),
            Segment::Curve([[x - a, y - q], [x - p, y - b], [x, y - b]]),
            Segment::Curve([[x + p, y - b], [x + a, y - q], [x + a, y]]),
            Segment::Close,
        ])
    }

    /// Both outlines as one path; with the even-odd rule the inner one is a hole.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Every point moved.
    pub fn map(&self, to: impl Fn(Point) -> Point) -> Self {
        let moved = self.0.iter().map(|segment| match *segment {
            Segment::Move(point) => Segment::Move(to(point)),
            Segment::Line(point) => Segment::Line(to(point)),
            Segment::Curve(points) => Segment::Curve(points.map(&to)),
            Segment::Close => Segment::Close,
        });
        Self(moved.collect())
    }

    /// Left, bottom, right, top of all points, control points too; `None` if there are none.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let points = self.0.iter().flat_map(|segment| match segment {
            Segment::Move(point) | Segment::Line(point) => std::slice::from_ref(point),
            Segment::Curve(points) => points.as_slice(),
            Segment::Close => &[],
        });
        points.fold(None, |bounds, &[x, y]| {
            let [left, bottom, right, top] = bounds.unwrap_or([x, y, x, y]);
            Some([left.min(x), bottom.min(y), right.max(x), top.max(y)])
        })
    }

    /// Path construction operators, without the one that fills.
    pub fn operators(&self, out: &mut Vec<u8>) {
        for segment in &self.0 {
            let (points, operator): (&[Point], &[u8]) = match segment {
                Segment::Move(point) => (std::slice::from_ref(point), b"m\n"),
                Segment::Line(point) => (std::slice::from_ref(point), b"l\n"),
                Segment::Curve(points) => (points, b"c\n"),
                Segment::Close => (&[], b"h\n"),
            };
            for coordinate in points.iter().flatten() {
                print::number(out, *coordinate);
                out.push(b' ');
            }
            out.extend_from_slice(operator);
        }
    }

    /// The `d` of an SVG path on a sheet of this height, where y points down.
    pub fn svg(&self, height: f64) -> String {
        let print = |points: &[Point]| {
            let pairs: Vec<String> = points
                .iter()
                .map(|[x, y]| format!("{:.2} {:.2}", x, height - y))
                .collect();
            pairs.join(" ")
        };
        let steps: Vec<String> = self
            .0
            .iter()
            .map(|segment| match segment {
                Segment::Move(point) => format!("M{}", print(&[*point])),
                Segment::Line(point) => format!("L{}", print(&[*point])),
                Segment::Curve(points) => format!("C{}", print(points)),
                Segment::Close => "Z".to_owned(),
            })
            .collect();
        steps.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_outline_in_two_languages() {
        let triangle = Path::polygon(&[[0.0, 0.0], [4.0, 0.0], [2.0, 3.0]]);
        let mut out = Vec::new();
        triangle.operators(&mut out);
        assert_eq!(String::from_utf8(out).expect("text"), "0 0 m\n4 0 l\n2 3 l\nh\n");
        assert_eq!(triangle.svg(10.0), "M0.00 10.00L4.00 10.00L2.00 7.00Z");
        assert_eq!(triangle.bounds(), Some([0.0, 0.0, 4.0, 3.0]));
        let turned = triangle.map(|[x, y]| [-y, x]);
        assert_eq!(turned.bounds(), Some([-3.0, 0.0, 0.0, 4.0]));
    }

    #[test]
    fn an_ellipse_has_its_axes() {
        let ellipse = Path::ellipse([5.0, 5.0], 4.0, 2.0);
        assert_eq!(ellipse.bounds(), Some([1.0, 3.0, 9.0, 7.0]));
        assert_eq!(Path::default().bounds(), None);
    }
}
