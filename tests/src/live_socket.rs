//! One person's live socket: comes back after every loss, heals gaps by seq, repeats commands until answered.

use crate::browser::Browser;
use anyhow::{Context, anyhow, bail};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request};
use tokio_tungstenite::tungstenite::{Error, Message};

const HEARTBEAT: Duration = Duration::from_secs(5);
/// Wait before the first attempt to come back; doubles up to the cap.
const BACK_FIRST: Duration = Duration::from_millis(50);
const BACK_CAP: Duration = Duration::from_secs(1);
/// How long a person waits for something to happen before the play is given up.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a person's screen knows.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// The view as it came, events applied to the few fields that players need.
    pub view: Value,
    pub seq: u64,
    pub hash: String,
    pub material_seq: u64,
    pub phase: String,
    /// Every event kind seen, by seq, views not counted.
    pub kinds: BTreeMap<u64, String>,
    pub viewers: u64,
    /// How often the socket was opened.
    pub connections: u32,
    /// Close code of the last connection, if the hub gave one.
    pub last_close: Option<u16>,
    /// Commands of this socket that were acknowledged: name and seq, by id.
    pub acknowledged: BTreeMap<String, (String, u64)>,
    /// A `bye` came on the last connection.
    pub bye: bool,
}

/// An ink frame as it arrived.
pub struct ArrivedInk {
    pub at: Instant,
    pub bytes: Bytes,
}

enum Order {
    Command {
        id: String,
        message: Value,
        answer: oneshot::Sender<Result<u64, Refused>>,
    },
    Ink(Vec<u8>),
    /// Cut the connection as a lost network would.
    Cut,
    Leave,
}

/// A command that was refused: code and sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Refused {
    pub code: String,
    pub message: String,
}

/// The handle of a running socket. Dropping it leaves.
pub struct LiveSocket {
    orders: mpsc::UnboundedSender<Order>,
    pub screen: watch::Receiver<Screen>,
}

impl LiveSocket {
    /// Opens the socket of `browser` in a contract. `ink` receives every binary frame.
    pub fn open(browser: &Browser, contract: &str, ink: Option<mpsc::UnboundedSender<ArrivedInk>>) -> Self {
        Self::begin(browser, contract, ink, false)
    }

    /// Looks on at the own place, while another device acts there.
    pub fn follow(browser: &Browser, contract: &str) -> Self {
        Self::begin(browser, contract, None, true)
    }

    fn begin(
        browser: &Browser,
        contract: &str,
        ink: Option<mpsc::UnboundedSender<ArrivedInk>>,
        follows: bool,
    ) -> Self {
        let (orders, inbox) = mpsc::unbounded_channel();
        let (screen, watched) = watch::channel(Screen::default());
        let life = Life {
            browser: browser.clone(),
            contract: contract.to_owned(),
            follows,
            screen,
            ink,
            waiting: BTreeMap::new(),
        };
        tokio::spawn(life.live(inbox));
        Self {
            orders,
            screen: watched,
        }
    }

    /// Sends a command and waits until it is acknowledged (with its seq) or refused.
    pub async fn command(&self, name: &str, body: Value) -> Result<u64, anyhow::Error> {
        let screen = self.screen.borrow().clone();
        let seen = json!({"n": screen.seq, "hash": screen.hash});
        Ok(self
            .command_as(&fresh_id(), name, body, Some(screen.material_seq), Some(seen))
            .await??)
    }

    /// As [`Self::command`], with everything given.
    pub async fn command_as(
        &self,
        id: &str,
        name: &str,
        body: Value,
        expected_seq: Option<u64>,
        seen: Option<Value>,
    ) -> anyhow::Result<Result<u64, Refused>> {
        let mut message = json!({"type": "command", "id": id, "name": name, "body": body});
        if let Some(expected) = expected_seq {
            message["expected_seq"] = expected.into();
        }
        if let Some(seen) = seen.filter(|seen| seen["n"] != 0) {
            message["seen"] = seen;
        }
        let (answer, answered) = oneshot::channel();
        let order = Order::Command {
            id: id.to_owned(),
            message,
            answer,
        };
        self.orders
            .send(order)
            .map_err(|_| anyhow!("the socket has ended"))?;
        answered
            .await
            .map_err(|_| anyhow!("the socket ended before {name} was answered"))
    }

    pub fn ink(&self, frame: Vec<u8>) {
        let _ = self.orders.send(Order::Ink(frame));
    }

    /// Loses the network; the socket comes back by itself.
    pub fn cut(&self) {
        let _ = self.orders.send(Order::Cut);
    }

