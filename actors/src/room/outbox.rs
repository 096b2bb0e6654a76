//! A connection's bounded outbox: shared with its room, outside any mailbox, so that a reader that stops
//! reading costs a bounded amount of memory and nobody's time (design 2.5).
//!
//! Two lanes. Reliable frames keep their order; too many of them mark the connection slow. Volatile ones are
//! replaced (slots) or dropped from the oldest on (ink) and never end a connection.

use super::frame::Frame;
use domain::ids::{FieldNo, PartyNo};
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::Arc;

/// Names a volatile slot: a later frame under the same name replaces an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotKey {
    pub kind: &'static str,
    pub party: Option<PartyNo>,
}

/// Names a stroke in flight.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InkKey {
    pub party: PartyNo,
    pub field: FieldNo,
    pub stroke: u32,
}

/// Why the hub ends a connection; the codes are those of `docs/reference/live-protocol.md`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closing {
    /// The session is over for this connection.
    Over,
    /// The hub or the room restarts: come back.
    Restarting,
    /// The link or the sign-in has ended.
    SignedOut,
    /// This role may not be here (any more).
    NotAllowed,
    /// It reads too slowly: come back at once and resume.
    Slow,
    /// Another device took this role's place.
    Replaced,
}

impl Closing {
    /// The WebSocket close code.
    pub fn code(self) -> u16 {
        match self {
            Self::Over => 1000,
            Self::Restarting => 1012,
            Self::SignedOut => 4001,
            Self::NotAllowed => 4003,
            Self::Slow => 4008,
            Self::Replaced => 4009,
        }
    }
}

/// Bounds of one outbox.
#[derive(Clone, Copy, Debug)]
pub struct OutboxLimits {
    /// Reliable messages that may wait.
    pub messages: usize,
    /// Their bytes together. A single frame larger than this is taken by an empty outbox.
    pub bytes: usize,
    /// Ink frames that may wait, of all strokes together.
    pub ink: usize,
    /// Ink frames that may wait of one stroke.
    pub ink_per_stroke: usize,
}

impl Default for OutboxLimits {
    fn default() -> Self {
        Self {
            messages: 256,
            bytes: 256 * 1024,
            ink: 64,
            ink_per_stroke: 8,
        }
    }
}

/// What became of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Put {
    Waiting,
    /// It waits, and an older volatile frame made room for it.
    Dropped,
    /// It did not fit: the connection is slow and will be closed with 4008.
    Overflowed,
    /// The connection is being closed.
    Closed,
}

/// Frames on their way to one connection.
pub struct Outbox {
    limits: OutboxLimits,
    wake: Arc<dyn Fn() + Send + Sync>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    reliable: VecDeque<Frame>,
    /// Messages and bytes of the reliable frames.
    messages: usize,
    bytes: usize,
    ink: VecDeque<(InkKey, Frame)>,
    slots: Vec<(SlotKey, Frame)>,
    closing: Option<Closing>,
    /// The connection was woken and has not taken yet.
    woken: bool,
}

impl Outbox {
    /// An empty outbox. `wake` is called from any thread when there is something to take; never again
    /// before the next [`Self::take`], so at most one wake is under way. It must be cheap, and must not be
    /// lost while the connection lives.
    pub fn new(limits: OutboxLimits, wake: Arc<dyn Fn() + Send + Sync>) -> Arc<Self> {
        Arc::new(Self {
            limits,
            wake,
            waiting: Mutex::default(),
        })
    }

    /// Adds a reliable frame.
    pub fn push(&self, frame: Frame) -> Put {
        self.put(|waiting| {
            let bytes = waiting.bytes + frame.len();
            let messages = waiting.messages + frame.messages();
            let fits = messages <= self.limits.messages && bytes <= self.limits.bytes;
            if !fits && !waiting.reliable.is_empty() {
                waiting.close(Closing::Slow);
                return Put::Overflowed;
            }
            waiting.bytes = bytes;
            waiting.messages = messages;
            waiting.reliable.push_back(frame);
            Put::Waiting
        })
    }

    /// Puts a volatile frame into its slot, in place of an older one.
    pub fn replace(&self, key: SlotKey, frame: Frame) -> Put {
        self.put(
            |waiting| match waiting.slots.iter_mut().find(|(known, _)| *known == key) {
                Some(slot) => {
                    slot.1 = frame;
                    Put::Dropped
                }
                None => {
                    waiting.slots.push((key, frame));
                    Put::Waiting
                }
            },
        )
    }

    /// Adds ink in flight; the oldest frame of the same stroke, or of all, makes room for it.
    pub fn ink(&self, key: InkKey, frame: Frame) -> Put {
        self.put(|waiting| {
            let of_stroke = waiting.ink.iter().filter(|(known, _)| *known == key).count();
            let oldest = if of_stroke >= self.limits.ink_per_stroke {
                waiting.ink.iter().position(|(known, _)| *known == key)
            } else {
                (waiting.ink.len() >= self.limits.ink).then_some(0)
            };
            let dropped = oldest.and_then(|index| waiting.ink.remove(index)).is_some();
            waiting.ink.push_back((key, frame));
            if dropped { Put::Dropped } else { Put::Waiting }
        })
    }

    /// Ends the connection after what waits now, except where it is too slow for that. The first reason stands.
    pub fn close(&self, reason: Closing) {
        self.put(|waiting| {
            waiting.close(reason);
            Put::Waiting
        });
    }

    /// Moves everything that waits to the end of `into`: volatile frames first, then the reliable ones in
    /// order. `Some` means: send these, then close.
    pub fn take(&self, into: &mut impl Extend<Frame>) -> Option<Closing> {
        let mut waiting = self.waiting.lock();
        waiting.woken = false;
        into.extend(waiting.ink.drain(..).map(|(_, frame)| frame));
        into.extend(waiting.slots.drain(..).map(|(_, frame)| frame));
        into.extend(waiting.reliable.drain(..));
        waiting.bytes = 0;
        waiting.messages = 0;
        waiting.closing
    }

    /// Forgets everything that waits: the connection is about to get a new beginning.
    pub fn clear(&self) {
        let mut waiting = self.waiting.lock();
        waiting.forget();
    }

    /// Why this connection is being ended, if it is.
    pub fn closing(&self) -> Option<Closing> {
        self.waiting.lock().closing
    }

    fn put(&self, change: impl FnOnce(&mut Waiting) -> Put) -> Put {
        let mut waiting = self.waiting.lock();
        if waiting.closing.is_some() {
            return Put::Closed;
        }
        let put = change(&mut waiting);
        let wake = !std::mem::replace(&mut waiting.woken, true);
        drop(waiting);
        if wake {
            (self.wake)();
        }
        put
    }
}

impl Waiting {
    fn close(&mut self, reason: Closing) {
        self.closing = Some(reason);
        if reason == Closing::Slow {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.reliable.clear();
        self.ink.clear();
        self.slots.clear();
        self.bytes = 0;
        self.messages = 0;
    }
}

#[cfg(test)]
mod tests;
