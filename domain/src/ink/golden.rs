//! Holds this code and `console/src/ink` to the same vectors. `UPDATE_GOLDEN=1 cargo test -p domain golden`
//! writes them anew; without it the files must be what this code gives, byte for byte.

use super::encoded_stroke::{from_text, to_text};
use super::outline::outline;
use super::{InkPoint, Stroke, frame};
use crate::ids::{FieldNo, PartyNo};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The file is a JSON array with one vector a line.
fn assert_golden(name: &str, vectors: &[Value]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/golden/ink")
        .join(name);
    let lines: Vec<String> = vectors.iter().map(Value::to_string).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert!(stored == text, "{name} differs from what this code gives");
}

/// A simple generator of the same numbers everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

fn walk(seed: u64, count: u32, reach: u32) -> Stroke {
    let mut numbers = Numbers(seed);
    let (mut x, mut y, mut t, mut w) = (30_000i64, 30_000i64, 0, 512i64);
    let mut points = Vec::new();
    for index in 0..count {
        points.push(InkPoint {
            x: x as u16,
            y: y as u16,
            t,
            w: w as u16,
        });
        let mut step = |at: i64, most: i64, by: u32| {
            (at + i64::from(numbers.below(2 * by + 1)) - i64::from(by)).clamp(0, most)
        };
        (x, y) = (step(x, 65_535, reach), step(y, 65_535, reach));
        w = if seed.is_multiple_of(2) {
            512
        } else {
            step(w, 1023, 60)
        };
        t += if index % 9 == 8 { 0 } else { 60 + numbers.below(50) };
    }
    Stroke { points }
}

fn line(points: &[(u16, u16, u32)]) -> Stroke {
    Stroke {
        points: points
            .iter()
            .map(|&(x, y, t)| InkPoint { x, y, t, w: 512 })
            .collect(),
    }
}

fn strokes() -> Vec<(&'static str, Stroke)> {
    vec![
        ("dot", line(&[(32_768, 32_768, 0)])),
        (
            "resting dot",
            line(&[(100, 65_535, 0), (100, 65_535, 83), (101, 65_535, 5000)]),
        ),
        ("two points", line(&[(10_000, 20_000, 0), (50_000, 40_000, 900)])),
        (
            "there and back",
            line(&[(10_000, 30_000, 0), (40_000, 30_000, 300), (12_000, 30_000, 620)]),
        ),
        (
            "corners of the box",
            line(&[
                (0, 0, 0),
                (65_535, 0, 500),
                (65_535, 65_535, 900),
                (0, 65_535, 1300),
            ]),
        ),
        (
            "no time passes",
            line(&[(0, 0, 0), (9000, 9000, 0), (20_000, 9000, 0), (20_000, 60_000, 0)]),
        ),
        ("walk with pressure", walk(1, 120, 900)),
        ("walk without pressure", walk(2, 120, 2500)),
        ("scribble narrower than the pen", walk(3, 80, 200)),
        ("wild", walk(5, 40, 60_000)),
    ]
}

#[test]
fn encoded_strokes_are_golden() {
    let vectors: Vec<Value> = strokes()
        .iter()
        .map(|(name, stroke)| {
            let points: Vec<[u32; 4]> = stroke
                .points
                .iter()
                .map(|p| [p.x.into(), p.y.into(), p.t, p.w.into()])
                .collect();
            json!({"name": name, "points": points, "ink": to_text(stroke).unwrap()})
        })
        .collect();
    assert_golden("encoded-strokes.json", &vectors);
}

#[test]
fn frames_are_golden() {
    let vectors: Vec<Value> = [
        (0u8, 1u16, 1u32, 0usize),
        (5, 300, 7, 60),
        (255, 65_535, u32::MAX, 110),
    ]
    .into_iter()
    .map(|(party, field, stroke, first)| {
        let points = walk(1, 120, 900).points[first..first + 8].to_vec();
        let sent = frame::InkFrame {
            party: PartyNo(party),
            field: FieldNo(field),
            stroke,
            first: first as u32,
            points,
        };
        let points: Vec<[u32; 4]> = sent
            .points
            .iter()
            .map(|p| [p.x.into(), p.y.into(), p.t, p.w.into()])
            .collect();
        json!({
            "party": party, "field": field, "stroke": stroke, "first": first, "points": points,
            "hex": hex::encode(frame::encode(&sent).unwrap()),
        })
    })
    .collect();
    assert_golden("frames.json", &vectors);
}

#[test]
fn outlines_are_golden() {
    let mut vectors = Vec::new();
    for (name, stroke) in strokes() {
        for (width, height) in [(480.0, 180.0), (97.3, 311.7)] {
            let corners: Vec<[f64; 2]> = outline(&stroke, width, height)
                .into_iter()
                .map(|(x, y)| [x, y])
                .collect();
            vectors.push(json!({
                "name": name, "ink": to_text(&stroke).unwrap(), "width": width, "height": height,
                "corners": corners,
            }));
        }
    }
    assert_golden("outlines.json", &vectors);
}

#[test]
fn handwritten_names_are_valid_ink() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/ink/names.json");
    let names: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for name in names.as_array().unwrap() {
        let strokes = name["strokes"].as_array().unwrap();
        assert!(strokes.len() >= 8, "{}", name["name"]);
        for stroke in strokes {
            let points: Vec<InkPoint> = serde_json::from_value::<Vec<[u32; 4]>>(stroke["points"].clone())
                .unwrap()
                .into_iter()
                .map(|[x, y, t, w]| InkPoint {
                    x: x as u16,
                    y: y as u16,
                    t,
                    w: w as u16,
                })
                .collect();
            let stroke = Stroke { points };
            assert_eq!(from_text(&to_text(&stroke).unwrap()), Ok(stroke.clone()));
            assert!(outline(&stroke, 480.0, 180.0).len() >= 32);
        }
    }
}
