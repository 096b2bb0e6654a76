//! Ink in flight: collected per stroke and sent on at a steady pace, the first frame after a pause at once.

use super::outbox::InkKey;
use bytes::Bytes;
use parking_lot::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// Ink frames that may wait for the room; beyond that the newest are dropped, the stroke's event repeats all.
const INBOX: usize = 1024;
/// Frames of one stroke that are kept between two beats.
const PER_STROKE: usize = 64;

/// A frame as a connection sent it.
pub(super) struct Arrived {
    pub from: u64,
    pub key: InkKey,
    pub bytes: Bytes,
}

/// Where connections leave ink for their room, outside its mailbox.
#[derive(Default)]
pub(super) struct InkInbox(Mutex<Vec<Arrived>>);

impl InkInbox {
    /// Leaves a frame; true if the room must be told, because the inbox was empty.
    pub(super) fn leave(&self, arrived: Arrived) -> bool {
        let mut inbox = self.0.lock();
        if inbox.len() < INBOX {
            inbox.push(arrived);
        }
        inbox.len() == 1
    }

    pub(super) fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.0.lock())
    }
}

/// The ink of one stroke since the last beat.
pub(super) struct StrokeInk {
    pub from: u64,
    pub key: InkKey,
    pub frames: Vec<Bytes>,
}

/// The pace at which one group of members gets ink.
pub(super) struct InkLane {
    period: Duration,
    last_beat: Option<Instant>,
    /// A beat is scheduled.
    pub scheduled: bool,
    strokes: Vec<StrokeInk>,
}

impl InkLane {
    pub(super) fn new(period: Duration) -> Self {
        Self {
            period,
            last_beat: None,
            scheduled: false,
            strokes: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, arrived: &Arrived) {
        let same = |stroke: &&mut StrokeInk| stroke.key == arrived.key && stroke.from == arrived.from;
        match self.strokes.iter_mut().find(same) {
            Some(stroke) => {
                if stroke.frames.len() >= PER_STROKE {
                    stroke.frames.remove(0);
                }
                stroke.frames.push(arrived.bytes.clone());
            }
            None => self.strokes.push(StrokeInk {
                from: arrived.from,
                key: arrived.key,
                frames: vec![arrived.bytes.clone()],
            }),
        }
    }

    /// Sets the time between two beats from now on.
    pub(super) fn pace(&mut self, period: Duration) {
        self.period = period;
    }

    /// How long until the next beat may be; `None` if nothing waits or one is scheduled.
    pub(super) fn due_in(&self, now: Instant) -> Option<Duration> {
        if self.strokes.is_empty() || self.scheduled {
            return None;
        }
        let since = self.last_beat.map(|beat| now.saturating_duration_since(beat));
        Some(since.map_or(Duration::ZERO, |since| self.period.saturating_sub(since)))
    }

    /// The beat: everything since the last one.
    pub(super) fn beat(&mut self, now: Instant) -> Vec<StrokeInk> {
        self.scheduled = false;
        self.last_beat = Some(now);
        std::mem::take(&mut self.strokes)
    }
}
