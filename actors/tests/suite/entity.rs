//! One entity: order, group commit, idempotency, time, sleep.

use crate::support::pot::{PotCommand, PotRefusal};
use crate::support::world::{World, settle, until};
use actors::entity::outcome::CommandError;
use actors::registry::RegistryOptions;
use domain::ids::StreamId;
use futures_util::future::join_all;
use std::time::Duration;
use uuid::Uuid;

#[actix_rt::test]
async fn commands_are_stored_in_order_and_answered_with_their_line() {
    let world = World::new();
    for coin in 1..=3 {
        let outcome = world.send(PotCommand::Put(coin)).await.unwrap();
        assert_eq!(outcome.seq, coin);
    }
    let events = world.pot().events_after(0).await.unwrap();
    let snapshot = world.pot().state().await.unwrap().unwrap();
    assert_eq!(world.coins().await, [1, 2, 3]);
    assert_eq!(snapshot.state.coins, [1, 2, 3]);
    assert_eq!((snapshot.head.seq, snapshot.head.hash), (3, events[2].hash));
    let tail = world.pot().events_after(2).await.unwrap();
    assert_eq!(tail.iter().map(|event| event.seq).collect::<Vec<_>>(), [3]);
    assert!(world.pot().events_after(9).await.unwrap().is_empty());
}

#[actix_rt::test]
async fn commands_that_arrive_during_a_commit_share_the_next_one() {
    let world = World::new();
    world.send(PotCommand::Put(0)).await.unwrap();
    let before = world.log.commits();
    world.log.hold();
    let first = world.spawn(world.command(PotCommand::Put(1)));
    settle().await;
    let rest: Vec<_> = (2..=20)
        .map(|coin| world.spawn(world.command(PotCommand::Put(coin))))
        .collect();
    settle().await;
    assert!(!first.is_finished(), "answered before it was stored");
    world.log.let_through(2);
    first.await.unwrap().unwrap();
    let answers = join_all(rest).await;
    assert_eq!(world.log.commits() - before, 2);
    let seqs: Vec<_> = answers
        .into_iter()
        .map(|answer| answer.unwrap().unwrap().seq)
        .collect();
    assert_eq!(seqs, (3..=21).collect::<Vec<_>>());
    assert_eq!(world.coins().await, (0..=20).collect::<Vec<_>>());
}

#[actix_rt::test]
async fn a_state_is_seen_only_after_it_is_stored() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    world.log.hold();
    let second = world.spawn(world.command(PotCommand::Put(2)));
    settle().await;
    assert_eq!(world.pot().state().await.unwrap().unwrap().state.coins, [1]);
    world.log.let_through(1);
    second.await.unwrap().unwrap();
    assert_eq!(world.pot().state().await.unwrap().unwrap().state.coins, [1, 2]);
}

#[actix_rt::test]
async fn a_repeated_command_gets_the_first_answer_and_writes_nothing() {
    let world = World::new();
    let put = world.command(PotCommand::Put(1));
    let first = world.pot().send(put.clone()).await.unwrap();
    world.send(PotCommand::Put(2)).await.unwrap();
    assert_eq!(world.pot().send(put.clone()).await, Ok(first));
    // Neither by an actor that never saw the command.
    assert_eq!(world.restarted().pot().send(put).await, Ok(first));
    assert_eq!(world.coins().await, [1, 2]);
}

#[actix_rt::test]
async fn a_repeated_command_gets_the_first_answer_where_it_would_now_be_refused() {
    let world = World::new();
    let put = world.command(PotCommand::Put(1));
    let first = world.pot().send(put.clone()).await.unwrap();
    world.send(PotCommand::Seal).await.unwrap();
    let later = world.restarted();
    assert_eq!(
        later.send(PotCommand::Put(2)).await,
        Err(CommandError::Refused(PotRefusal::Sealed))
    );
    assert_eq!(later.pot().send(put).await, Ok(first));
    assert_eq!(world.coins().await, [1]);
}

#[actix_rt::test]
async fn a_command_with_nothing_to_do_is_remembered_too() {
    let world = World::new();
    let head = world.send(PotCommand::Put(1)).await.unwrap();
    let idle = world.command(PotCommand::PutIfEmpty(2));
    assert_eq!(world.pot().send(idle.clone()).await, Ok(head));
    world.send(PotCommand::Put(3)).await.unwrap();
    assert_eq!(world.restarted().pot().send(idle).await, Ok(head));
    assert_eq!(world.coins().await, [1, 3]);
}

#[actix_rt::test]
async fn a_repetition_that_overtakes_its_answer_waits_for_it() {
    let world = World::new();
    world.send(PotCommand::Put(0)).await.unwrap();
    world.log.hold();
    let in_flight = world.command(PotCommand::Put(1));
    let decided = world.command(PotCommand::Put(2));
    let answers = [&in_flight, &decided, &in_flight, &decided].map(|envelope| world.spawn(envelope.clone()));
    settle().await;
    world.log.let_through(2);
    let answers: Vec<_> = join_all(answers)
        .await
        .into_iter()
        .map(|answer| answer.unwrap().unwrap())
        .collect();
    assert_eq!((answers[0], answers[1]), (answers[2], answers[3]));
    assert_eq!(world.log.claims(), 1, "the log had to tell them apart");
    assert_eq!(world.coins().await, [0, 1, 2]);
}

