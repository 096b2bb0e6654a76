//! What must hold for the outline of any stroke, however it was drawn.

use super::outline;
use crate::ink::{InkPoint, MAX_POINTS, Stroke};
use proptest::prelude::*;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 180.0;
const NIB: f64 = super::NIB * 293.938_769_133_981_4;

fn stroke(points: &[(u16, u16)]) -> Stroke {
    let points = points.iter().enumerate();
    Stroke {
        points: points
            .map(|(i, &(x, y))| InkPoint {
                x,
                y,
                t: 83 * i as u32,
                w: 512,
            })
            .collect(),
    }
}

/// How often the polygon winds around the probe; clockwise on the screen counts up.
fn winding(polygon: &[(f64, f64)], probe: (f64, f64)) -> i32 {
    let mut turns = 0;
    for (index, &(ax, ay)) in polygon.iter().enumerate() {
        let (bx, by) = polygon[(index + 1) % polygon.len()];
        let side = (bx - ax) * (probe.1 - ay) - (by - ay) * (probe.0 - ax);
        if ay <= probe.1 && by > probe.1 && side > 0.0 {
            turns += 1;
        } else if ay > probe.1 && by <= probe.1 && side < 0.0 {
            turns -= 1;
        }
    }
    turns
}

fn scaled(point: &InkPoint) -> (f64, f64) {
    (
        f64::from(point.x) * WIDTH / 65535.0,
        f64::from(point.y) * HEIGHT / 65535.0,
    )
}

#[test]
fn a_dot_is_a_round_spot_where_the_pen_was() {
    for points in [vec![(32768, 32768)], vec![(32768, 32768); 40]] {
        let polygon = outline(&stroke(&points), WIDTH, HEIGHT);
        let (cx, cy) = scaled(&stroke(&points).points[0]);
        let radius = |&(x, y): &(f64, f64)| ((x - cx) * (x - cx) + (y - cy) * (y - cy)).sqrt();
        let first = radius(&polygon[0]);
        assert!(first > 0.4 * NIB && first < 1.2 * NIB, "{first}");
        assert!(polygon.iter().all(|corner| (radius(corner) - first).abs() < 1e-9));
        assert!(winding(&polygon, (cx, cy)).abs() == 1);
    }
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert!(outline(&Stroke::default(), WIDTH, HEIGHT).is_empty());
    for (width, height) in [
        (0.0, 9.0),
        (-3.0, -3.0),
        (f64::NAN, 1.0),
        (f64::INFINITY, 1.0),
        (1e300, 1e300),
    ] {
        assert!(outline(&stroke(&[(1, 1), (9, 9)]), width, height).is_empty());
    }
}

#[test]
fn a_slow_line_is_wider_than_a_quick_one_and_pressure_counts() {
    let line = |dt: u32, w: u16| {
        let points = (0..60).map(|i| InkPoint {
            x: 8000 + 800 * i,
            y: 30_000,
            t: dt * u32::from(i),
            w,
        });
        let polygon = outline(
            &Stroke {
                points: points.collect(),
            },
            WIDTH,
            HEIGHT,
        );
        let middle = polygon.iter().filter(|(x, _)| (*x - 200.0).abs() < 20.0);
        let (low, high) = middle.fold((f64::MAX, f64::MIN), |(low, high), &(_, y)| {
            (low.min(y), high.max(y))
        });
        high - low
    };
    assert!(line(400, 512) > 1.3 * line(40, 512));
    assert!(line(100, 900) > 1.3 * line(100, 300));
}

#[test]
fn the_beginning_stays_as_it_is_while_a_stroke_grows() {
    let whole: Vec<(u16, u16)> = (0..200u32)
        .map(|i| ((5000 + i * 250) as u16, (30_000 + (i % 40) * 400) as u16))
        .collect();
    let part = outline(&stroke(&whole[..150]), WIDTH, HEIGHT);
    let all = outline(&stroke(&whole), WIDTH, HEIGHT);
    assert_eq!(part[..200], all[..200]);
}

#[test]
fn the_longest_wildest_stroke_stays_bounded() {
    let points = (0..MAX_POINTS as u32).map(|i| InkPoint {
        x: if i % 2 == 0 { 0 } else { u16::MAX },
        y: (i * 7919 % 65536) as u16,
        t: i,
        w: 1023,
    });
    let polygon = outline(
        &Stroke {
            points: points.collect(),
        },
        WIDTH,
        HEIGHT,
    );
    assert!(polygon.len() < 400_000, "{} corners", polygon.len());
    assert!(polygon.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
}

proptest! {
    #[test]
    fn no_hole_and_nothing_turned_inside_out(
        raw in proptest::collection::vec((any::<u16>(), any::<u16>(), 0u32..300, 0u16..1024), 1..24),
        close in any::<bool>(),
        probes in proptest::collection::vec((-20.0..500.0, -20.0..200.0), 64),
    ) {
        let mut t = 0;
        let points: Vec<InkPoint> = raw.into_iter().map(|(x, y, dt, w)| {
            t += dt;
            // Close together: tight hooks and scribbles narrower than the pen.
            let (x, y) = if close { (30_000 + x / 20, 30_000 + y / 20) } else { (x, y) };
            InkPoint { x, y, t, w }
        }).collect();
        let polygon = outline(&Stroke { points: points.clone() }, WIDTH, HEIGHT);
        prop_assert!(polygon.len() >= 32);
        prop_assert!(polygon.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        let centre = scaled(&points[0]);
        let near = (0..40).map(|i| (centre.0 + f64::from(i % 7) - 3.0, centre.1 + f64::from(i / 7) - 3.0));
        for probe in probes.into_iter().chain(near) {
            prop_assert!(winding(&polygon, probe) >= 0, "{probe:?}");
        }
        // The start of the stroke is ink.
        prop_assert!(winding(&polygon, (centre.0 + 0.01, centre.1 + 0.01)) > 0);
    }
}