    pub fn leave(&self) {
        let _ = self.orders.send(Order::Leave);
    }

    /// Waits until the screen shows what is asked for.
    pub async fn until(&mut self, what: &str, shows: impl Fn(&Screen) -> bool) -> anyhow::Result<Screen> {
        let waiting = async {
            self.screen
                .wait_for(|screen| shows(screen))
                .await
                .map(|screen| screen.clone())
        };
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(screen)) => Ok(screen),
            Ok(Err(_)) => bail!("the socket ended while waiting until {what}"),
            Err(_) => {
                let screen = self.screen.borrow();
                bail!(
                    "still waiting until {what}: seq {}, phase {}, close {:?}",
                    screen.seq,
                    screen.phase,
                    screen.last_close
                )
            }
        }
    }
}

/// The upgrade that a browser's page asks for.
pub fn upgrade_of(browser: &Browser, contract: &str) -> anyhow::Result<Request<()>> {
    let mut url = format!("{}/api/v1/contracts/{contract}/live", browser.origin()).replacen("http", "ws", 1);
    if let Some(seat) = browser.seat() {
        url.push_str(&format!("?seat={seat}"));
    }
    let mut request = url.into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("Origin", HeaderValue::from_str(browser.origin())?);
    headers.insert("Cookie", HeaderValue::from_str(&browser.cookie_header())?);
    headers.insert("Sec-WebSocket-Protocol", HeaderValue::from_static("huiqian.v1"));
    Ok(request)
}

/// A UUIDv7.
pub fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

type Waiting = BTreeMap<String, (Value, oneshot::Sender<Result<u64, Refused>>)>;

struct Life {
    browser: Browser,
    contract: String,
    /// Whether it only looks on at its place.
    follows: bool,
    screen: watch::Sender<Screen>,
    ink: Option<mpsc::UnboundedSender<ArrivedInk>>,
    waiting: Waiting,
}

/// Why a connection ended.
enum End {
    Lost,
    Left,
    /// The hub said not to come back.
    Over,
}

