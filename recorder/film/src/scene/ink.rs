//! The strokes of a film: when each is drawn, how much of it at a time, and when it is cleared.

use domain::ids::{FieldNo, PartyNo};
use domain::ink::{Stroke, encoded_stroke};
use recorder::film_script::{FilmScript, What};

/// One stroke with its film times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FilmStroke {
    pub party: PartyNo,
    pub field: FieldNo,
    pub from_ms: u64,
    pub to_ms: u64,
    /// When its box was cleared.
    pub cleared_ms: Option<u64>,
    pub stroke: Stroke,
}

/// How much of a stroke is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drawn {
    Nothing,
    /// So many of its points, at least one, not all.
    Part(usize),
    Whole,
}

impl FilmStroke {
    /// How much of it stands at film time `now`.
    pub fn drawn(&self, now: u64) -> Drawn {
        if now < self.from_ms || self.cleared_ms.is_some_and(|cleared| now >= cleared) {
            return Drawn::Nothing;
        }
        if now >= self.to_ms {
            return Drawn::Whole;
        }
        // Film time that has passed, as pen time; the two differ only where the film was shortened.
        let own = self.stroke.points.last().map_or(0, |last| u64::from(last.t));
        let elapsed = own * (now - self.from_ms) / (self.to_ms - self.from_ms);
        let points = self
            .stroke
            .points
            .partition_point(|point| u64::from(point.t) <= elapsed);
        if points == self.stroke.points.len() {
            Drawn::Whole
        } else {
            Drawn::Part(points.max(1))
        }
    }
}

/// The strokes of a script in the order in which they begin. Ink that cannot be read is left out.
pub fn strokes(script: &FilmScript) -> Vec<FilmStroke> {
    let mut out: Vec<FilmStroke> = Vec::new();
    for cue in &script.cues {
        match &cue.what {
            What::Stroke {
                party,
                field,
                from_ms,
                ink,
            } => {
                if let Ok(stroke) = encoded_stroke::from_text(ink) {
                    let (from_ms, to_ms) = ((*from_ms).min(cue.at_ms), cue.at_ms);
                    out.push(FilmStroke {
                        party: *party,
                        field: *field,
                        from_ms,
                        to_ms,
                        cleared_ms: None,
                        stroke,
                    });
                }
            }
            What::Cleared { party, field } => {
                let here = |stroke: &&mut FilmStroke| (stroke.party, stroke.field) == (*party, *field);
                for stroke in out.iter_mut().filter(here) {
                    stroke.cleared_ms.get_or_insert(cue.at_ms);
                }
            }
            _ => {}
        }
    }
    out.sort_by_key(|stroke| stroke.from_ms);
    out
}
