//! Durable appends per second with 1, 8 and 64 streams at once, beside bare `fdatasync` calls on the same
//! disk in the same run. PostgreSQL is measured too where `HUIQIAN_TEST_POSTGRES` names an empty database.
//!
//! `cargo bench -p store`; the last line is one JSON object.

use domain::aggregate::{Caller, EventBody, Projection};
use domain::ids::{AccountId, CommandId, StreamId};
use domain::line::{self, Head, LineHeader};
use domain::personal::PersonalSlot;
use domain::ports::event_log::{Append, EventLog};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::cipher::MasterKey;
use store::open::{DatabaseConfig, Store, StoreConfig};
use store::postgres::Durability;
use uuid::Uuid;

const SECONDS: u64 = 3;
const SYNC_SECONDS: f64 = 1.0;
const STREAMS: [usize; 3] = [1, 8, 64];

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
enum Stroke {
    #[serde(rename = "hub.bench_stroke.v1")]
    Stroke { points: String },
}

impl EventBody for Stroke {
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

/// Appends one 600-byte line with one list row again and again until the time is up; returns how often.
async fn append_until(log: Arc<dyn EventLog>, end: Instant) -> u64 {
    let stream = StreamId::new("contract", Uuid::new_v4());
    let epoch = log.claim(&stream).await.expect("claim");
    let owner = AccountId(Uuid::new_v4());
    let event = Stroke::Stroke {
        points: "0123456789abcdef".repeat(24),
    };
    let (mut head, mut done) = (Head::NONE, 0);
    while Instant::now() < end {
        let command = CommandId(Uuid::new_v4());
        let header = LineHeader {
            stream: &stream,
            at: head.at,
            by: Caller::Hub,
            command,
            seen: None,
        };
        let line = line::write(head, &header, &event).expect("canonical");
        let next = Head {
            seq: line.seq,
            hash: line.hash,
            at: line.at,
        };
        let row = serde_json::json!({"title": "contract", "seq": line.seq});
        let append = Append {
            stream: stream.clone(),
            expected_seq: head.seq,
            epoch,
            command,
            result: b"{}".to_vec(),
            lines: vec![line],
            effects: vec![],
            answers: None,
            timers: None,
            projections: Some(vec![Projection {
                list: "contracts",
                owner,
                sort_at: Timestamp(0),
                state: "",
                found_by: vec![],
                filed: None,
                row,
            }]),
        };
        log.append(append).await.expect("append");
        head = next;
        done += 1;
    }
    done
}

async fn appends_per_second(store: &Store, streams: usize) -> f64 {
    let begin = Instant::now();
    let end = begin + Duration::from_secs(SECONDS);
    let tasks: Vec<_> = (0..streams)
        .map(|_| tokio::spawn(append_until(store.log.clone(), end)))
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.expect("task");
    }
    done as f64 / begin.elapsed().as_secs_f64()
}

/// 4 KiB written and synced again and again inside a file that does not grow, as a WAL is once it has its
/// size: what a commit cannot be faster than without sharing.
fn syncs_per_second(folder: &Path) -> f64 {
    const BLOCKS: usize = 1024;
    let mut file = File::create(folder.join("syncs")).expect("create");
    file.write_all(&vec![0; BLOCKS * 4096]).expect("write");
    file.sync_all().expect("fsync");
    let (begin, mut done) = (Instant::now(), 0u32);
    while begin.elapsed().as_secs_f64() < SYNC_SECONDS {
        if (done as usize).is_multiple_of(BLOCKS) {
            file.rewind().expect("rewind");
        }
        file.write_all(&[7; 4096]).expect("write");
        file.sync_data().expect("fdatasync");
        done += 1;
    }
    f64::from(done) / begin.elapsed().as_secs_f64()
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("folder");
    let mut databases = vec![("sqlite", DatabaseConfig::Sqlite)];
    if let Ok(url) = std::env::var("HUIQIAN_TEST_POSTGRES") {
        databases.push((
            "postgres",
            DatabaseConfig::Postgres {
                url,
                durability: Durability::Required,
            },
        ));
    }
    let mut figures = serde_json::Map::new();
    println!(
        "{:<12}{:>10}{:>14}{:>14}{:>10}",
        "database", "streams", "appends/s", "fdatasync/s", "ratio"
    );
    for (name, database) in databases {
        let config = StoreConfig {
            data_dir: folder.path().to_owned(),
            master: MasterKey::new([1; 32]),
            database,
            redis: None,
        };
        let store = Store::open(config).await.expect("open");
        for streams in STREAMS {
            // Before and after: a shared disk does not keep its speed.
            let before = syncs_per_second(folder.path());
            let appends = appends_per_second(&store, streams).await;
            let syncs = f64::midpoint(before, syncs_per_second(folder.path()));
            println!(
                "{name:<12}{streams:>10}{appends:>14.0}{syncs:>14.0}{:>10.2}",
                appends / syncs
            );
            let figure =
                serde_json::json!({"appends_per_s": appends.round(), "fdatasync_per_s": syncs.round()});
            figures.insert(format!("{name}_{streams}_streams"), figure);
        }
    }
    println!("{}", serde_json::Value::Object(figures));
}
