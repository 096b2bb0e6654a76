//! Brings a batch into the log: one append per command, all at once and in order, so that the log's one
//! writer can join them into one transaction. Runs as a task of its own and outlives its actor.

use super::batch::Request;
use super::outcome::CommandOutcome;
use domain::ids::StreamId;
use domain::ports::event_log::{AppendError, EventLog};
use futures_util::future::join_all;

/// What became of one command of a batch.
#[derive(Debug)]
pub(super) enum Verdict {
    Stored,
    /// It was taken before; this was its answer. Nothing was stored now.
    Repeated(CommandOutcome),
    /// It was asked about and had not been taken before.
    NotTaken,
    /// The log has moved on. Nothing was stored.
    Conflict,
    /// Another owner holds the stream. Nothing was stored.
    Fenced,
    /// The log's answer cannot be used. Nothing was stored now.
    Unreadable(String),
    /// Nobody knows whether it was stored.
    Unknown(String),
}

/// Brings requests to the log; one verdict each, in order.
pub(super) async fn store_batch(
    log: &dyn EventLog,
    stream: &StreamId,
    requests: Vec<Request>,
) -> Vec<Verdict> {
    join_all(requests.into_iter().map(|request| async move {
        match request {
            Request::Append(append) => match log.append(*append).await {
                Ok(()) => Verdict::Stored,
                Err(AppendError::Repeated { result }) => repeated(&result),
                Err(AppendError::Conflict { .. }) => Verdict::Conflict,
                Err(AppendError::Fenced { .. }) => Verdict::Fenced,
                Err(AppendError::Unknown(reason)) => Verdict::Unknown(reason),
            },
            Request::Look(command) => match log.result(stream, command).await {
                Ok(None) => Verdict::NotTaken,
                Ok(Some(result)) => repeated(&result),
                Err(error) => Verdict::Unreadable(error.to_string()),
            },
        }
    }))
    .await
}

fn repeated(result: &[u8]) -> Verdict {
    match serde_json::from_slice(result) {
        Ok(outcome) => Verdict::Repeated(outcome),
        Err(error) => Verdict::Unreadable(format!("a stored result cannot be read: {error}")),
    }
}
