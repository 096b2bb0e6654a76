//! Live rooms of contracts: how a room's frames are written, and which command says that somebody came or went.

use crate::documents::page_lists::{PageListKey, PageLists};
use crate::websocket::message;
use actors::arbiter_pool::ArbiterPool;
use actors::registry::EntityRegistry;
use actors::room::codec::{Audience, Dismissed, FrameClass, RoomCodec};
use actors::room::frame::Frame;
use actors::room::live_rooms::{LiveRooms, RoomOptions};
use actors::room::metrics::LiveMetrics;
use actors::room::outbox::Closing;
use bytes::Bytes;
use domain::aggregate::Recorded;
use domain::contract::Contract;
use domain::contract::command::ContractCommand;
use domain::contract::event::{ContractEvent, PartyDetails};
use domain::contract::state::ContractState;
use domain::contract::view::{self, event_view};
use domain::ids::PartyNo;
use domain::ink::frame::{self, InkFrame};
use serde_json::json;
use std::sync::Arc;

/// The rooms of this node.
pub type ContractRooms = LiveRooms<Contract>;

/// Opens the rooms over the contracts of this node.
pub fn rooms(
    contracts: EntityRegistry<Contract>,
    arbiters: Arc<ArbiterPool>,
    metrics: Arc<LiveMetrics>,
    options: RoomOptions,
    page_lists: Arc<PageLists>,
) -> ContractRooms {
    let codec = Arc::new(ContractCodec { page_lists });
    LiveRooms::new(contracts, codec, arbiters, options, metrics)
}

/// Knows the live protocol's words (live-protocol.md).
struct ContractCodec {
    page_lists: Arc<PageLists>,
}

impl RoomCodec<Contract> for ContractCodec {
    fn event(
        &self,
        state: &ContractState,
        event: &Recorded<ContractEvent>,
        class: FrameClass,
    ) -> Option<Frame> {
        // Whoever made R0 left its pages here. Made elsewhere, the event goes out without them, and clients resume.
        let pages = PageListKey::of(state).and_then(|key| self.page_lists.get(key));
        let shown = event_view(event, &pages.unwrap_or_default(), audience_of(class));
        Some(Frame::text(&shown.to_string()))
    }

    fn dismissed(
        &self,
        _state: &ContractState,
        event: &Recorded<ContractEvent>,
    ) -> Option<(Dismissed, Closing)> {
        match &event.event {
            // Somebody else of those who may sign for the party does.
            ContractEvent::PartTaken(PartyDetails { party, .. })
            | ContractEvent::PartyRemoved { party, .. } => {
                Some((Dismissed::Only(Audience::Party(*party)), Closing::NotAllowed))
            }
            _ => None,
        }
    }

    fn merge_ink(&self, frames: &[Bytes]) -> Vec<Bytes> {
        merge(frames)
    }

    fn viewers(&self, count: usize) -> Frame {
        Frame::text(&json!({"type": "viewers", "count": count}).to_string())
    }

    fn bye(&self, reconnect_within_ms: u32) -> Frame {
        Frame::text(&message::bye(reconnect_within_ms))
    }

    fn present(&self, state: &ContractState) -> Vec<Audience> {
        let parties = state
            .parties
            .iter()
            .filter(|party| party.present)
            .map(|party| Audience::Party(party.no));
        state
            .host_present
            .then_some(Audience::Host)
            .into_iter()
            .chain(parties)
            .collect()
    }

    fn presence(&self, who: Audience, present: bool) -> Option<ContractCommand> {
        match who {
            Audience::Host => Some(ContractCommand::SetHostPresence { present }),
            Audience::Party(party) => Some(ContractCommand::SetPresence { party, present }),
            Audience::Colleague | Audience::Viewer | Audience::Stage => None,
        }
    }
}

/// Everybody of a class sees the same; what differs between parties never stands in an event.
fn audience_of(class: FrameClass) -> view::Audience {
    match class {
        FrameClass::Host => view::Audience::Host,
        FrameClass::Party => view::Audience::Party(PartyNo(0)),
        FrameClass::Public => view::Audience::Public,
    }
}

/// Joins frames of one stroke that follow each other without a hole; after a hole a new frame begins.
fn merge(frames: &[Bytes]) -> Vec<Bytes> {
    let mut merged: Vec<InkFrame> = Vec::new();
    for next in frames.iter().filter_map(|bytes| frame::decode(bytes).ok()) {
        match merged.last_mut() {
            Some(last) if last.first as usize + last.points.len() == next.first as usize => {
                last.points.extend(next.points);
            }
            _ => merged.push(next),
        }
    }
    merged
        .iter()
        .filter_map(|joined| frame::encode(joined).ok())
        .map(Bytes::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::FieldNo;
    use domain::ink::InkPoint;

    fn part(first: u32, count: u16) -> Bytes {
        let points = (0..count)
            .map(|i| InkPoint {
                x: i,
                y: i,
                t: (first + u32::from(i)) * 80,
                w: 512,
            })
            .collect();
        let frame = InkFrame {
            party: PartyNo(1),
            field: FieldNo(2),
            stroke: 3,
            first,
            points,
        };
        frame::encode(&frame).unwrap().into()
    }

    #[test]
    fn frames_that_follow_each_other_become_one() {
        let merged = merge(&[part(0, 3), part(3, 2), part(9, 1)]);
        let decoded: Vec<_> = merged.iter().map(|bytes| frame::decode(bytes).unwrap()).collect();
        assert_eq!(
            decoded
                .iter()
                .map(|f| (f.first, f.points.len()))
                .collect::<Vec<_>>(),
            [(0, 5), (9, 1)]
        );
    }
}
