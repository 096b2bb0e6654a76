//! The event log in memory.

use super::filing_cabinets::Cabinets;
use crate::blank::blank_json;
use crate::sql::append::follows;
use crate::sql::list_row;
use async_trait::async_trait;
use domain::aggregate::{EffectId, Projection, Timer};
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, CommandId, StreamId};
use domain::ports::event_log::{Append, AppendError, EventLog, ListQuery, OpenEffect, ReadError, StoredLine};
use domain::ports::filing_cabinets::Filing;
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// [`EventLog`] that lives as long as the process. Unlike the real one it knows no messages, so that an
/// erasure leaves those of [`super::rows::MemoryRows`] as they are.
#[derive(Default)]
pub struct MemoryEventLog {
    streams: Mutex<BTreeMap<StreamId, Stream>>,
    pub(super) cabinets: Mutex<Cabinets>,
}

impl MemoryEventLog {
    /// Works on the list rows of a stream, where there is one.
    pub(super) fn change_rows(&self, stream: &StreamId, mut change: impl FnMut(&mut Projection)) {
        if let Some(stream) = self.streams.lock().get_mut(stream) {
            stream.projections.iter_mut().for_each(&mut change);
        }
    }
}

#[derive(Default)]
struct Stream {
    epoch: u64,
    lines: Vec<StoredLine>,
    results: BTreeMap<CommandId, Vec<u8>>,
    effects: BTreeMap<EffectId, Vec<u8>>,
    timers: Vec<Timer>,
    projections: Vec<Projection>,
}

impl Stream {
    fn check(&self, append: &Append) -> Result<(), AppendError> {
        let stream = append.stream.clone();
        if self.epoch == 0 || self.epoch != append.epoch {
            return Err(AppendError::Fenced { stream });
        }
        if let Some(result) = self.results.get(&append.command) {
            return Err(AppendError::Repeated {
                result: result.clone(),
            });
        }
        let (seq, hash) = self
            .lines
            .last()
            .map_or((0, Sha256Hash::ZERO), |line| (line.seq, line.hash));
        let timers = append.timers.iter().flatten();
        let mut keys: Vec<&str> = timers.map(|timer| timer.key.as_str()).collect();
        keys.sort_unstable();
        let distinct = keys.windows(2).all(|pair| pair[0] != pair[1])
            && append
                .effects
                .iter()
                .all(|(id, _)| !self.effects.contains_key(id));
        if seq == append.expected_seq && distinct && follows(seq, hash, &append.lines) {
            Ok(())
        } else {
            Err(AppendError::Conflict {
                stream,
                expected: append.expected_seq,
            })
        }
    }

    fn store(&mut self, append: Append) {
        self.lines.extend(append.lines.into_iter().map(|mut line| {
            line.openings.sort_by(|a, b| a.path.cmp(&b.path));
            StoredLine {
                seq: line.seq,
                hash: line.hash,
                bytes: line.bytes,
                openings: line.openings,
            }
        }));
        self.results.insert(append.command, append.result);
        self.effects.extend(append.effects);
        if let Some(answered) = append.answers {
            self.effects.remove(&answered);
        }
        if let Some(timers) = append.timers {
            self.timers = timers;
        }
        if let Some(projections) = append.projections {
            self.projections = projections;
        }
    }
}

#[async_trait]
impl EventLog for MemoryEventLog {
    async fn claim(&self, stream: &StreamId) -> Result<u64, ReadError> {
        let mut streams = self.streams.lock();
        let stream = streams.entry(stream.clone()).or_default();
        stream.epoch += 1;
        Ok(stream.epoch)
    }

    async fn append(&self, append: Append) -> Result<(), AppendError> {
        let mut streams = self.streams.lock();
        let Some(stream) = streams.get_mut(&append.stream) else {
            return Err(AppendError::Fenced {
                stream: append.stream,
            });
        };
        stream.check(&append)?;
        stream.store(append);
        Ok(())
    }

