//! What stands in the picture at a film time: follows the cues of a script.

pub mod ink;
pub mod party;

use domain::contract::event::Phase;
use domain::ids::PartyNo;
use domain::timestamp::Timestamp;
use ink::FilmStroke;
use party::PartyScene;
use recorder::film_script::{FilmScript, What};

/// Which of the four cards is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Card {
    Title,
    Stage,
    SignedFrame,
    End,
}

/// The page on every screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageScene {
    /// From 1.
    pub no: u32,
    pub words_zh: [String; 3],
    pub words_en: [String; 3],
}

/// What was said last at the foot of the stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Caption {
    Phase(Phase),
    Page(u32),
    Verified(PartyNo),
    Admitted(PartyNo),
    Present(PartyNo),
    Absent(PartyNo),
    Granted(PartyNo),
    Signing(PartyNo),
    Cleared(PartyNo),
    Committed(PartyNo),
    SealingDue,
    Signed(PartyNo),
    Sealed,
    Paused,
    Resumed,
    Removed(PartyNo),
    Refused(PartyNo),
    CalledOff,
}

/// All that is still for longer than a frame. Two equal scenes have the same picture but for ink and clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scene {
    pub card: Card,
    pub phase: Phase,
    pub paused: bool,
    pub page: Option<PageScene>,
    pub parties: Vec<PartyScene>,
    pub caption: Option<Caption>,
}

/// The clock in the picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Real time in whole seconds.
    pub at: Timestamp,
    /// How many times faster than in reality time passes, where that is at least twice.
    pub faster: Option<u64>,
    /// Code of the log's head; empty before the first line.
    pub head: String,
}

/// Follows a script from its beginning; time only goes forward.
pub struct Director<'s> {
    script: &'s FilmScript,
    strokes: &'s [FilmStroke],
    scene: Scene,
    head: String,
    next_cue: usize,
    next_stroke: usize,
}

impl<'s> Director<'s> {
    /// `strokes` are those of the script, in the order in which they begin.
    pub fn new(script: &'s FilmScript, strokes: &'s [FilmStroke]) -> Self {
        let scene = Scene {
            card: Card::Title,
            phase: Phase::Preparing,
            paused: false,
            page: None,
            parties: script
                .parties
                .iter()
                .map(|party| PartyScene::new(party.no))
                .collect(),
            caption: None,
        };
        Self {
            script,
            strokes,
            scene,
            head: String::new(),
            next_cue: 0,
            next_stroke: 0,
        }
    }

    /// Goes on to film time `now` and gives what is shown there.
    pub fn advance(&mut self, now: u64) -> (&Scene, Clock) {
        loop {
            let cue = self.script.cues.get(self.next_cue).filter(|cue| cue.at_ms <= now);
            let stroke = self
                .strokes
                .get(self.next_stroke)
                .filter(|stroke| stroke.from_ms <= now);
            match (cue, stroke) {
                (Some(cue), stroke) if stroke.is_none_or(|stroke| cue.at_ms <= stroke.from_ms) => {
                    self.head.clone_from(&cue.head);
                    self.scene.apply(&cue.what);
                    self.next_cue += 1;
                }
                (_, Some(stroke)) => {
                    self.scene.pen_down(stroke.party);
                    self.next_stroke += 1;
                }
                _ => break,
            }
        }
        self.scene.card = match now {
            _ if now < self.script.stage_from_ms => Card::Title,
            _ if now < self.script.signed_frame_from_ms => Card::Stage,
            _ if now < self.script.end_from_ms => Card::SignedFrame,
            _ => Card::End,
        };
        let clock = clock(self.script, &self.head, now);
        (&self.scene, clock)
    }
}

impl Scene {
    fn party(&mut self, no: PartyNo, change: impl FnOnce(&mut PartyScene)) {
        if let Some(party) = self.parties.iter_mut().find(|party| party.no == no) {
            change(party);
        }
    }

