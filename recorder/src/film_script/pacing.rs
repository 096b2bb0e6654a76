//! Which real time the film shows when: pauses short, ink at its own pace, every visible event long enough to see.

use super::{ClockPoint, FilmOptions};
use domain::aggregate::Recorded;
use domain::contract::event::ContractEvent;
use domain::ink::encoded_stroke;
use domain::timestamp::Timestamp;
use std::collections::BTreeMap;

/// Longest time that one stroke is shown to take; a pen that rests for hours does not stop the film.
const LONGEST_STROKE_MS: i64 = 20_000;

/// When a stroke was drawn: its event time and, before it, the time that the pen took.
#[derive(Clone, Copy, Debug)]
pub(super) struct PenTime {
    pub seq: u64,
    pub from: Timestamp,
    pub to: Timestamp,
    /// What the pen itself says that the stroke took.
    pub own_ms: u64,
}

/// The pen times of all strokes that can still be drawn, in log order. The strokes of one party never overlap:
/// what arrives late in one go is drawn one after the other.
pub(super) fn pen_times(lines: &[Recorded<ContractEvent>]) -> Vec<PenTime> {
    let mut out = Vec::new();
    let mut free_from = BTreeMap::new();
    let start = lines.first().map_or(Timestamp(0), |line| line.at);
    for line in lines {
        let ContractEvent::InkStroke(stroke) = &line.event else {
            continue;
        };
        let Some(ink) = stroke
            .ink
            .value()
            .and_then(|text| encoded_stroke::from_text(text).ok())
        else {
            continue;
        };
        let own_ms = i64::from(ink.duration_ms()).min(LONGEST_STROKE_MS);
        let free = free_from.get(&stroke.party.0).copied().unwrap_or(start);
        let from = line.at.plus_millis(-own_ms).max(free).min(line.at);
        free_from.insert(stroke.party.0, line.at);
        out.push(PenTime {
            seq: line.seq,
            from,
            to: line.at,
            own_ms: own_ms.unsigned_abs(),
        });
    }
    out
}

/// The film's clock.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// Both columns never fall; at least one point.
    pub points: Vec<ClockPoint>,
}

impl Timeline {
    /// When the last event has been seen.
    pub fn end_ms(&self) -> u64 {
        self.points.last().map_or(0, |point| point.film_ms)
    }

    /// The film time of a real one; times before the first or after the last point count as that point.
    pub fn film_ms(&self, at: Timestamp) -> u64 {
        let after = self.points.partition_point(|point| point.at < at);
        let Some(next) = self.points.get(after) else {
            return self.end_ms();
        };
        let Some(before) = after.checked_sub(1).and_then(|index| self.points.get(index)) else {
            return next.film_ms;
        };
        let (whole, part) = (next.at.since(before.at), at.since(before.at));
        let film = next.film_ms - before.film_ms;
        before.film_ms + share(film, part.unsigned_abs(), whole.unsigned_abs())
    }
}

/// `amount × part / whole`, rounded down; nothing of nothing.
fn share(amount: u64, part: u64, whole: u64) -> u64 {
    match u128::from(amount) * u128::from(part) {
        _ if whole == 0 => 0,
        product => u64::try_from(product / u128::from(whole)).unwrap_or(u64::MAX),
    }
}

struct Stretch {
    until: Timestamp,
    film_ms: u64,
    inked: bool,
}

