//! A log in memory with one writer that joins what waits into one commit, and faults on demand.

use async_trait::async_trait;
use domain::aggregate::{EffectId, Timer};
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, CommandId, StreamId};
use domain::ports::event_log::{Append, AppendError, EventLog, ListQuery, OpenEffect, ReadError, StoredLine};
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, oneshot};

/// What goes wrong with one append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: for a place in a list of faults.
    None,
    Conflict,
    Fenced,
    /// Nothing is stored, and nobody knows.
    UnknownLost,
    /// It is stored, and nobody knows.
    UnknownStored,
}

#[derive(Default)]
struct Stream {
    epoch: u64,
    lines: Vec<StoredLine>,
    results: HashMap<CommandId, Vec<u8>>,
    effects: BTreeMap<EffectId, Vec<u8>>,
    timers: Vec<Timer>,
}

#[derive(Default)]
struct Tables {
    streams: HashMap<StreamId, Stream>,
    faults: VecDeque<Fault>,
    failing_reads: u32,
    commits: u64,
    claims: u64,
}

/// Commits that may happen while the log is not held.
const PLENTY: usize = 1 << 40;

type Queued = (Append, oneshot::Sender<Result<(), AppendError>>);

#[derive(Clone)]
pub struct FaultyLog {
    tables: Arc<Mutex<Tables>>,
    queue: mpsc::UnboundedSender<Queued>,
    /// One permit per commit that may happen; plenty unless held.
    gate: Arc<Semaphore>,
}

impl FaultyLog {
    /// Starts the writer on the calling thread's runtime.
    pub fn start() -> Self {
        let (queue, mut queued) = mpsc::unbounded_channel::<Queued>();
        let tables = Arc::new(Mutex::new(Tables::default()));
        let gate = Arc::new(Semaphore::new(PLENTY));
        let log = Self {
            tables: Arc::clone(&tables),
            queue,
            gate: Arc::clone(&gate),
        };
        tokio::spawn(async move {
            while let Some(first) = queued.recv().await {
                let Ok(permit) = gate.acquire().await else { return };
                permit.forget();
                let mut group = vec![first];
                while let Ok(next) = queued.try_recv() {
                    group.push(next);
                }
                let mut tables = tables.lock();
                tables.commits += 1;
                for (append, answer) in group {
                    let _ = answer.send(tables.commit(append));
                }
            }
        });
        log
    }

    /// From now on no commit happens but those let through by [`Self::let_through`].
    pub fn hold(&self) {
        self.gate.forget_permits(2 * PLENTY);
    }

    pub fn let_through(&self, commits: usize) {
        self.gate.add_permits(commits);
    }

    /// What happens to the next appends, in order.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        self.tables.lock().faults.extend(faults);
    }

    pub fn clear_faults(&self) {
        self.tables.lock().faults.clear();
    }

    pub fn fail_reads(&self, count: u32) {
        self.tables.lock().failing_reads = count;
    }

    /// Another node takes the stream.
    pub fn take_over(&self, stream: &StreamId) {
        self.tables
            .lock()
            .streams
            .entry(stream.clone())
            .or_default()
            .epoch += 1;
    }

    pub fn commits(&self) -> u64 {
        self.tables.lock().commits
    }

    pub fn claims(&self) -> u64 {
        self.tables.lock().claims
    }

    pub fn line_count(&self, stream: &StreamId) -> usize {
        self.tables
            .lock()
            .streams
            .get(stream)
            .map_or(0, |stream| stream.lines.len())
    }

    pub fn effect_ids(&self, stream: &StreamId) -> Vec<EffectId> {
        let tables = self.tables.lock();
        tables
            .streams
            .get(stream)
            .map_or(Vec::new(), |stream| stream.effects.keys().copied().collect())
    }

    fn read<T>(&self, read: impl FnOnce(&mut Tables) -> T) -> Result<T, ReadError> {
        let mut tables = self.tables.lock();
        if tables.failing_reads > 0 {
            tables.failing_reads -= 1;
            return Err(ReadError("as the test wants it".to_owned()));
        }
        Ok(read(&mut tables))
    }
}

impl Tables {
    fn commit(&mut self, append: Append) -> Result<(), AppendError> {
        let fault = self.faults.pop_front().unwrap_or(Fault::None);
        let unknown = || Err(AppendError::Unknown("as the test wants it".to_owned()));
        let (stream, expected) = (append.stream.clone(), append.expected_seq);
        match fault {
            Fault::None => self.store(append),
            Fault::Conflict => Err(AppendError::Conflict { stream, expected }),
            Fault::Fenced => Err(AppendError::Fenced { stream }),
            Fault::UnknownLost => unknown(),
            Fault::UnknownStored => self.store(append).and_then(|()| unknown()),
        }
    }

