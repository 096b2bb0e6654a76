//! The event log: the truth about every entity, appended to and never altered (design 2.3).

use crate::aggregate::{EffectId, Projection, Timer};
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, StreamId};
use crate::line::{Line, PlacedOpening};
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Everything that one command writes; stored whole or not at all.
#[derive(Clone, Debug)]
pub struct Append {
    pub stream: StreamId,
    /// Seq of the last line before this append; 0 for a new stream.
    pub expected_seq: u64,
    /// The owner epoch that [`EventLog::claim`] handed out.
    pub epoch: u64,
    pub command: CommandId,
    /// What a repetition of the command is answered with, JSON.
    pub result: Vec<u8>,
    pub lines: Vec<Line>,
    /// Effects that follow from these lines, as JSON; they stay until reported done.
    pub effects: Vec<(EffectId, Vec<u8>)>,
    /// The effect that this command reports the outcome of.
    pub answers: Option<EffectId>,
    /// All deadlines that now stand for the stream; replaces the ones stored before.
    pub timers: Vec<Timer>,
    /// The stream's list rows; replaces the ones stored before.
    pub projections: Vec<Projection>,
}

/// Why an append stored nothing, or why nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The stream has moved on: reload and decide again.
    #[error("stream {stream} is at another seq than {expected}")]
    Conflict { stream: StreamId, expected: u64 },
    /// Another owner holds the stream: stop.
    #[error("stream {stream} belongs to another owner")]
    Fenced { stream: StreamId },
    /// The command was stored before; this is its result.
    #[error("the command was stored before")]
    Repeated { result: Vec<u8> },
    /// The outcome is unknown. The process must end and re-read; a write is never retried (design 2.2).
    #[error("the outcome of a write is unknown: {0}")]
    Unknown(String),
}

/// The log could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the event log could not be read: {0}")]
pub struct ReadError(pub String);

/// A line as it was stored, with the openings that still exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredLine {
    pub seq: u64,
    pub hash: Sha256Hash,
    pub bytes: Vec<u8>,
    pub openings: Vec<PlacedOpening>,
}

/// An effect that has not been reported done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenEffect {
    pub id: EffectId,
    pub payload: Vec<u8>,
}

/// The log. Appends of many streams are joined into one transaction by the one writer behind this port;
/// an append that has returned `Ok` survives a power cut.
#[async_trait]
pub trait EventLog: Send + Sync {
    /// Takes ownership of a stream and returns its new epoch; older epochs are fenced from now on.
    async fn claim(&self, stream: &StreamId) -> Result<u64, ReadError>;

    /// Stores an append durably. Never call it again after [`AppendError::Unknown`].
    async fn append(&self, append: Append) -> Result<(), AppendError>;

    /// Lines after `after_seq`, in order, at most `limit`.
    async fn lines(&self, stream: &StreamId, after_seq: u64, limit: u32)
    -> Result<Vec<StoredLine>, ReadError>;

    /// The stored result of a command of this stream.
    async fn result(&self, stream: &StreamId, command: CommandId) -> Result<Option<Vec<u8>>, ReadError>;

    /// Effects of a stream that no command has answered yet.
    async fn open_effects(&self, stream: &StreamId) -> Result<Vec<OpenEffect>, ReadError>;

    /// Marks an effect done whose report was refused because its outcome stood in the log already.
    async fn close_effect(&self, stream: &StreamId, effect: EffectId) -> Result<(), ReadError>;

    /// Streams with open effects, to be woken at the start.
    async fn unfinished_streams(&self) -> Result<Vec<StreamId>, ReadError>;

    /// Deadlines at or before `now`, earliest first, at most `limit`.
    async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<(StreamId, Timer)>, ReadError>;

    /// Erases every opening of `subject` in a stream and returns how many there were.
    async fn erase(&self, stream: &StreamId, subject: &str) -> Result<u64, ReadError>;

    /// Rows of a list that `owner` may see, newest first; `before` continues a page.
    async fn list(
        &self,
        list: &str,
        owner: crate::ids::AccountId,
        before: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<serde_json::Value>, ReadError>;
}
