//! A pot that takes numbered coins up to a limit, can order something, set an alarm, and count who is there.

use domain::aggregate::{
    Aggregate, Caller, EffectBody, Envelope, EventBody, Projection, Recorded, Refusal, Timer,
};
use domain::ids::StreamId;
use domain::personal::PersonalSlot;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

pub struct Pot;

#[derive(Clone, Default, Debug, PartialEq)]
pub struct PotState {
    pub coins: Vec<u64>,
    pub sealed: bool,
    pub ordered: u64,
    pub delivered: u64,
    pub alarm: Option<Timestamp>,
    pub rang: u64,
    pub present: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PotCommand {
    /// Puts in a coin; refused once the pot is sealed.
    Put(u64),
    /// Puts in a coin unless the pot has any.
    PutIfEmpty(u64),
    /// Puts in several at once.
    PutMany(Vec<u64>),
    Seal,
    Order,
    Deliver,
    SetAlarm(i64),
    Ring,
    SetPresent(u8, bool),
    /// Panics while it is being decided.
    Panic,
    /// An event that does not fit into a line.
    Huge,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum PotEvent {
    #[serde(rename = "hub.coin.v1")]
    Coin { coin: u64 },
    #[serde(rename = "hub.sealed.v1")]
    Sealed {},
    #[serde(rename = "hub.ordered.v1")]
    Ordered { number: u64 },
    #[serde(rename = "hub.delivered.v1")]
    Delivered {},
    #[serde(rename = "hub.alarm_set.v1")]
    AlarmSet { due: i64 },
    #[serde(rename = "hub.rang.v1")]
    Rang {},
    #[serde(rename = "hub.presence.v1")]
    Presence { who: u8, present: bool },
    #[serde(rename = "hub.huge.v1")]
    Huge { text: String },
}

impl EventBody for PotEvent {
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Order {
    pub number: u64,
}

impl EffectBody for Order {}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PotRefusal {
    #[error("the pot is sealed")]
    Sealed,
    #[error("nothing was ordered")]
    NothingOrdered,
    #[error("no alarm is set")]
    NoAlarm,
}

impl Refusal for PotRefusal {
    fn code(&self) -> &'static str {
        "pot_refusal"
    }
}

impl Aggregate for Pot {
    const KIND: &'static str = "pot";
    type State = PotState;
    type Command = PotCommand;
    type Event = PotEvent;
    type Rejection = PotRefusal;
    type Effect = Order;

    fn decide(state: &PotState, command: &Envelope<PotCommand>) -> Result<Vec<PotEvent>, PotRefusal> {
        match &command.body {
            PotCommand::Put(_) | PotCommand::PutMany(_) | PotCommand::PutIfEmpty(_) if state.sealed => {
                Err(PotRefusal::Sealed)
            }
            PotCommand::Put(coin) => Ok(vec![PotEvent::Coin { coin: *coin }]),
            PotCommand::PutIfEmpty(_) if !state.coins.is_empty() => Ok(Vec::new()),
            PotCommand::PutIfEmpty(coin) => Ok(vec![PotEvent::Coin { coin: *coin }]),
            PotCommand::PutMany(coins) => {
                Ok(coins.iter().map(|coin| PotEvent::Coin { coin: *coin }).collect())
            }
            PotCommand::Seal => Ok(vec![PotEvent::Sealed {}]),
            PotCommand::Order => Ok(vec![PotEvent::Ordered {
                number: state.ordered + 1,
            }]),
            PotCommand::Deliver if state.delivered >= state.ordered => Err(PotRefusal::NothingOrdered),
            PotCommand::Deliver => Ok(vec![PotEvent::Delivered {}]),
            PotCommand::SetAlarm(due) => Ok(vec![PotEvent::AlarmSet { due: *due }]),
            PotCommand::Ring if state.sealed || state.alarm.is_none() => Err(PotRefusal::NoAlarm),
            PotCommand::Ring => Ok(vec![PotEvent::Rang {}]),
            PotCommand::SetPresent(who, present) if state.present.contains(who) == *present => Ok(Vec::new()),
            PotCommand::SetPresent(who, present) => Ok(vec![PotEvent::Presence {
                who: *who,
                present: *present,
            }]),
            PotCommand::Panic => panic!("a rule has panicked, as the test wants it"),
            PotCommand::Huge => Ok(vec![PotEvent::Huge {
                text: "x".repeat(64 * 1024),
            }]),
        }
    }

    fn evolve(state: &mut PotState, event: &Recorded<PotEvent>) {
        match &event.event {
            PotEvent::Coin { coin } => state.coins.push(*coin),
            PotEvent::Sealed {} => state.sealed = true,
            PotEvent::Ordered { .. } => state.ordered += 1,
            PotEvent::Delivered {} => state.delivered += 1,
            PotEvent::AlarmSet { due } => state.alarm = Some(Timestamp(*due)),
            PotEvent::Rang {} => {
                state.alarm = None;
                state.rang += 1;
            }
            PotEvent::Presence { who, present: true } => state.present.push(*who),
            PotEvent::Presence { who, present: false } => state.present.retain(|known| known != who),
            PotEvent::Huge { .. } => {}
        }
    }

    fn effects(_: &PotState, event: &Recorded<PotEvent>) -> Vec<Order> {
        match &event.event {
            PotEvent::Ordered { number } => vec![Order { number: *number }],
            _ => Vec::new(),
        }
    }

    fn timers(state: &PotState) -> Vec<Timer> {
        state
            .alarm
            .map(|due| Timer {
                key: "alarm".to_owned(),
                due,
            })
            .into_iter()
            .collect()
    }

    fn timer_command(key: &str) -> Option<PotCommand> {
        (key == "alarm").then_some(PotCommand::Ring)
    }

    fn projections(_: &StreamId, _: &PotState) -> Vec<Projection> {
        Vec::new()
    }

    fn broken_invariants(state: &PotState) -> Vec<&'static str> {
        if state.delivered > state.ordered {
            vec!["delivered what was not ordered"]
        } else {
            Vec::new()
        }
    }
}

/// The caller that tests speak as.
pub const CALLER: Caller = Caller::Viewer;
