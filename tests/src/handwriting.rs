//! Handwriting that looks like a person's: the golden names, as strokes with their own pace.

use anyhow::Context;
use domain::ink::{InkPoint, Stroke};
use serde::Deserialize;

/// A name as somebody wrote it.
pub struct WrittenName {
    pub strokes: Vec<WrittenStroke>,
}

/// One stroke, and the pause of the hand before it.
pub struct WrittenStroke {
    pub pause_ms: u32,
    pub stroke: Stroke,
}

#[derive(Deserialize)]
struct GoldenName {
    strokes: Vec<GoldenStroke>,
}

#[derive(Deserialize)]
struct GoldenStroke {
    pause_ms: u32,
    points: Vec<(u16, u16, u32, u16)>,
}

/// The names of `tests/golden/ink/names.json`, as many as asked for; they repeat.
pub fn names(count: usize) -> anyhow::Result<Vec<WrittenName>> {
    let golden: Vec<GoldenName> = serde_json::from_str(include_str!("../golden/ink/names.json"))?;
    anyhow::ensure!(!golden.is_empty(), "no handwriting");
    (0..count)
        .map(|index| {
            let name = golden.get(index % golden.len()).context("no handwriting")?;
            let strokes = name.strokes.iter().map(|golden| {
                let points = golden
                    .points
                    .iter()
                    .map(|&(x, y, t, w)| InkPoint { x, y, t, w })
                    .collect();
                WrittenStroke {
                    pause_ms: golden.pause_ms,
                    stroke: Stroke { points },
                }
            });
            Ok(WrittenName {
                strokes: strokes.collect(),
            })
        })
        .collect()
}
