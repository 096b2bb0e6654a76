//! Fencing: who claims a stream last owns it, and nobody else writes.

use crate::chain::{Chain, counted};
use crate::world::{World, on_every_database, psql};
use domain::ports::event_log::AppendError;
use std::io::Write;
use std::process::{Command, Stdio};

on_every_database!(
    a_claim_fences_the_owner_before,
    a_stream_that_nobody_claimed_takes_nothing,
    epochs_of_streams_are_their_own,
);

async fn a_claim_fences_the_owner_before(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(1).await;
    let stale = chain.append(&[counted(1)]);
    let epoch = world.store.log.claim(&chain.stream).await.unwrap();
    assert!(epoch > chain.epoch);

    let fenced = Err(AppendError::Fenced {
        stream: chain.stream.clone(),
    });
    assert_eq!(world.store.log.append(stale.clone()).await, fenced);
    chain.assert_untouched(&stale, 1).await;
    // An epoch that was never handed out is as good as an old one.
    let mut invented = stale.clone();
    invented.epoch = epoch + 1;
    assert_eq!(world.store.log.append(invented).await, fenced);

    chain.epoch = epoch;
    chain.grow(1).await;
    assert_eq!(chain.stored().await.len(), 2);
}

async fn a_stream_that_nobody_claimed_takes_nothing(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.stream.id = uuid::Uuid::new_v4();
    for epoch in [0, 1] {
        chain.epoch = epoch;
        let append = chain.append(&[counted(1)]);
        let fenced = Err(AppendError::Fenced {
            stream: chain.stream.clone(),
        });
        assert_eq!(world.store.log.append(append).await, fenced);
    }
    assert_eq!(chain.stored().await, vec![]);
}

async fn epochs_of_streams_are_their_own(world: World) {
    let mut one = Chain::begin(&world.store.log).await;
    let other = Chain::begin(&world.store.log).await;
    world.store.log.claim(&other.stream).await.unwrap();
    one.grow(1).await;
}

#[tokio::test]
async fn another_node_on_postgres_fences_this_one() {
    let here = World::postgres().await;
    let there = here.second_node().await;
    let mut chain = Chain::begin(&here.store.log).await;
    chain.grow(2).await;
    let stale = chain.append(&[counted(1)]);

    let epoch = there.store.log.claim(&chain.stream).await.unwrap();
    let fenced = Err(AppendError::Fenced {
        stream: chain.stream.clone(),
    });
    assert_eq!(here.store.log.append(stale).await, fenced);
    let mut moved = Chain {
        log: there.store.log.clone(),
        epoch,
        ..chain
    };
    assert_eq!(
        moved.stored().await.len(),
        2,
        "the new owner reads all that the old one stored"
    );
    moved.grow(1).await;
}

/// The append has begun and waits for the owner row while the claim commits: it must see the new epoch.
#[tokio::test]
async fn a_claim_in_flight_on_postgres_fences_an_append_that_waited_for_it() {
    let world = World::postgres().await;
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(1).await;
    let mut claim = Command::new("psql")
        .args([world.postgres_url(), "-Xqt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = claim.stdin.take().unwrap();
    writeln!(
        input,
        "BEGIN; UPDATE stream_owner SET epoch = epoch + 1 WHERE stream = '{}';",
        chain.stream
    )
    .unwrap();
    let busy = "SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND state = 'idle in transaction'";
    while psql(world.postgres_url(), busy) == "0" {}

    let append = chain.append(&[counted(1)]);
    let log = world.store.log.clone();
    let appending = tokio::spawn(async move { log.append(append).await });
    // Lets the writer run until its statement waits for the row.
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while psql(world.postgres_url(), waiting) == "0" && !appending.is_finished() {
        tokio::task::yield_now().await;
    }
    writeln!(input, "COMMIT;").unwrap();
    drop(input);
    assert_eq!(
        appending.await.unwrap(),
        Err(AppendError::Fenced {
            stream: chain.stream.clone()
        })
    );
    assert_eq!(chain.stored().await.len(), 1);
    assert!(claim.wait().unwrap().success());
}
