//! All live rooms of one kind of entity on this node: connections join here.

use super::codec::{Audience, RoomCodec};
use super::ink::{Arrived, InkInbox};
use super::live_room::{Admitted, Drain, InkReady, Join, Leave, LiveRoom};
use super::metrics::LiveMetrics;
use super::outbox::{InkKey, Outbox};
use crate::arbiter_pool::ArbiterPool;
use crate::entity::handle::EntityHandle;
use crate::entity::outcome::{Snapshot, Unreadable};
use crate::registry::EntityRegistry;
use actix::Addr;
use bytes::Bytes;
use domain::aggregate::{Aggregate, Recorded};
use domain::ids::StreamId;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::oneshot;

/// How often a join is given to a fresh room when the one before ended without an answer.
const ATTEMPTS: usize = 4;

/// Times and sizes of live rooms.
#[derive(Clone, Debug)]
pub struct RoomOptions {
    /// While several people draw, their ink goes to host, parties and stages at most this often; zero: at once.
    pub near_beat: Duration,
    /// The same for viewers.
    pub viewer_beat: Duration,
    /// While one person draws alone, ink goes to everybody at most this often, where a beat is not shorter.
    pub lone_pen_beat: Duration,
    /// The viewer count is told at most this often.
    pub viewer_count: Duration,
    /// A host or party without a connection for this long is reported gone.
    pub grace: Duration,
    /// An empty room is closed after this time.
    pub linger: Duration,
    /// Capacity of the room's mailbox.
    pub mailbox: usize,
}

impl Default for RoomOptions {
    fn default() -> Self {
        Self {
            near_beat: Duration::from_millis(33),
            viewer_beat: Duration::from_millis(33),
            lone_pen_beat: Duration::from_millis(4),
            viewer_count: Duration::from_secs(1),
            grace: Duration::from_secs(5),
            linger: Duration::from_secs(10),
            mailbox: 256,
        }
    }
}

/// Why a connection cannot join a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// There is no such session.
    #[error("there is no such session")]
    Unknown,
    /// The room is closing or its entity cannot be read: try again later.
    #[error("the room cannot be entered now")]
    Unavailable,
}

/// Every live room of one kind on this node. Cheap to clone.
pub struct LiveRooms<A: Aggregate> {
    floor: Arc<Floor<A>>,
}

impl<A: Aggregate> Clone for LiveRooms<A> {
    fn clone(&self) -> Self {
        Self {
            floor: Arc::clone(&self.floor),
        }
    }
}

/// Which life of a room this is, and its actor.
type OpenRoom<A> = (u64, Addr<LiveRoom<A>>);

/// What rooms share.
pub(super) struct Floor<A: Aggregate> {
    pub entities: EntityRegistry<A>,
    pub codec: Arc<dyn RoomCodec<A>>,
    pub arbiters: Arc<ArbiterPool>,
    pub options: RoomOptions,
    pub metrics: Arc<LiveMetrics>,
    rooms: Mutex<HashMap<StreamId, OpenRoom<A>>>,
    lives: AtomicU64,
    closed: AtomicBool,
}

impl<A: Aggregate> LiveRooms<A> {
    /// No room yet; each opens with its first connection.
    pub fn new(
        entities: EntityRegistry<A>,
        codec: Arc<dyn RoomCodec<A>>,
        arbiters: Arc<ArbiterPool>,
        options: RoomOptions,
        metrics: Arc<LiveMetrics>,
    ) -> Self {
        let floor = Floor {
            entities,
            codec,
            arbiters,
            options,
            metrics,
            rooms: Mutex::default(),
            lives: AtomicU64::new(0),
            closed: AtomicBool::new(false),
        };
        Self {
            floor: Arc::new(floor),
        }
    }

