//! Group commit: many writers at once, each gets its own outcome.

use crate::chain::{Chain, counted, noted, timer};
use crate::world::{World, on_every_database, psql};
use domain::ports::event_log::{Append, AppendError};
use futures_util::future::join_all;

on_every_database!(
    bad_appends_in_a_batch_hurt_nobody_else,
    everyone_reads_what_was_acknowledged
);

const WRITERS: usize = 50;

async fn bad_appends_in_a_batch_hurt_nobody_else(world: World) {
    let mut chains = Vec::new();
    for _ in 0..WRITERS {
        chains.push(Chain::begin(&world.store.log).await);
    }
    for round in 0..4 {
        let mut appends: Vec<Append> = chains
            .iter()
            .map(|chain| chain.append(&[counted(round), noted("party/1", "张三", "1")]))
            .collect();
        appends[7].expected_seq += 1;
        appends[20].epoch += 1;
        appends[33].timers = Some(vec![timer("twice", 1), timer("twice", 2)]);
        let outcomes = join_all(
            appends
                .iter()
                .map(|append| world.store.log.append(append.clone())),
        )
        .await;
        for (n, outcome) in outcomes.into_iter().enumerate() {
            let (stream, expected) = (appends[n].stream.clone(), appends[n].expected_seq);
            match n {
                7 | 33 => assert_eq!(outcome, Err(AppendError::Conflict { stream, expected }), "{n}"),
                20 => assert_eq!(outcome, Err(AppendError::Fenced { stream }), "{n}"),
                _ => {
                    assert_eq!(outcome, Ok(()), "{n}");
                    let last = appends[n].lines.last().unwrap();
                    chains[n].head = domain::line::Head {
                        seq: last.seq,
                        hash: last.hash,
                        at: last.at,
                    };
                }
            }
        }
    }
    for (n, chain) in chains.iter().enumerate() {
        let seqs: Vec<u64> = chain.stored().await.iter().map(|line| line.seq).collect();
        let expected: Vec<u64> = if [7, 20, 33].contains(&n) {
            vec![]
        } else {
            (1..=8).collect()
        };
        assert_eq!(seqs, expected, "{n}");
    }
    assert_eq!(*world.store.failed.borrow(), None);
}

async fn everyone_reads_what_was_acknowledged(world: World) {
    let writers = (0..WRITERS).map(|_| async {
        let mut chain = Chain::begin(&world.store.log).await;
        for n in 1..=5 {
            chain.grow(1).await;
            assert_eq!(
                chain.stored().await.len(),
                n,
                "a line is there when its append returns"
            );
        }
    });
    join_all(writers).await;
}

#[tokio::test]
async fn after_a_lost_connection_nothing_is_written_any_more() {
    let world = World::postgres().await;
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(1).await;
    psql(
        world.postgres_url(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    let lost = chain.append(&[counted(1)]);
    assert!(matches!(
        world.store.log.append(lost.clone()).await,
        Err(AppendError::Unknown(_))
    ));
    let mut failed = world.store.failed.clone();
    failed.wait_for(Option::is_some).await.unwrap();
    assert!(matches!(
        world.store.log.append(lost.clone()).await,
        Err(AppendError::Unknown(_))
    ));
    chain.assert_untouched(&lost, 1).await;
}
