//! Who is drawing now. One pen alone has nothing to be merged with, so its ink need not wait for a beat.

use std::time::Duration;
use tokio::time::Instant;

/// A pen that has been still for this long does not count: longer than the pause between two strokes.
const STILL: Duration = Duration::from_millis(500);

/// The connections that ink came from lately.
#[derive(Default)]
pub(super) struct Pens(Vec<(u64, Instant)>);

impl Pens {
    /// Ink came from this connection.
    pub(super) fn moved(&mut self, connection: u64, now: Instant) {
        match self.0.iter_mut().find(|(known, _)| *known == connection) {
            Some((_, at)) => *at = now,
            None => self.0.push((connection, now)),
        }
    }

    /// Whether two or more are drawing.
    pub(super) fn several(&mut self, now: Instant) -> bool {
        self.0
            .retain(|(_, at)| now.saturating_duration_since(*at) < STILL);
        self.0.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_draw_until_all_but_one_are_still() {
        let (mut pens, begun) = (Pens::default(), Instant::now());
        let at = |millis| begun + Duration::from_millis(millis);
        pens.moved(1, at(0));
        pens.moved(1, at(33));
        assert!(!pens.several(at(33)));
        pens.moved(2, at(40));
        assert!(pens.several(at(60)));
        pens.moved(2, at(500));
        assert!(pens.several(at(532)));
        assert!(!pens.several(at(533)));
    }
}
