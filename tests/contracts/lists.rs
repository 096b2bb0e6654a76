//! List rows: replaced with every append, seen by their owner only, newest first, in pages without loss.

use crate::chain::{Chain, account, counted};
use crate::world::{World, on_every_database};
use domain::aggregate::Projection;
use domain::ids::AccountId;
use domain::ports::event_log::Append;
use domain::timestamp::Timestamp;
use serde_json::{Value, json};

on_every_database!(
    an_append_replaces_all_rows_of_its_stream,
    a_row_is_seen_by_its_owner_in_its_list_only,
    pages_are_newest_first_and_lose_nothing,
    rows_of_one_time_stay_on_one_page,
);

fn row(list: &'static str, owner: AccountId, sort_at: i64, title: &str) -> Projection {
    Projection {
        list,
        owner,
        sort_at: Timestamp(sort_at),
        row: json!({"title": title, "at": sort_at}),
    }
}

async fn project(world: &World, rows: Vec<Projection>) -> Chain {
    let mut chain = Chain::begin(&world.store.log).await;
    chain
        .store(Append {
            projections: rows,
            ..chain.append(&[counted(1)])
        })
        .await;
    chain
}

async fn titles(world: &World, owner: AccountId, before: Option<i64>, limit: u32) -> Vec<String> {
    let rows = world
        .store
        .log
        .list("contracts", owner, before.map(Timestamp), limit)
        .await
        .unwrap();
    rows.iter()
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .collect()
}

async fn an_append_replaces_all_rows_of_its_stream(world: World) {
    let (host, party) = (account(), account());
    let rows = vec![row("contracts", host, 1, "旧"), row("contracts", party, 1, "旧")];
    let mut chain = project(&world, rows).await;
    let projections = vec![row("contracts", host, 2, "新")];
    chain
        .store(Append {
            projections,
            ..chain.append(&[counted(2)])
        })
        .await;
    assert_eq!(titles(&world, host, None, 10).await, ["新"]);
    assert_eq!(titles(&world, party, None, 10).await, [""; 0]);
}

async fn a_row_is_seen_by_its_owner_in_its_list_only(world: World) {
    let (host, stranger) = (account(), account());
    // One account may have two rows of one stream, for example as host and as party.
    let rows = vec![
        row("contracts", host, 5, "a"),
        row("drafts", host, 5, "d"),
        row("contracts", host, 4, "b"),
    ];
    project(&world, rows).await;
    assert_eq!(titles(&world, host, None, 10).await, ["a", "b"]);
    assert_eq!(titles(&world, stranger, None, 10).await, [""; 0]);
    let drafts: Vec<Value> = world.store.log.list("drafts", host, None, 10).await.unwrap();
    assert_eq!(drafts, [json!({"title": "d", "at": 5})]);
}

async fn pages_are_newest_first_and_lose_nothing(world: World) {
    let host = account();
    for n in [3, 1, 5, 2, 4] {
        project(&world, vec![row("contracts", host, n, &n.to_string())]).await;
    }
    assert_eq!(titles(&world, host, None, 2).await, ["5", "4"]);
    assert_eq!(titles(&world, host, Some(4), 2).await, ["3", "2"]);
    assert_eq!(titles(&world, host, Some(2), 2).await, ["1"]);
    assert_eq!(titles(&world, host, Some(1), 2).await, [""; 0]);
}

async fn rows_of_one_time_stay_on_one_page(world: World) {
    let host = account();
    for (sort_at, title) in [(9, "new"), (5, "tie"), (5, "tie"), (5, "tie"), (1, "old")] {
        project(&world, vec![row("contracts", host, sort_at, title)]).await;
    }
    assert_eq!(titles(&world, host, None, 2).await, ["new", "tie", "tie", "tie"]);
    assert_eq!(titles(&world, host, Some(5), 2).await, ["old"]);
}