#[actix_rt::test]
async fn an_old_repetition_in_a_batch_does_not_harm_what_is_decided_on_it() {
    let world = World::new();
    let old = world.command(PotCommand::Put(1));
    let first = world.pot().send(old.clone()).await.unwrap();
    let later = world.restarted();
    later.send(PotCommand::Put(2)).await.unwrap();
    later.log.hold();
    let before = later.spawn(later.command(PotCommand::Put(3)));
    settle().await;
    let (again, after) = (later.spawn(old), later.spawn(later.command(PotCommand::Put(4))));
    settle().await;
    later.log.let_through(10);
    assert_eq!(before.await.unwrap().unwrap().seq, 3);
    assert_eq!(again.await.unwrap(), Ok(first));
    assert_eq!(after.await.unwrap().unwrap().seq, 4);
    assert_eq!(later.coins().await, [1, 2, 3, 4]);
    assert_eq!(
        later.pot().state().await.unwrap().unwrap().state.coins,
        [1, 2, 3, 4]
    );
}

#[actix_rt::test]
async fn a_refusal_stores_nothing() {
    let world = World::new();
    world.send(PotCommand::Seal).await.unwrap();
    let put = world.command(PotCommand::Put(1));
    let refused = Err(CommandError::Refused(PotRefusal::Sealed));
    assert_eq!(world.pot().send(put.clone()).await, refused);
    assert_eq!(world.pot().send(put).await, refused);
    assert_eq!(world.log.line_count(&world.stream), 1);
}

#[actix_rt::test]
async fn an_event_that_fits_no_line_is_refused_and_leaves_the_state_alone() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    assert!(matches!(
        world.send(PotCommand::Huge).await,
        Err(CommandError::Unwritable(_))
    ));
    assert_eq!(world.send(PotCommand::Put(2)).await.unwrap().seq, 2);
}

#[actix_rt::test]
async fn event_time_is_the_clocks_and_never_goes_back() {
    let world = World::new();
    world.clock.set(5_000);
    let mut stale = world.command(PotCommand::Put(1));
    stale.at = domain::timestamp::Timestamp(1);
    world.pot().send(stale).await.unwrap();
    world.clock.set(3_000);
    world.send(PotCommand::Put(2)).await.unwrap();
    world.clock.set(8_000);
    world.send(PotCommand::Put(3)).await.unwrap();
    let times: Vec<_> = world
        .pot()
        .events_after(0)
        .await
        .unwrap()
        .iter()
        .map(|event| event.at.0)
        .collect();
    assert_eq!(times, [5_000, 5_000, 8_000]);
}

#[actix_rt::test]
async fn a_full_queue_answers_busy_at_once_and_takes_the_command_later() {
    let world = World::with(RegistryOptions {
        waiting: 4,
        ..RegistryOptions::default()
    });
    world.send(PotCommand::Put(0)).await.unwrap();
    world.log.hold();
    let waiting: Vec<_> = (1..=4)
        .map(|coin| world.spawn(world.command(PotCommand::Put(coin))))
        .collect();
    settle().await;
    let late = world.command(PotCommand::Put(5));
    assert_eq!(world.pot().send(late.clone()).await, Err(CommandError::Busy));
    world.log.let_through(10);
    for answer in join_all(waiting).await {
        answer.unwrap().unwrap();
    }
    world.pot().send(late).await.unwrap();
    assert_eq!(world.coins().await, [0, 1, 2, 3, 4, 5]);
}

#[actix_rt::test]
async fn an_entity_sleeps_when_nobody_needs_it_and_wakes_as_it_was() {
    let world = World::new();
    tokio::time::pause();
    world.send(PotCommand::Put(1)).await.unwrap();
    let subscription = world.pot().subscribe().await.unwrap();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(world.registry.awake(), 1, "fell asleep under a subscriber");
    drop(subscription);
    tokio::time::sleep(Duration::from_secs(230)).await;
    until("the entity sleeps", || world.registry.awake() == 0).await;
    assert_eq!(world.pot().state().await.unwrap().unwrap().state.coins, [1]);
    assert_eq!(world.registry.awake(), 1);
    assert_eq!(world.send(PotCommand::Put(2)).await.unwrap().seq, 2);
}

#[actix_rt::test]
async fn an_entity_in_use_does_not_sleep() {
    let world = World::new();
    tokio::time::pause();
    for coin in 0..10 {
        world.send(PotCommand::Put(coin)).await.unwrap();
        tokio::time::sleep(Duration::from_secs(100)).await;
        assert_eq!(world.registry.awake(), 1);
    }
    assert_eq!(world.log.claims(), 1);
}

#[actix_rt::test]
async fn asking_for_a_stream_that_never_was_leaves_no_trace() {
    let world = World::new();
    tokio::time::pause();
    let nowhere = world.registry.handle(StreamId::new("pot", Uuid::from_u128(99)));
    assert!(nowhere.state().await.unwrap().is_none());
    assert!(nowhere.follow().await.unwrap().is_none());
    assert_eq!(world.log.claims(), 0);
    until("it is forgotten", || world.registry.awake() == 0).await;
}

#[actix_rt::test]
async fn a_drained_registry_finishes_what_it_began_and_takes_no_more() {
    let world = World::new();
    world.send(PotCommand::Put(0)).await.unwrap();
    world.log.hold();
    let begun: Vec<_> = (1..=3)
        .map(|coin| world.spawn(world.command(PotCommand::Put(coin))))
        .collect();
    settle().await;
    let registry = world.registry.clone();
    let drained = tokio::task::spawn_local(async move { registry.drain().await });
    settle().await;
    assert_eq!(
        world.send(PotCommand::Put(9)).await,
        Err(CommandError::Unavailable)
    );
    assert!(!drained.is_finished());
    world.log.let_through(10);
    drained.await.unwrap();
    for answer in join_all(begun).await {
        answer.unwrap().unwrap();
    }
    assert_eq!(world.restarted().coins().await, [0, 1, 2, 3]);
}
