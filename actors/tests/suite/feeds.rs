//! Following an entity: without gaps, through lag, panic and sleep.

use crate::support::pot::{Pot, PotCommand, PotEvent};
use crate::support::world::{World, settle, until};
use actors::entity::feed::{Feed, Next};
use actors::registry::RegistryOptions;

/// The seqs of the next `count` events.
async fn seqs(feed: &mut Feed<Pot>, count: usize) -> Vec<u64> {
    let mut out = Vec::new();
    for _ in 0..count {
        out.push(feed.next().await.unwrap().seq);
    }
    out
}

#[actix_rt::test]
async fn a_subscription_begins_where_its_snapshot_ends() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    world.log.hold();
    let second = world.spawn(world.command(PotCommand::PutMany(vec![2, 3])));
    settle().await;
    let mut subscription = world.pot().subscribe().await.unwrap();
    assert_eq!(
        (subscription.snapshot.head.seq, &subscription.snapshot.state.coins),
        (1, &vec![1])
    );
    world.log.let_through(1);
    second.await.unwrap().unwrap();
    for expected in [2, 3] {
        let Next::Event(event) = subscription.next().await else {
            panic!("no event")
        };
        assert!(matches!(event.event, PotEvent::Coin { coin } if coin == expected));
        assert_eq!(event.seq, expected);
    }
}

#[actix_rt::test]
async fn a_subscriber_that_lags_is_told_and_can_heal() {
    let world = World::with(RegistryOptions {
        feed: 4,
        ..RegistryOptions::default()
    });
    world.send(PotCommand::Put(1)).await.unwrap();
    let mut subscription = world.pot().subscribe().await.unwrap();
    for coin in 2..=11 {
        world.send(PotCommand::Put(coin)).await.unwrap();
    }
    assert!(matches!(subscription.next().await, Next::Lagged(6)));
    let healed = world
        .pot()
        .events_after(subscription.snapshot.head.seq)
        .await
        .unwrap();
    assert_eq!(
        healed.iter().map(|event| event.seq).collect::<Vec<_>>(),
        (2..=11).collect::<Vec<_>>()
    );
}

#[actix_rt::test]
async fn a_feed_that_lags_heals_by_itself() {
    let world = World::with(RegistryOptions {
        feed: 4,
        ..RegistryOptions::default()
    });
    world.send(PotCommand::Put(1)).await.unwrap();
    let (snapshot, mut feed) = world.pot().follow().await.unwrap().unwrap();
    assert_eq!(snapshot.head.seq, 1);
    for coin in 2..=20 {
        world.send(PotCommand::Put(coin)).await.unwrap();
    }
    assert_eq!(seqs(&mut feed, 19).await, (2..=20).collect::<Vec<_>>());
    world.send(PotCommand::Put(21)).await.unwrap();
    assert_eq!(seqs(&mut feed, 1).await, [21]);
}

#[actix_rt::test]
async fn a_feed_survives_the_death_of_the_actor() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    let (_, mut feed) = world.pot().follow().await.unwrap().unwrap();
    world.send(PotCommand::Put(2)).await.unwrap();
    let _ = world.send(PotCommand::Panic).await;
    world.send(PotCommand::Put(3)).await.unwrap();
    let _ = world.send(PotCommand::Panic).await;
    world.send(PotCommand::Put(4)).await.unwrap();
    assert_eq!(seqs(&mut feed, 3).await, [2, 3, 4]);
}

#[actix_rt::test]
async fn a_feed_heals_once_the_log_can_be_read_again() {
    let world = World::with(RegistryOptions {
        feed: 2,
        ..RegistryOptions::default()
    });
    world.send(PotCommand::Put(1)).await.unwrap();
    let (_, mut feed) = world.pot().follow().await.unwrap().unwrap();
    for coin in 2..=9 {
        world.send(PotCommand::Put(coin)).await.unwrap();
    }
    tokio::time::pause();
    world.log.fail_reads(3);
    assert_eq!(seqs(&mut feed, 8).await, (2..=9).collect::<Vec<_>>());
}

#[actix_rt::test]
async fn a_feed_ends_with_its_registry() {
    let world = World::new();
    world.send(PotCommand::Put(1)).await.unwrap();
    let (_, mut feed) = world.pot().follow().await.unwrap().unwrap();
    let ended = tokio::task::spawn_local(async move { feed.next().await.is_none() });
    world.registry.drain().await;
    until("the feed ends", || ended.is_finished()).await;
    assert!(ended.await.unwrap());
}
