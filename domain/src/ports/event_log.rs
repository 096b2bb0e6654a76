//! The event log: the truth about every entity, appended to and never altered (design 2.3).

use crate::aggregate::{EffectId, Projection, Timer};
use crate::cabinet::{FolderNo, TypeNo};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, StreamId};
use crate::line::{Line, PlacedOpening};
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Everything that one command writes; stored whole or not at all.
///
/// `result` and the effects' payloads are stored in the clear and outlive an erasure: they must not hold
/// personal values. List rows may: they are encrypted, and an erasure blanks the values in them.
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
    /// All deadlines that now stand for the stream, where they have changed; replaces the ones stored before.
    pub timers: Option<Vec<Timer>>,
    /// The stream's list rows, where they have changed; replaces the ones stored before.
    pub projections: Option<Vec<Projection>>,
}

/// Which rows of a list are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListQuery<'a> {
    pub list: &'a str,
    /// Who may see them.
    pub owner: AccountId,
    /// Only rows in one of these states; in any where there is none.
    pub states: &'a [&'a str],
    /// Only rows that are found by this (`search::asked`); nothing for all.
    pub search: &'a str,
    /// The time of the last row of the page before.
    pub before: Option<Timestamp>,
    pub limit: u32,
    pub narrowed: Narrowed<'a>,
}

/// What else a list is narrowed by; by nothing where all is absent. All that is named must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Narrowed<'a> {
    /// Its type in the cabinet that the row lies in; 0: none.
    pub kind: Option<TypeNo>,
    /// Its folder there; 0: none.
    pub folder: Option<FolderNo>,
    pub archived: Option<bool>,
    /// The row's time, its deadline, and when it was signed.
    pub opened: Span,
    pub deadline: Span,
    pub signed: Span,
    /// Words of a party's name, and of the number.
    pub party: &'a str,
    pub number: &'a str,
    /// Rows that one of these has cleaned away are left out.
    pub not_hidden_from: [Option<AccountId>; 2],
}

/// A stretch of time; open where an end is absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// From this moment.
    pub from: Option<Timestamp>,
    /// Up to before this moment.
    pub to: Option<Timestamp>,
}

impl Span {
    /// Both ends, of which the first is inside.
    pub fn ends(self) -> (i64, i64) {
        (
            self.from.map_or(i64::MIN, |from| from.0),
            self.to.map_or(i64::MAX, |to| to.0),
        )
    }

    /// Whether a time that may be absent lies in it; nothing absent lies in a stretch with an end.
    pub fn holds(self, at: Option<Timestamp>) -> bool {
        match at {
            Some(at) => self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at < to),
            None => self == Self::default(),
        }
    }
}

impl<'a> ListQuery<'a> {
    /// The first `limit` rows of a list.
    pub fn first(list: &'a str, owner: AccountId, limit: u32) -> Self {
        Self {
            list,
            owner,
            states: &[],
            search: "",
            before: None,
            limit,
            narrowed: Narrowed::default(),
        }
    }
}

/// Why an append stored nothing, or why nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The stream has moved on: reload and decide again. Also the answer to lines that do not continue the
    /// stored chain, to two timers under one key, and to an effect id that is open already.
    #[error("stream {stream} is at another seq than {expected}")]
    Conflict { stream: StreamId, expected: u64 },
    /// Another owner holds the stream: stop.
    #[error("stream {stream} belongs to another owner")]
    Fenced { stream: StreamId },
    /// The command was stored before in this stream; this is its result, whatever `expected_seq` says.
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
/// an append that has returned `Ok` survives a power cut, and every later read sees it. Checks are made in
/// the order fenced, repeated, conflict. An append goes on when its caller is dropped.
#[async_trait]
pub trait EventLog: Send + Sync {
    /// Takes ownership of a stream and returns its new epoch, from 1, never handed out twice; older epochs
    /// are fenced from now on. Returns only after appends under older epochs are committed or refused.
    async fn claim(&self, stream: &StreamId) -> Result<u64, ReadError>;

    /// Stores an append durably. Never call it again after [`AppendError::Unknown`].
    async fn append(&self, append: Append) -> Result<(), AppendError>;

    /// Lines after `after_seq`, in order, without gaps, at most `limit`; openings in the order of their paths.
    async fn lines(
        &self,
        stream: &StreamId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<StoredLine>, ReadError>;

    /// The stored result of a command of this stream.
    async fn result(&self, stream: &StreamId, command: CommandId) -> Result<Option<Vec<u8>>, ReadError>;

    /// Effects of a stream that no command has answered yet.
    async fn open_effects(&self, stream: &StreamId) -> Result<Vec<OpenEffect>, ReadError>;

    /// Marks an effect done whose report was refused because its outcome stood in the log already. Closing
    /// one that is not open is harmless.
    async fn close_effect(&self, stream: &StreamId, effect: EffectId) -> Result<(), ReadError>;

    /// Streams with open effects, to be woken at the start.
    async fn unfinished_streams(&self) -> Result<Vec<StreamId>, ReadError>;

    /// Deadlines at or before `now`, earliest first, at most `limit`. They stay until an append of their
    /// stream replaces them.
    async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<(StreamId, Timer)>, ReadError>;

    /// Erases every opening of `subject` in a stream, destroys the key they were encrypted under, and blanks
    /// the values in the stream's list rows and messages. Returns how many openings there were.
    async fn erase(&self, stream: &StreamId, subject: &str) -> Result<u64, ReadError>;

    /// Rows of a list, newest first. At most `limit` rows, and all that share the time of the last one, so that
    /// none is lost between two pages. A row that is filed says its `type`, its `folder` and whether it is `archived`.
    async fn list(&self, query: &ListQuery<'_>) -> Result<Vec<serde_json::Value>, ReadError>;

    /// How many rows of an owner's list are in this state.
    async fn count(&self, list: &str, owner: AccountId, state: &str) -> Result<u64, ReadError>;
}
