//! Live rooms on a world of pots, and guests that read or do not.

use super::pot::{Pot, PotCommand, PotEvent, PotState};
use super::world::World;
use actors::room::codec::{Audience, Dismissed, FrameClass, RoomCodec};
use actors::room::frame::Frame;
use actors::room::live_rooms::{Joined, LiveRooms, RoomOptions};
use actors::room::metrics::LiveMetrics;
use actors::room::outbox::{Closing, InkKey, Outbox, OutboxLimits};
use bytes::Bytes;
use domain::aggregate::Recorded;
use domain::ids::{FieldNo, PartyNo};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub const PARTY: Audience = Audience::Party(PartyNo(1));
pub const OTHER: Audience = Audience::Party(PartyNo(2));

/// Frames are `seq class`; a seal ends the session of party 2; the host is 0 in the list of those present.
pub struct Words;

impl RoomCodec<Pot> for Words {
    fn event(&self, _: &PotState, event: &Recorded<PotEvent>, class: FrameClass) -> Option<Frame> {
        let hidden = matches!(event.event, PotEvent::Presence { .. }) && class == FrameClass::Public;
        (!hidden).then(|| Frame::text(&format!("{} {class:?}", event.seq)))
    }

    fn dismissed(&self, _: &PotState, event: &Recorded<PotEvent>) -> Option<(Dismissed, Closing)> {
        matches!(event.event, PotEvent::Sealed {}).then_some((Dismissed::Only(OTHER), Closing::NotAllowed))
    }

    fn merge_ink(&self, frames: &[Bytes]) -> Vec<Bytes> {
        vec![frames.concat().into()]
    }

    fn viewers(&self, count: usize) -> Frame {
        Frame::text(&format!("viewers {count}"))
    }

    fn bye(&self, reconnect_within_ms: u32) -> Frame {
        Frame::text(&format!("bye {reconnect_within_ms}"))
    }

    fn present(&self, state: &PotState) -> Vec<Audience> {
        state.present.iter().map(|who| audience(*who)).collect()
    }

    fn presence(&self, who: Audience, present: bool) -> Option<PotCommand> {
        match who {
            Audience::Host => Some(PotCommand::SetPresent(0, present)),
            Audience::Party(party) => Some(PotCommand::SetPresent(party.0, present)),
            Audience::Colleague | Audience::Viewer | Audience::Stage => None,
        }
    }
}

fn audience(who: u8) -> Audience {
    if who == 0 {
        Audience::Host
    } else {
        Audience::Party(PartyNo(who))
    }
}

pub fn stroke(party: u8, stroke: u32) -> InkKey {
    InkKey {
        party: PartyNo(party),
        field: FieldNo(1),
        stroke,
    }
}

pub struct Hall {
    pub world: World,
    pub rooms: LiveRooms<Pot>,
    pub metrics: Arc<LiveMetrics>,
}

impl Hall {
    /// A hall whose pot has one coin.
    pub async fn open(options: RoomOptions) -> Self {
        let world = World::new();
        world.send(PotCommand::Put(1)).await.unwrap();
        Self::of(world, options)
    }

    pub fn of(world: World, options: RoomOptions) -> Self {
        let metrics = Arc::<LiveMetrics>::default();
        let rooms = LiveRooms::new(
            world.registry.clone(),
            Arc::new(Words),
            Arc::clone(&world.arbiters),
            options,
            Arc::clone(&metrics),
        );
        Self {
            world,
            rooms,
            metrics,
        }
    }

    pub async fn guest(&self, audience: Audience) -> Guest {
        let wakes = Arc::<AtomicUsize>::default();
        let counted = Arc::clone(&wakes);
        let wake = Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let outbox = Outbox::new(OutboxLimits::default(), wake);
        let joined = self
            .rooms
            .join(&self.world.stream, audience, Arc::clone(&outbox))
            .await
            .unwrap();
        Guest {
            outbox,
            joined,
            wakes,
        }
    }
}

/// A connection in the room.
pub struct Guest {
    pub outbox: Arc<Outbox>,
    pub joined: Joined<Pot>,
    pub wakes: Arc<AtomicUsize>,
}

impl Guest {
    /// Everything that waits, as text; the viewer count is left out.
    pub fn read(&self) -> Vec<String> {
        self.read_all()
            .into_iter()
            .filter(|text| !text.starts_with("viewers"))
            .collect()
    }

    pub fn read_all(&self) -> Vec<String> {
        let mut frames = Vec::new();
        self.outbox.take(&mut frames);
        frames
            .into_iter()
            .flat_map(|frame: Frame| messages(&frame.into_wire()))
            .collect()
    }

    /// Takes everything that waits and says whether `text` was among it.
    pub fn outbox_holds(&self, text: &str) -> bool {
        self.read_all().iter().any(|frame| frame == text)
    }

    pub fn ink(&self, key: InkKey, text: &'static str) {
        self.joined
            .membership
            .ink(key, Bytes::from_static(text.as_bytes()));
    }
}

/// The payloads of short messages, as a client takes them from the wire.
fn messages(mut wire: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    while let [_, length @ 0..=125, rest @ ..] = wire {
        let (payload, next) = rest.split_at(usize::from(*length));
        out.push(String::from_utf8_lossy(payload).into_owned());
        wire = next;
    }
    assert!(wire.is_empty(), "a longer message than the test knows");
    out
}
