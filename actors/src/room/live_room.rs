//! The live room: one actor per live session, unpersisted, rebuilt from snapshot and tail (design 2.2).
//!
//! An actor, not a lock: events, ink beats, joins and grace periods are one sequence of turns, so "the view
//! at seq n, then every event after n" needs no further care, and a thousand deliveries never run on the
//! thread of the connection that caused them. What it does in a turn is in plain structs beside it.

use super::codec::{Audience, Dismissed, FrameClass, RoomCodec};
use super::fan_out::{FanOut, Lane};
use super::frame::Frame;
use super::ink::{Arrived, InkInbox, InkLane, StrokeInk};
use super::live_rooms::{Floor, JoinError, RoomOptions};
use super::metrics::LiveMetrics;
use super::outbox::{Closing, Outbox, SlotKey};
use super::pens::Pens;
use super::presence::Presence;
use crate::entity::feed::Followed;
use crate::entity::handle::EntityHandle;
use crate::entity::outcome::{Snapshot, Unreadable};
use actix::prelude::*;
use domain::aggregate::Aggregate;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::Instant;

mod burst;
mod guests;

/// The slot of the viewer count.
const VIEWERS: SlotKey = SlotKey {
    kind: "viewers",
    party: None,
};

/// A connection comes in. The answer is its number and the state from which on it gets every event.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Join<A: Aggregate> {
    pub audience: Audience,
    pub outbox: Arc<Outbox>,
    pub answer: oneshot::Sender<Result<Admitted<A>, JoinError>>,
}

/// A connection's number in its room, the state it begins with, and where it leaves its ink.
pub(super) struct Admitted<A: Aggregate> {
    pub id: u64,
    pub snapshot: Snapshot<A>,
    pub ink: Arc<InkInbox>,
}

/// A connection has gone.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Leave(pub u64);

/// There is ink in the inbox.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct InkReady;

/// Say goodbye to everybody and stop. Dropping `done` says that it has happened.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Drain {
    pub reconnect_within_ms: u32,
    pub done: oneshot::Sender<()>,
}

pub(super) struct LiveRoom<A: Aggregate> {
    floor: Arc<Floor<A>>,
    entity: EntityHandle<A>,
    life: u64,
    /// What everybody in the room has been shown; `None` until the entity answered.
    shown: Option<Snapshot<A>>,
    members: FanOut,
    next_id: u64,
    presence: Presence,
    presence_look: Option<SpawnHandle>,
    inbox: Arc<InkInbox>,
    pens: Pens,
    near: InkLane,
    far: InkLane,
    viewers_told: usize,
    viewers_scheduled: bool,
    /// Why nobody can join.
    shut: Option<JoinError>,
}

/// Nothing in it is pinned, whatever the aggregate's types are.
impl<A: Aggregate> Unpin for LiveRoom<A> {}

impl<A: Aggregate> LiveRoom<A> {
    pub(super) fn start(floor: Arc<Floor<A>>, entity: EntityHandle<A>, life: u64) -> Addr<Self> {
        let arbiter = floor.arbiters.next();
        Self::start_in_arbiter(&arbiter, move |ctx| {
            ctx.set_mailbox_capacity(floor.options.mailbox);
            let RoomOptions {
                near_beat,
                viewer_beat,
                grace,
                ..
            } = floor.options;
            Self {
                members: FanOut::new(Arc::clone(&floor.metrics)),
                presence: Presence::new(grace, Vec::new(), Instant::now()),
                presence_look: None,
                inbox: Arc::default(),
                pens: Pens::default(),
                near: InkLane::new(near_beat),
                far: InkLane::new(viewer_beat),
                floor,
                entity,
                life,
                shown: None,
                next_id: 1,
                viewers_told: 0,
                viewers_scheduled: false,
                shut: None,
            }
        })
    }

    fn codec(&self) -> &dyn RoomCodec<A> {
        self.floor.codec.as_ref()
    }

    fn opened(&mut self, followed: Result<Option<Followed<A>>, Unreadable>, ctx: &mut Context<Self>) {
        match followed {
            Ok(Some((snapshot, feed))) => {
                let believed = self.codec().present(&snapshot.state);
                self.presence = Presence::new(self.floor.options.grace, believed, Instant::now());
                self.shown = Some(snapshot);
                let events = futures_util::stream::unfold(feed, async |mut feed| {
                    feed.next().await.map(|event| (event, feed))
                });
                ctx.add_stream(events.ready_chunks(burst::EVENTS));
                self.report_presence(ctx);
            }
            Ok(None) => self.shut(JoinError::Unknown, ctx),
            Err(Unreadable) => self.shut(JoinError::Unavailable, ctx),
        }
    }

    /// Answers whatever the mailbox still holds, then stops.
    fn shut(&mut self, why: JoinError, ctx: &mut Context<Self>) {
        self.shut = Some(why);
        self.floor.forget_life(self.entity.stream(), self.life);
        ctx.spawn(
            std::future::ready(())
                .into_actor(self)
                .map(|(), _, ctx| ctx.stop()),
        );
    }

