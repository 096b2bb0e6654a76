//! Whether a hub still knows what it had told: opens a data directory the way the hub does, and reads everything.

use super::told::Told;
use actors::entity::outcome::CommandOutcome;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;
use domain::ids::{CommandId, StreamId};
use domain::line::{self, BadLine, Head};
use domain::ports::clock::Clock;
use domain::ports::event_log::StoredLine;
use hub::clock::SystemClock;
use hub::config::Config;
use hub::config::timestamps::Timestamps;
use hub::signer::Signer;
use hub::timestamps::stamping_keys::StampingKeys;
use hub::timestamps::{self, TimestampAuthorities};
use recorder::evidence_log::{EvidenceLog, LogParts};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use store::open::{DatabaseConfig, Store, StoreConfig};

/// Lines read at once.
const PAGE: u32 = 1000;

/// What the recorded session was, as its end shows.
pub struct Session {
    pub stream: StreamId,
    /// Commands that wrote lines; the others found nothing to change.
    pub wrote: BTreeSet<CommandId>,
    /// Blobs that exist at the end. A line that names one may only stand where the blob does.
    pub blobs: BTreeSet<Sha256Hash>,
}

/// What is wrong with a disk.
#[derive(Debug, thiserror::Error)]
pub enum Loss {
    #[error("the hub does not open: {0}")]
    DoesNotOpen(String),
    #[error("the evidence log does not open: {0}")]
    EvidenceLog(String),
    #[error("the log cannot be read: {0}")]
    Unreadable(String),
    #[error("the chain is broken: {0}")]
    Chain(#[from] BadLine),
    #[error("somebody was shown line {seq}, which is not there")]
    Line { seq: u64 },
    #[error("command {command} was acknowledged at line {seq}, but its result is {found:?}")]
    Command {
        command: CommandId,
        seq: u64,
        found: Option<String>,
    },
    #[error("command {command} was carried out twice, again at line {seq}")]
    Twice { command: String, seq: u64 },
    #[error("line {seq} names the blob {blob}, which is {found}")]
    Blob {
        seq: u64,
        blob: Sha256Hash,
        found: String,
    },
}

fn unreadable(error: impl std::fmt::Display) -> Loss {
    Loss::Unreadable(error.to_string())
}

/// Opens the store in `data`, with the evidence log.
pub async fn open(data: &Path) -> Result<Store, Loss> {
    let does_not_open = |error: &dyn std::fmt::Display| Loss::DoesNotOpen(error.to_string());
    std::fs::create_dir_all(data).map_err(|error| does_not_open(&error))?;
    let has_data = data.join("hub.sqlite").exists();
    let found = hub::keys::find(None, data, has_data).map_err(|error| does_not_open(&error))?;
    let bytes = hex::decode(&*found.key.to_hex()).unwrap_or_default();
    let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| does_not_open(&"the key has another length"))?;
    let store = Store::open(StoreConfig {
        data_dir: data.to_owned(),
        master: store::cipher::MasterKey::new(bytes),
        database: DatabaseConfig::Sqlite,
        redis: None,
    });
    let store = store.await.map_err(|error| does_not_open(&error))?;
    let broken = |error: &dyn std::fmt::Display| Loss::EvidenceLog(error.to_string());
    if let Some(origin) = store.rows.setting("log_origin").await.map_err(unreadable)? {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
        let host = origin.split('/').next().unwrap_or_default();
        let signer = Signer::load(
            store.keys.as_ref(),
            &found.key,
            clock.as_ref(),
            &origin,
            host,
            None,
        );
        let signer = Arc::new(signer.await.map_err(|error| broken(&error))?);
        let egress = timestamps::egress(&Config::default()).map_err(|error| broken(&error))?;
        let (keys, register) = (Arc::clone(&store.keys), Arc::clone(&store.certificates));
        let keys = StampingKeys::new(keys, register, found.key, host);
        let stamper = TimestampAuthorities::new(
            &Timestamps::default(),
            signer.clone(),
            keys,
            clock.clone(),
            egress,
        );
        let parts = LogParts {
            store: Arc::clone(&store.leaves),
            signer,
            stamper: Arc::new(stamper.map_err(|error| broken(&error))?),
            clock,
        };
        EvidenceLog::open(&origin, parts)
            .await
            .map_err(|error| broken(&error))?;
    }
    Ok(store)
}

