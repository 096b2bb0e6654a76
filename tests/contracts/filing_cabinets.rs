//! Filing cabinets: saved on the version before only, lists narrowed by what lies where, numbers never given twice.

use crate::chain::{Chain, account, counted};
use crate::world::{World, on_every_database, on_real_databases};
use domain::aggregate::{FiledRow, Projection};
use domain::cabinet::Cabinet;
use domain::cabinet::change::{CabinetChange, TypeDetails};
use domain::ids::{AccountId, ContractId};
use domain::ports::event_log::{Append, ListQuery, Narrowed, Span};
use domain::ports::filing_cabinets::{Filing, Refiling};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

on_every_database!(
    a_cabinet_is_saved_on_the_version_before_only,
    a_list_is_narrowed_by_type_folder_and_archive,
    what_lies_where_outlives_the_rows,
    a_list_is_narrowed_by_times_party_and_number,
    what_was_cleaned_away_is_not_listed,
    what_lay_under_a_removed_type_lies_under_none,
    a_number_is_given_once,
    a_closed_entity_gets_another_state_in_every_list,
);
on_real_databases!(a_cabinet_outlives_a_restart);

fn with_types(names: &[&str]) -> Cabinet {
    names.iter().fold(Cabinet::default(), |cabinet, name| {
        let details = TypeDetails {
            name: (*name).to_owned(),
            note: String::new(),
            default: false,
            locked: false,
            numbering: None,
        };
        let changed = cabinet.changed(CabinetChange::AddType(details)).unwrap();
        Cabinet {
            version: 1,
            ..changed
        }
    })
}

async fn a_cabinet_is_saved_on_the_version_before_only(world: World) {
    let (cabinets, owner) = (&world.store.cabinets, account());
    assert_eq!(cabinets.cabinet(owner).await.unwrap(), Cabinet::default());
    let first = with_types(&["采购"]);
    cabinets.save(owner, &first).await.unwrap();
    assert_eq!(cabinets.save(owner, &first).await, Err(RowError::Changed));
    let second = first
        .changed(CabinetChange::AddFolder("2026".to_owned()))
        .unwrap();
    cabinets.save(owner, &second).await.unwrap();
    assert_eq!(cabinets.cabinet(owner).await.unwrap(), second);
    assert_eq!(cabinets.cabinet(account()).await.unwrap(), Cabinet::default());
}

fn row(owner: AccountId, at: i64, title: &str) -> Projection {
    Projection {
        list: "contracts",
        owner,
        sort_at: Timestamp(at),
        state: "to_sign",
        found_by: vec![title.to_owned()],
        row: json!({"title": title}),
        filed: Some(FiledRow {
            cabinet: owner,
            deadline: None,
            signed: None,
            parties: Vec::new(),
            number: None,
        }),
    }
}

async fn project(world: &World, rows: Vec<Projection>) -> Chain {
    let mut chain = Chain::begin(&world.store.log).await;
    let append = Append {
        projections: Some(rows),
        ..chain.append(&[counted(1)])
    };
    chain.store(append).await;
    chain
}

async fn listed(world: &World, owner: AccountId, narrowed: Narrowed<'_>) -> Vec<Value> {
    let query = ListQuery {
        narrowed,
        ..ListQuery::first("contracts", owner, 10)
    };
    world.store.log.list(&query).await.unwrap()
}

async fn titles(world: &World, owner: AccountId, narrowed: Narrowed<'_>) -> Vec<String> {
    let rows = listed(world, owner, narrowed).await;
    let titles = rows.iter().map(|row| row["title"].as_str().unwrap().to_owned());
    titles.collect()
}

fn kind(no: u32) -> Narrowed<'static> {
    Narrowed {
        kind: Some(no),
        ..Narrowed::default()
    }
}

fn to_kind(no: u32) -> Refiling {
    Refiling {
        kind: Some(no),
        ..Refiling::default()
    }
}

