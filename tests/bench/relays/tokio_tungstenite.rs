//! The smallest broadcast server on tokio-tungstenite that does it well: no room, no log, no storage, no access.
//! Every message goes to every other connection; messages that wait together are written together.

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// Messages that a slow reader may be behind.
const BEHIND: usize = 4096;
/// Buffer for reading; the crate's default of 128 KiB would only cost memory here.
const READ_BUFFER: usize = 4 * 1024;

type Hall = broadcast::Sender<(u64, Message)>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?.port())?;
    let (hall, _) = broadcast::channel(BEHIND);
    let ids = AtomicU64::new(0);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(serve(stream, hall.clone(), ids.fetch_add(1, Ordering::Relaxed)));
    }
}

async fn serve(
    stream: TcpStream,
    hall: Hall,
    own: u64,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    stream.set_nodelay(true)?;
    let config = WebSocketConfig::default().read_buffer_size(READ_BUFFER);
    let socket = tokio_tungstenite::accept_async_with_config(stream, Some(config)).await?;
    let mut heard = hall.subscribe();
    let (mut out, mut input) = socket.split();
    loop {
        tokio::select! {
            message = input.next() => match message {
                Some(Ok(message @ (Message::Text(_) | Message::Binary(_)))) => {
                    if is_heartbeat(&message) {
                        out.send(Message::Pong(Bytes::new())).await?;
                    } else {
                        let _ = hall.send((own, message));
                    }
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Ok(()),
            },
            first = heard.recv() => {
                let mut next = match first {
                    Ok(message) => Some(message),
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return Ok(()),
                };
                while let Some((from, message)) = next {
                    if from != own {
                        out.feed(message).await?;
                    }
                    next = match heard.try_recv() {
                        Ok(message) => Some(message),
                        Err(TryRecvError::Empty) => None,
                        Err(TryRecvError::Lagged(_) | TryRecvError::Closed) => return Ok(()),
                    };
                }
                out.flush().await?;
            }
        }
    }
}

fn is_heartbeat(message: &Message) -> bool {
    matches!(message, Message::Text(text) if text.starts_with(r#"{"type":"ping""#))
}
