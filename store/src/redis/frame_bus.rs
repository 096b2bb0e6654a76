//! The frame bus over Redis Pub/Sub: sharded where the server knows it (Redis 7), plain before that.
//!
//! One RESP3 connection per process carries every subscription; frames are handed on to local subscribers
//! from there. When the connection is lost every subscription ends, its reader subscribes again (which
//! connects anew) and heals from the log.

use async_trait::async_trait;
use domain::ports::frame_bus::{BusError, FrameBus, Frames};
use parking_lot::Mutex;
use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, IntoConnectionInfo, ProtocolVersion, PushInfo, PushKind, Value};
use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};

/// Frames that a local reader may lag behind before it misses some.
const LAG: usize = 1024;
const TIMEOUT: Duration = Duration::from_secs(5);
/// Keeps our channels apart from others on the same server.
const PREFIX: &str = "huiqian:";

/// [`FrameBus`] over one Redis server.
pub struct RedisFrameBus {
    shared: Arc<Shared>,
}

struct Shared {
    client: Client,
    words: Words,
    link: tokio::sync::Mutex<Option<Link>>,
}

type Channels = Arc<Mutex<HashMap<String, broadcast::Sender<Vec<u8>>>>>;

/// A live connection and who listens to what on it.
#[derive(Clone)]
struct Link {
    connection: MultiplexedConnection,
    channels: Channels,
    /// Its receiver lives in the task that hands frames on; closed means that the connection is lost.
    alive: mpsc::Sender<()>,
}

#[derive(Clone, Copy)]
struct Words {
    publish: &'static str,
    subscribe: &'static str,
    unsubscribe: &'static str,
}

const SHARDED: Words = Words {
    publish: "SPUBLISH",
    subscribe: "SSUBSCRIBE",
    unsubscribe: "SUNSUBSCRIBE",
};
const PLAIN: Words = Words {
    publish: "PUBLISH",
    subscribe: "SUBSCRIBE",
    unsubscribe: "UNSUBSCRIBE",
};

fn failed(error: redis::RedisError) -> BusError {
    BusError(error.to_string())
}

impl RedisFrameBus {
    /// Connects to `url` (`redis://host:port`) and finds out which kind of Pub/Sub the server has.
    ///
    /// # Errors
    /// The server cannot be reached or does not speak RESP3 (Redis 6 and later do).
    pub async fn connect(url: &str) -> Result<Self, BusError> {
        let info = url.into_connection_info().map_err(failed)?;
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let client = Client::open(info.set_redis_settings(settings)).map_err(failed)?;
        let mut probe = client.get_multiplexed_async_connection().await.map_err(failed)?;
        let probed: Result<i64, _> = redis::cmd(SHARDED.publish)
            .arg(format!("{PREFIX}probe"))
            .arg("")
            .query_async(&mut probe)
            .await;
        let words = if probed.is_ok() { SHARDED } else { PLAIN };
        tracing::info!(publish = words.publish, "frame bus connected");
        Ok(Self {
            shared: Arc::new(Shared {
                client,
                words,
                link: tokio::sync::Mutex::new(None),
            }),
        })
    }
}

#[async_trait]
impl FrameBus for RedisFrameBus {
    async fn publish(&self, channel: &str, frame: &[u8]) -> Result<(), BusError> {
        let mut connection = Shared::link(&self.shared).await?.connection;
        let mut command = redis::cmd(self.shared.words.publish);
        command.arg(format!("{PREFIX}{channel}")).arg(frame);
        command
            .query_async::<i64>(&mut connection)
            .await
            .map(drop)
            .map_err(failed)
    }

    async fn subscribe(&self, channel: &str) -> Result<Box<dyn Frames>, BusError> {
        let frames = Shared::subscribe(&self.shared, format!("{PREFIX}{channel}")).await?;
        Ok(Box::new(RedisFrames {
            frames,
            _shared: self.shared.clone(),
        }))
    }
}

impl Shared {
    /// The live connection; made anew if there is none.
    async fn link(shared: &Arc<Self>) -> Result<Link, BusError> {
        let mut link = shared.link.lock().await;
        Self::live(shared, &mut link).await
    }

