//! Deadlines: from the table to a command, early ones early, stubborn ones ever more seldom.

use crate::support::pot::PotCommand;
use crate::support::world::{World, until};
use actors::timers::{TimerTarget, Timers};
use domain::aggregate::Timer;
use domain::ids::StreamId;
use domain::ports::clock::Clock;
use parking_lot::Mutex;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

const START: i64 = 1_000_000;

fn start_timers(world: &World, target: Arc<dyn TimerTarget>) {
    let clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
    Timers::new(
        Arc::new(world.log.clone()),
        clock,
        Arc::clone(&world.nudge),
        vec![target],
    )
    .start(&world.arbiters);
}

/// The wall clock runs with the paused one.
fn run_clock(world: &World) {
    let (clock, began) = (Arc::clone(&world.clock), Instant::now());
    tokio::task::spawn_local(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            clock.set(START + i64::try_from(began.elapsed().as_millis()).unwrap());
        }
    });
}

#[actix_rt::test]
async fn a_due_deadline_becomes_a_command_once() {
    let world = World::new();
    tokio::time::pause();
    run_clock(&world);
    start_timers(&world, Arc::new(world.registry.clone()));
    world.send(PotCommand::SetAlarm(START + 10_000)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(9_900)).await;
    assert_eq!(world.log.line_count(&world.stream), 1, "rang too early");
    tokio::time::sleep(Duration::from_millis(10_000)).await;
    let snapshot = world.pot().state().await.unwrap().unwrap();
    assert_eq!((snapshot.state.rang, snapshot.state.alarm), (1, None));
    assert_eq!(world.log.line_count(&world.stream), 2);
}

#[actix_rt::test]
async fn a_deadline_sooner_than_the_next_look_is_not_missed() {
    let world = World::new();
    tokio::time::pause();
    run_clock(&world);
    start_timers(&world, Arc::new(world.registry.clone()));
    tokio::time::sleep(Duration::from_millis(10)).await;
    let began = Instant::now();
    world.send(PotCommand::SetAlarm(START + 100)).await.unwrap();
    until("it rang", || world.log.line_count(&world.stream) == 2).await;
    assert!(
        began.elapsed() < Duration::from_millis(150),
        "waited for the next look"
    );
}

#[actix_rt::test]
async fn deadlines_of_a_sleeping_entity_wake_it() {
    let world = World::new();
    world.send(PotCommand::SetAlarm(START + 10)).await.unwrap();
    let later = world.restarted();
    later.clock.set(START + 1_000);
    tokio::time::pause();
    start_timers(&later, Arc::new(later.registry.clone()));
    until("it rang", || later.log.line_count(&later.stream) == 2).await;
}

#[actix_rt::test]
async fn a_deadline_whose_command_is_refused_is_fired_ever_more_seldom() {
    /// Counts, and leaves the deadline standing.
    struct Stubborn(Mutex<Vec<Instant>>);

    #[async_trait::async_trait]
    impl TimerTarget for Stubborn {
        fn kind(&self) -> &'static str {
            "pot"
        }

        async fn fire(&self, _: &StreamId, _: &Timer) {
            self.0.lock().push(Instant::now());
        }
    }

    let world = World::new();
    tokio::time::pause();
    run_clock(&world);
    world.send(PotCommand::SetAlarm(START)).await.unwrap();
    let stubborn = Arc::new(Stubborn(Mutex::default()));
    start_timers(&world, Arc::clone(&stubborn) as Arc<dyn TimerTarget>);
    tokio::time::sleep(Duration::from_secs(60)).await;
    let fired = stubborn.0.lock();
    let gaps: Vec<_> = fired.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((5..=7).contains(&fired.len()), "{gaps:?}");
    assert!(gaps.windows(2).all(|pair| pair[0] < pair[1]), "{gaps:?}");
}
