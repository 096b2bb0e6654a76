//! Credentials: one row per kind and id, saved version by version, each account's own.

use crate::world::{World, on_every_database};
use domain::ids::AccountId;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use serde_json::json;
use uuid::Uuid;

on_every_database!(
    a_credential_is_saved_version_by_version,
    nobody_saves_or_removes_what_is_anothers,
    an_account_has_its_own_in_order,
);

fn owner(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn passkey(id: &str, account: u128, version: u64) -> Credential {
    Credential {
        kind: CredentialKind::Passkey,
        id: id.into(),
        account: owner(account),
        created: Timestamp(100),
        version,
        body: json!({"counter": version, "name": "手机"}),
    }
}

async fn a_credential_is_saved_version_by_version(world: World) {
    let shelf = &world.store.credentials;
    shelf.save(passkey("a", 1, 1)).await.unwrap();
    assert_eq!(shelf.save(passkey("a", 1, 1)).await, Err(RowError::Changed));
    assert_eq!(shelf.save(passkey("a", 1, 3)).await, Err(RowError::Changed));
    shelf.save(passkey("a", 1, 2)).await.unwrap();
    assert_eq!(shelf.save(passkey("a", 1, 2)).await, Err(RowError::Changed));
    let found = shelf.find(CredentialKind::Passkey, "a").await.unwrap();
    assert_eq!(found, Some(passkey("a", 1, 2)));
    assert_eq!(shelf.find(CredentialKind::Wechat, "a").await.unwrap(), None);
}

async fn nobody_saves_or_removes_what_is_anothers(world: World) {
    let shelf = &world.store.credentials;
    shelf.save(passkey("a", 1, 1)).await.unwrap();
    assert_eq!(shelf.save(passkey("a", 2, 2)).await, Err(RowError::Changed));
    let remove = async |account| {
        shelf
            .remove(CredentialKind::Passkey, "a", owner(account))
            .await
            .unwrap()
    };
    assert!(!remove(2).await);
    assert!(remove(1).await);
    assert!(!remove(1).await, "it is gone");
    shelf.save(passkey("a", 2, 1)).await.unwrap();
}

async fn an_account_has_its_own_in_order(world: World) {
    let shelf = &world.store.credentials;
    let password = Credential {
        kind: CredentialKind::Password,
        ..passkey("owner", 1, 1)
    };
    let late = Credential {
        created: Timestamp(200),
        ..passkey("a", 1, 1)
    };
    for credential in [password, late, passkey("z", 1, 1), passkey("other", 2, 1)] {
        shelf.save(credential).await.unwrap();
    }
    let own = shelf.of(owner(1)).await.unwrap();
    let ids: Vec<&str> = own.iter().map(|credential| credential.id.as_str()).collect();
    assert_eq!(ids, ["z", "a", "owner"]);
}
