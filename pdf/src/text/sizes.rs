//! The search for the largest letters that have room.

/// Sizes are tried in such steps, in points.
pub(super) const STEP: f64 = 0.5;
/// No letters are larger, in points.
pub(super) const LARGEST: f64 = 2_000.0;

/// Sizes from the largest down to the smallest in steps of half a point, in points. Never more than
/// 4 001, each above 0.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sizes {
    pub(super) most: f64,
    pub(super) least: f64,
}

impl Sizes {
    /// What `lay_out` gives for the largest size at which it succeeds, or its error at the smallest.
    ///
    /// Smaller letters have room where larger ones have, so the range is halved and `lay_out` is called about a
    /// dozen times at most, however large the range is: laying out is what costs.
    pub fn largest<T, E>(self, mut lay_out: impl FnMut(f64) -> Result<T, E>) -> Result<T, E> {
        if let Ok(first) = lay_out(self.most) {
            return Ok(first);
        }
        // The last step ends at the smallest size, which need not be a multiple of a step below the largest.
        let last = ((self.most - self.least) / STEP).ceil().max(0.0) as u32;
        let mut best = lay_out(self.least)?;
        let (mut without_room, mut with_room) = (0, last);
        while with_room - without_room > 1 {
            let middle = without_room + (with_room - without_room) / 2;
            match lay_out(self.most - f64::from(middle) * STEP) {
                Ok(laid_out) => (best, with_room) = (laid_out, middle),
                Err(_) => without_room = middle,
            }
        }
        Ok(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a search finds where letters of up to `room` points fit, and how often it tried.
    fn search(most: f64, least: f64, room: f64) -> (Result<f64, ()>, usize) {
        let mut tries = 0;
        let found = Sizes { most, least }.largest(|size| {
            tries += 1;
            (size <= room).then_some(size).ok_or(())
        });
        (found, tries)
    }

    #[test]
    fn every_step_can_be_found() {
        for step in 0..=30 {
            let room = 20.0 - f64::from(step) * STEP;
            assert_eq!(search(20.0, 5.0, room).0, Ok(room));
            assert_eq!(search(20.0, 5.0, room + 0.2).0, Ok(room), "between two steps");
        }
        assert_eq!(search(20.0, 5.0, 4.9).0, Err(()));
        assert_eq!(
            search(6.2, 5.0, 5.1).0,
            Ok(5.0),
            "the smallest is no whole step away"
        );
        assert_eq!(search(7.0, 7.0, 7.0).0, Ok(7.0));
        assert_eq!(search(7.0, 7.0, 6.0).0, Err(()));
    }

    #[test]
    fn a_wide_range_takes_few_tries() {
        let (found, tries) = search(LARGEST, 0.01, 3.0);
        assert_eq!(found, Ok(3.0));
        assert!(tries <= 16, "{tries}");
    }
}
