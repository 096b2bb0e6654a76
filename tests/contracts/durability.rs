//! What was acknowledged is there after the store was closed, or its files were taken away in mid-flight.

use crate::chain::{Chain, account, counted, effect, noted, timer};
use crate::world::{World, config, on_real_databases};
use domain::aggregate::Projection;
use domain::ports::event_log::{Append, AppendError, ListQuery};
use domain::ports::rows::{Draft, OutboxMessage};
use domain::timestamp::Timestamp;
use serde_json::json;
use std::fs;
use std::path::Path;
use store::open::{DatabaseConfig, Store};

on_real_databases!(everything_of_an_append_is_there_after_a_restart);

async fn everything_of_an_append_is_there_after_a_restart(world: World) {
    let owner = account();
    let mut chain = Chain::begin(&world.store.log).await;
    let append = Append {
        effects: vec![effect(2, 0)],
        timers: Some(vec![timer("close", 9)]),
        projections: Some(vec![Projection {
            list: "contracts",
            owner,
            sort_at: Timestamp(1),
            state: "",
            found_by: Vec::new(),
            filed: None,
            row: json!({"title": "合同"}),
        }]),
        ..chain.append(&[counted(1), noted("party/1", "张三", "1")])
    };
    chain.store(append.clone()).await;
    let before = chain.stored().await;
    let Chain {
        stream,
        epoch,
        head,
        log,
    } = chain;
    drop(log);

    let world = world.reopen().await;
    let log = world.store.log.clone();
    let mut chain = Chain {
        log: log.clone(),
        stream: stream.clone(),
        epoch,
        head,
    };
    assert_eq!(chain.stored().await, before);
    assert_eq!(
        log.result(&stream, append.command).await.unwrap(),
        Some(append.result.clone())
    );
    assert_eq!(
        log.unfinished_streams().await.unwrap(),
        std::slice::from_ref(&stream)
    );
    assert_eq!(
        log.due_timers(Timestamp(9), 9).await.unwrap(),
        [(stream.clone(), timer("close", 9))]
    );
    assert_eq!(
        log.list(&ListQuery::first("contracts", owner, 9)).await.unwrap(),
        [json!({"title": "合同"})]
    );
    assert_eq!(
        log.append(append.clone()).await,
        Err(AppendError::Repeated {
            result: append.result
        })
    );
    assert!(
        log.claim(&stream).await.unwrap() > epoch,
        "an epoch is never handed out twice"
    );
    chain.epoch = epoch + 1;
    chain.grow(1).await;
}

/// The files as they are the moment an append returns, without any closing: what kill -9 leaves.
#[tokio::test]
async fn the_files_of_a_killed_sqlite_hub_hold_what_it_acknowledged() {
    let world = World::sqlite().await;
    let mut chain = Chain::begin(&world.store.log).await;
    for n in 1..=20 {
        chain.grow(1).await;
        let killed = tempfile::tempdir().unwrap();
        copy_files(world.folder.path(), killed.path());
        let found = Store::open(config(killed.path(), DatabaseConfig::Sqlite))
            .await
            .unwrap();
        assert_eq!(found.log.lines(&chain.stream, 0, 100).await.unwrap().len(), n);
    }
}

#[tokio::test]
async fn nothing_personal_stands_in_the_files_of_a_sqlite_hub() {
    const NAME: &str = "欧阳锋-marker";
    let world = World::sqlite().await;
    let mut chain = Chain::begin(&world.store.log).await;
    let owner = account();
    let projections = vec![Projection {
        list: "contracts",
        owner,
        sort_at: Timestamp(1),
        state: "",
        found_by: Vec::new(),
        filed: None,
        row: json!({"title": NAME}),
    }];
    chain
        .store(Append {
            projections: Some(projections),
            ..chain.append(&[noted("party/1", NAME, NAME)])
        })
        .await;
    let store = &world.store;
    let draft = Draft {
        id: domain::ids::DraftId(uuid::Uuid::new_v4()),
        owner,
        version: 1,
        updated: Timestamp(1),
        body: json!({"party": NAME}),
    };
    store.rows.save_draft(draft).await.unwrap();
    let message = OutboxMessage {
        id: 0,
        at: Timestamp(1),
        to_phone: NAME.into(),
        contract: None,
        text: NAME.into(),
    };
    store.rows.send(message).await.unwrap();
    store
        .blobs
        .put(&chain.stream.to_string(), NAME.as_bytes())
        .await
        .unwrap();

    let files = all_files(world.folder.path());
    assert!(
        files.iter().any(|(_, bytes)| contains(bytes, b"hub.noted.v1")),
        "the lines are in there"
    );
    for (path, bytes) in files {
        assert!(
            !contains(&bytes, NAME.as_bytes()),
            "{path} holds a name in the clear"
        );
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn copy_files(from: &Path, to: &Path) {
    for name in ["hub.sqlite", "hub.sqlite-wal"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

fn all_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(all_files(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files
}
