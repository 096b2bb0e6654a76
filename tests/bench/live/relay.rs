//! The servers that the hub is measured against: they pass every message on to everybody else, and nothing more.

use super::contestant::Contestant;
use super::sender::{EventKind, Sender};
use super::viewers::{Board, Entrance, Viewers, connect};
use anyhow::{Context, bail};
use domain::ids::FieldNo;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tests::hub_process::{built_program, resident};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// A running relay. Dropping it kills the process.
pub struct Relay {
    child: Child,
    port: u16,
}

impl Relay {
    /// The bare tokio-tungstenite server, `tests/bench/relays/tokio_tungstenite.rs`.
    pub fn tokio_tungstenite() -> anyhow::Result<Self> {
        Self::start(&mut Command::new(built_program("relay-tokio-tungstenite")?))
    }

    /// The npm `ws` server, `tests/bench/relays/ws/relay.mjs`.
    pub fn ws() -> anyhow::Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/relays/ws");
        let mut node = Command::new("node");
        Self::start(node.arg("relay.mjs").current_dir(folder))
            .context("the npm ws server: `scripts/install bench` installs what it needs")
    }

    /// Starts a relay, whose first line of output is its port.
    fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let Ok(port) = line.trim().parse() else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("{command:?} did not say its port")
        };
        Ok(Self { child, port })
    }

    /// Lets the sender and the viewers in; `event` is what the sender has relayed.
    pub async fn seat(&self, viewers: usize, event: &str) -> anyhow::Result<Contestant> {
        let board = Arc::new(Board::new(viewers, false)?);
        let kind = EventKind::Relayed(event.to_owned());
        let sender = Sender::new(connect(self.entrance()?).await?, &board, kind, FieldNo(1));
        let entrances: Result<_, _> = (0..viewers).map(|_| self.entrance()).collect();
        let before = resident(self.child.id())?;
        let seated = Viewers::enter(entrances?, &board).await?;
        Ok(Contestant {
            process: self.child.id(),
            board,
            sender,
            viewers,
            before,
            _seated: seated,
        })
    }

    fn entrance(&self) -> anyhow::Result<Entrance> {
        Ok(Entrance {
            request: format!("ws://127.0.0.1:{}/", self.port).into_client_request()?,
            hello: None,
        })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