    fn pen_down(&mut self, no: PartyNo) {
        let began = |party: &PartyScene| party.no == no && !party.signing;
        if self.parties.iter().any(began) {
            self.party(no, |party| party.signing = true);
            self.caption = Some(Caption::Signing(no));
        }
    }

    fn apply(&mut self, what: &What) {
        let caption = match what {
            What::Phase { phase } => {
                self.phase = *phase;
                Some(Caption::Phase(*phase))
            }
            What::Page {
                page,
                words_zh,
                words_en,
            } => {
                let first = self.page.is_none();
                self.page = Some(PageScene {
                    no: *page,
                    words_zh: words_zh.clone(),
                    words_en: words_en.clone(),
                });
                if self.phase < Phase::Lobby {
                    self.phase = Phase::Lobby;
                }
                Some(if first {
                    Caption::Phase(self.phase)
                } else {
                    Caption::Page(*page)
                })
            }
            What::Verified { party: no, .. } => {
                self.party(*no, |party| party.verified = true);
                Some(Caption::Verified(*no))
            }
            What::Admitted { party: no } => {
                self.party(*no, |party| party.admitted = true);
                Some(Caption::Admitted(*no))
            }
            What::Present { party: no } => {
                self.party(*no, PartyScene::arrive);
                Some(Caption::Present(*no))
            }
            What::Absent { party: no } => {
                self.party(*no, |party| party.present = false);
                Some(Caption::Absent(*no))
            }
            What::Granted { party: no } => {
                self.party(*no, |party| party.granted = true);
                Some(Caption::Granted(*no))
            }
            What::GrantEnded { party: no } => {
                self.party(*no, |party| (party.granted, party.signing) = (false, false));
                None
            }
            What::Cleared { party: no, .. } => Some(Caption::Cleared(*no)),
            What::Committed { party: no } => {
                self.party(*no, |party| party.committed = true);
                Some(Caption::Committed(*no))
            }
            What::SealingDue => {
                self.phase = Phase::Sealing;
                Some(Caption::SealingDue)
            }
            What::Signed { party: no } => {
                self.party(*no, |party| party.sealed = true);
                Some(Caption::Signed(*no))
            }
            What::Sealed => {
                self.phase = Phase::Closing;
                Some(Caption::Sealed)
            }
            What::Paused => {
                self.paused = true;
                Some(Caption::Paused)
            }
            What::Resumed => {
                self.paused = false;
                Some(Caption::Resumed)
            }
            What::Removed { party: no } => {
                self.party(*no, PartyScene::leave);
                Some(Caption::Removed(*no))
            }
            What::Refused { party: no } => {
                self.party(*no, |party| party.refused = true);
                Some(Caption::Refused(*no))
            }
            What::CalledOff => {
                self.phase = Phase::CalledOff;
                Some(Caption::CalledOff)
            }
            What::Stroke { .. } | What::Other => None,
        };
        if caption.is_some() {
            self.caption = caption;
        }
    }
}

fn clock(script: &FilmScript, head: &str, now: u64) -> Clock {
    let after = script.clock.partition_point(|point| point.film_ms <= now);
    let before = after.checked_sub(1).and_then(|index| script.clock.get(index));
    let (at, faster) = match (before, script.clock.get(after)) {
        (Some(before), Some(next)) => {
            let film = i128::from(next.film_ms - before.film_ms).max(1);
            let real = i128::from(next.at.since(before.at));
            let passed = real * i128::from(now - before.film_ms) / film;
            let at = before.at.plus_millis(i64::try_from(passed).unwrap_or(0));
            (
                at,
                u64::try_from((real + film / 2) / film)
                    .ok()
                    .filter(|times| *times >= 2),
            )
        }
        (Some(only), None) | (None, Some(only)) => (only.at, None),
        (None, None) => (script.opened_at, None),
    };
    Clock {
        at: Timestamp(at.0.div_euclid(1000) * 1000),
        faster,
        head: head.to_owned(),
    }
}

#[cfg(test)]
mod tests;
