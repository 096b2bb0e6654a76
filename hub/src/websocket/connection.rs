//! One socket: reads the client's messages and answers them. What its room has put into its outbox goes to the
//! socket beside it, without a turn of this actor (see [`super::delivery`]).
//!
//! The actor of this crate is polled as the response body and freezes while its peer does not read; nothing
//! here may rest on it then. The outbox is bounded outside, and TCP_USER_TIMEOUT ends a jammed peer (design 2.5).

use super::close_code;
use super::command;
use super::delivery::Delivery;
use super::message::{self, ClientCommand, ClientMessage};
use crate::hub::Hub;
use crate::sender_side;
use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Handler, Message, StreamHandler, WrapFuture};
use actix_web::web::Data;
use actix_web_actors::ws::{self, WebsocketContext};
use actors::room::codec;
use actors::room::live_rooms::{JoinError, Joined, Membership};
use actors::room::outbox::{Closing, InkKey};
use bytes::Bytes;
use domain::aggregate::Caller;
use domain::catalogue::Language;
use domain::contract::Contract;
use domain::contract::event::{ConsentKind, Phase};
use domain::contract::view::{Audience, event_view, session_view};
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, FieldNo, PartyNo};
use domain::ink::frame;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often a connection looks whether its client is still there.
const LOOK: Duration = Duration::from_secs(5);
/// Silence after which a host, party or stage counts as gone; they send a heartbeat every 5 s.
const NEAR_SILENCE: Duration = Duration::from_secs(15);
/// Silence after which a viewer counts as gone; viewers send one every 25 s.
const VIEWER_SILENCE: Duration = Duration::from_secs(33);
/// Commands of one connection that may be under way.
const UNDER_WAY: usize = 64;
/// How often the rules are asked again while somebody draws.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// Ink frames that may wait for the first answer.
const UNASKED: usize = 32;
/// Longest gap that is sent as events; beyond it a fresh view is shorter.
const LONGEST_GAP: u64 = 2000;

/// Who sits at the other end.
#[derive(Clone, Copy)]
pub struct Place {
    pub contract: ContractId,
    pub seat: codec::Audience,
    pub audience: Audience,
    pub by: Caller,
    /// Whether a colleague may do more than read.
    pub manages: bool,
    /// The browser session that opened this socket; when it ends, so does the socket.
    pub session: Sha256Hash,
    pub language: Language,
}

/// The connection actor.
pub struct Connection {
    hub: Data<Hub>,
    place: Place,
    delivery: Arc<Delivery>,
    membership: Option<Membership<Contract>>,
    heard: Instant,
    under_way: usize,
    /// The box that the rules let this party draw in, and when they were last asked.
    drawing: Option<(FieldNo, Instant)>,
    /// Ink that came before the first answer.
    unasked: Vec<(InkKey, Bytes)>,
}

/// Everything in the outbox has been written, and nothing more will come.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Close(pub Closing);

impl Connection {
    pub fn new(hub: Data<Hub>, place: Place, delivery: Arc<Delivery>) -> Self {
        Self {
            hub,
            place,
            delivery,
            membership: None,
            heard: Instant::now(),
            under_way: 0,
            drawing: None,
            unasked: Vec::new(),
        }
    }

    fn close(&self, reason: ws::CloseReason, ctx: &mut WebsocketContext<Self>) {
        ctx.close(Some(reason));
        ctx.stop();
    }

    fn look(&mut self, ctx: &mut WebsocketContext<Self>) {
        let silence = match self.place.seat {
            codec::Audience::Viewer => VIEWER_SILENCE,
            _ => NEAR_SILENCE,
        };
        if self.heard.elapsed() > silence {
            ctx.stop();
            return;
        }
        let (hub, place) = (self.hub.clone(), self.place);
        let ending = async move { ending(&hub, place).await };
        ctx.spawn(ending.into_actor(self).map(|ending, connection, ctx| {
            if let Some(closing) = ending {
                connection.close(close_code::reason(closing), ctx);
            }
        }));
    }

