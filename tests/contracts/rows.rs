//! Drafts with versions, the outbox, settings, and accounts by phone number.

use crate::chain::account;
use crate::world::{World, on_every_database, on_real_databases};
use domain::ids::{AccountId, ContractId, DraftId};
use domain::ports::rows::{Draft, OutboxMessage, RowError};
use domain::timestamp::Timestamp;
use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

on_every_database!(
    a_draft_is_saved_on_the_version_before_only,
    a_draft_belongs_to_its_first_owner,
    a_draft_is_handed_over_by_its_owner_and_no_other,
    drafts_come_latest_first_and_can_be_removed,
    messages_come_newest_first_with_rising_ids,
    a_setting_is_replaced_or_claimed,
    a_phone_number_has_one_account,
);
on_real_databases!(rows_outlive_a_restart);

fn draft(owner: AccountId, version: u64, updated: i64) -> Draft {
    let body = json!({"title": "战略合作", "version": version, "pages": [1, 2.5, null]});
    Draft {
        id: DraftId(Uuid::new_v4()),
        owner,
        version,
        updated: Timestamp(updated),
        body,
    }
}

async fn a_draft_is_saved_on_the_version_before_only(world: World) {
    let rows = &world.store.rows;
    let first = draft(account(), 1, 10);
    assert_eq!(rows.draft(first.id).await.unwrap(), None);
    let second = Draft {
        version: 2,
        updated: Timestamp(11),
        body: json!({"v": 2}),
        ..first.clone()
    };
    assert_eq!(
        rows.save_draft(second.clone()).await,
        Err(RowError::Changed),
        "there is no version 1"
    );
    assert_eq!(
        rows.save_draft(Draft {
            version: 0,
            ..first.clone()
        })
        .await,
        Err(RowError::Changed)
    );
    rows.save_draft(first.clone()).await.unwrap();
    assert_eq!(rows.save_draft(first.clone()).await, Err(RowError::Changed));
    assert_eq!(rows.draft(first.id).await.unwrap(), Some(first.clone()));

    // Two windows save the same version: one of them is told.
    let saves = join_all([rows.save_draft(second.clone()), rows.save_draft(second.clone())]).await;
    assert_eq!(saves.iter().filter(|save| save.is_ok()).count(), 1, "{saves:?}");
    assert!(saves.contains(&Err(RowError::Changed)), "{saves:?}");
    assert_eq!(rows.draft(first.id).await.unwrap(), Some(second));
}

async fn a_draft_belongs_to_its_first_owner(world: World) {
    let rows = &world.store.rows;
    let first = draft(account(), 1, 10);
    rows.save_draft(first.clone()).await.unwrap();
    let stolen = Draft {
        owner: account(),
        version: 2,
        ..first.clone()
    };
    assert_eq!(rows.save_draft(stolen).await, Err(RowError::Changed));
    assert_eq!(rows.draft(first.id).await.unwrap(), Some(first));
}

async fn a_draft_is_handed_over_by_its_owner_and_no_other(world: World) {
    let rows = &world.store.rows;
    let (stranger, successor) = (account(), account());
    let first = draft(account(), 1, 10);
    rows.save_draft(first.clone()).await.unwrap();
    assert_eq!(
        rows.hand_over_draft(first.id, stranger, successor).await,
        Ok(false)
    );
    assert_eq!(
        rows.hand_over_draft(first.id, first.owner, successor).await,
        Ok(true)
    );
    assert_eq!(
        rows.hand_over_draft(first.id, first.owner, stranger).await,
        Ok(false)
    );
    let theirs = Draft {
        owner: successor,
        ..first.clone()
    };
    assert_eq!(rows.drafts(first.owner).await.unwrap(), []);
    let kept = rows.drafts(successor).await.unwrap();
    assert_eq!(kept, std::slice::from_ref(&theirs));
    let next = Draft { version: 2, ..theirs };
    rows.save_draft(next).await.unwrap();
}

async fn drafts_come_latest_first_and_can_be_removed(world: World) {
    let rows = &world.store.rows;
    let owner = account();
    let (old, new) = (draft(owner, 1, 10), draft(owner, 1, 20));
    for draft in [&old, &new, &draft(account(), 1, 30)] {
        rows.save_draft(draft.clone()).await.unwrap();
    }
    assert_eq!(rows.drafts(owner).await.unwrap(), [new.clone(), old.clone()]);
    let again = Draft {
        version: 2,
        updated: Timestamp(40),
        ..old.clone()
    };
    rows.save_draft(again.clone()).await.unwrap();
    assert_eq!(rows.drafts(owner).await.unwrap(), [again, new.clone()]);
    rows.remove_draft(old.id).await.unwrap();
    assert_eq!(rows.drafts(owner).await.unwrap(), [new]);
    assert_eq!(rows.draft(old.id).await.unwrap(), None);
}

