//! Who must be reported as here or gone. A dropped connection counts as gone only after a grace, because
//! phones change networks and reload.

use super::codec::Audience;
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::Instant;

/// Wait before a report is tried again that nobody could take.
const AGAIN: Duration = Duration::from_secs(1);

/// What is known about one host or party.
struct Seat {
    connections: usize,
    /// What the entity was told last.
    believed: bool,
    /// When it counts as gone; `None` while connected.
    gone_at: Option<Instant>,
    /// A report is under way, or must not be tried before.
    under_way: bool,
    not_before: Option<Instant>,
}

/// All seats of a room.
pub(super) struct Presence {
    grace: Duration,
    seats: HashMap<Audience, Seat>,
}

/// A report to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Report {
    pub who: Audience,
    pub present: bool,
}

impl Presence {
    /// Begins with those whom the entity believes present: nobody is connected yet.
    pub(super) fn new(grace: Duration, believed: Vec<Audience>, now: Instant) -> Self {
        let mut presence = Self {
            grace,
            seats: HashMap::new(),
        };
        for who in believed {
            let seat = presence.seat(who);
            seat.believed = true;
            seat.gone_at = Some(now + grace);
        }
        presence
    }

    pub(super) fn came(&mut self, who: Audience) {
        let seat = self.seat(who);
        seat.connections += 1;
        seat.gone_at = None;
    }

    pub(super) fn left(&mut self, who: Audience, now: Instant) {
        let gone_at = now + self.grace;
        let seat = self.seat(who);
        seat.connections = seat.connections.saturating_sub(1);
        if seat.connections == 0 {
            seat.gone_at = Some(gone_at);
        }
    }

    /// Reports that are due, and when to look again.
    pub(super) fn due(&mut self, now: Instant) -> (Vec<Report>, Option<Instant>) {
        let mut reports = Vec::new();
        let mut again: Option<Instant> = None;
        for (who, seat) in &mut self.seats {
            let present = seat.connections > 0 || seat.gone_at.is_some_and(|at| at > now && seat.believed);
            let later = match () {
                () if seat.under_way => None,
                () if present == seat.believed => seat.gone_at.filter(|at| *at > now && seat.believed),
                () if seat.not_before.is_some_and(|at| at > now) => seat.not_before,
                () => {
                    seat.under_way = true;
                    reports.push(Report { who: *who, present });
                    None
                }
            };
            again = again.into_iter().chain(later).min();
        }
        (reports, again)
    }

    /// The entity has taken a report, or will never take it.
    pub(super) fn settled(&mut self, report: Report) {
        let seat = self.seat(report.who);
        seat.under_way = false;
        seat.believed = report.present;
        seat.not_before = None;
    }

    /// Nobody could take a report now.
    pub(super) fn postponed(&mut self, report: Report, now: Instant) {
        let seat = self.seat(report.who);
        seat.under_way = false;
        seat.not_before = Some(now + AGAIN);
    }

    /// Nobody is connected and everything has been reported.
    pub(super) fn quiet(&self) -> bool {
        self.seats
            .values()
            .all(|seat| seat.connections == 0 && !seat.believed && !seat.under_way)
    }

    fn seat(&mut self, who: Audience) -> &mut Seat {
        self.seats.entry(who).or_insert(Seat {
            connections: 0,
            believed: false,
            gone_at: None,
            under_way: false,
            not_before: None,
        })
    }
}

#[cfg(test)]
mod tests;
