//! One entity when things go wrong: conflicts, fencing, unknown outcomes, panics, unreadable logs.

use crate::support::faulty_log::Fault;
use crate::support::pot::PotCommand;
use crate::support::world::{World, settle, until};
use actors::entity::feed::Next;
use actors::entity::outcome::{CommandError, Unreadable};
use futures_util::future::join_all;
use std::iter::repeat_n;

#[actix_rt::test]
async fn after_a_conflict_everything_decided_on_it_is_decided_again() {
    let world = World::new();
    world.send(PotCommand::Put(0)).await.unwrap();
    let mut subscription = world.pot().subscribe().await.unwrap();
    world.log.hold();
    let first = world.spawn(world.command(PotCommand::Put(1)));
    settle().await;
    let batch: Vec<_> = (2..=6)
        .map(|coin| world.spawn(world.command(PotCommand::Put(coin))))
        .collect();
    settle().await;
    // The first goes well; of the batch after it, the third fails.
    world
        .log
        .fail([Fault::None, Fault::None, Fault::None, Fault::Conflict]);
    world.log.let_through(2);
    first.await.unwrap().unwrap();
    settle().await;
    let before = world.log.commits();
    world.log.let_through(100);
    let answers: Vec<_> = join_all(batch)
        .await
        .into_iter()
        .map(|answer| answer.unwrap().unwrap().seq)
        .collect();
    assert_eq!(answers, [3, 4, 5, 6, 7]);
    assert_eq!(world.log.commits() - before, 3, "not one by one");
    for seq in 2..=7 {
        let Next::Event(event) = subscription.next().await else {
            panic!("no event {seq}")
        };
        assert_eq!(event.seq, seq);
    }
    assert_eq!(world.coins().await, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(
        world.pot().state().await.unwrap().unwrap().state.coins,
        [0, 1, 2, 3, 4, 5, 6]
    );
}

#[actix_rt::test]
async fn a_log_that_always_conflicts_is_given_up() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    world.log.fail(repeat_n(Fault::Conflict, 5));
    assert_eq!(
        world.send(PotCommand::Put(2)).await,
        Err(CommandError::Unavailable)
    );
    world.send(PotCommand::Put(3)).await.unwrap();
    assert_eq!(world.coins().await, [1, 3]);
}

#[actix_rt::test]
async fn a_fenced_entity_says_moved_to_everybody_and_stops() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    world.log.hold();
    let first = world.spawn(world.command(PotCommand::Put(2)));
    settle().await;
    let second = world.spawn(world.command(PotCommand::Put(3)));
    settle().await;
    world.log.take_over(&world.stream);
    world.log.let_through(1);
    assert_eq!(first.await.unwrap(), Err(CommandError::Moved));
    assert_eq!(second.await.unwrap(), Err(CommandError::Moved));
    until("the actor has stopped", || world.registry.awake() == 0).await;
    assert_eq!(world.coins().await, [1]);
}

#[actix_rt::test]
async fn an_unknown_outcome_is_fatal_and_nothing_more_is_answered() {
    for fault in [Fault::UnknownLost, Fault::UnknownStored] {
        let world = World::new();
        world.send(PotCommand::Put(1)).await.unwrap();
        world.log.hold();
        let first = world.spawn(world.command(PotCommand::Put(2)));
        settle().await;
        let second = world.spawn(world.command(PotCommand::Put(3)));
        settle().await;
        world.log.fail([fault.clone()]);
        world.log.let_through(100);
        until("the hook is told", || world.fatal.lock().len() == 1).await;
        settle().await;
        assert!(
            !first.is_finished() && !second.is_finished(),
            "answered after {fault:?}"
        );
        assert_eq!(
            world.send(PotCommand::Put(4)).await,
            Err(CommandError::Unavailable)
        );
        // What the log says after the restart counts, and the client may ask again.
        let expected: &[u64] = if fault == Fault::UnknownStored {
            &[1, 2]
        } else {
            &[1]
        };
        assert_eq!(world.restarted().coins().await, expected);
    }
}

#[actix_rt::test]
async fn a_command_of_unknown_outcome_can_be_repeated_after_the_restart() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    let put = world.command(PotCommand::Put(2));
    world.log.fail([Fault::UnknownStored]);
    let unanswered = world.spawn(put.clone());
    until("the hook is told", || world.fatal.lock().len() == 1).await;
    let after = world.restarted();
    assert_eq!(after.pot().send(put).await.unwrap().seq, 2);
    assert_eq!(after.coins().await, [1, 2]);
    assert!(!unanswered.is_finished());
}

#[actix_rt::test]
async fn a_panic_drops_the_actor_and_the_next_command_reloads_it() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    let lives = world.log.claims();
    assert_eq!(
        world.send(PotCommand::Panic).await,
        Err(CommandError::Unavailable)
    );
    assert_eq!(world.send(PotCommand::Put(2)).await.unwrap().seq, 2);
    assert!(world.log.claims() > lives, "the same actor went on");
    assert_eq!(world.pot().state().await.unwrap().unwrap().state.coins, [1, 2]);
}

#[actix_rt::test]
async fn a_panic_takes_no_acknowledged_command_along_and_doubles_none() {
    let world = World::new();
    world.send(PotCommand::Put(0)).await.unwrap();
    world.log.hold();
    let first = world.spawn(world.command(PotCommand::Put(1)));
    settle().await;
    let second = world.spawn(world.command(PotCommand::Put(2)));
    settle().await;
    // The first is on its way into the log, the second decided, when the actor dies.
    let panic = world.spawn(world.command(PotCommand::Panic));
    settle().await;
    world.log.let_through(100);
    assert_eq!(panic.await.unwrap(), Err(CommandError::Unavailable));
    // Their handles have given both to the actor's next life.
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    let mut coins = world.coins().await;
    coins.sort_unstable();
    assert_eq!(coins, [0, 1, 2]);
}

#[actix_rt::test]
async fn an_unreadable_log_makes_the_entity_unavailable_until_it_can_be_read() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    let later = world.restarted();
    later.log.fail_reads(u32::MAX);
    assert_eq!(
        later.send(PotCommand::Put(2)).await,
        Err(CommandError::Unavailable)
    );
    assert!(matches!(later.pot().state().await, Err(Unreadable)));
    assert!(matches!(later.pot().events_after(0).await, Err(Unreadable)));
    later.log.fail_reads(0);
    assert_eq!(later.send(PotCommand::Put(2)).await.unwrap().seq, 2);
}
