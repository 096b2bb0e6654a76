//! The members of a room and the frames they get. A frame costs each member one lock and one reference.

use super::codec::{Audience, Dismissed, FrameClass};
use super::frame::Frame;
use super::metrics::LiveMetrics;
use super::outbox::{Closing, InkKey, Outbox, Put, SlotKey};
use bytes::Bytes;
use std::sync::Arc;

/// One connection in the room.
struct Member {
    id: u64,
    audience: Audience,
    outbox: Arc<Outbox>,
}

/// Which members a beat of ink goes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lane {
    /// Host, parties and stages.
    Near,
    Viewers,
}

/// Everybody in the room. Dropping it ends every connection with "come back".
pub(super) struct FanOut {
    near: Vec<Member>,
    viewers: Vec<Member>,
    metrics: Arc<LiveMetrics>,
}

/// Counts what became of frames, and tells the metrics once.
#[derive(Default)]
struct Tally {
    delivered: u64,
    dropped: u64,
    slow: u64,
}

impl Tally {
    fn count(&mut self, messages: usize, put: Put) {
        match put {
            Put::Waiting => self.delivered += messages as u64,
            Put::Dropped => {
                self.delivered += messages as u64;
                self.dropped += 1;
            }
            Put::Overflowed => self.slow += 1,
            Put::Closed => {}
        }
    }

    fn tell(self, metrics: &LiveMetrics) {
        LiveMetrics::add(&metrics.delivered, self.delivered);
        LiveMetrics::add(&metrics.dropped, self.dropped);
        LiveMetrics::add(&metrics.slow, self.slow);
    }
}

impl FanOut {
    pub(super) fn new(metrics: Arc<LiveMetrics>) -> Self {
        Self {
            near: Vec::new(),
            viewers: Vec::new(),
            metrics,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.near.is_empty() && self.viewers.is_empty()
    }

    pub(super) fn viewers(&self) -> usize {
        self.viewers.len()
    }

    pub(super) fn has(&self, class: FrameClass) -> bool {
        (class == FrameClass::Public && !self.viewers.is_empty())
            || self.near.iter().any(|member| member.audience.class() == class)
    }

    pub(super) fn join(&mut self, id: u64, audience: Audience, outbox: Arc<Outbox>) {
        let lane = if audience == Audience::Viewer {
            &mut self.viewers
        } else {
            &mut self.near
        };
        lane.push(Member { id, audience, outbox });
        LiveMetrics::add(&self.metrics.members, 1);
    }

    /// Takes a member out; who it was, if it was still there.
    pub(super) fn leave(&mut self, id: u64) -> Option<Audience> {
        for lane in [&mut self.near, &mut self.viewers] {
            if let Some(index) = lane.iter().position(|member| member.id == id) {
                LiveMetrics::subtract(&self.metrics.members, 1);
                return Some(lane.swap_remove(index).audience);
            }
        }
        None
    }

    /// Takes out and ends every connection of `who`; how many there were.
    pub(super) fn dismiss(&mut self, who: Dismissed, reason: Closing) -> Vec<Audience> {
        let mut out = Vec::new();
        for lane in [&mut self.near, &mut self.viewers] {
            lane.retain(|member| {
                let goes = who == Dismissed::Everyone || who == Dismissed::Only(member.audience);
                if goes {
                    member.outbox.close(reason);
                    out.push(member.audience);
                }
                !goes
            });
        }
        LiveMetrics::subtract(&self.metrics.members, out.len() as u64);
        out
    }

    /// A reliable frame for one class, of one message or of several.
    pub(super) fn push(&self, class: FrameClass, frame: &Frame) {
        let mut tally = Tally::default();
        for member in self.near.iter().filter(|member| member.audience.class() == class) {
            tally.count(frame.messages(), member.outbox.push(frame.clone()));
        }
        if class == FrameClass::Public {
            for member in &self.viewers {
                tally.count(frame.messages(), member.outbox.push(frame.clone()));
            }
        }
        tally.tell(&self.metrics);
    }

    /// A volatile frame for everybody.
    pub(super) fn replace(&self, key: SlotKey, frame: &Frame) {
        let mut tally = Tally::default();
        for member in self.near.iter().chain(&self.viewers) {
            tally.count(frame.messages(), member.outbox.replace(key, frame.clone()));
        }
        tally.tell(&self.metrics);
    }

    /// Ink for one lane, except for the connection that it came from.
    pub(super) fn ink(&self, lane: Lane, from: u64, key: InkKey, frames: &[Bytes]) {
        let members = if lane == Lane::Near {
            &self.near
        } else {
            &self.viewers
        };
        let frames: Vec<Frame> = frames.iter().map(|frame| Frame::binary(frame)).collect();
        let mut tally = Tally::default();
        for member in members.iter().filter(|member| member.id != from) {
            for frame in &frames {
                tally.count(frame.messages(), member.outbox.ink(key, frame.clone()));
            }
        }
        LiveMetrics::add(&self.metrics.ink_merged, frames.len() as u64);
        tally.tell(&self.metrics);
    }
}

impl Drop for FanOut {
    fn drop(&mut self) {
        self.dismiss(Dismissed::Everyone, Closing::Restarting);
    }
}
