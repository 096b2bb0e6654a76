//! A centripetal Catmull–Rom curve through the places: no loops and no cusps between unevenly spaced points.

use super::Place;

/// Length of a piece, in nibs, and most pieces between two places.
const PIECE: f64 = 0.6;
const MOST_PIECES: u32 = 12;

/// The places with pieces of curve between them. Neighbours are never equal.
pub(super) fn curve(places: &[Place], nib: f64) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    out.extend(places.first());
    for index in 1..places.len() {
        let (a, b) = (places[index - 1], places[index]);
        let before = places[index.saturating_sub(2)];
        let after = places[if index + 1 == places.len() {
            index
        } else {
            index + 1
        }];
        between(&mut out, before, a, b, after, nib);
    }
    out
}

fn distance(a: Place, b: Place) -> f64 {
    ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).sqrt()
}

fn push(out: &mut Vec<Place>, place: Place, nib: f64) {
    match out.last() {
        Some(&last) if distance(last, place) < 0.001 * nib => {}
        _ => out.push(place),
    }
}

/// Appends the curve from `a` (already there) to `b` as a cubic Hermite piece.
fn between(out: &mut Vec<Place>, before: Place, a: Place, b: Place, after: Place, nib: f64) {
    let length = distance(a, b);
    let mut pieces = 1;
    while pieces < MOST_PIECES && f64::from(pieces) * PIECE * nib < length {
        pieces += 1;
    }
    let (ux, uy) = tangent(before, a, b, length);
    let (vx, vy) = tangent(after, b, a, length);
    for step in 1..pieces {
        let s = f64::from(step) / f64::from(pieces);
        let s2 = s * s;
        let s3 = s2 * s;
        let at_a = 2.0 * s3 - 3.0 * s2 + 1.0;
        let at_b = 3.0 * s2 - 2.0 * s3;
        let out_of_a = s3 - 2.0 * s2 + s;
        let into_b = s3 - s2;
        let place = Place {
            x: at_a * a.x + at_b * b.x + out_of_a * ux - into_b * vx,
            y: at_a * a.y + at_b * b.y + out_of_a * uy - into_b * vy,
            r: a.r + (b.r - a.r) * at_b,
        };
        push(out, place, nib);
    }
    push(out, b, nib);
}

/// Direction of the curve at `here` towards `there`, as long as the chord suggests; `behind` lies on the other side.
fn tangent(behind: Place, here: Place, there: Place, length: f64) -> (f64, f64) {
    let back = distance(behind, here);
    if back <= 0.0 {
        return (there.x - here.x, there.y - here.y);
    }
    let t0 = back.sqrt();
    let t1 = length.sqrt();
    let span = t0 + t1;
    let along = |p0: f64, p1: f64, p2: f64| t1 * ((p1 - p0) / t0 - (p2 - p0) / span + (p2 - p1) / t1);
    (along(behind.x, here.x, there.x), along(behind.y, here.y, there.y))
}
