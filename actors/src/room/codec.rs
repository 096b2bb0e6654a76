//! What a room must be told about its session: how frames are written, and which command says that somebody
//! came or went. The room itself knows classes of participants and bytes, no words of a contract.

use super::frame::Frame;
use super::outbox::Closing;
use bytes::Bytes;
use domain::aggregate::{Aggregate, Recorded};
use domain::ids::PartyNo;

/// Who a connection speaks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Audience {
    Host,
    /// One connection at a time: a newer one takes the place of an older one (close code 4009).
    Party(PartyNo),
    /// Sees what the host sees, and is not counted.
    Colleague,
    Viewer,
    Stage,
}

/// Who sees the same bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrameClass {
    Host,
    Party,
    /// Viewers and stages.
    Public,
}

impl Audience {
    pub fn class(self) -> FrameClass {
        match self {
            Self::Host | Self::Colleague => FrameClass::Host,
            Self::Party(_) => FrameClass::Party,
            Self::Viewer | Self::Stage => FrameClass::Public,
        }
    }
}

/// Whose connections end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dismissed {
    Everyone,
    Only(Audience),
}

/// Knows the session's words. Implemented by the hub; every function is pure and quick.
pub trait RoomCodec<A: Aggregate>: Send + Sync + 'static {
    /// The frame of a stored event for a class; `None` if the class does not see it. `state` contains the event.
    fn event(&self, state: &A::State, event: &Recorded<A::Event>, class: FrameClass) -> Option<Frame>;

    /// Whose connections end with this event, after its frame.
    fn dismissed(&self, state: &A::State, event: &Recorded<A::Event>) -> Option<(Dismissed, Closing)> {
        let _ = (state, event);
        None
    }

    /// One or more frames with the ink of several of the same stroke, in order.
    fn merge_ink(&self, frames: &[Bytes]) -> Vec<Bytes>;

    /// How many viewers there are.
    fn viewers(&self, count: usize) -> Frame;

    /// The hub restarts; come back after a random time up to this.
    fn bye(&self, reconnect_within_ms: u32) -> Frame;

    /// Hosts and parties that the state counts as present.
    fn present(&self, state: &A::State) -> Vec<Audience>;

    /// The command that says that a host or party is there or gone; `None` for those who are not counted.
    fn presence(&self, who: Audience, present: bool) -> Option<A::Command>;
}
