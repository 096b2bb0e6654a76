//! Effects: started once stored, repeated until answered, never twice at a time, again after a crash.

use crate::support::pot::PotCommand;
use crate::support::world::{World, settle, until};
use actors::effects::EffectOutcome;
use actors::registry::RegistryOptions;
use domain::aggregate::EffectId;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

const FIRST: EffectId = EffectId { seq: 1, index: 0 };

#[actix_rt::test]
async fn an_effect_runs_after_its_event_is_stored_and_its_report_closes_it() {
    let world = World::new();
    world.log.hold();
    let order = world.spawn(world.command(PotCommand::Order));
    settle().await;
    assert!(
        world.courier.runs.lock().is_empty(),
        "ran before its event was stored"
    );
    world.log.let_through(1);
    order.await.unwrap().unwrap();
    until("it ran", || world.courier.runs.lock().len() == 1).await;
    assert_eq!(world.log.effect_ids(&world.stream), [FIRST]);
    world.log.let_through(1);
    until("it is closed", || world.log.effect_ids(&world.stream).is_empty()).await;
    assert_eq!(*world.courier.runs.lock(), [(FIRST, 0, 1)]);
    assert_eq!(world.deliveries().await, 1);
}

#[actix_rt::test]
async fn an_effect_without_a_report_is_closed() {
    let world = World::new();
    world.courier.script.lock().push_back(EffectOutcome::Done);
    world.send(PotCommand::Order).await.unwrap();
    until("it is closed", || world.log.effect_ids(&world.stream).is_empty()).await;
    assert_eq!(world.deliveries().await, 0);
}

#[actix_rt::test]
async fn an_effect_whose_report_is_refused_is_closed() {
    let world = World::new();
    world.courier.gate.forget_permits(Semaphore::MAX_PERMITS);
    world.send(PotCommand::Order).await.unwrap();
    world.send(PotCommand::Deliver).await.unwrap();
    world.courier.gate.add_permits(1);
    until("it is closed", || world.log.effect_ids(&world.stream).is_empty()).await;
    assert_eq!(world.deliveries().await, 1);
}

#[actix_rt::test]
async fn an_effect_that_cannot_be_done_yet_is_tried_again_ever_more_seldom() {
    let world = World::new();
    tokio::time::pause();
    let began = Instant::now();
    let again = |millis| EffectOutcome::Retry {
        after: Duration::from_millis(millis),
    };
    world
        .courier
        .script
        .lock()
        .extend([again(0), again(0), again(30_000)]);
    world.send(PotCommand::Order).await.unwrap();
    world.send(PotCommand::Order).await.unwrap();
    until("both are closed", || {
        world.log.effect_ids(&world.stream).is_empty()
    })
    .await;
    let attempts: Vec<_> = world.courier.runs.lock().iter().map(|run| run.1).collect();
    assert_eq!(attempts.len(), 5);
    assert!(
        began.elapsed() >= Duration::from_secs(30),
        "did not wait as asked"
    );
    assert!(began.elapsed() < Duration::from_secs(40));
}

#[actix_rt::test]
async fn each_attempt_sees_the_state_of_its_time() {
    let world = World::new();
    tokio::time::pause();
    world.courier.script.lock().push_back(EffectOutcome::Retry {
        after: Duration::from_secs(5),
    });
    world.send(PotCommand::Order).await.unwrap();
    until("the first attempt", || world.courier.runs.lock().len() == 1).await;
    world.courier.script.lock().push_back(EffectOutcome::Done);
    world.send(PotCommand::Order).await.unwrap();
    until("the last attempt", || world.courier.runs.lock().len() == 3).await;
    assert_eq!(world.courier.runs.lock().last(), Some(&(FIRST, 1, 2)));
}

#[actix_rt::test]
async fn a_panicking_effect_is_tried_again() {
    let world = World::new();
    tokio::time::pause();
    *world.courier.panics.lock() = 2;
    world.send(PotCommand::Order).await.unwrap();
    until("it is closed", || world.log.effect_ids(&world.stream).is_empty()).await;
    let attempts: Vec<_> = world.courier.runs.lock().iter().map(|run| run.1).collect();
    assert_eq!(attempts, [0, 1, 2]);
}

#[actix_rt::test]
async fn unfinished_effects_run_again_after_a_restart() {
    let world = World::new();
    world.courier.gate.forget_permits(Semaphore::MAX_PERMITS);
    world.send(PotCommand::Order).await.unwrap();
    until("it began", || world.courier.runs.lock().len() == 1).await;
    // The first hub never finishes it.
    let later = world.restarted();
    assert_eq!(later.registry.wake_unfinished().await.unwrap(), 1);
    until("it is closed", || later.log.effect_ids(&later.stream).is_empty()).await;
    assert_eq!(later.deliveries().await, 1);
}

#[actix_rt::test]
async fn an_effect_is_never_run_twice_at_a_time_though_its_actor_dies() {
    let world = World::new();
    world.courier.gate.forget_permits(Semaphore::MAX_PERMITS);
    world.send(PotCommand::Order).await.unwrap();
    until("it began", || world.courier.runs.lock().len() == 1).await;
    let _ = world.send(PotCommand::Panic).await;
    world.send(PotCommand::Put(1)).await.unwrap();
    settle().await;
    assert_eq!(world.courier.runs.lock().len(), 1);
    world.courier.gate.add_permits(1);
    until("it is closed", || world.log.effect_ids(&world.stream).is_empty()).await;
    assert_eq!(world.deliveries().await, 1);
}

#[actix_rt::test]
async fn no_more_effects_run_at_once_than_allowed_and_none_is_lost() {
    let world = World::with(RegistryOptions {
        effects: 2,
        ..RegistryOptions::default()
    });
    world.courier.gate.forget_permits(Semaphore::MAX_PERMITS);
    for _ in 0..6 {
        world.send(PotCommand::Order).await.unwrap();
    }
    until("two run", || world.courier.running.lock().len() == 2).await;
    settle().await;
    world.courier.gate.add_permits(6);
    until("all are closed", || {
        world.log.effect_ids(&world.stream).is_empty()
    })
    .await;
    assert_eq!(*world.courier.most_at_once.lock(), 2);
    assert_eq!(world.deliveries().await, 6);
}

#[actix_rt::test]
async fn an_entity_stays_awake_while_its_effect_runs() {
    let world = World::new();
    tokio::time::pause();
    world.courier.gate.forget_permits(Semaphore::MAX_PERMITS);
    world.send(PotCommand::Order).await.unwrap();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(world.registry.awake(), 1);
    world.courier.gate.add_permits(1);
    tokio::time::sleep(Duration::from_secs(230)).await;
    until("it sleeps", || world.registry.awake() == 0).await;
    assert!(world.log.effect_ids(&world.stream).is_empty());
}
