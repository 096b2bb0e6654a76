//! Deadlines: each append brings all that now stand; due ones come earliest first.

use crate::chain::{Chain, counted, timer};
use crate::world::{World, on_every_database};
use domain::ids::StreamId;
use domain::ports::event_log::Append;
use domain::timestamp::Timestamp;

on_every_database!(
    an_append_replaces_all_timers_of_its_stream,
    due_timers_come_earliest_first
);

async fn due(world: &World, now: i64, limit: u32) -> Vec<(StreamId, String, i64)> {
    let timers = world.store.log.due_timers(Timestamp(now), limit).await.unwrap();
    timers
        .into_iter()
        .map(|(stream, timer)| (stream, timer.key, timer.due.0))
        .collect()
}

async fn an_append_replaces_all_timers_of_its_stream(world: World) {
    let log = &world.store.log;
    let (mut one, mut other) = (Chain::begin(log).await, Chain::begin(log).await);
    other
        .store(Append {
            timers: Some(vec![timer("close", 50)]),
            ..other.append(&[counted(1)])
        })
        .await;
    let timers = vec![timer("grant/1", 10), timer("grant/2", 20)];
    one.store(Append {
        timers: Some(timers),
        ..one.append(&[counted(1)])
    })
    .await;
    let timers = vec![timer("grant/2", 90), timer("close", 30)];
    one.store(Append {
        timers: Some(timers),
        ..one.append(&[counted(2)])
    })
    .await;
    let (a, b) = (one.stream.clone(), other.stream.clone());
    let all = [
        (a.clone(), "close".into(), 30),
        (b.clone(), "close".into(), 50),
        (a, "grant/2".into(), 90),
    ];
    assert_eq!(due(&world, 100, 10).await, all);
    one.store(one.append(&[counted(3)])).await;
    assert_eq!(due(&world, 100, 10).await, [(b, "close".into(), 50)]);
}

async fn due_timers_come_earliest_first(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let timers = vec![timer("c", 30), timer("a", 10), timer("b", 20)];
    chain
        .store(Append {
            timers: Some(timers),
            ..chain.append(&[counted(1)])
        })
        .await;
    let keys = async |now, limit| -> Vec<String> {
        due(&world, now, limit)
            .await
            .into_iter()
            .map(|(_, key, _)| key)
            .collect()
    };
    assert_eq!(keys(9, 10).await, [""; 0]);
    assert_eq!(keys(10, 10).await, ["a"], "a deadline is due at its own time");
    assert_eq!(keys(100, 2).await, ["a", "b"]);
}
