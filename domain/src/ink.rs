//! Handwriting 笔迹: the points that a pen or finger left in a signing box (design 2.7).
//!
//! One form for storage ([`encoded_stroke`]), one for the wire ([`frame`]), and one picture of both
//! ([`outline`]). `console/src/ink` has the same code in TypeScript; `tests/golden/ink` holds them bit-equal.

pub mod encoded_stroke;
pub mod frame;
pub mod outline;
pub mod varint;
pub mod written;

#[cfg(test)]
mod golden;

/// Most points that one stroke may have.
pub const MAX_POINTS: usize = 4096;

/// Most bytes that one encoded stroke, or one frame, may have.
pub const MAX_BYTES: usize = 16 * 1024;

/// Largest pen pressure.
pub const MAX_PRESSURE: u16 = 1023;

/// Pressure of a device that has none: a finger, a mouse.
pub const NO_PRESSURE: u16 = 512;

/// One place of the pen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct InkPoint {
    /// 0 at the left of the signing box, 65 535 at its right, as displayed.
    pub x: u16,
    /// 0 at the top, 65 535 at the bottom.
    pub y: u16,
    /// 0.1 ms since the first point of the stroke.
    pub t: u32,
    /// Pen pressure 0–1 023, see [`NO_PRESSURE`].
    pub w: u16,
}

/// From pen-down to pen-up. A valid one has 1 to [`MAX_POINTS`] points, the first at `t` = 0, none going back.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Default)]
pub struct Stroke {
    pub points: Vec<InkPoint>,
}

impl Stroke {
    /// Time from pen-down to pen-up in ms, rounded up.
    pub fn duration_ms(&self) -> u32 {
        self.points.last().map_or(0, |point| point.t.div_ceil(10))
    }
}

/// Why bytes are not ink, or points cannot be written as ink.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum InkError {
    #[error("ink ends in the middle of a number")]
    CutShort,
    #[error("ink begins with format {0}, only 1 is known")]
    Format(u8),
    #[error("a number in the ink is too large or not in its shortest form")]
    Number,
    #[error("ink has {0} points, 1 to 4096 are possible")]
    PointCount(u64),
    #[error("point {0} of the ink leaves the box, goes back in time, or has an impossible pressure")]
    Point(usize),
    #[error("{0} bytes follow the ink")]
    Trailing(usize),
    #[error("ink of {0} bytes is longer than 16384")]
    TooLong(usize),
    #[error("ink is not base64url without padding")]
    Text,
}