    fn store(&mut self, append: Append) -> Result<(), AppendError> {
        let stream = self.streams.entry(append.stream.clone()).or_default();
        if stream.epoch != append.epoch {
            return Err(AppendError::Fenced {
                stream: append.stream,
            });
        }
        if let Some(result) = stream.results.get(&append.command) {
            return Err(AppendError::Repeated {
                result: result.clone(),
            });
        }
        let head = stream
            .lines
            .last()
            .map_or((0, Sha256Hash::ZERO), |line| (line.seq, line.hash));
        if head.0 != append.expected_seq {
            return Err(AppendError::Conflict {
                stream: append.stream,
                expected: append.expected_seq,
            });
        }
        let mut previous = head;
        for line in append.lines {
            assert_eq!(
                (line.seq, line.prev),
                (previous.0 + 1, previous.1),
                "a line that does not follow"
            );
            previous = (line.seq, line.hash);
            stream.lines.push(StoredLine {
                seq: line.seq,
                hash: line.hash,
                bytes: line.bytes,
                openings: line.openings,
            });
        }
        stream.results.insert(append.command, append.result);
        stream.effects.extend(append.effects);
        if let Some(answered) = append.answers {
            stream.effects.remove(&answered);
        }
        if let Some(timers) = append.timers {
            stream.timers = timers;
        }
        Ok(())
    }
}

#[async_trait]
impl EventLog for FaultyLog {
    async fn claim(&self, stream: &StreamId) -> Result<u64, ReadError> {
        self.read(|tables| {
            tables.claims += 1;
            let stream = tables.streams.entry(stream.clone()).or_default();
            stream.epoch += 1;
            stream.epoch
        })
    }

    async fn append(&self, append: Append) -> Result<(), AppendError> {
        let (answer, answered) = oneshot::channel();
        let gone = |_| AppendError::Unknown("the writer is gone".to_owned());
        self.queue.send((append, answer)).map_err(|_| gone(()))?;
        answered.await.map_err(|_| gone(()))?
    }

    async fn lines(
        &self,
        stream: &StreamId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<StoredLine>, ReadError> {
        self.read(|tables| {
            let lines = tables.streams.get(stream).map_or(&[][..], |stream| &stream.lines);
            lines
                .iter()
                .filter(|line| line.seq > after_seq)
                .take(limit as usize)
                .cloned()
                .collect()
        })
    }

    async fn result(&self, stream: &StreamId, command: CommandId) -> Result<Option<Vec<u8>>, ReadError> {
        self.read(|tables| {
            tables
                .streams
                .get(stream)
                .and_then(|stream| stream.results.get(&command).cloned())
        })
    }

    async fn open_effects(&self, stream: &StreamId) -> Result<Vec<OpenEffect>, ReadError> {
        self.read(|tables| {
            let effects = tables
                .streams
                .get(stream)
                .map(|stream| stream.effects.clone())
                .unwrap_or_default();
            effects
                .into_iter()
                .map(|(id, payload)| OpenEffect { id, payload })
                .collect()
        })
    }

    async fn close_effect(&self, stream: &StreamId, effect: EffectId) -> Result<(), ReadError> {
        self.read(|tables| {
            if let Some(stream) = tables.streams.get_mut(stream) {
                stream.effects.remove(&effect);
            }
        })
    }

    async fn unfinished_streams(&self) -> Result<Vec<StreamId>, ReadError> {
        self.read(|tables| {
            let unfinished = tables
                .streams
                .iter()
                .filter(|(_, stream)| !stream.effects.is_empty());
            unfinished.map(|(id, _)| id.clone()).collect()
        })
    }

    async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<(StreamId, Timer)>, ReadError> {
        self.read(|tables| {
            let all = tables.streams.iter();
            let mut due: Vec<_> = all
                .flat_map(|(id, stream)| stream.timers.iter().map(|timer| (id.clone(), timer.clone())))
                .filter(|(_, timer)| timer.due <= now)
                .collect();
            due.sort_by_key(|(_, timer)| timer.due);
            due.truncate(limit as usize);
            due
        })
    }

    async fn erase(&self, _: &StreamId, _: &str) -> Result<u64, ReadError> {
        Ok(0)
    }

    async fn list(&self, _: &ListQuery<'_>) -> Result<Vec<serde_json::Value>, ReadError> {
        Ok(Vec::new())
    }

    async fn count(&self, _: &str, _: AccountId, _: &str) -> Result<u64, ReadError> {
        Ok(0)
    }
}