    /// Lets a connection into the room of a session. What waited in `outbox` is forgotten; from now on it
    /// receives everything after the returned snapshot. Do not take from it before the welcome is written.
    ///
    /// # Errors
    /// See [`JoinError`].
    pub async fn join(
        &self,
        stream: &StreamId,
        audience: Audience,
        outbox: Arc<Outbox>,
    ) -> Result<Joined<A>, JoinError> {
        for _ in 0..ATTEMPTS {
            let (life, room) = self.floor.room(stream).ok_or(JoinError::Unavailable)?;
            let (answer, answered) = oneshot::channel();
            let join = Join {
                audience,
                outbox: Arc::clone(&outbox),
                answer,
            };
            // Waits for a place in the mailbox; the room itself never waits for a connection.
            if room.send(join).await.is_ok()
                && let Ok(answer) = answered.await
            {
                let Admitted { id, snapshot, ink } = answer?;
                let entity = self.floor.entities.handle(stream.clone());
                return Ok(Joined {
                    snapshot,
                    entity,
                    membership: Membership { room, id, ink },
                });
            }
            self.floor.forget_life(stream, life);
        }
        Err(JoinError::Unavailable)
    }

    /// Number of open rooms.
    pub fn open_rooms(&self) -> usize {
        self.floor.rooms.lock().len()
    }

    /// Opens no more rooms, tells everybody to come back within a time, and ends every connection with 1012
    /// once its outbox is taken. Presence is not touched: everybody is expected back.
    pub async fn drain(&self, reconnect_within_ms: u32) {
        self.floor.closed.store(true, Ordering::SeqCst);
        let rooms: Vec<_> = self
            .floor
            .rooms
            .lock()
            .drain()
            .map(|(_, (_, room))| room)
            .collect();
        let mut ending = Vec::with_capacity(rooms.len());
        for room in rooms {
            let (done, ended) = oneshot::channel();
            if room
                .try_send(Drain {
                    reconnect_within_ms,
                    done,
                })
                .is_ok()
            {
                ending.push(ended);
            }
        }
        for ended in ending {
            // Answered by being dropped.
            let _ = ended.await;
        }
    }
}

impl<A: Aggregate> Floor<A> {
    fn room(self: &Arc<Self>, stream: &StreamId) -> Option<OpenRoom<A>> {
        let mut rooms = self.rooms.lock();
        if self.closed.load(Ordering::SeqCst) {
            return None;
        }
        if let Some(room) = rooms.get(stream) {
            return Some(room.clone());
        }
        let life = self.lives.fetch_add(1, Ordering::Relaxed);
        let entity = self.entities.handle(stream.clone());
        let room = LiveRoom::start(Arc::clone(self), entity, life);
        rooms.insert(stream.clone(), (life, room.clone()));
        Some((life, room))
    }

    /// Forgets a room that has ended, unless a newer one has taken its place.
    pub(super) fn forget_life(&self, stream: &StreamId, life: u64) {
        let mut rooms = self.rooms.lock();
        if rooms.get(stream).is_some_and(|(known, _)| *known == life) {
            rooms.remove(stream);
        }
    }
}

/// A connection's place in a room, and what it begins with.
pub struct Joined<A: Aggregate> {
    /// What the room has shown so far: the outbox gets every event after its head.
    pub snapshot: Snapshot<A>,
    pub membership: Membership<A>,
    entity: EntityHandle<A>,
}

impl<A: Aggregate> Joined<A> {
    /// The events after `last_seq` up to the snapshot: the whole gap of a connection that comes back.
    ///
    /// # Errors
    /// The log could not be read.
    pub async fn gap(&self, last_seq: u64) -> Result<Vec<Recorded<A::Event>>, Unreadable> {
        let mut events = self.entity.events_after(last_seq).await?;
        events.retain(|event| event.seq <= self.snapshot.head.seq);
        Ok(events)
    }
}

/// Keeps a connection in its room; dropping it leaves the room.
pub struct Membership<A: Aggregate> {
    room: Addr<LiveRoom<A>>,
    id: u64,
    ink: Arc<InkInbox>,
}

impl<A: Aggregate> Membership<A> {
    /// Shows ink in flight to everybody else. Checked by the caller: the bytes are passed on as they are.
    pub fn ink(&self, key: InkKey, bytes: Bytes) {
        if self.ink.leave(Arrived {
            from: self.id,
            key,
            bytes,
        }) {
            // At most one is under way, so the mailbox stays bounded. A room that has ended has
            // closed this connection's outbox.
            self.room.do_send(InkReady);
        }
    }
}

impl<A: Aggregate> Drop for Membership<A> {
    fn drop(&mut self) {
        // Every address has a place of its own in the mailbox, so this is not lost while the room lives.
        self.room.do_send(Leave(self.id));
    }
}