impl Life {
    async fn live(mut self, mut orders: mpsc::UnboundedReceiver<Order>) {
        let mut wait = BACK_FIRST;
        loop {
            match self.connection(&mut orders).await {
                Ok(End::Left | End::Over) => return,
                Ok(End::Lost) => wait = BACK_FIRST,
                Err(_) => wait = (wait * 2).min(BACK_CAP),
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn connection(&mut self, orders: &mut mpsc::UnboundedReceiver<Order>) -> anyhow::Result<End> {
        let mut request = upgrade_of(&self.browser, &self.contract)?;
        if self.follows {
            *request.uri_mut() = format!("{}&follow=true", request.uri()).parse()?;
        }
        let tls = self.browser.connector();
        let (socket, _) = tokio_tungstenite::connect_async_tls_with_config(request, None, true, tls)
            .await
            .context("connect")?;
        let (mut out, mut input) = socket.split();
        let screen = self.screen.borrow().clone();
        let mut hello = json!({"type": "hello", "last_seq": screen.seq, "lang": "zh"});
        if let Some(first_line) = screen.view["first_line"].as_str() {
            hello["first_line"] = first_line.into();
        }
        out.send(Message::text(hello.to_string())).await?;
        self.screen.send_modify(|screen| screen.connections += 1);
        let mut welcomed = false;
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        loop {
            tokio::select! {
                message = input.next() => match message {
                    Some(Ok(Message::Text(text))) => {
                        let message: Value = serde_json::from_str(&text)?;
                        if self.hear(&message)? && !welcomed {
                            welcomed = true;
                            for (command, _) in self.waiting.values() {
                                out.send(Message::text(command.to_string())).await?;
                            }
                        }
                    }
                    Some(Ok(Message::Binary(bytes))) => {
                        if let Some(ink) = &self.ink {
                            let _ = ink.send(ArrivedInk { at: Instant::now(), bytes });
                        }
                    }
                    Some(Ok(Message::Close(frame))) => {
                        let code = frame.map(|frame| u16::from(frame.code));
                        self.screen.send_modify(|screen| screen.last_close = code);
                        return Ok(match code {
                            Some(1000 | 4001 | 4003 | 4009 | 4010) => End::Over,
                            _ => End::Lost,
                        });
                    }
                    Some(Ok(_)) => {}
                    Some(Err(Error::ConnectionClosed)) | None => return Ok(End::Lost),
                    Some(Err(_)) => return Ok(End::Lost),
                },
                order = orders.recv() => match order {
                    Some(Order::Command { id, message, answer }) => {
                        let text = message.to_string();
                        self.waiting.insert(id, (message, answer));
                        if welcomed {
                            out.send(Message::text(text)).await?;
                        }
                    }
                    Some(Order::Ink(frame)) => out.send(Message::binary(frame)).await?,
                    Some(Order::Cut) => return Ok(End::Lost),
                    Some(Order::Leave) | None => {
                        let _ = out.send(Message::Close(None)).await;
                        return Ok(End::Left);
                    }
                },
                _ = heartbeat.tick() => {
                    out.send(Message::text(json!({"type": "ping", "t": 0}).to_string())).await?;
                }
            }
        }
    }

    /// Takes one message in; true for a welcome.
    fn hear(&mut self, message: &Value) -> anyhow::Result<bool> {
        match message["type"].as_str().unwrap_or_default() {
            "welcome" => {
                if let Some(events) = message["events"].as_array() {
                    for event in events {
                        self.event(event)?;
                    }
                } else {
                    let view = message["view"].clone();
                    self.screen.send_modify(|screen| {
                        screen.seq = view["seq"].as_u64().unwrap_or_default();
                        screen.hash = text(&view["hash"]);
                        screen.material_seq = view["last_material_seq"].as_u64().unwrap_or_default();
                        screen.phase = text(&view["phase"]);
                        screen.view = view;
                    });
                }
                return Ok(true);
            }
            "event" => self.event(message)?,
            "ack" => self.answered(message, Ok(message["seq"].as_u64().unwrap_or_default())),
            "refused" => {
                let refused = Refused {
                    code: text(&message["code"]),
                    message: text(&message["message"]),
                };
                // Busy, moved and unavailable say: the same command again.
                if !matches!(refused.code.as_str(), "busy" | "moved" | "unavailable") {
                    self.answered(message, Err(refused));
                }
            }
            "bye" => self.screen.send_modify(|screen| screen.bye = true),
            "viewers" => {
                let count = message["count"].as_u64().unwrap_or_default();
                self.screen.send_modify(|screen| screen.viewers = count);
            }
            _ => {}
        }
        Ok(false)
    }

    fn answered(&mut self, message: &Value, outcome: Result<u64, Refused>) {
        let Some(id) = message["id"].as_str() else { return };
        if let Some((command, answer)) = self.waiting.remove(id) {
            if let Ok(seq) = outcome {
                let noted = (text(&command["name"]), seq);
                self.screen
                    .send_modify(|screen| drop(screen.acknowledged.insert(id.to_owned(), noted)));
            }
            let _ = answer.send(outcome);
        }
    }

    fn event(&mut self, event: &Value) -> anyhow::Result<()> {
        let seq = event["seq"].as_u64().context("an event without seq")?;
        let expected = self.screen.borrow().seq + 1;
        if seq < expected {
            return Ok(());
        }
        anyhow::ensure!(
            seq == expected,
            "a hole in the events: {seq} after {}",
            expected - 1
        );
        self.screen.send_modify(|screen| apply(screen, event, seq));
        Ok(())
    }
}

fn apply(screen: &mut Screen, event: &Value, seq: u64) {
    screen.seq = seq;
    screen.hash = text(&event["hash"]);
    if event["material"] == true {
        screen.material_seq = seq;
    }
    let kind = text(&event["kind"]);
    let routine = screen.view["policy"]["course"] == "routine";
    match kind.as_str() {
        "hub.prepared.v1" => {
            let next = if routine { "signing" } else { "lobby" };
            next.clone_into(&mut screen.phase);
            screen.view["r0"] = event["body"]["r0"].clone();
            screen.view["images"] = event["body"]["images"].clone();
        }
        "hub.phase_entered.v1" => screen.phase = text(&event["body"]["phase"]),
        "hub.sealing_due.v1" => "sealing".clone_into(&mut screen.phase),
        "hub.sealed.v1" => "closing".clone_into(&mut screen.phase),
        "hub.closed.v1" if screen.phase == "closing" => "closed".clone_into(&mut screen.phase),
        "hub.filling_done.v1" => "preparing".clone_into(&mut screen.phase),
        "hub.refused.v1" if routine => "refused".clone_into(&mut screen.phase),
        "hub.revoked.v1" => "revoked".clone_into(&mut screen.phase),
        "hub.expired.v1" => "expired".clone_into(&mut screen.phase),
        "hub.called_off.v1" => "called_off".clone_into(&mut screen.phase),
        _ => {}
    }
    screen.kinds.insert(seq, kind);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