fn message(contract: Option<ContractId>, text: &str) -> OutboxMessage {
    OutboxMessage {
        id: 0,
        at: Timestamp(5),
        to_phone: "13800000001".into(),
        contract,
        text: text.into(),
    }
}

async fn messages_come_newest_first_with_rising_ids(world: World) {
    let rows = &world.store.rows;
    let contract = Some(ContractId(Uuid::new_v4()));
    let first = rows.send(message(contract, "一")).await.unwrap();
    let second = rows.send(message(None, "二")).await.unwrap();
    let third = rows.send(message(contract, "三")).await.unwrap();
    assert!(first < second && second < third);
    let all = [
        OutboxMessage {
            id: third,
            ..message(contract, "三")
        },
        OutboxMessage {
            id: second,
            ..message(None, "二")
        },
        OutboxMessage {
            id: first,
            ..message(contract, "一")
        },
    ];
    assert_eq!(rows.outbox(None, 10).await.unwrap(), all);
    assert_eq!(rows.outbox(None, 2).await.unwrap(), all[..2]);
    assert_eq!(
        rows.outbox(contract, 10).await.unwrap(),
        [all[0].clone(), all[2].clone()]
    );
    assert_eq!(
        rows.outbox(Some(ContractId(Uuid::new_v4())), 10).await.unwrap(),
        []
    );
}

async fn a_setting_is_replaced_or_claimed(world: World) {
    let rows = &world.store.rows;
    assert_eq!(rows.setting("zone").await.unwrap(), None);
    assert_eq!(
        rows.claim_setting("zone", "Asia/Shanghai").await.unwrap(),
        "Asia/Shanghai"
    );
    assert_eq!(
        rows.claim_setting("zone", "Europe/Berlin").await.unwrap(),
        "Asia/Shanghai"
    );
    rows.set_setting("zone", "Asia/Tokyo").await.unwrap();
    assert_eq!(rows.setting("zone").await.unwrap().as_deref(), Some("Asia/Tokyo"));
    let proposals: Vec<String> = (0..10).map(|n| n.to_string()).collect();
    let claims = join_all(proposals.iter().map(|value| rows.claim_setting("origin", value))).await;
    let stands = rows.setting("origin").await.unwrap().unwrap();
    assert!(claims.into_iter().all(|claim| claim.unwrap() == stands));
}

async fn a_phone_number_has_one_account(world: World) {
    let rows = &world.store.rows;
    let proposals: Vec<AccountId> = (0..10).map(|_| account()).collect();
    let got = join_all(
        proposals
            .iter()
            .map(|create| rows.account_of_phone("blind 1", *create)),
    )
    .await;
    let stands = rows.account_of_phone("blind 1", account()).await.unwrap();
    assert!(proposals.contains(&stands));
    assert!(got.into_iter().all(|account| account.unwrap() == stands));
    let other = account();
    assert_eq!(rows.account_of_phone("blind 2", other).await.unwrap(), other);

    // A number goes to somebody else only after its account let go of it.
    rows.release_phone("blind 2", stands).await.unwrap();
    assert_eq!(rows.find_account("blind 2").await.unwrap(), Some(other));
    rows.release_phone("blind 2", other).await.unwrap();
    assert_eq!(rows.find_account("blind 2").await.unwrap(), None);
}

async fn rows_outlive_a_restart(world: World) {
    let saved = draft(account(), 1, 10);
    world.store.rows.save_draft(saved.clone()).await.unwrap();
    let id = world.store.rows.send(message(None, "一")).await.unwrap();
    world
        .store
        .rows
        .set_setting("zone", "Asia/Shanghai")
        .await
        .unwrap();
    let world = world.reopen().await;
    let rows = &world.store.rows;
    assert_eq!(rows.draft(saved.id).await.unwrap(), Some(saved));
    assert_eq!(
        rows.outbox(None, 9).await.unwrap(),
        [OutboxMessage {
            id,
            ..message(None, "一")
        }]
    );
    assert_eq!(
        rows.setting("zone").await.unwrap().as_deref(),
        Some("Asia/Shanghai")
    );
    assert!(
        rows.send(message(None, "二")).await.unwrap() > id,
        "ids go on rising"
    );
}