async fn a_list_is_narrowed_by_type_folder_and_archive(world: World) {
    let (owner, stranger) = (account(), account());
    let a = project(&world, vec![row(owner, 1, "a")]).await;
    let b = project(&world, vec![row(owner, 2, "b")]).await;
    let cabinets = &world.store.cabinets;
    let both = [a.stream.clone(), b.stream.clone()];
    cabinets.file(owner, &both, to_kind(3)).await.unwrap();
    // Somebody else's cabinet has no say in this one.
    cabinets.file(stranger, &both, to_kind(9)).await.unwrap();
    let refiling = Refiling {
        folder: Some(7),
        archived: Some(true),
        ..Refiling::default()
    };
    cabinets.file(owner, &both[..1], refiling).await.unwrap();
    let expected = Filing {
        kind: 3,
        folder: 7,
        archived: true,
    };
    assert_eq!(cabinets.filing(owner, &a.stream).await.unwrap(), expected);
    assert_eq!(titles(&world, owner, kind(3)).await, ["b", "a"]);
    assert_eq!(titles(&world, owner, kind(0)).await, [""; 0]);
    let folder = |no| Narrowed {
        folder: Some(no),
        ..Narrowed::default()
    };
    assert_eq!(titles(&world, owner, folder(7)).await, ["a"]);
    assert_eq!(titles(&world, owner, folder(0)).await, ["b"]);
    let archived = |archived| Narrowed {
        archived: Some(archived),
        ..Narrowed::default()
    };
    assert_eq!(titles(&world, owner, archived(true)).await, ["a"]);
    assert_eq!(titles(&world, owner, archived(false)).await, ["b"]);
    assert_eq!(
        listed(&world, owner, Narrowed::default()).await,
        [
            json!({"title": "b", "type": 3}),
            json!({"title": "a", "type": 3, "folder": 7, "archived": true})
        ]
    );
}

async fn what_lies_where_outlives_the_rows(world: World) {
    let owner = account();
    let mut chain = Chain::begin(&world.store.log).await;
    // Filed before the log begins, as a contract is that is about to be sent.
    let streams = [chain.stream.clone()];
    world
        .store
        .cabinets
        .file(owner, &streams, to_kind(2))
        .await
        .unwrap();
    for (n, title) in [(1, "旧"), (2, "新")] {
        let append = Append {
            projections: Some(vec![row(owner, 1, title)]),
            ..chain.append(&[counted(n)])
        };
        chain.store(append).await;
        assert_eq!(titles(&world, owner, kind(2)).await, [title]);
    }
}

async fn a_list_is_narrowed_by_times_party_and_number(world: World) {
    let owner = account();
    let with = |at: i64, title: &str, deadline: Option<i64>, party: &str, number: &str| Projection {
        filed: Some(FiledRow {
            cabinet: owner,
            deadline: deadline.map(Timestamp),
            signed: deadline.map(|at| Timestamp(at + 1_000)),
            parties: vec![party.to_owned()],
            number: Some(number.to_owned()),
        }),
        ..row(owner, at, title)
    };
    project(
        &world,
        vec![with(10, "张三的房子", Some(100), "李四", "CG-202611-0001")],
    )
    .await;
    project(
        &world,
        vec![with(20, "采购", Some(200), "张三", "CG-202611-0002")],
    )
    .await;
    project(&world, vec![with(30, "无期限", None, "王五", "XS-202611-0001")]).await;
    let span = |from, to| Span {
        from: Some(Timestamp(from)),
        to: Some(Timestamp(to)),
    };
    let all = Narrowed::default;
    let cases: [(Narrowed<'_>, &[&str]); 8] = [
        (
            Narrowed {
                opened: span(10, 20),
                ..all()
            },
            &["张三的房子"],
        ),
        (
            Narrowed {
                opened: span(11, 31),
                ..all()
            },
            &["无期限", "采购"],
        ),
        (
            Narrowed {
                deadline: span(150, 250),
                ..all()
            },
            &["采购"],
        ),
        (
            Narrowed {
                deadline: span(201, 999),
                ..all()
            },
            &[],
        ),
        (
            Narrowed {
                signed: span(1_100, 1_101),
                ..all()
            },
            &["张三的房子"],
        ),
        (
            Narrowed {
                party: "张三",
                ..all()
            },
            &["采购"],
        ),
        (
            Narrowed {
                number: "cg202611",
                ..all()
            },
            &["采购", "张三的房子"],
        ),
        (
            Narrowed {
                number: "0001",
                party: "王五",
                ..all()
            },
            &["无期限"],
        ),
    ];
    for (narrowed, expected) in cases {
        let said = format!("{narrowed:?}");
        assert_eq!(titles(&world, owner, narrowed).await, expected, "{said}");
    }
}

async fn what_was_cleaned_away_is_not_listed(world: World) {
    let (owner, organisation, other) = (account(), account(), account());
    let own = project(&world, vec![row(owner, 1, "own")]).await;
    let shared = project(&world, vec![row(owner, 2, "shared")]).await;
    project(&world, vec![row(owner, 3, "kept")]).await;
    let cabinets = &world.store.cabinets;
    cabinets
        .hide(owner, std::slice::from_ref(&own.stream))
        .await
        .unwrap();
    cabinets
        .hide(organisation, std::slice::from_ref(&shared.stream))
        .await
        .unwrap();
    cabinets
        .hide(organisation, std::slice::from_ref(&shared.stream))
        .await
        .unwrap();
    let seen = |one, two| Narrowed {
        not_hidden_from: [one, two],
        ..Narrowed::default()
    };
    for (narrowed, expected) in [
        (seen(Some(owner), Some(organisation)), vec!["kept"]),
        (seen(Some(owner), None), vec!["kept", "shared"]),
        (seen(Some(other), Some(organisation)), vec!["kept", "own"]),
        (seen(None, None), vec!["kept", "shared", "own"]),
    ] {
        assert_eq!(titles(&world, owner, narrowed).await, expected);
    }
    let hidden = async |owners: &[AccountId]| cabinets.is_hidden(owners, &shared.stream).await.unwrap();
    assert!(hidden(&[other, organisation]).await);
    assert!(!hidden(&[other, owner]).await);
}

async fn what_lay_under_a_removed_type_lies_under_none(world: World) {
    let (owner, stranger) = (account(), account());
    let cabinets = &world.store.cabinets;
    let cabinet = with_types(&["采购", "人事"]);
    cabinets.save(owner, &cabinet).await.unwrap();
    let a = project(&world, vec![row(owner, 1, "a"), row(stranger, 1, "a")]).await;
    let b = project(&world, vec![row(owner, 2, "b")]).await;
    cabinets
        .file(owner, std::slice::from_ref(&a.stream), to_kind(1))
        .await
        .unwrap();
    cabinets
        .file(stranger, std::slice::from_ref(&a.stream), to_kind(1))
        .await
        .unwrap();
    cabinets.file(owner, &[b.stream], to_kind(2)).await.unwrap();
    let fewer = cabinet.changed(CabinetChange::RemoveType(1)).unwrap();
    cabinets.save(owner, &fewer).await.unwrap();
    assert_eq!(titles(&world, owner, kind(0)).await, ["a"]);
    assert_eq!(titles(&world, owner, kind(2)).await, ["b"]);
    assert_eq!(titles(&world, stranger, kind(1)).await, ["a"]);
    assert_eq!(cabinets.filing(owner, &a.stream).await.unwrap().kind, 0);
}

async fn a_number_is_given_once(world: World) {
    let (owner, other) = (account(), account());
    let cabinets = &world.store.cabinets;
    let contracts: Vec<ContractId> = (0..20).map(|_| ContractId(Uuid::new_v4())).collect();
    let given = contracts
        .iter()
        .map(|contract| cabinets.give_number(owner, "CG-2026-", *contract, Timestamp(5)));
    let mut numbers: Vec<u64> = join_all(given).await.into_iter().map(Result::unwrap).collect();
    let first = numbers[0];
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<u64>>());
    // Asked again, a contract keeps its number; another series and another owner count for themselves.
    let again = cabinets.give_number(owner, "CG-2026-", contracts[0], Timestamp(9));
    assert_eq!(again.await.unwrap(), first);
    for (owner, series) in [(owner, "CG-2027-"), (other, "CG-2026-")] {
        let number = cabinets.give_number(owner, series, contracts[3], Timestamp(9));
        assert_eq!(number.await.unwrap(), 1);
    }
    let last = cabinets.numbers(owner, "CG-2026-", 3).await.unwrap();
    let running: Vec<u64> = last.iter().map(|number| number.running).collect();
    assert_eq!(running, [20, 19, 18]);
    assert_eq!(last[0].at, Timestamp(5));
}