    fn message(&mut self, text: &str, ctx: &mut WebsocketContext<Self>) {
        match serde_json::from_str(text) {
            Ok(ClientMessage::Ping { t }) => ctx.text(message::pong(t, self.hub.clock.now())),
            Ok(ClientMessage::Hello {
                last_seq,
                first_line,
                lang,
            }) => {
                self.place.language = Language::from_tag(&lang);
                self.enter(last_seq, first_line, ctx);
            }
            Ok(ClientMessage::Command(command)) => self.command(command, ctx),
            Err(error) => {
                tracing::debug!(contract = %self.place.contract, %error, "malformed message");
                self.close(close_code::malformed(), ctx);
            }
        }
    }

    /// Joins the room, or joins it anew after a hole, and welcomes the client before anything else is sent.
    fn enter(&mut self, last_seq: u64, first_line: Option<Sha256Hash>, ctx: &mut WebsocketContext<Self>) {
        self.membership = None;
        self.delivery.hold();
        let (hub, place, outbox) = (self.hub.clone(), self.place, self.delivery.outbox());
        let joining = async move {
            let joined = hub
                .rooms
                .join(&hub.contract_stream(place.contract), place.seat, outbox)
                .await?;
            let welcome = welcome(&hub, place, &joined, last_seq, first_line).await;
            Ok::<_, JoinError>((welcome.ok_or(JoinError::Unavailable)?, joined.membership))
        };
        ctx.wait(
            joining
                .into_actor(self)
                .map(|joined, connection, ctx| match joined {
                    Ok((welcome, membership)) => {
                        connection.membership = Some(membership);
                        ctx.text(welcome.to_string());
                        connection.delivery.begin();
                    }
                    Err(JoinError::Unknown) => connection.close(close_code::reason(Closing::SignedOut), ctx),
                    Err(JoinError::Unavailable) => {
                        connection.close(close_code::reason(Closing::Restarting), ctx);
                    }
                }),
        );
    }

    fn command(&mut self, command: ClientCommand, ctx: &mut WebsocketContext<Self>) {
        let id = command.id;
        if self.under_way >= UNDER_WAY {
            let busy = crate::http::problem::Problem::new("busy");
            ctx.text(message::refused(id, &busy, self.place.language));
            return;
        }
        self.under_way += 1;
        let (hub, place) = (self.hub.clone(), self.place);
        let running = async move {
            command::run(
                &hub,
                place.contract,
                place.audience,
                place.by,
                place.session,
                command,
            )
            .await
        };
        ctx.spawn(running.into_actor(self).map(move |outcome, connection, ctx| {
            connection.under_way -= 1;
            ctx.text(match outcome {
                Ok(outcome) => message::ack(id, outcome.seq, outcome.hash),
                Err(problem) => message::refused(id, &problem, connection.place.language),
            });
        }));
    }

    /// Ink in flight. Whether the party may draw in this box is asked at its first frame and again every second;
    /// frames that come before the first answer wait for it.
    fn ink(&mut self, bytes: &Bytes, ctx: &mut WebsocketContext<Self>) {
        let codec::Audience::Party(party) = self.place.seat else {
            return self.close(close_code::reason(Closing::NotAllowed), ctx);
        };
        let Ok(mut drawn) = frame::decode(bytes) else {
            return self.close(close_code::malformed(), ctx);
        };
        drawn.party = party;
        let key = InkKey {
            party,
            field: drawn.field,
            stroke: drawn.stroke,
        };
        let Ok(bytes) = frame::encode(&drawn) else {
            return self.close(close_code::malformed(), ctx);
        };
        match self.drawing {
            Some((field, asked)) if field == key.field => {
                self.show_ink(key, bytes.into());
                if asked.elapsed() > ASK_AGAIN {
                    self.ask_to_draw(key, ctx);
                }
            }
            _ => {
                if self.unasked.len() < UNASKED {
                    self.unasked.push((key, bytes.into()));
                }
                if self.unasked.len() == 1 {
                    self.ask_to_draw(key, ctx);
                }
            }
        }
    }

    fn show_ink(&self, key: InkKey, bytes: Bytes) {
        if let Some(membership) = &self.membership {
            membership.ink(key, bytes);
        }
    }

