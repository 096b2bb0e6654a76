//! What an entity is: a state, commands that may change it, and events that did (design 2.2).

use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, PartyNo, StreamId};
use crate::personal::{PersonalSlot, Seed};
use crate::timestamp::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// Rules of one kind of entity. Both functions are plain and synchronous.
pub trait Aggregate: Send + Sync + 'static {
    /// The first half of a stream's name, for example `contract`.
    const KIND: &'static str;
    type State: Clone + Default + Debug + Send + Sync;
    type Command: Clone + Debug + Send + Sync;
    type Event: EventBody;
    type Rejection: Refusal;
    type Effect: EffectBody;

    /// Which events follow from a command, or why none do. An empty list means: nothing to do, and that is fine.
    fn decide(
        state: &Self::State,
        command: &Envelope<Self::Command>,
    ) -> Result<Vec<Self::Event>, Self::Rejection>;

    /// Brings the state up to date with one recorded event.
    fn evolve(state: &mut Self::State, event: &Recorded<Self::Event>);

    /// What the world must now do because of `event`; `state` already contains it.
    fn effects(state: &Self::State, event: &Recorded<Self::Event>) -> Vec<Self::Effect>;

    /// Deadlines that now stand for this entity: all of them, each with the key that replaces an older one.
    fn timers(state: &Self::State) -> Vec<Timer>;

    /// The command that a due timer turns into.
    fn timer_command(key: &str) -> Option<Self::Command>;

    /// What lists and searches show of this entity, written in the same transaction as its events.
    fn projections(stream: &StreamId, state: &Self::State) -> Vec<Projection>;

    /// Names of the invariants that do not hold. Empty in every state that decide and evolve can reach.
    fn broken_invariants(state: &Self::State) -> Vec<&'static str>;
}

/// The payload of an event: serde's form is `{"$t":"hub.<kind>.v<n>","body":{…}}`.
pub trait EventBody: Clone + Debug + Send + Sync + Serialize + DeserializeOwned + 'static {
    /// Shows every personal value in this event to `visit`.
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>));
}

/// Work that follows from an event. Doing it twice is harmless: it is named by an id and reports by a command.
pub trait EffectBody: Clone + Debug + Send + Sync + Serialize + DeserializeOwned + 'static {}

/// Why a command was not taken: a stable code that the catalogue turns into a sentence.
pub trait Refusal: Clone + Debug + Send + Sync + std::error::Error + 'static {
    fn code(&self) -> &'static str;
    /// Parameters of the sentence, by name.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Who a command comes from. Established by the hub from the session, never from the command's body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// The hub itself: effects, timers, presence.
    Hub,
    Account(AccountId),
    /// A party of the contract, let in by its link and code.
    Party(PartyNo),
    Viewer,
    Stage,
}

/// The caller may not give this command, whatever the state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this caller may not do this")]
pub struct NotAllowed;

/// Refuses a command that only the hub itself may give.
pub fn require_hub<C>(command: &Envelope<C>) -> Result<(), NotAllowed> {
    if command.by == Caller::Hub {
        Ok(())
    } else {
        Err(NotAllowed)
    }
}

/// The position in the log that a client had displayed when it sent a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seen {
    pub n: u64,
    pub hash: Sha256Hash,
}

/// A command with everything that it must not take from the world by itself.
#[derive(Clone, Debug)]
pub struct Envelope<C> {
    pub id: CommandId,
    pub at: Timestamp,
    pub by: Caller,
    pub seed: Seed,
    /// Seq of the last material event that the caller had displayed, where it acts on what it saw.
    pub expected_seq: Option<u64>,
    pub seen: Option<Seen>,
    /// The effect that this command reports the outcome of.
    pub answers: Option<EffectId>,
    pub body: C,
}

/// An event with its place in the log.
#[derive(Clone, Debug)]
pub struct Recorded<E> {
    /// From 1, without gaps.
    pub seq: u64,
    /// SHA-256 of the line.
    pub hash: Sha256Hash,
    pub at: Timestamp,
    pub by: Caller,
    pub event: E,
}

/// Names one effect for ever: the seq of its event and its place among that event's effects.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct EffectId {
    pub seq: u64,
    pub index: u32,
}

impl std::fmt::Display for EffectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.seq, self.index)
    }
}

/// A deadline of an entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Timer {
    pub key: String,
    pub due: Timestamp,
}

/// One row of a list: replaced whole whenever its entity changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Projection {
    /// Which list, for example `contracts`.
    pub list: &'static str,
    /// Who may see it: an account id.
    pub owner: AccountId,
    pub sort_at: Timestamp,
    /// A stable word that the list can be narrowed to; empty where there is none. Stands in the clear.
    pub state: &'static str,
    /// Texts that the row is found by. An erasure that blanks a value in the row makes it be found no more.
    pub found_by: Vec<String>,
    /// What the list shows, as JSON.
    pub row: serde_json::Value,
    /// Where people sort the row into types and folders; absent in lists where nobody does.
    pub filed: Option<FiledRow>,
}

/// What a row that people file is narrowed by, beside its state. Times stand in the clear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FiledRow {
    /// Whose filing cabinet it lies in: a person's, or an organisation's under its own id.
    pub cabinet: AccountId,
    pub deadline: Option<Timestamp>,
    pub signed: Option<Timestamp>,
    /// Names of the parties, found by themselves.
    pub parties: Vec<String>,
    /// The contract's number, found by itself.
    pub number: Option<String>,
}
