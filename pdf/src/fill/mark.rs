//! Marks in boxes to tick, drawn as paths so that no font is needed.

use crate::text::run::numbers;
use serde::{Deserialize, Serialize};

/// How a ticked box is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// ✓
    Tick,
    /// ✗
    Cross,
    /// ●
    Dot,
}

/// Corners in a square of side 1, origin at the lower left.
const TICK: [(f64, f64); 6] = [
    (0.12, 0.52),
    (0.22, 0.62),
    (0.40, 0.40),
    (0.80, 0.86),
    (0.90, 0.76),
    (0.41, 0.16),
];
const CROSS: [(f64, f64); 12] = [
    (0.18, 0.26),
    (0.42, 0.50),
    (0.18, 0.74),
    (0.26, 0.82),
    (0.50, 0.58),
    (0.74, 0.82),
    (0.82, 0.74),
    (0.58, 0.50),
    (0.82, 0.26),
    (0.74, 0.18),
    (0.50, 0.42),
    (0.26, 0.18),
];
/// From the middle of the square.
const DOT_RADIUS: f64 = 0.3;
/// Distance of a control point that makes four curves a circle.
const ROUND: f64 = 0.552_285;

impl Mark {
    /// Draws the mark in the middle of `width` × `height`, as large as the shorter side.
    pub fn show(self, out: &mut Vec<u8>, width: f64, height: f64) {
        let side = width.min(height);
        let (left, bottom) = ((width - side) / 2.0, (height - side) / 2.0);
        let point =
            |out: &mut Vec<u8>, (x, y): (f64, f64)| numbers(out, &[left + x * side, bottom + y * side]);
        match self {
            Self::Tick | Self::Cross => {
                let corners: &[(f64, f64)] = if self == Self::Tick { &TICK } else { &CROSS };
                for (at, corner) in corners.iter().enumerate() {
                    point(out, *corner);
                    out.extend_from_slice(if at == 0 { b"m " } else { b"l " });
                }
            }
            Self::Dot => {
                let (r, c) = (DOT_RADIUS, DOT_RADIUS * ROUND);
                point(out, (0.5 + r, 0.5));
                out.extend_from_slice(b"m ");
                for curve in [
                    [(r, c), (c, r), (0.0, r)],
                    [(-c, r), (-r, c), (-r, 0.0)],
                    [(-r, -c), (-c, -r), (0.0, -r)],
                    [(c, -r), (r, -c), (r, 0.0)],
                ] {
                    curve.iter().for_each(|(x, y)| point(out, (0.5 + x, 0.5 + y)));
                    out.extend_from_slice(b"c ");
                }
            }
        }
        out.extend_from_slice(b"f\n");
    }
}
