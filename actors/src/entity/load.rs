//! Reads an entity from its log: every line checked against the one before it, in pages.

use super::outcome::Snapshot;
use domain::aggregate::{Aggregate, EffectId, Recorded};
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use domain::line::{self, BadLine, Head};
use domain::ports::event_log::{EventLog, OpenEffect, ReadError};
use domain::timestamp::Timestamp;
use std::sync::Arc;

/// Lines read at a time.
const PAGE: u32 = 500;

#[derive(Debug, thiserror::Error)]
pub(super) enum LoadError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Line(#[from] BadLine),
    #[error("effect {id} cannot be read: {reason}")]
    Effect { id: EffectId, reason: String },
}

/// What a load brought.
pub(super) struct Loaded<A: Aggregate> {
    /// `None`: the stream is empty and was not claimed.
    pub epoch: Option<u64>,
    pub stored: Snapshot<A>,
    /// The events between the snapshot that the load began from and the one it came to.
    pub news: Vec<Recorded<A::Event>>,
    pub open_effects: Vec<(EffectId, A::Effect)>,
}

/// Loads a stream from `from` on. A stream with lines is claimed before its tail is read, so that no line of
/// an earlier owner can follow; an empty one is claimed only if `claim_empty`, so that asking for a stream
/// that never was leaves no trace.
pub(super) async fn load<A: Aggregate>(
    log: &dyn EventLog,
    stream: &StreamId,
    from: Snapshot<A>,
    claim_empty: bool,
) -> Result<Loaded<A>, LoadError> {
    let nothing_known = from.head.seq == 0;
    if nothing_known && !claim_empty && log.lines(stream, 0, 1).await?.is_empty() {
        return Ok(Loaded {
            epoch: None,
            stored: from,
            news: Vec::new(),
            open_effects: Vec::new(),
        });
    }
    let epoch = Some(log.claim(stream).await?);
    let (head, news) = read_after::<A>(log, stream, from.head).await?;
    let mut state = from.state;
    let current = Arc::make_mut(&mut state);
    for event in &news {
        A::evolve(current, event);
    }
    let mut open_effects = Vec::new();
    for OpenEffect { id, payload } in log.open_effects(stream).await? {
        let effect = serde_json::from_slice(&payload).map_err(|error| LoadError::Effect {
            id,
            reason: error.to_string(),
        })?;
        open_effects.push((id, effect));
    }
    Ok(Loaded {
        epoch,
        stored: Snapshot { head, state },
        news,
        open_effects,
    })
}

/// Stored events after `seq`, in order.
pub(super) async fn events_after<A: Aggregate>(
    log: &dyn EventLog,
    stream: &StreamId,
    seq: u64,
) -> Result<Vec<Recorded<A::Event>>, LoadError> {
    let head = head_at(log, stream, seq).await?;
    match head {
        Some(head) => Ok(read_after::<A>(log, stream, head).await?.1),
        None => Ok(Vec::new()),
    }
}

/// The head that line `seq` was, without its time; `None` if the log does not reach that far.
async fn head_at(log: &dyn EventLog, stream: &StreamId, seq: u64) -> Result<Option<Head>, LoadError> {
    let Some(before) = seq.checked_sub(1) else {
        return Ok(Some(Head::NONE));
    };
    let line = log.lines(stream, before, 1).await?.into_iter().next();
    Ok(line.map(|line| Head {
        seq,
        hash: Sha256Hash::of(&line.bytes),
        at: Timestamp(i64::MIN),
    }))
}

async fn read_after<A: Aggregate>(
    log: &dyn EventLog,
    stream: &StreamId,
    mut head: Head,
) -> Result<(Head, Vec<Recorded<A::Event>>), LoadError> {
    let mut events = Vec::new();
    loop {
        let lines = log.lines(stream, head.seq, PAGE).await?;
        let last_page = lines.len() < PAGE as usize;
        for stored in &lines {
            let event: Recorded<A::Event> = line::read(head, &stored.bytes, &stored.openings)?;
            head = Head {
                seq: event.seq,
                hash: event.hash,
                at: event.at,
            };
            events.push(event);
        }
        if last_page {
            return Ok((head, events));
        }
    }
}
