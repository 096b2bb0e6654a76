//! The one sender: numbered messages over its own WebSocket, and the answers that it gets.

use super::ink_script;
use super::viewers::{Board, Socket};
use anyhow::{Context, bail};
use domain::ids::FieldNo;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

/// A party shows that it is there this often, as its page does.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// What an event is to the server.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// To the hub: a command that is decided, stored and published; every viewer gets its event.
    Command,
    /// To a server that only relays: the bytes of such an event.
    Relayed(String),
}

/// Dropping it ends its socket.
pub struct Sender {
    sink: Arc<Mutex<SplitSink<Socket, Message>>>,
    board: Arc<Board>,
    kind: EventKind,
    field: FieldNo,
    tasks: JoinSet<anyhow::Result<()>>,
}

impl Sender {
    pub fn new(socket: Socket, board: &Arc<Board>, kind: EventKind, field: FieldNo) -> Self {
        let (sink, answers) = socket.split();
        let sink = Arc::new(Mutex::new(sink));
        let mut tasks = JoinSet::new();
        tasks.spawn(read_answers(answers, Arc::clone(board)));
        tasks.spawn(heartbeat(Arc::clone(&sink)));
        Self {
            sink,
            board: Arc::clone(board),
            kind,
            field,
            tasks,
        }
    }

    /// Sends one event as soon as it may be in flight.
    pub async fn event(&mut self) -> anyhow::Result<()> {
        self.check()?;
        let number = self.board.events.depart().await?;
        let message = match &self.kind {
            EventKind::Command => command(number),
            EventKind::Relayed(event) => event.clone(),
        };
        Ok(self.sink.lock().await.send(Message::text(message)).await?)
    }

    /// Sends one ink frame as soon as it may be in flight.
    pub async fn ink(&mut self) -> anyhow::Result<()> {
        self.check()?;
        let number = self.board.ink.depart().await?;
        let frame = ink_script::encoded(number, self.field)?;
        Ok(self.sink.lock().await.send(Message::binary(frame)).await?)
    }

    /// # Errors
    /// The server has refused a command or ended the connection.
    fn check(&mut self) -> anyhow::Result<()> {
        match self.tasks.try_join_next() {
            None => Ok(()),
            Some(ended) => ended?.and_then(|()| bail!("the sender's connection has ended")),
        }
    }
}

/// The cheapest command that everybody sees: how long a page was read. Its number stands in its id.
pub fn command(number: u64) -> String {
    let mut id = *Uuid::now_v7().as_bytes();
    // The last 48 bits of a UUIDv7 are random.
    id[10..].copy_from_slice(&number.to_be_bytes()[2..]);
    let body = json!({"page": 1, "millis": 1500});
    json!({"type": "command", "id": Uuid::from_bytes(id), "name": "report_reading", "body": body}).to_string()
}

/// The number in the id of an answered command.
fn number_of(answer: &Value) -> Option<u64> {
    let id = Uuid::parse_str(answer["id"].as_str()?).ok()?;
    let mut number = [0; 8];
    number[2..].copy_from_slice(&id.as_bytes()[10..]);
    Some(u64::from_be_bytes(number))
}

async fn read_answers(mut answers: SplitStream<Socket>, board: Arc<Board>) -> anyhow::Result<()> {
    while let Some(message) = answers.next().await {
        let Message::Text(text) = message? else { continue };
        if text.ends_with(r#""type":"ack"}"#) {
            let number = number_of(&serde_json::from_str(&text)?);
            board.events.finish(number.context("an answer to nothing")?);
        } else if text.ends_with(r#""type":"refused"}"#) {
            bail!("the server refused: {text}");
        }
    }
    Ok(())
}

async fn heartbeat(sink: Arc<Mutex<SplitSink<Socket, Message>>>) -> anyhow::Result<()> {
    let mut beat = tokio::time::interval(HEARTBEAT);
    loop {
        beat.tick().await;
        let ping = Message::text(r#"{"type":"ping","t":0}"#);
        sink.lock().await.send(ping).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_command_comes_back_with_its_answer() {
        let sent: Value = serde_json::from_str(&command(0x1234_5678_9abc)).unwrap();
        assert_eq!(number_of(&json!({"id": sent["id"]})), Some(0x1234_5678_9abc));
    }
}