/// Gives every stretch between two moments of the log its film time.
pub(super) fn pace(
    lines: &[Recorded<ContractEvent>],
    strokes: &[PenTime],
    options: &FilmOptions,
) -> Timeline {
    let start = lines.first().map_or(Timestamp(0), |line| line.at);
    let mut holds: BTreeMap<Timestamp, u64> = BTreeMap::from([(start, 0)]);
    for line in lines {
        if let Some(hold) = hold_ms(&line.event) {
            let longest = holds.entry(line.at).or_default();
            *longest = hold.max(*longest);
        }
    }
    for stroke in strokes {
        holds.entry(stroke.from).or_default();
        holds.entry(stroke.to).or_default();
    }
    if let Some(last) = lines.last() {
        holds.entry(last.at).or_default();
    }
    let moments: Vec<(Timestamp, u64)> = holds.into_iter().collect();
    let slowness = slowness(&moments, strokes);
    let mut stretches: Vec<Stretch> = Vec::with_capacity(moments.len());
    for (pair, slow) in moments.windows(2).zip(&slowness) {
        let [(from, hold), (until, _)] = *pair else {
            continue;
        };
        let real = until.since(from).unsigned_abs();
        let film_ms = match slow {
            Some(slow) => share(real, slow.own_ms, slow.window_ms).max(real),
            None => real.min(options.longest_pause_ms).max(hold),
        };
        stretches.push(Stretch {
            until,
            film_ms,
            inked: slow.is_some(),
        });
    }
    let last_hold = moments
        .last()
        .map_or(0, |moment| moment.1)
        .max(options.longest_pause_ms);
    limit(&mut stretches, options);
    let mut film_ms = options.title_ms;
    let mut points = vec![ClockPoint { film_ms, at: start }];
    for stretch in stretches {
        film_ms += stretch.film_ms;
        points.push(ClockPoint {
            film_ms,
            at: stretch.until,
        });
    }
    if let Some(&last) = points.last() {
        points.push(ClockPoint {
            film_ms: film_ms + last_hold,
            at: last.at,
        });
    }
    Timeline { points }
}

/// A stroke that was squeezed into less time than its pen took.
#[derive(Clone, Copy)]
struct Slow {
    own_ms: u64,
    window_ms: u64,
}

/// For each stretch between two moments: whether ink flows, and the stroke that needs the most film time there.
fn slowness(moments: &[(Timestamp, u64)], strokes: &[PenTime]) -> Vec<Option<Slow>> {
    let mut out: Vec<Option<Slow>> = vec![None; moments.len().saturating_sub(1)];
    let index = |at: Timestamp| moments.partition_point(|moment| moment.0 < at);
    for stroke in strokes {
        let window_ms = stroke.to.since(stroke.from).unsigned_abs();
        let here = Slow {
            own_ms: stroke.own_ms.max(window_ms),
            window_ms,
        };
        for slot in out.iter_mut().take(index(stroke.to)).skip(index(stroke.from)) {
            let slower = |other: &Slow| {
                u128::from(here.own_ms) * u128::from(other.window_ms)
                    > u128::from(other.own_ms) * u128::from(here.window_ms)
            };
            if slot.as_ref().is_none_or(slower) {
                *slot = Some(here);
            }
        }
    }
    out
}

/// Keeps the pauses, then the whole, within what the options allow.
fn limit(stretches: &mut [Stretch], options: &FilmOptions) {
    let pauses: u64 = stretches
        .iter()
        .filter(|stretch| !stretch.inked)
        .map(|stretch| stretch.film_ms)
        .sum();
    if pauses > options.most_pauses_ms {
        for stretch in stretches.iter_mut().filter(|stretch| !stretch.inked) {
            stretch.film_ms = share(stretch.film_ms, options.most_pauses_ms, pauses);
        }
    }
    let whole: u64 = stretches.iter().map(|stretch| stretch.film_ms).sum();
    if whole > options.most_ms {
        for stretch in stretches {
            stretch.film_ms = share(stretch.film_ms, options.most_ms, whole);
        }
    }
}

/// How long the picture stands still after an event that changes it, if it does.
fn hold_ms(event: &ContractEvent) -> Option<u64> {
    match event {
        ContractEvent::PhaseEntered { .. } | ContractEvent::Sealed { .. } => Some(1600),
        ContractEvent::PageTurned { .. } => Some(2000),
        ContractEvent::Paused { .. }
        | ContractEvent::Resumed {}
        | ContractEvent::PartyRemoved { .. }
        | ContractEvent::Refused { .. }
        | ContractEvent::CalledOff { .. } => Some(1600),
        ContractEvent::Committed(_) => Some(1100),
        ContractEvent::PartySigned(_) | ContractEvent::InkCleared { .. } => Some(700),
        ContractEvent::Granted { .. }
        | ContractEvent::PartyAdmitted { .. }
        | ContractEvent::PartyPresent { .. }
        | ContractEvent::PartyAbsent { .. }
        | ContractEvent::PartyVerified(_) => Some(450),
        _ => None,
    }
}