/// Opens the data directory `data` and compares it with what was told. Returns how many lines the log has.
///
/// # Errors
/// The first thing that is missing, doubled or broken.
pub async fn judge(data: &Path, told: &[Told], session: &Session) -> Result<usize, Loss> {
    let store = open(data).await?;
    let lines = lines(&store, &session.stream).await?;
    chain(&lines)?;
    for said in told {
        let (Told::Line { seq, hash } | Told::Done { seq, hash, .. }) = said;
        let index = usize::try_from(*seq).map_err(unreadable)?.checked_sub(1);
        let line = index.and_then(|index| lines.get(index));
        if line.is_none_or(|line| line.hash != *hash) {
            return Err(Loss::Line { seq: *seq });
        }
        if let Told::Done { command, .. } = said
            && session.wrote.contains(command)
        {
            result(&store, session, *command, (*seq, *hash)).await?;
        }
    }
    once(&lines)?;
    blobs(&store, session, &lines).await?;
    Ok(lines.len())
}

/// Every line of a stream.
pub async fn lines(store: &Store, stream: &StreamId) -> Result<Vec<StoredLine>, Loss> {
    let mut lines: Vec<StoredLine> = Vec::new();
    loop {
        let after = lines.last().map_or(0, |line| line.seq);
        let page = store.log.lines(stream, after, PAGE).await.map_err(unreadable)?;
        if page.is_empty() {
            return Ok(lines);
        }
        lines.extend(page);
    }
}

fn chain(lines: &[StoredLine]) -> Result<(), Loss> {
    let mut head = Head::NONE;
    for stored in lines {
        let read = line::read::<ContractEvent>(head, &stored.bytes, &stored.openings)?;
        if read.hash != stored.hash {
            return Err(BadLine::Chain { seq: read.seq }.into());
        }
        head = Head {
            seq: read.seq,
            hash: read.hash,
            at: read.at,
        };
    }
    Ok(())
}

async fn result(
    store: &Store,
    session: &Session,
    command: CommandId,
    (seq, hash): (u64, Sha256Hash),
) -> Result<(), Loss> {
    let found = store.log.result(&session.stream, command).await;
    let found = found.map_err(unreadable)?;
    let outcome = found
        .as_ref()
        .and_then(|bytes| serde_json::from_slice::<CommandOutcome>(bytes).ok());
    if outcome == Some(CommandOutcome { seq, hash }) {
        return Ok(());
    }
    let found = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Err(Loss::Command { command, seq, found })
}

/// The lines of one command stand together, so a second group is a second time.
fn once(lines: &[StoredLine]) -> Result<(), Loss> {
    let mut last: BTreeMap<String, u64> = BTreeMap::new();
    for line in lines {
        let record: Value = serde_json::from_slice(&line.bytes).map_err(unreadable)?;
        let command = record["cmd"].as_str().unwrap_or_default().to_owned();
        if let Some(before) = last.insert(command.clone(), line.seq)
            && before + 1 != line.seq
        {
            return Err(Loss::Twice {
                command,
                seq: line.seq,
            });
        }
    }
    Ok(())
}

async fn blobs(store: &Store, session: &Session, lines: &[StoredLine]) -> Result<(), Loss> {
    let owner = session.stream.to_string();
    let mut read = BTreeSet::new();
    for line in lines {
        let record: Value = serde_json::from_slice(&line.bytes).map_err(unreadable)?;
        let mut named = Vec::new();
        hashes(&record["body"], &mut named);
        for blob in named {
            if !session.blobs.contains(&blob) || !read.insert(blob) {
                continue;
            }
            let found = match store.blobs.get(&owner, blob).await {
                Ok(Some(_)) => continue,
                Ok(None) => "missing".to_owned(),
                Err(error) => error.to_string(),
            };
            return Err(Loss::Blob {
                seq: line.seq,
                blob,
                found,
            });
        }
    }
    Ok(())
}

/// Every SHA-256 that stands in a value.
fn hashes(value: &Value, found: &mut Vec<Sha256Hash>) {
    match value {
        Value::String(text) => found.extend(text.parse::<Sha256Hash>().ok()),
        Value::Array(items) => items.iter().for_each(|item| hashes(item, found)),
        Value::Object(map) => map.values().for_each(|item| hashes(item, found)),
        _ => {}
    }
}

impl Session {
    /// Reads the session from a data directory as it stands at the end.
    ///
    /// # Errors
    /// It does not open, or has no such contract.
    pub async fn read(data: &Path, stream: StreamId) -> Result<Self, Loss> {
        let store = open(data).await?;
        let lines = lines(&store, &stream).await?;
        chain(&lines)?;
        let mut wrote = BTreeSet::new();
        for line in &lines {
            let record: Value = serde_json::from_slice(&line.bytes).map_err(unreadable)?;
            wrote.extend(record["cmd"].as_str().and_then(|id| id.parse::<CommandId>().ok()));
        }
        let folder = data.join("blobs").join(stream.to_string());
        let entries = std::fs::read_dir(folder).map_err(unreadable)?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(Self {
            stream,
            wrote,
            blobs: names.filter_map(|name| name.parse().ok()).collect(),
        })
    }
}