async fn a_closed_entity_gets_another_state_in_every_list(world: World) {
    let (owner, party) = (account(), account());
    let with_state = |owner: AccountId, name: &str, state: &'static str| Projection {
        state,
        row: json!({"title": "a", name: state}),
        ..row(owner, 1, "a")
    };
    let rows = vec![
        with_state(owner, "state", "signed"),
        with_state(party, "own_state", "mine_signed"),
    ];
    let chain = project(&world, rows).await;
    let other = project(&world, vec![with_state(owner, "state", "signed")]).await;
    let words = [("signed", "voided"), ("mine_signed", "mine_voided")];
    for _ in 0..2 {
        let cabinets = &world.store.cabinets;
        cabinets.restate(&chain.stream, &words).await.unwrap();
    }
    let in_state = async |owner, state: &str| {
        let query = ListQuery {
            states: &[state],
            ..ListQuery::first("contracts", owner, 10)
        };
        world.store.log.list(&query).await.unwrap()
    };
    assert_eq!(
        in_state(owner, "voided").await,
        [json!({"title": "a", "state": "voided"})]
    );
    assert_eq!(
        in_state(party, "mine_voided").await,
        [json!({"title": "a", "own_state": "mine_voided"})]
    );
    assert_eq!(in_state(owner, "signed").await.len(), 1, "{} stays", other.stream);
}

async fn a_cabinet_outlives_a_restart(world: World) {
    let owner = account();
    let cabinet = with_types(&["采购"]);
    world.store.cabinets.save(owner, &cabinet).await.unwrap();
    let world = world.reopen().await;
    assert_eq!(world.store.cabinets.cabinet(owner).await.unwrap(), cabinet);
}
