//! The Merkle log's rows: a checkpoint only moves forward from the one that was expected.

use crate::world::{World, on_every_database, on_real_databases};
use domain::ports::leaf_store::{LeafError, StoredCheckpoint};
use futures_util::future::join_all;

on_every_database!(
    leaves_and_checkpoint_are_stored_together,
    another_size_than_expected_conflicts,
    of_many_at_the_same_size_one_wins,
    a_token_can_be_added_to_the_latest_checkpoint,
    checkpoints_are_found_by_size_and_token,
    origins_are_separate_logs,
    a_leaf_that_is_too_long_is_refused_whole,
);
on_real_databases!(the_log_outlives_a_restart);

const ORIGIN: &str = "hub.example/2026";

fn leaves(range: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    range.map(|n| format!("leaf {n}").into_bytes()).collect()
}

fn checkpoint(size: u64, token: &str) -> StoredCheckpoint {
    StoredCheckpoint {
        size,
        note: format!("note {size}").into_bytes(),
        token: token.into(),
    }
}

async fn commit(world: &World, from: u64, to: u64, token: &str) -> Result<(), LeafError> {
    world
        .store
        .leaves
        .commit(ORIGIN, from, &leaves(from..to), &checkpoint(to, token))
        .await
}

fn conflict(expected: u64) -> Result<(), LeafError> {
    Err(LeafError::Conflict {
        origin: ORIGIN.into(),
        expected,
    })
}

async fn leaves_and_checkpoint_are_stored_together(world: World) {
    let store = &world.store.leaves;
    assert_eq!(store.latest(ORIGIN).await.unwrap(), None);
    assert_eq!(store.leaves(ORIGIN, 0, 9).await.unwrap(), leaves(0..0));
    commit(&world, 0, 3, "").await.unwrap();
    commit(&world, 3, 5, "").await.unwrap();
    assert_eq!(store.latest(ORIGIN).await.unwrap(), Some(checkpoint(5, "")));
    assert_eq!(store.leaves(ORIGIN, 0, 5).await.unwrap(), leaves(0..5));
    assert_eq!(store.leaves(ORIGIN, 2, 4).await.unwrap(), leaves(2..4));
    assert_eq!(store.leaves(ORIGIN, 4, 100).await.unwrap(), leaves(4..5));
    assert_eq!(store.find(ORIGIN, b"leaf 3").await.unwrap(), Some(3));
    assert_eq!(store.find(ORIGIN, b"leaf 5").await.unwrap(), None);
    store
        .commit(ORIGIN, 5, &leaves(3..4), &checkpoint(6, ""))
        .await
        .unwrap();
    assert_eq!(
        store.find(ORIGIN, b"leaf 3").await.unwrap(),
        Some(3),
        "the first of equal leaves"
    );
}

async fn another_size_than_expected_conflicts(world: World) {
    assert_eq!(commit(&world, 2, 3, "").await, conflict(2));
    commit(&world, 0, 3, "").await.unwrap();
    assert_eq!(commit(&world, 0, 2, "").await, conflict(0));
    assert_eq!(commit(&world, 2, 4, "").await, conflict(2));
    assert_eq!(commit(&world, 4, 5, "").await, conflict(4));
    // A checkpoint that does not count its own leaves.
    let lying = world
        .store
        .leaves
        .commit(ORIGIN, 3, &leaves(3..4), &checkpoint(9, ""))
        .await;
    assert_eq!(lying, conflict(3));
    assert_eq!(
        world.store.leaves.latest(ORIGIN).await.unwrap(),
        Some(checkpoint(3, ""))
    );
    assert_eq!(
        world.store.leaves.leaves(ORIGIN, 0, 9).await.unwrap(),
        leaves(0..3)
    );
}

async fn of_many_at_the_same_size_one_wins(world: World) {
    let proposals: Vec<Vec<Vec<u8>>> = (0..10u8).map(|n| vec![vec![n]]).collect();
    let next = checkpoint(1, "");
    let commits = proposals
        .iter()
        .map(|leaves| world.store.leaves.commit(ORIGIN, 0, leaves, &next));
    let outcomes = join_all(commits).await;
    assert_eq!(
        outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
        1,
        "{outcomes:?}"
    );
    assert!(
        outcomes
            .iter()
            .all(|outcome| outcome.is_ok() || *outcome == conflict(0)),
        "{outcomes:?}"
    );
    let winner = outcomes.iter().position(Result::is_ok).unwrap();
    assert_eq!(
        world.store.leaves.leaves(ORIGIN, 0, 9).await.unwrap(),
        proposals[winner]
    );
}

async fn a_token_can_be_added_to_the_latest_checkpoint(world: World) {
    commit(&world, 0, 2, "").await.unwrap();
    commit(&world, 2, 2, "token").await.unwrap();
    assert_eq!(
        world.store.leaves.latest(ORIGIN).await.unwrap(),
        Some(checkpoint(2, "token"))
    );
    assert_eq!(
        world.store.leaves.leaves(ORIGIN, 0, 9).await.unwrap(),
        leaves(0..2)
    );
}

async fn checkpoints_are_found_by_size_and_token(world: World) {
    for (from, to, token) in [(0, 2, "t2"), (2, 5, ""), (5, 9, "t9")] {
        commit(&world, from, to, token).await.unwrap();
    }
    let store = &world.store.leaves;
    for (size, found) in [(0, Some(2)), (2, Some(2)), (3, Some(5)), (9, Some(9)), (10, None)] {
        let covering = store.covering(ORIGIN, size).await.unwrap();
        assert_eq!(covering.map(|found| found.size), found, "covering {size}");
    }
    for (size, found) in [(1, None), (2, Some(2)), (8, Some(2)), (9, Some(9)), (99, Some(9))] {
        let stamped = store.stamped_before(ORIGIN, size).await.unwrap();
        assert_eq!(stamped.map(|found| found.size), found, "stamped before {size}");
    }
}

async fn origins_are_separate_logs(world: World) {
    commit(&world, 0, 2, "t").await.unwrap();
    let store = &world.store.leaves;
    assert_eq!(store.latest("hub.example/2027").await.unwrap(), None);
    assert_eq!(store.find("hub.example/2027", b"leaf 0").await.unwrap(), None);
    store
        .commit("hub.example/2027", 0, &leaves(0..1), &checkpoint(1, ""))
        .await
        .unwrap();
    assert_eq!(store.latest(ORIGIN).await.unwrap(), Some(checkpoint(2, "t")));
}

async fn a_leaf_that_is_too_long_is_refused_whole(world: World) {
    let store = &world.store.leaves;
    let longest = [vec![1; 65_535]];
    store
        .commit(ORIGIN, 0, &longest, &checkpoint(1, ""))
        .await
        .unwrap();
    let too_long = [b"short".to_vec(), vec![1; 65_536]];
    assert_eq!(
        store.commit(ORIGIN, 1, &too_long, &checkpoint(3, "")).await,
        conflict(1)
    );
    assert_eq!(store.find(ORIGIN, b"short").await.unwrap(), None);
    assert_eq!(store.latest(ORIGIN).await.unwrap(), Some(checkpoint(1, "")));
}

async fn the_log_outlives_a_restart(world: World) {
    commit(&world, 0, 4, "t").await.unwrap();
    let world = world.reopen().await;
    assert_eq!(
        world.store.leaves.latest(ORIGIN).await.unwrap(),
        Some(checkpoint(4, "t"))
    );
    assert_eq!(
        world.store.leaves.leaves(ORIGIN, 0, 9).await.unwrap(),
        leaves(0..4)
    );
    commit(&world, 4, 5, "").await.unwrap();
}
