//! The straight lines of a page: underlines to write on, borders of tables and boxes.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape};

/// A filled shape that is no thicker than this is a line, points.
const THIN: f64 = 2.5;
/// Shorter ones are decoration, points.
const SHORTEST: f64 = 12.0;

/// A level or upright line on the displayed page, in points from the top left, y down.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Ruling {
    Level { y: f64, left: f64, right: f64 },
    Upright { x: f64, top: f64, bottom: f64 },
}

impl Ruling {
    /// Slightly widened, so that it has an area.
    pub fn bounds(self) -> Rect {
        let line = match self {
            Self::Level { y, left, right } => Rect::new(left, y, right, y),
            Self::Upright { x, top, bottom } => Rect::new(x, top, x, bottom),
        };
        line.inflate(0.1, 0.1)
    }

    fn between(a: Point, b: Point) -> Option<Self> {
        let (width, height) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if height <= THIN && width >= SHORTEST {
            Some(Self::Level {
                y: f64::midpoint(a.y, b.y),
                left: a.x.min(b.x),
                right: a.x.max(b.x),
            })
        } else if width <= THIN && height >= SHORTEST {
            Some(Self::Upright {
                x: f64::midpoint(a.x, b.x),
                top: a.y.min(b.y),
                bottom: a.y.max(b.y),
            })
        } else {
            None
        }
    }
}

/// The lines of one drawn path: what a pen strokes edge by edge, and what is filled if it is thin.
pub(super) fn of_path(path: &BezPath, mode: &DrawMode) -> Vec<Ruling> {
    match mode {
        DrawMode::Invisible => Vec::new(),
        DrawMode::Fill(_) => parts(path)
            .filter_map(|part| {
                let bounds = part.bounding_box();
                let middle = bounds.center();
                if bounds.height() <= bounds.width() {
                    Ruling::between(Point::new(bounds.x0, middle.y), Point::new(bounds.x1, middle.y))
                        .filter(|_| bounds.height() <= THIN)
                } else {
                    Ruling::between(Point::new(middle.x, bounds.y0), Point::new(middle.x, bounds.y1))
                        .filter(|_| bounds.width() <= THIN)
                }
            })
            .collect(),
        DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => edges(path),
    }
}

/// Each closed or open part of a path by itself.
fn parts(path: &BezPath) -> impl Iterator<Item = BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (PathEl::MoveTo(_), _) | (_, None) => parts.push(BezPath::from_vec(vec![*element])),
            (_, Some(part)) => part.push(*element),
        }
    }
    parts
        .into_iter()
        .filter(|part| matches!(part.elements().first(), Some(PathEl::MoveTo(_))))
}

fn edges(path: &BezPath) -> Vec<Ruling> {
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    let mut found = Vec::new();
    for element in path.elements() {
        let to = match element {
            PathEl::MoveTo(point) => {
                (start, at) = (*point, *point);
                continue;
            }
            PathEl::LineTo(point) => {
                found.extend(Ruling::between(at, *point));
                *point
            }
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => *point,
            PathEl::ClosePath => {
                found.extend(Ruling::between(at, start));
                start
            }
        };
        at = to;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::FillRule;

    #[test]
    fn a_thin_filled_rectangle_is_a_line_and_a_wide_one_is_not() {
        let fill = DrawMode::Fill(FillRule::NonZero);
        let thin = Rect::new(10.0, 20.0, 110.0, 20.8).to_path(0.1);
        let found = of_path(&thin, &fill);
        assert!(
            matches!(found[..], [Ruling::Level { y, left, right }] if (y - 20.4).abs() < 0.01 && left == 10.0 && right == 110.0),
            "{found:?}"
        );
        let wide = Rect::new(10.0, 20.0, 110.0, 60.0).to_path(0.1);
        assert_eq!(of_path(&wide, &fill), []);
    }

    #[test]
    fn a_stroked_box_has_four_edges() {
        let outline = Rect::new(10.0, 20.0, 110.0, 60.0).to_path(0.1);
        let found = of_path(&outline, &DrawMode::Stroke(Default::default()));
        assert_eq!(found.len(), 4, "{found:?}");
    }
}