    async fn lines(
        &self,
        stream: &StreamId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<StoredLine>, ReadError> {
        let streams = self.streams.lock();
        let lines = streams.get(stream).map_or(&[][..], |stream| &stream.lines);
        Ok(lines
            .iter()
            .filter(|line| line.seq > after_seq)
            .take(limit as usize)
            .cloned()
            .collect())
    }

    async fn result(&self, stream: &StreamId, command: CommandId) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self
            .streams
            .lock()
            .get(stream)
            .and_then(|stream| stream.results.get(&command).cloned()))
    }

    async fn open_effects(&self, stream: &StreamId) -> Result<Vec<OpenEffect>, ReadError> {
        let streams = self.streams.lock();
        let effects = streams.get(stream).into_iter().flat_map(|stream| &stream.effects);
        Ok(effects
            .map(|(id, payload)| OpenEffect {
                id: *id,
                payload: payload.clone(),
            })
            .collect())
    }

    async fn close_effect(&self, stream: &StreamId, effect: EffectId) -> Result<(), ReadError> {
        if let Some(stream) = self.streams.lock().get_mut(stream) {
            stream.effects.remove(&effect);
        }
        Ok(())
    }

    async fn unfinished_streams(&self) -> Result<Vec<StreamId>, ReadError> {
        let streams = self.streams.lock();
        let unfinished = streams.iter().filter(|(_, stream)| !stream.effects.is_empty());
        Ok(unfinished.map(|(id, _)| id.clone()).collect())
    }

    async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<(StreamId, Timer)>, ReadError> {
        let streams = self.streams.lock();
        let mut due: Vec<(StreamId, Timer)> = streams
            .iter()
            .flat_map(|(id, stream)| stream.timers.iter().map(|timer| (id.clone(), timer.clone())))
            .filter(|(_, timer)| timer.due <= now)
            .collect();
        due.sort_by(|(a_id, a), (b_id, b)| (a.due, a_id, &a.key).cmp(&(b.due, b_id, &b.key)));
        due.truncate(limit as usize);
        Ok(due)
    }

    async fn erase(&self, stream: &StreamId, subject: &str) -> Result<u64, ReadError> {
        let mut streams = self.streams.lock();
        let Some(stream) = streams.get_mut(stream) else {
            return Ok(0);
        };
        let mut values = Vec::new();
        for line in &mut stream.lines {
            let gone = line.openings.extract_if(.., |placed| placed.subject == subject);
            values.extend(gone.map(|placed| placed.opening.value));
        }
        values.sort_by_key(|value| Reverse(value.len()));
        for projection in &mut stream.projections {
            if blank_json(&mut projection.row, &values) {
                projection.found_by.clear();
                if let Some(filed) = &mut projection.filed {
                    filed.parties.clear();
                    filed.number = None;
                }
            }
        }
        Ok(values.len() as u64)
    }

    async fn list(&self, query: &ListQuery<'_>) -> Result<Vec<serde_json::Value>, ReadError> {
        let asked = list_row::asked_by(query);
        let found = |row: &Projection| asked.is_subset(&list_row::terms_of(row));
        let cabinets = self.cabinets.lock();
        let streams = self.streams.lock();
        let mut rows: Vec<(&StreamId, &Projection)> = streams
            .iter()
            .flat_map(|(id, stream)| stream.projections.iter().map(move |row| (id, row)))
            .filter(|(_, row)| row.list == query.list && row.owner == query.owner)
            .filter(|(_, row)| query.before.is_none_or(|before| row.sort_at < before))
            .filter(|(_, row)| (query.states.is_empty() || query.states.contains(&row.state)) && found(row))
            .filter(|(stream, row)| cabinets.is_among(stream, row, &query.narrowed))
            .collect();
        rows.sort_by_key(|(id, row)| Reverse((row.sort_at, *id)));
        let Some(last) = rows
            .get((query.limit as usize).min(rows.len()).wrapping_sub(1))
            .map(|(_, row)| row.sort_at)
        else {
            return Ok(Vec::new());
        };
        Ok(rows
            .iter()
            .take_while(|(_, row)| row.sort_at >= last)
            .map(|(stream, row)| shown(row, cabinets.filing_of(stream, row)))
            .collect())
    }

    async fn count(&self, list: &str, owner: AccountId, state: &str) -> Result<u64, ReadError> {
        let streams = self.streams.lock();
        let rows = streams.values().flat_map(|stream| &stream.projections);
        let counted = rows.filter(|row| row.list == list && row.owner == owner && row.state == state);
        Ok(counted.count() as u64)
    }
}

/// The row's JSON, with where it lies.
fn shown(projection: &Projection, filing: Filing) -> serde_json::Value {
    let mut row = projection.row.clone();
    for (name, no) in [("type", filing.kind), ("folder", filing.folder)] {
        if no > 0 {
            row[name] = no.into();
        }
    }
    if filing.archived {
        row["archived"] = true.into();
    }
    row
}