    /// One pen alone goes on at once; what several draw is written together.
    fn set_pace(&mut self, now: Instant) {
        let RoomOptions {
            near_beat,
            viewer_beat,
            lone_pen_beat,
            ..
        } = self.floor.options;
        let shortest = if self.pens.several(now) {
            Duration::MAX
        } else {
            lone_pen_beat
        };
        self.near.pace(near_beat.min(shortest));
        self.far.pace(viewer_beat.min(shortest));
    }

    /// Sends the ink that has come to whichever lane may have it now.
    fn beat_if_due(&mut self, ctx: &mut Context<Self>) {
        let now = Instant::now();
        for lane in [Lane::Near, Lane::Viewers] {
            match self.lane(lane).due_in(now) {
                None => {}
                Some(wait) if wait.is_zero() => self.beat(lane, now),
                Some(wait) => {
                    self.lane(lane).scheduled = true;
                    ctx.run_later(wait, move |room, _| room.beat(lane, Instant::now()));
                }
            }
        }
    }

    fn beat(&mut self, lane: Lane, now: Instant) {
        for StrokeInk { from, key, frames } in self.lane(lane).beat(now) {
            let frames = if frames.len() == 1 {
                frames
            } else {
                self.codec().merge_ink(&frames)
            };
            self.members.ink(lane, from, key, &frames);
        }
    }

    fn lane(&mut self, lane: Lane) -> &mut InkLane {
        if lane == Lane::Near {
            &mut self.near
        } else {
            &mut self.far
        }
    }
}

impl<A: Aggregate> Actor for LiveRoom<A> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let entity = self.entity.clone();
        let followed = async move { entity.follow().await };
        ctx.wait(
            followed
                .into_actor(self)
                .map(|followed, room, ctx| room.opened(followed, ctx)),
        );
    }

    fn stopped(&mut self, _: &mut Self::Context) {
        // Also reached while a panic unwinds.
        self.floor.forget_life(self.entity.stream(), self.life);
    }
}

impl<A: Aggregate> Handler<Join<A>> for LiveRoom<A> {
    type Result = ();

    fn handle(&mut self, join: Join<A>, ctx: &mut Self::Context) {
        let snapshot = match (&self.shown, self.shut) {
            (Some(shown), None) => shown.clone(),
            (_, why) => {
                let _ = join.answer.send(Err(why.unwrap_or(JoinError::Unavailable)));
                return;
            }
        };
        let Join {
            audience,
            outbox,
            answer,
        } = join;
        let counted = matches!(audience, Audience::Host | Audience::Party(_));
        if counted {
            self.presence.came(audience);
        }
        if matches!(audience, Audience::Party(_)) {
            self.dismiss(Dismissed::Only(audience), Closing::Replaced, ctx);
        }
        let id = self.next_id;
        self.next_id += 1;
        outbox.clear();
        let viewers = self
            .codec()
            .viewers(self.members.viewers() + usize::from(audience == Audience::Viewer));
        outbox.replace(VIEWERS, viewers);
        self.members.join(id, audience, outbox);
        if answer
            .send(Ok(Admitted {
                id,
                snapshot,
                ink: Arc::clone(&self.inbox),
            }))
            .is_err()
        {
            // The connection ended while it waited.
            self.remove(id, ctx);
        }
        self.count_viewers(ctx);
        self.report_presence(ctx);
    }
}

impl<A: Aggregate> Handler<Leave> for LiveRoom<A> {
    type Result = ();

    fn handle(&mut self, Leave(id): Leave, ctx: &mut Self::Context) {
        if self.remove(id, ctx) {
            self.report_presence(ctx);
            self.close_if_empty(ctx);
        }
    }
}

impl<A: Aggregate> Handler<InkReady> for LiveRoom<A> {
    type Result = ();

    fn handle(&mut self, _: InkReady, ctx: &mut Self::Context) {
        let arrived: Vec<Arrived> = self.inbox.take();
        LiveMetrics::add(&self.floor.metrics.ink_received, arrived.len() as u64);
        let now = Instant::now();
        for arrived in &arrived {
            self.pens.moved(arrived.from, now);
            self.near.add(arrived);
            self.far.add(arrived);
        }
        self.set_pace(now);
        self.beat_if_due(ctx);
    }
}

impl<A: Aggregate> Handler<Drain> for LiveRoom<A> {
    type Result = ();

    fn handle(&mut self, drain: Drain, ctx: &mut Self::Context) {
        let bye: Frame = self.codec().bye(drain.reconnect_within_ms);
        for class in [FrameClass::Host, FrameClass::Party, FrameClass::Public] {
            self.members.push(class, &bye);
        }
        self.members.dismiss(Dismissed::Everyone, Closing::Restarting);
        self.shut(JoinError::Unavailable, ctx);
        drop(drain.done);
    }
}
