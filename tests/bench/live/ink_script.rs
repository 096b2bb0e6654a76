//! The ink that is sent: numbered frames of one endless hand, and back from a frame to the numbers it carries.

use anyhow::Context;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::InkPoint;
use domain::ink::frame::{self, InkFrame};
use std::ops::Range;

/// Points of one frame: 120 points a second at 30 frames a second.
const POINTS: u32 = 4;
/// Frames of one stroke; then the next stroke begins (a stroke has at most 4 096 points).
const FRAMES_PER_STROKE: u64 = 1000;

/// Frame `number` as the sender writes it, for a box of its own.
pub fn encoded(number: u64, field: FieldNo) -> anyhow::Result<Vec<u8>> {
    let within = u32::try_from(number % FRAMES_PER_STROKE)?;
    let first = within * POINTS;
    let points = (first..first + POINTS).map(|i| InkPoint {
        x: 20_000 + u16::try_from(i * 37 % 24_000).unwrap_or_default(),
        y: 30_000 + u16::try_from(i * 23 % 9_000).unwrap_or_default(),
        t: i * 83,
        w: 512,
    });
    let frame = InkFrame {
        party: PartyNo(0),
        field,
        stroke: u32::try_from(number / FRAMES_PER_STROKE)? + 1,
        first,
        points: points.collect(),
    };
    frame::encode(&frame).context("ink does not fit a frame")
}

/// Numbers of the sent frames whose points a received frame carries; several where a server merged them.
pub fn numbers(bytes: &[u8]) -> Option<Range<u64>> {
    let frame = frame::decode(bytes).ok()?;
    let count = u32::try_from(frame.points.len()).ok()?;
    let whole = frame.first % POINTS == 0 && count % POINTS == 0;
    let begin = u64::from(frame.stroke.checked_sub(1)?) * FRAMES_PER_STROKE + u64::from(frame.first / POINTS);
    whole.then(|| begin..begin + u64::from(count / POINTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_carries_its_number() {
        for number in [0, 1, 999, 1000, 54_321] {
            let bytes = encoded(number, FieldNo(1)).unwrap();
            assert!(bytes.len() <= 64, "{} bytes", bytes.len());
            assert_eq!(numbers(&bytes), Some(number..number + 1));
        }
    }
}
