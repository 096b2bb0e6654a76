//! Opening a store: what must stop the start, and what must not.

use crate::chain::Chain;
use crate::world::{World, config, new_postgres_database, psql};
use store::cipher::MasterKey;
use store::open::{DatabaseConfig, OpenError, Store, StoreConfig};
use store::postgres::Durability;

async fn refusal(config: StoreConfig) -> OpenError {
    match Store::open(config).await {
        Ok(_) => panic!("the store opened"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_data_directory_has_one_hub() {
    let world = World::sqlite().await;
    let second = refusal(config(world.folder.path(), DatabaseConfig::Sqlite)).await;
    assert_eq!(
        second,
        OpenError::InUse {
            directory: world.folder.path().to_owned()
        }
    );
    let world = world.reopen().await;
    Chain::begin(&world.store.log).await.grow(1).await;
}

#[tokio::test]
async fn a_server_that_acknowledges_before_writing_is_refused() {
    let url = new_postgres_database();
    let name = url.rsplit('/').next().unwrap();
    psql(
        &url,
        &format!("ALTER DATABASE {name} SET synchronous_commit = off"),
    );
    let folder = tempfile::tempdir().unwrap();
    let on = |durability| {
        config(
            folder.path(),
            DatabaseConfig::Postgres {
                url: url.clone(),
                durability,
            },
        )
    };
    assert!(matches!(
        refusal(on(Durability::Required)).await,
        OpenError::NotDurable(_)
    ));
    assert!(Store::open(on(Durability::NotForRealData)).await.is_ok());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://postgres@127.0.0.1:1/none".to_owned();
    let error = refusal(config(
        folder.path(),
        DatabaseConfig::Postgres {
            url,
            durability: Durability::Required,
        },
    ));
    assert!(matches!(error.await, OpenError::Database(_)));
}

#[tokio::test]
async fn another_master_key_is_refused() {
    let world = World::sqlite().await.reopen().await;
    let World { store, folder, .. } = world;
    let mut writer = store.failed.clone();
    drop(store);
    while writer.changed().await.is_ok() {}
    let other = StoreConfig {
        master: MasterKey::new([9; 32]),
        ..config(folder.path(), DatabaseConfig::Sqlite)
    };
    assert_eq!(refusal(other).await, OpenError::WrongMasterKey);
}