    async fn live(shared: &Arc<Self>, slot: &mut Option<Link>) -> Result<Link, BusError> {
        if let Some(link) = slot.as_ref().filter(|link| !link.alive.is_closed()) {
            return Ok(link.clone());
        }
        let (pushes, received) = mpsc::unbounded_channel();
        let config = AsyncConnectionConfig::new()
            .set_push_sender(pushes)
            .set_connection_timeout(Some(TIMEOUT))
            .set_response_timeout(Some(TIMEOUT));
        let connection = shared
            .client
            .get_multiplexed_async_connection_with_config(&config)
            .await
            .map_err(failed)?;
        let (alive, lifeline) = mpsc::channel(1);
        let channels = Channels::default();
        tokio::spawn(hand_on(
            Arc::downgrade(shared),
            received,
            channels.clone(),
            lifeline,
        ));
        let link = Link {
            connection,
            channels,
            alive,
        };
        *slot = Some(link.clone());
        Ok(link)
    }

    async fn subscribe(
        shared: &Arc<Self>,
        channel: String,
    ) -> Result<broadcast::Receiver<Vec<u8>>, BusError> {
        // Held until the server has answered, so that the next subscriber finds a channel that works.
        let mut slot = shared.link.lock().await;
        let mut link = Self::live(shared, &mut slot).await?;
        if let Some(known) = link.channels.lock().get(&channel) {
            return Ok(known.subscribe());
        }
        let (sender, frames) = broadcast::channel(LAG);
        link.channels.lock().insert(channel.clone(), sender);
        let mut command = redis::cmd(shared.words.subscribe);
        command.arg(&channel);
        if let Err(error) = command.exec_async(&mut link.connection).await {
            link.channels.lock().remove(&channel);
            return Err(failed(error));
        }
        Ok(frames)
    }

    /// Ends a subscription that nobody listens to any more.
    async fn forget(&self, channel: &str) -> Result<(), BusError> {
        let slot = self.link.lock().await;
        let Some(mut link) = slot.clone() else {
            return Ok(());
        };
        let unused = |sender: &broadcast::Sender<_>| sender.receiver_count() == 0;
        if !link.channels.lock().get(channel).is_some_and(unused) {
            return Ok(());
        }
        link.channels.lock().remove(channel);
        redis::cmd(self.words.unsubscribe)
            .arg(channel)
            .exec_async(&mut link.connection)
            .await
            .map_err(failed)
    }
}

/// Hands frames on to local subscribers until the connection is lost; then every subscription ends.
async fn hand_on(
    shared: Weak<Shared>,
    mut pushes: mpsc::UnboundedReceiver<PushInfo>,
    channels: Channels,
    _lifeline: mpsc::Receiver<()>,
) {
    while let Some(push) = pushes.recv().await {
        match (push.kind, <[Value; 2]>::try_from(push.data)) {
            (PushKind::Disconnection, _) => break,
            (
                PushKind::Message | PushKind::SMessage,
                Ok([Value::BulkString(channel), Value::BulkString(frame)]),
            ) => {
                let Ok(channel) = String::from_utf8(channel) else {
                    continue;
                };
                let unheard = channels
                    .lock()
                    .get(&channel)
                    .is_some_and(|readers| readers.send(frame).is_err());
                if unheard
                    && let Some(shared) = shared.upgrade()
                    && let Err(error) = shared.forget(&channel).await
                {
                    tracing::warn!(%error, channel, "unsubscribe failed");
                }
            }
            _ => {}
        }
    }
    tracing::warn!("frame bus connection lost");
    channels.lock().clear();
}

struct RedisFrames {
    frames: broadcast::Receiver<Vec<u8>>,
    /// Keeps the connection while anyone listens.
    _shared: Arc<Shared>,
}

#[async_trait]
impl Frames for RedisFrames {
    async fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            match self.frames.recv().await {
                Ok(frame) => return Some(frame),
                // The reader was too slow; it sees the gap and heals from the log.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
