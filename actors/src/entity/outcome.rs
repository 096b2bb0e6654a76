//! What a command comes to, and what can be read of an entity.

use domain::aggregate::Aggregate;
use domain::canonical::NotCanonical;
use domain::hash::Sha256Hash;
use domain::line::Head;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The answer to a command that was taken; stored beside its lines and given again to a repetition.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CommandOutcome {
    /// Seq of the last line that the command wrote, or of the head where it had nothing to write.
    pub seq: u64,
    /// SHA-256 of that line.
    pub hash: Sha256Hash,
}

/// Why a command was not taken. `R` is the aggregate's rejection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError<R> {
    /// The rules say no. Not stored: after it the client uses a new command id.
    #[error("refused: {0}")]
    Refused(R),
    /// Too many commands wait for this entity: send the same command again later.
    #[error("the entity has too many waiting commands")]
    Busy,
    /// Another node owns the entity now.
    #[error("the entity belongs to another node")]
    Moved,
    /// Nobody can say whether the command was taken: send the same command (same id) again later.
    #[error("the entity cannot be reached")]
    Unavailable,
    /// An event of this command does not fit into a line. Nothing was stored.
    #[error("the command cannot be written down: {0}")]
    Unwritable(NotCanonical),
}

/// The entity could not be read; the reason is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the entity cannot be read")]
pub struct Unreadable;

/// A stored state with the line that it stands at.
pub struct Snapshot<A: Aggregate> {
    pub head: Head,
    pub state: Arc<A::State>,
}

impl<A: Aggregate> Clone for Snapshot<A> {
    fn clone(&self) -> Self {
        Self {
            head: self.head,
            state: Arc::clone(&self.state),
        }
    }
}

impl<A: Aggregate> std::fmt::Debug for Snapshot<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot")
            .field("seq", &self.head.seq)
            .finish_non_exhaustive()
    }
}
