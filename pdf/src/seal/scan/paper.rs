//! The paper under a seal: how bright it is in each part of the picture, so that a shadow does not count as ink.

use super::pixels::{Pixels, parts};

/// Tiles along the longer side.
const TILES: usize = 24;
/// Of the pixels of a tile, the brightness that this part does not reach is the paper's.
const PAPER: f32 = 0.85;

/// The colour of the paper everywhere, drawn smoothly between the middles of tiles.
pub(super) struct Paper {
    across: usize,
    down: usize,
    /// Side of a tile in pixels.
    side: f32,
    tiles: Vec<[f32; 3]>,
}

impl Paper {
    pub(super) fn of(pixels: &Pixels) -> Self {
        let side = (pixels.width.max(pixels.height).div_ceil(TILES)).max(8);
        let (across, down) = (pixels.width.div_ceil(side), pixels.height.div_ceil(side));
        let mut tiles = Vec::with_capacity(across * down);
        for row in 0..down {
            for column in 0..across {
                tiles.push(brightest(pixels, column * side, row * side, side));
            }
        }
        let paper = Self {
            across,
            down,
            side: side as f32,
            tiles,
        };
        paper.without_ink()
    }

    /// A tile that is all ink takes the colour of the paper around it: light changes slowly, ink does not.
    fn without_ink(self) -> Self {
        let reach = 3_isize;
        let near = |at: usize, by: isize, most: usize| at.checked_add_signed(by).filter(|at| *at < most);
        let anywhere = upper_quarter(self.tiles.iter().copied()).unwrap_or([1.0; 3]);
        let mut tiles = Vec::with_capacity(self.tiles.len());
        for row in 0..self.down {
            for column in 0..self.across {
                let around = (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y)));
                let found = around.filter_map(|(x, y)| {
                    let at = (near(column, x, self.across)?, near(row, y, self.down)?);
                    self.tiles.get(at.1 * self.across + at.0).copied()
                });
                let own = self.tiles[row * self.across + column];
                let paper = upper_quarter(found).unwrap_or(anywhere);
                let is_lit = has_papers_hue(own) && darkest(own) >= darkest(paper) * 0.85;
                tiles.push(if is_lit { own } else { paper });
            }
        }
        Self { tiles, ..self }
    }

    /// The paper's colour at a pixel.
    pub(super) fn at(&self, x: usize, y: usize) -> [f32; 3] {
        let place = |at: usize, count: usize| {
            let at = ((at as f32 + 0.5) / self.side - 0.5).clamp(0.0, (count - 1) as f32);
            let low = at.floor() as usize;
            (low, (low + 1).min(count - 1), at - at.floor())
        };
        let (left, right, x) = place(x, self.across);
        let (top, bottom, y) = place(y, self.down);
        let tile = |column: usize, row: usize| self.tiles[row * self.across + column];
        let corners = [
            tile(left, top),
            tile(right, top),
            tile(left, bottom),
            tile(right, bottom),
        ];
        [0, 1, 2].map(|part| {
            let upper = corners[0][part] * (1.0 - x) + corners[1][part] * x;
            let lower = corners[2][part] * (1.0 - x) + corners[3][part] * x;
            (upper * (1.0 - y) + lower * y).max(0.05)
        })
    }
}

/// The colour of the brightest part of a tile.
fn brightest(pixels: &Pixels, left: usize, top: usize, side: usize) -> [f32; 3] {
    // Every third pixel each way is enough to know the light.
    let rows = (top..(top + side).min(pixels.height)).step_by(3);
    let mut found: Vec<[f32; 3]> = rows
        .flat_map(|y| {
            let columns = (left..(left + side).min(pixels.width)).step_by(3);
            columns.map(move |x| parts(pixels.colours[y * pixels.width + x]))
        })
        .collect();
    found.sort_by(|a, b| darkest(*a).total_cmp(&darkest(*b)));
    let at = (found.len() as f32 * PAPER) as usize;
    found
        .get(at.min(found.len().saturating_sub(1)))
        .copied()
        .unwrap_or([1.0; 3])
}

/// Among tiles with the hue of paper, one that is brighter than three quarters of them.
fn upper_quarter(tiles: impl Iterator<Item = [f32; 3]>) -> Option<[f32; 3]> {
    let mut found: Vec<[f32; 3]> = tiles.filter(|tile| has_papers_hue(*tile)).collect();
    found.sort_by(|a, b| darkest(*a).total_cmp(&darkest(*b)));
    found.get(found.len() * 3 / 4).copied()
}

/// Paper may be warm or cold, but is not colourful.
fn has_papers_hue(colour: [f32; 3]) -> bool {
    let brightest = colour[0].max(colour[1]).max(colour[2]);
    darkest(colour) >= brightest * 0.7
}

/// What is paper is bright in every part; ink is dark in at least one.
fn darkest(colour: [f32; 3]) -> f32 {
    colour[0].min(colour[1]).min(colour[2])
}
