//! List rows: replaced with every append, seen by their owner only, newest first, in pages without loss.

use crate::chain::{Chain, account, counted, noted};
use crate::world::{World, on_every_database};
use domain::aggregate::Projection;
use domain::ids::AccountId;
use domain::ports::event_log::{Append, ListQuery};
use domain::timestamp::Timestamp;
use serde_json::{Value, json};

on_every_database!(
    an_append_replaces_all_rows_of_its_stream,
    a_row_is_seen_by_its_owner_in_its_list_only,
    pages_are_newest_first_and_lose_nothing,
    rows_of_one_time_stay_on_one_page,
    what_has_not_changed_stands,
    a_list_is_narrowed_to_a_state,
    rows_are_found_by_words_of_one_and_two_characters,
    what_was_erased_is_not_found,
    rows_of_one_state_are_counted,
);

fn row(list: &'static str, owner: AccountId, sort_at: i64, title: &str) -> Projection {
    Projection {
        list,
        owner,
        sort_at: Timestamp(sort_at),
        state: "",
        found_by: Vec::new(),
        filed: None,
        row: json!({"title": title, "at": sort_at}),
    }
}

async fn project(world: &World, rows: Vec<Projection>) -> Chain {
    let mut chain = Chain::begin(&world.store.log).await;
    chain
        .store(Append {
            projections: Some(rows),
            ..chain.append(&[counted(1)])
        })
        .await;
    chain
}

async fn titles(world: &World, owner: AccountId, before: Option<i64>, limit: u32) -> Vec<String> {
    let rows = world
        .store
        .log
        .list(&ListQuery {
            before: before.map(Timestamp),
            ..ListQuery::first("contracts", owner, limit)
        })
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
            projections: Some(projections),
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
    let drafts: Vec<Value> = world
        .store
        .log
        .list(&ListQuery::first("drafts", host, 10))
        .await
        .unwrap();
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

async fn what_has_not_changed_stands(world: World) {
    let host = account();
    let mut chain = project(&world, vec![row("contracts", host, 1, "旧")]).await;
    chain
        .store(Append {
            projections: None,
            ..chain.append(&[counted(2)])
        })
        .await;
    assert_eq!(titles(&world, host, None, 10).await, ["旧"]);
}

/// A row in a state, found by its title.
fn searchable(owner: AccountId, sort_at: i64, state: &'static str, title: &str) -> Projection {
    Projection {
        state,
        found_by: vec![title.to_owned(), "甲方乙方".to_owned()],
        ..row("contracts", owner, sort_at, title)
    }
}

async fn found(world: &World, owner: AccountId, state: Option<&str>, search: &str) -> Vec<String> {
    let states: Vec<&str> = state.into_iter().collect();
    let query = ListQuery {
        states: &states,
        search,
        ..ListQuery::first("contracts", owner, 2)
    };
    let rows = world.store.log.list(&query).await.unwrap();
    rows.iter()
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .collect()
}

async fn a_list_is_narrowed_to_a_state(world: World) {
    let host = account();
    for (at, state) in [(1, "signed"), (2, "to_sign"), (3, "signed"), (4, "signed")] {
        project(&world, vec![searchable(host, at, state, &at.to_string())]).await;
    }
    assert_eq!(found(&world, host, Some("signed"), "").await, ["4", "3"]);
    assert_eq!(found(&world, host, Some("to_sign"), "").await, ["2"]);
    assert_eq!(found(&world, host, Some("revoked"), "").await, [""; 0]);
    assert_eq!(found(&world, host, Some("signed"), "甲方").await, ["4", "3"]);
    assert_eq!(found(&world, host, Some("to_sign"), "甲方").await, ["2"]);
}

async fn rows_are_found_by_words_of_one_and_two_characters(world: World) {
    let (host, stranger) = (account(), account());
    for (at, title) in [
        (1, "张三的房屋租赁合同"),
        (2, "李四 NDA-2026"),
        (3, "张力的采购合同"),
    ] {
        project(&world, vec![searchable(host, at, "to_sign", title)]).await;
    }
    assert_eq!(found(&world, host, None, "张三").await, ["张三的房屋租赁合同"]);
    assert_eq!(
        found(&world, host, None, "张").await,
        ["张力的采购合同", "张三的房屋租赁合同"]
    );
    assert_eq!(found(&world, host, None, "nda").await, ["李四 NDA-2026"]);
    assert_eq!(found(&world, host, None, "三张").await, [""; 0]);
    assert_eq!(found(&world, stranger, None, "张三").await, [""; 0]);
    // A row that is replaced is found by its new title alone.
    let mut chain = project(&world, vec![searchable(host, 4, "to_sign", "甲骨文")]).await;
    chain
        .store(Append {
            projections: Some(vec![searchable(host, 4, "to_sign", "楔形字")]),
            ..chain.append(&[counted(2)])
        })
        .await;
    assert_eq!(found(&world, host, None, "甲骨").await, [""; 0]);
    assert_eq!(found(&world, host, None, "楔形").await, ["楔形字"]);
    // A row that goes is found no more.
    chain
        .store(Append {
            projections: Some(Vec::new()),
            ..chain.append(&[counted(3)])
        })
        .await;
    assert_eq!(found(&world, host, None, "楔形").await, [""; 0]);
}

async fn what_was_erased_is_not_found(world: World) {
    let host = account();
    let mut chain = Chain::begin(&world.store.log).await;
    let append = Append {
        projections: Some(vec![searchable(host, 1, "to_sign", "张三的合同")]),
        ..chain.append(&[noted("party/1", "张三", "13800000001")])
    };
    chain.store(append).await;
    assert_eq!(found(&world, host, None, "张三").await, ["张三的合同"]);
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    assert_eq!(found(&world, host, None, "张三").await, [""; 0]);
    assert_eq!(found(&world, host, None, "的合").await, [""; 0]);
    assert_eq!(found(&world, host, None, "").await, ["█的合同"]);
}

async fn rows_of_one_state_are_counted(world: World) {
    let (one, other) = (account(), account());
    let in_state = |state: &'static str, owner| Projection {
        state,
        ..row("counted", owner, 1, "x")
    };
    for state in ["signed", "signed", "to_sign"] {
        project(&world, vec![in_state(state, one), in_state(state, other)]).await;
    }
    project(&world, vec![in_state("signed", other)]).await;
    let log = &world.store.log;
    for (owner, state, expected) in [(one, "signed", 2), (one, "to_sign", 1), (other, "signed", 3)] {
        assert_eq!(
            log.count("counted", owner, state).await.unwrap(),
            expected,
            "{state}"
        );
    }
    assert_eq!(log.count("counted", account(), "signed").await.unwrap(), 0);
    assert_eq!(log.count("other", one, "signed").await.unwrap(), 0);
}
