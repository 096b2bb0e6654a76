//! From raw points to few, smooth places with a width that follows speed, pressure and direction.

use super::Place;
use crate::ink::InkPoint;

/// Points nearer than this to the one before are dropped, in nibs.
const SPACING: f64 = 0.3;
/// The last point is kept unless it is nearer than this, in nibs.
const TAIL_SPACING: f64 = 0.1;
/// Smoothing fades out where points are this far apart, in nibs: fast strokes keep their corners.
const SMOOTHING_REACH: f64 = 3.0;
/// How quickly the width follows speed and pressure, 0 to 1 per place.
const FOLLOW: f64 = 0.35;
/// Speeds above this count as this, in nibs per ms.
const TOP_SPEED: f64 = 6.0;
/// Most change of the half width per length.
const SLOPE: f64 = 0.35;
/// Length of the end that thins out after a quick lift, in nibs, and the least that is left of it.
const TAPER_LENGTH: f64 = 9.0;
const TAPER_LEAST: f64 = 0.15;

#[derive(Clone, Copy)]
struct Raw {
    x: f64,
    y: f64,
    /// 0.1 ms.
    t: f64,
    /// 1 for a device without pressure.
    w: f64,
}

/// At least one place for at least one point; neighbours are never equal.
pub(super) fn spine(points: &[InkPoint], width: f64, height: f64, nib: f64) -> Vec<Place> {
    let raw = apart(&smooth(&thin(points, width, height, nib), nib), nib);
    let (mut places, end_speed) = with_width(&raw, nib);
    taper(&mut places, end_speed, nib);
    limit_slope(&mut places);
    places
}

fn distance(ax: f64, ay: f64, bx: f64, by: f64) -> f64 {
    ((bx - ax) * (bx - ax) + (by - ay) * (by - ay)).sqrt()
}

fn thin(points: &[InkPoint], width: f64, height: f64, nib: f64) -> Vec<Raw> {
    let mut kept: Vec<Raw> = Vec::new();
    let mut skipped: Option<Raw> = None;
    for point in points {
        let raw = Raw {
            x: f64::from(point.x) * width / 65535.0,
            y: f64::from(point.y) * height / 65535.0,
            t: f64::from(point.t),
            w: f64::from(point.w) / 512.0,
        };
        match kept.last() {
            Some(last) if distance(last.x, last.y, raw.x, raw.y) < SPACING * nib => skipped = Some(raw),
            _ => {
                kept.push(raw);
                skipped = None;
            }
        }
    }
    if let (Some(last), Some(raw)) = (kept.last(), skipped)
        && distance(last.x, last.y, raw.x, raw.y) >= TAIL_SPACING * nib
    {
        kept.push(raw);
    }
    kept
}

/// Moves each inner point towards the middle of its neighbours.
fn smooth(raw: &[Raw], nib: f64) -> Vec<Raw> {
    let mut out = raw.to_vec();
    for (place, around) in out.iter_mut().skip(1).zip(raw.windows(3)) {
        let [a, b, c] = around else { continue };
        let before = distance(a.x, a.y, b.x, b.y);
        let after = distance(b.x, b.y, c.x, c.y);
        let far = if before > after { before } else { after };
        let pull = 0.5 * (1.0 - far / (SMOOTHING_REACH * nib));
        if pull > 0.0 {
            place.x = b.x + pull * ((a.x + c.x) / 2.0 - b.x);
            place.y = b.y + pull * ((a.y + c.y) / 2.0 - b.y);
        }
    }
    out
}

/// Drops what smoothing moved onto the point before.
fn apart(raw: &[Raw], nib: f64) -> Vec<Raw> {
    let mut out: Vec<Raw> = Vec::new();
    for &point in raw {
        match out.last() {
            Some(last) if distance(last.x, last.y, point.x, point.y) < 0.02 * nib => {}
            _ => out.push(point),
        }
    }
    out
}

/// Gives each point its half width. Also returns the speed of the pen at the end, in nibs per ms.
fn with_width(raw: &[Raw], nib: f64) -> (Vec<Place>, f64) {
    let mut places = Vec::with_capacity(raw.len());
    let mut speed = 0.0;
    let mut pressure = 0.0;
    for (index, &point) in raw.iter().enumerate() {
        if index == 0 {
            pressure = point.w;
            if let Some(&next) = raw.get(1) {
                speed = 0.5 * speed_between(point, next, nib);
            }
        } else {
            speed += FOLLOW * (speed_between(raw[index - 1], point, nib) - speed);
            pressure += FOLLOW * (point.w - pressure);
        }
        let from = raw[index.saturating_sub(1)];
        let to = raw[if index + 1 == raw.len() { index } else { index + 1 }];
        let dx = to.x - from.x;
        let dy = to.y - from.y;
        let length = dx * dx + dy * dy;
        let steep = if length > 0.0 { dy * dy / length } else { 0.5 };
        let flow = 0.42 + 1.0 / (1.0 + 9.0 * speed);
        let press = 0.3 + 0.7 * pressure;
        let edge = 0.74 + 0.42 * steep;
        places.push(Place {
            x: point.x,
            y: point.y,
            r: 0.5 * nib * flow * press * edge,
        });
    }
    (places, speed)
}

fn speed_between(a: Raw, b: Raw, nib: f64) -> f64 {
    let elapsed = (b.t - a.t) / 10.0;
    let millis = if elapsed < 1.0 { 1.0 } else { elapsed };
    let speed = distance(a.x, a.y, b.x, b.y) / nib / millis;
    if speed > TOP_SPEED { TOP_SPEED } else { speed }
}

/// A pen that leaves the paper moving leaves a fine end.
fn taper(places: &mut [Place], end_speed: f64, nib: f64) {
    if places.len() < 2 || end_speed <= 0.02 {
        return;
    }
    let wanted = 1.0 / (1.0 + 12.0 * (end_speed - 0.02));
    let least = if wanted < TAPER_LEAST { TAPER_LEAST } else { wanted };
    let mut along = 0.0;
    for index in (0..places.len()).rev() {
        if index + 1 < places.len() {
            let (here, next) = (places[index], places[index + 1]);
            along += distance(here.x, here.y, next.x, next.y);
        }
        let part = along / (TAPER_LENGTH * nib);
        if part >= 1.0 {
            return;
        }
        let rest = 1.0 - part;
        places[index].r *= 1.0 - (1.0 - least) * rest * rest;
    }
}

/// Widths change gently along the line, in both directions.
fn limit_slope(places: &mut [Place]) {
    for index in 1..places.len() {
        hold(places, index - 1, index);
    }
    for index in (1..places.len()).rev() {
        hold(places, index, index - 1);
    }
}

fn hold(places: &mut [Place], from: usize, to: usize) {
    let (a, b) = (places[from], places[to]);
    let most = a.r + SLOPE * distance(a.x, a.y, b.x, b.y);
    if b.r > most {
        places[to].r = most;
    }
}
