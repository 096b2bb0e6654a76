//! The load generator: a thousand viewers, each a real WebSocket whose messages are read and counted. The same
//! for every server.

use super::ink_script;
use super::lane::Lane;
use anyhow::{Context, bail};
use futures_util::{FutureExt, SinkExt, StreamExt, TryStreamExt};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// Viewers say that they are still there; the pages do it every 25 s.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Handshakes under way at a time.
const AT_ONCE: usize = 32;
/// A viewer's buffer for reading.
const READ_BUFFER: usize = 8 * 1024;
/// How long a server may take to let somebody in.
const WELCOME: Duration = Duration::from_secs(20);

pub type Socket = WebSocketStream<TcpStream>;

/// What is on the way, and how many viewers have been lost.
pub struct Board {
    /// State events, reliable and in order.
    pub events: Lane,
    /// Ink in flight.
    pub ink: Lane,
    lost_viewers: AtomicUsize,
}

impl Board {
    /// `answered`: the server answers each event's sender.
    pub fn new(viewers: usize, answered: bool) -> anyhow::Result<Self> {
        let viewers = u32::try_from(viewers)?;
        Ok(Self {
            events: Lane::new(viewers + u32::from(answered)),
            ink: Lane::new(viewers),
            lost_viewers: AtomicUsize::new(0),
        })
    }

    /// # Errors
    /// A viewer's connection has ended, or something else was delivered meanwhile: whatever was measured says nothing.
    pub fn check(&self) -> anyhow::Result<()> {
        let lost = self.lost_viewers.load(Ordering::Relaxed);
        let strays = self.events.strays() + self.ink.strays();
        if lost > 0 || strays > 0 {
            bail!("{lost} viewers lost their connection; {strays} messages came that nobody had sent");
        }
        Ok(())
    }
}

/// How a viewer comes in.
pub struct Entrance {
    pub request: Request<()>,
    /// Sent first; the answer to it is waited for.
    pub hello: Option<String>,
}

/// Connected viewers, reading. Dropping them closes every socket.
pub struct Viewers {
    _reading: JoinSet<()>,
}

impl Viewers {
    /// Connects all viewers and lets them read.
    pub async fn enter(entrances: Vec<Entrance>, board: &Arc<Board>) -> anyhow::Result<Self> {
        let count = entrances.len();
        let sockets: Vec<Socket> = futures_util::stream::iter(entrances)
            .map(connect)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
            .context("a viewer coming in")?;
        let mut reading = JoinSet::new();
        for (index, socket) in sockets.into_iter().enumerate() {
            // Heartbeats are spread evenly.
            let first = Instant::now() + HEARTBEAT.mul_f64((index + 1) as f64 / count as f64);
            let viewer = Viewer {
                socket,
                board: Arc::clone(board),
                events: 0,
                ink: 0,
            };
            reading.spawn(viewer.watch(first));
        }
        Ok(Self { _reading: reading })
    }
}

/// Opens a WebSocket on loopback, without delay of small frames.
pub async fn connect(entrance: Entrance) -> anyhow::Result<Socket> {
    let uri = entrance.request.uri();
    let address = uri.authority().context("no address")?.as_str().to_owned();
    let stream = TcpStream::connect(&address).await.context("connect")?;
    stream.set_nodelay(true)?;
    let config = WebSocketConfig::default().read_buffer_size(READ_BUFFER);
    let (mut socket, _) =
        tokio_tungstenite::client_async_with_config(entrance.request, stream, Some(config)).await?;
    if let Some(hello) = entrance.hello {
        socket.send(Message::text(hello)).await?;
        let welcome = tokio::time::timeout(WELCOME, socket.next()).await;
        welcome
            .context("no welcome")?
            .context("closed before the welcome")??;
    }
    Ok(socket)
}

/// Whether a text is a state event: the hub's events end so, and what the other servers relay is such an event.
pub fn is_event(text: &str) -> bool {
    text.ends_with(r#""type":"event"}"#)
}

struct Viewer {
    socket: Socket,
    board: Arc<Board>,
    /// Events read so far: the number of the next.
    events: u64,
    /// Number of the next ink frame.
    ink: u64,
}

impl Viewer {
    async fn watch(mut self, first_heartbeat: Instant) {
        let mut heartbeat = tokio::time::interval_at(first_heartbeat, HEARTBEAT);
        loop {
            tokio::select! {
                message = self.socket.next() => {
                    let mut next = Some(message);
                    // Whatever else has been read is taken before waiting again.
                    while let Some(message) = next {
                        let Some(Ok(message)) = message else {
                            self.board.lost_viewers.fetch_add(1, Ordering::Relaxed);
                            return;
                        };
                        self.take(&message);
                        next = self.socket.next().now_or_never();
                    }
                }
                _ = heartbeat.tick() => {
                    let ping = Message::text(r#"{"type":"ping","t":0}"#);
                    if self.socket.send(ping).await.is_err() {
                        self.board.lost_viewers.fetch_add(1, Ordering::Relaxed);
                        return;
                    }
                }
            }
        }
    }

    fn take(&mut self, message: &Message) {
        match message {
            Message::Text(text) if is_event(text) => {
                self.board.events.read(self.events);
                self.events += 1;
            }
            Message::Binary(bytes) => {
                let Some(numbers) = ink_script::numbers(bytes) else {
                    return;
                };
                for missed in self.ink..numbers.start {
                    self.board.ink.miss(missed);
                }
                for number in numbers.start.max(self.ink)..numbers.end {
                    self.board.ink.read(number);
                }
                self.ink = self.ink.max(numbers.end);
            }
            _ => {}
        }
    }
}
