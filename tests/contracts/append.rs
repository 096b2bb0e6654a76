//! Appends: expected seq, repeated commands, all or nothing.

use crate::chain::{Chain, account, counted, effect, noted, timer};
use crate::world::{World, on_every_database};
use domain::aggregate::Projection;
use domain::ports::event_log::{Append, AppendError, ListQuery};
use domain::timestamp::Timestamp;
use futures_util::future::join_all;
use serde_json::json;

on_every_database!(
    an_append_at_another_seq_conflicts,
    a_gap_between_lines_conflicts,
    a_line_that_does_not_follow_the_chain_conflicts,
    of_many_at_the_same_seq_one_wins,
    a_repeated_command_returns_the_first_result,
    the_same_command_id_in_another_stream_is_another_command,
    a_command_without_events_keeps_its_result,
    what_violates_the_schema_leaves_nothing_behind,
);

fn conflict(append: &Append) -> AppendError {
    AppendError::Conflict {
        stream: append.stream.clone(),
        expected: append.expected_seq,
    }
}

async fn an_append_at_another_seq_conflicts(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let first = chain.append(&[counted(1)]);
    let late = chain.append(&[counted(2)]);
    chain.store(first).await;
    assert_eq!(world.store.log.append(late.clone()).await, Err(conflict(&late)));
    chain.assert_untouched(&late, 1).await;

    let mut early = chain.append(&[counted(3)]);
    early.expected_seq = 5;
    assert_eq!(world.store.log.append(early.clone()).await, Err(conflict(&early)));
    chain.assert_untouched(&early, 1).await;
}

async fn a_gap_between_lines_conflicts(world: World) {
    let chain = Chain::begin(&world.store.log).await;
    let mut append = chain.append(&[counted(1), counted(2), counted(3)]);
    append.lines.remove(1);
    assert_eq!(
        world.store.log.append(append.clone()).await,
        Err(conflict(&append))
    );
    chain.assert_untouched(&append, 0).await;
}

async fn a_line_that_does_not_follow_the_chain_conflicts(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(1).await;
    let mut append = chain.append(&[counted(1)]);
    append.lines[0].prev = domain::hash::Sha256Hash::of(b"another history");
    assert_eq!(
        world.store.log.append(append.clone()).await,
        Err(conflict(&append))
    );
    chain.assert_untouched(&append, 1).await;
}

async fn of_many_at_the_same_seq_one_wins(world: World) {
    let chain = Chain::begin(&world.store.log).await;
    let appends: Vec<Append> = (0..20).map(|n| chain.append(&[counted(n)])).collect();
    let outcomes = join_all(
        appends
            .iter()
            .map(|append| world.store.log.append(append.clone())),
    )
    .await;
    let won: Vec<usize> = (0..20).filter(|n| outcomes[*n].is_ok()).collect();
    assert_eq!(won.len(), 1, "{outcomes:?}");
    for (append, outcome) in appends.iter().zip(&outcomes) {
        assert!(
            outcome.is_ok() || *outcome == Err(conflict(append)),
            "{outcome:?}"
        );
    }
    let stored = chain.stored().await;
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].bytes, appends[won[0]].lines[0].bytes);
}

async fn a_repeated_command_returns_the_first_result(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let first = chain.append(&[counted(1)]);
    chain.store(first.clone()).await;

    let mut again = chain.append(&[counted(2)]);
    again.command = first.command;
    again.result = b"{\"another\":true}".to_vec();
    let outcome = world.store.log.append(again).await;
    assert_eq!(
        outcome,
        Err(AppendError::Repeated {
            result: first.result.clone()
        })
    );
    // The same bytes again, as a client sends them that saw no answer.
    let outcome = world.store.log.append(first.clone()).await;
    assert_eq!(
        outcome,
        Err(AppendError::Repeated {
            result: first.result.clone()
        })
    );

    assert_eq!(chain.stored().await.len(), 1);
    assert_eq!(
        world
            .store
            .log
            .result(&chain.stream, first.command)
            .await
            .unwrap(),
        Some(first.result)
    );
}

async fn the_same_command_id_in_another_stream_is_another_command(world: World) {
    let mut one = Chain::begin(&world.store.log).await;
    let mut other = Chain::begin(&world.store.log).await;
    let first = one.append(&[counted(1)]);
    let mut second = other.append(&[counted(1)]);
    second.command = first.command;
    one.store(first).await;
    other.store(second).await;
}

async fn a_command_without_events_keeps_its_result(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(2).await;
    let nothing = chain.append(&[]);
    chain.store(nothing.clone()).await;
    assert_eq!(chain.stored().await.len(), 2);
    let outcome = world.store.log.append(nothing.clone()).await;
    assert_eq!(
        outcome,
        Err(AppendError::Repeated {
            result: nothing.result
        })
    );
}

async fn what_violates_the_schema_leaves_nothing_behind(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let owner = account();
    let full = |chain: &Chain| Append {
        effects: vec![effect(1, 0)],
        projections: Some(vec![Projection {
            list: "contracts",
            owner,
            sort_at: Timestamp(1),
            state: "",
            found_by: Vec::new(),
            filed: None,
            row: json!({"title": "t"}),
        }]),
        timers: Some(vec![timer("a", 1)]),
        ..chain.append(&[counted(1), noted("party/1", "张三", "13800000000"), counted(2)])
    };
    // Two deadlines under one key: written after everything else would have been.
    let mut bad = full(&chain);
    bad.timers = Some(vec![timer("a", 1), timer("a", 2)]);
    assert_eq!(world.store.log.append(bad.clone()).await, Err(conflict(&bad)));
    chain.assert_untouched(&bad, 0).await;
    assert_eq!(world.store.log.erase(&chain.stream, "party/1").await.unwrap(), 0);

    chain.store(full(&chain)).await;
    assert_eq!(chain.stored().await.len(), 3);
    assert_eq!(
        world
            .store
            .log
            .list(&ListQuery::first("contracts", owner, 10))
            .await
            .unwrap()
            .len(),
        1
    );
}