    fn ask_to_draw(&mut self, key: InkKey, ctx: &mut WebsocketContext<Self>) {
        self.drawing = self.drawing.map(|(field, _)| (field, Instant::now()));
        let (hub, contract) = (self.hub.clone(), self.place.contract);
        let asking = async move { may_draw(&hub, contract, key).await };
        ctx.spawn(asking.into_actor(self).map(move |may, connection, _| {
            connection.drawing = may.then(|| (key.field, Instant::now()));
            for (waiting, bytes) in std::mem::take(&mut connection.unasked) {
                if may && waiting.field == key.field {
                    connection.show_ink(waiting, bytes);
                }
            }
        }));
    }
}

/// Why the connection must end now: signed out, or let go by the organisation that the contract was sent for.
async fn ending(hub: &Hub, place: Place) -> Option<Closing> {
    let session = hub.store.desk.session(place.session, hub.clock.now()).await;
    if matches!(session, Ok(None)) {
        return Some(Closing::SignedOut);
    }
    let Caller::Account(account) = place.by else {
        return None;
    };
    let side = sender_side::of(hub, place.contract, account).await;
    matches!(side, Ok(None)).then_some(Closing::NotAllowed)
}

/// Whether the rules would take this stroke of this party now.
async fn may_draw(hub: &Hub, contract: ContractId, key: InkKey) -> bool {
    let Ok(snapshot) = hub.contract_state(contract).await else {
        return false;
    };
    let state = &snapshot.state;
    let own = state.fields_of(key.party).any(|field| field.no == key.field);
    let granted = state.party(key.party).is_some_and(|party| {
        party.grant_until.is_some_and(|until| hub.clock.now() < until)
            && party.committed.is_none()
            && party.consented(ConsentKind::Ink) == Some(true)
    });
    own && granted && state.phase == Phase::Signing && !state.paused
}

/// The first message to a client: the whole gap, or a fresh view.
async fn welcome(
    hub: &Hub,
    place: Place,
    joined: &Joined<Contract>,
    last_seq: u64,
    first_line: Option<Sha256Hash>,
) -> Option<Value> {
    let state = &joined.snapshot.state;
    let pages = hub.pages_of(place.contract, state).await.ok()?;
    let you = match place.seat {
        codec::Audience::Host => json!({"role": "host"}),
        codec::Audience::Colleague => json!({"role": "colleague", "manages": place.manages}),
        codec::Audience::Party(PartyNo(party)) => json!({"role": "party", "party": party}),
        codec::Audience::Viewer => json!({"role": "viewer"}),
        codec::Audience::Stage => json!({"role": "stage"}),
    };
    let mut welcome = json!({"type": "welcome", "you": you, "hub_time": hub.clock.now()});
    let known = first_line == Some(state.first_line) && last_seq > 0 && last_seq <= state.seq;
    if known && state.seq - last_seq <= LONGEST_GAP {
        let gap = joined.gap(last_seq).await.ok()?;
        welcome["events"] = gap
            .iter()
            .map(|event| event_view(event, &pages, place.audience))
            .collect();
    } else {
        welcome["view"] = serde_json::to_value(session_view(state, &pages, place.audience)?).ok()?;
    }
    Some(welcome)
}

impl Actor for Connection {
    type Context = WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.delivery.of(ctx.address().recipient());
        ctx.run_interval(LOOK, |connection, ctx| connection.look(ctx));
        let ended = self.hub.ended_sessions.end_of(self.place.session);
        ctx.spawn(ended.into_actor(self).map(|(), connection, ctx| {
            connection.close(close_code::reason(Closing::SignedOut), ctx);
        }));
    }
}

impl Handler<Close> for Connection {
    type Result = ();

    fn handle(&mut self, Close(reason): Close, ctx: &mut Self::Context) {
        self.close(close_code::reason(reason), ctx);
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Connection {
    fn handle(&mut self, message: Result<ws::Message, ws::ProtocolError>, ctx: &mut Self::Context) {
        self.heard = Instant::now();
        match message {
            Ok(ws::Message::Text(text)) => self.message(&text, ctx),
            Ok(ws::Message::Binary(bytes)) => self.ink(&bytes, ctx),
            Ok(ws::Message::Ping(payload)) => ctx.pong(&payload),
            Ok(ws::Message::Pong(_) | ws::Message::Nop) => {}
            Ok(ws::Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            Ok(ws::Message::Continuation(_)) | Err(_) => self.close(close_code::malformed(), ctx),
        }
    }
}
