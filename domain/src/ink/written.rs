//! Whether strokes look written by hand, or are only the touch of a pen: a dot is not a signature.

use super::Stroke;

/// Least width plus height, in units of the box (65 535 a side), that one stroke of a signature has. A finger that
/// trembles on one spot stays below 2 000; the longest stroke of a small character is above 6 000.
const LEAST_REACH: u32 = 4_096;

/// Whether at least one stroke is a line. Any number of dots is none.
pub fn looks_written<'a>(strokes: impl IntoIterator<Item = &'a Stroke>) -> bool {
    strokes.into_iter().any(|stroke| reach(stroke) >= LEAST_REACH)
}

/// Width plus height of what the stroke covers. Trembling on one spot does not add to it.
fn reach(stroke: &Stroke) -> u32 {
    let side = |at: fn(&super::InkPoint) -> u16| {
        let least = stroke.points.iter().map(at).min().unwrap_or(0);
        let most = stroke.points.iter().map(at).max().unwrap_or(0);
        u32::from(most - least)
    };
    side(|point| point.x) + side(|point| point.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ink::{InkPoint, NO_PRESSURE};

    fn stroke(points: &[(u16, u16)]) -> Stroke {
        let point = |(at, &(x, y)): (u32, &(u16, u16))| InkPoint {
            x,
            y,
            t: at * 80,
            w: NO_PRESSURE,
        };
        Stroke {
            points: (0..).zip(points).map(point).collect(),
        }
    }

    #[test]
    fn dots_are_not_written_however_many() {
        let dots = [stroke(&[(9_000, 9_000)]), stroke(&[(60_000, 50_000)])];
        assert!(!looks_written(&dots));
        assert!(!looks_written(&[]));
    }

    #[test]
    fn a_finger_that_trembles_on_one_spot_writes_nothing() {
        let spot: Vec<(u16, u16)> = (0..400)
            .map(|step| (30_000 + step % 2 * 500, 30_000 + step % 3 * 700))
            .collect();
        assert!(!looks_written(&[stroke(&spot)]));
    }

    #[test]
    fn one_short_line_is_written() {
        let line = [stroke(&[(9, 9)]), stroke(&[(30_000, 30_000), (36_000, 30_100)])];
        assert!(looks_written(&line));
    }

    #[test]
    fn the_limit_counts_width_and_height() {
        assert!(looks_written(&[stroke(&[(0, 0), (2_000, 2_096)])]));
        assert!(!looks_written(&[stroke(&[(0, 0), (2_000, 2_095)])]));
    }
}
