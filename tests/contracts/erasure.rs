//! Erasing a person: openings and key go, lines stay, and rows that repeat the values are blanked.

use crate::chain::{Chain, Noted, account, noted};
use crate::world::{World, on_every_database, on_real_databases, psql};
use domain::aggregate::Projection;
use domain::ids::{AccountId, ContractId};
use domain::line::{self, Head};
use domain::ports::event_log::{Append, ListQuery};
use domain::ports::rows::OutboxMessage;
use domain::timestamp::Timestamp;
use serde_json::json;

on_every_database!(
    erasing_takes_one_persons_openings_only,
    lines_of_an_erased_person_still_verify,
    an_erased_person_can_be_named_again,
    list_rows_lose_the_erased_values,
);
on_real_databases!(messages_lose_the_erased_values);

async fn two_people(world: &World) -> Chain {
    let mut chain = Chain::begin(&world.store.log).await;
    let people = [
        noted("party/1", "张三", "13800000001"),
        noted("party/2", "李四", "13800000002"),
        noted("party/1", "张三丰", "13800000003"),
    ];
    chain.store(chain.append(&people)).await;
    chain
}

async fn subjects(chain: &Chain) -> Vec<Vec<String>> {
    let subjects = |line: domain::ports::event_log::StoredLine| {
        line.openings.into_iter().map(|opening| opening.subject).collect()
    };
    chain.stored().await.into_iter().map(subjects).collect()
}

async fn erasing_takes_one_persons_openings_only(world: World) {
    let chain = two_people(&world).await;
    let bystander = two_people(&world).await;
    assert_eq!(chain.log.erase(&chain.stream, "party/1").await.unwrap(), 4);
    assert_eq!(subjects(&chain).await, [vec![], vec!["party/2"; 2], vec![]]);
    assert_eq!(chain.log.erase(&chain.stream, "party/1").await.unwrap(), 0);
    assert_eq!(
        subjects(&bystander).await,
        [["party/1"; 2], ["party/2"; 2], ["party/1"; 2]]
    );
}

async fn lines_of_an_erased_person_still_verify(world: World) {
    let chain = two_people(&world).await;
    let before: Vec<Vec<u8>> = chain.stored().await.into_iter().map(|line| line.bytes).collect();
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    let mut head = Head::NONE;
    for (line, before) in chain.stored().await.iter().zip(before) {
        assert_eq!(line.bytes, before);
        let recorded = line::read::<Noted>(head, &line.bytes, &line.openings).unwrap();
        head = Head {
            seq: recorded.seq,
            hash: recorded.hash,
            at: recorded.at,
        };
    }
    assert_eq!(head, chain.head);
}

async fn an_erased_person_can_be_named_again(world: World) {
    let mut chain = two_people(&world).await;
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    chain
        .store(chain.append(&[noted("party/1", "王五", "13800000009")]))
        .await;
    let openings = chain.stored().await.pop().unwrap().openings;
    assert_eq!(openings[0].opening.value, "王五");
}

async fn list_rows_lose_the_erased_values(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let host: AccountId = account();
    let row = json!({"title": "张三 与 李四 的合同", "parties": ["张三", "李四"], "n": 2});
    let projections = vec![Projection {
        list: "contracts",
        owner: host,
        sort_at: Timestamp(1),
        state: "",
        found_by: Vec::new(),
        filed: None,
        row,
    }];
    let people = [
        noted("party/1", "张三", "13800000001"),
        noted("party/2", "李四", "13800000002"),
    ];
    chain
        .store(Append {
            projections: Some(projections),
            ..chain.append(&people)
        })
        .await;
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    let rows = chain
        .log
        .list(&ListQuery::first("contracts", host, 10))
        .await
        .unwrap();
    assert_eq!(
        rows,
        [json!({"title": "█ 与 李四 的合同", "parties": ["█", "李四"], "n": 2})]
    );
}

async fn messages_lose_the_erased_values(world: World) {
    let chain = two_people(&world).await;
    let contract = ContractId(chain.stream.id);
    let message = |contract, to: &str, text: &str| OutboxMessage {
        id: 0,
        at: Timestamp(1),
        to_phone: to.into(),
        contract,
        text: text.into(),
    };
    let rows = &world.store.rows;
    rows.send(message(Some(contract), "13800000001", "张三您好"))
        .await
        .unwrap();
    rows.send(message(Some(contract), "13800000002", "李四您好"))
        .await
        .unwrap();
    rows.send(message(None, "13800000001", "验证码")).await.unwrap();
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    let outbox = rows.outbox(None, 10).await.unwrap();
    let told: Vec<(&str, &str)> = outbox
        .iter()
        .rev()
        .map(|message| (&*message.to_phone, &*message.text))
        .collect();
    // A code that belongs to no contract is not this contract's to erase.
    assert_eq!(
        told,
        [
            ("█", "█您好"),
            ("13800000002", "李四您好"),
            ("13800000001", "验证码")
        ]
    );
}

#[tokio::test]
async fn the_erased_persons_key_is_destroyed() {
    let world = World::postgres().await;
    let chain = two_people(&world).await;
    let left = || {
        let url = world.postgres_url();
        let key = psql(
            url,
            "SELECT string_agg(subject, ',' ORDER BY subject) FROM subject_key",
        );
        let opening = psql(url, "SELECT string_agg(DISTINCT subject, ',') FROM opening");
        (key, opening)
    };
    assert_eq!(left(), ("party/1,party/2".into(), "party/1,party/2".into()));
    chain.log.erase(&chain.stream, "party/1").await.unwrap();
    assert_eq!(left(), ("party/2".into(), "party/2".into()));
}
