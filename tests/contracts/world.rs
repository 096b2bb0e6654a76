//! The worlds that the suites run in: memory, SQLite in a folder of its own, PostgreSQL in a database of
//! its own.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use store::blobs::local_folder::LocalFolder;
use store::cipher::MasterKey;
use store::memory::account_desk::MemoryAccountDesk;
use store::memory::blob_store::MemoryBlobStore;
use store::memory::certificate_register::MemoryCertificateRegister;
use store::memory::credential_shelf::MemoryCredentialShelf;
use store::memory::event_log::MemoryEventLog;
use store::memory::frame_bus::MemoryFrameBus;
use store::memory::key_store::MemoryKeyStore;
use store::memory::leaf_store::MemoryLeafStore;
use store::memory::rows::MemoryRows;
use store::open::{DatabaseConfig, Store, StoreConfig};
use store::postgres::Durability;
use tempfile::TempDir;

/// Runs each named async function, which takes a [`World`], once per database.
macro_rules! on_every_database {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test]
            async fn in_memory() {
                super::$case(crate::world::World::memory()).await;
            }
            #[tokio::test]
            async fn on_sqlite() {
                super::$case(crate::world::World::sqlite().await).await;
            }
            #[tokio::test]
            async fn on_postgres() {
                super::$case(crate::world::World::postgres().await).await;
            }
        }
    )*};
}

/// As [`on_every_database`], for what only a real database can do.
macro_rules! on_real_databases {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test]
            async fn on_sqlite() {
                super::$case(crate::world::World::sqlite().await).await;
            }
            #[tokio::test]
            async fn on_postgres() {
                super::$case(crate::world::World::postgres().await).await;
            }
        }
    )*};
}

pub(crate) use {on_every_database, on_real_databases};

/// A store with the place where its data stays when it is closed.
pub struct World {
    pub store: Store,
    pub folder: TempDir,
    database: Option<DatabaseConfig>,
}

impl World {
    pub fn memory() -> Self {
        let (_, failed) = tokio::sync::watch::channel(None);
        let log = Arc::new(MemoryEventLog::default());
        let store = Store {
            cabinets: log.clone(),
            log,
            leaves: Arc::new(MemoryLeafStore::default()),
            blobs: Arc::new(MemoryBlobStore::default()),
            keys: Arc::new(MemoryKeyStore::default()),
            certificates: Arc::new(MemoryCertificateRegister::default()),
            desk: Arc::new(MemoryAccountDesk::default()),
            credentials: Arc::new(MemoryCredentialShelf::default()),
            rows: Arc::new(MemoryRows::default()),
            bus: Arc::new(MemoryFrameBus::default()),
            failed,
        };
        Self {
            store,
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    pub async fn sqlite() -> Self {
        Self::open(tempfile::tempdir().unwrap(), DatabaseConfig::Sqlite).await
    }

    pub async fn postgres() -> Self {
        let url = new_postgres_database();
        let database = DatabaseConfig::Postgres {
            url,
            durability: Durability::NotForRealData,
        };
        Self::open(tempfile::tempdir().unwrap(), database).await
    }

    async fn open(folder: TempDir, database: DatabaseConfig) -> Self {
        let store = Store::open(config(folder.path(), database.clone()))
            .await
            .unwrap();
        Self {
            store,
            folder,
            database: Some(database),
        }
    }

    /// Closes the store, waits until its writer has given up the connection, and opens it again.
    pub async fn reopen(self) -> Self {
        let Self {
            store,
            folder,
            database,
        } = self;
        let mut writer = store.failed.clone();
        drop(store);
        while writer.changed().await.is_ok() {}
        Self::open(folder, database.expect("memory does not come back")).await
    }

    /// A second hub on the same PostgreSQL database.
    pub async fn second_node(&self) -> Self {
        let database = self.database.clone().expect("memory has one node");
        Self::open(tempfile::tempdir().unwrap(), database).await
    }

    /// The connection URL of this world's database.
    pub fn postgres_url(&self) -> &str {
        match &self.database {
            Some(DatabaseConfig::Postgres { url, .. }) => url,
            _ => panic!("this world has no PostgreSQL"),
        }
    }
}

pub fn master() -> MasterKey {
    MasterKey::new([7; 32])
}

pub fn config(data_dir: &Path, database: DatabaseConfig) -> StoreConfig {
    StoreConfig {
        data_dir: data_dir.to_owned(),
        master: master(),
        database,
        redis: None,
    }
}

pub fn local_blobs(folder: &Path) -> LocalFolder {
    LocalFolder::open(folder.join("blobs"), master()).unwrap()
}

/// A fresh database on the server of `HUIQIAN_TEST_POSTGRES`; returns its URL.
pub fn new_postgres_database() -> String {
    let server = needed("HUIQIAN_TEST_POSTGRES");
    let name = format!("contract_{}", uuid::Uuid::new_v4().simple());
    psql(&server, &format!("CREATE DATABASE {name}"));
    let after_scheme = server.find("://").map_or(0, |at| at + 3);
    let end = server[after_scheme..]
        .find('/')
        .map_or(server.len(), |at| after_scheme + at);
    format!("{}/{name}", &server[..end])
}

/// Runs one statement with the psql program and returns what it prints.
pub fn psql(url: &str, sql: &str) -> String {
    let output = Command::new("psql")
        .args([url, "-XAtqc", sql])
        .output()
        .expect("psql runs");
    assert!(
        output.status.success(),
        "psql: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// The value of an environment variable that `scripts/test` sets.
pub fn needed(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: run scripts/test, which starts PostgreSQL and Redis for these tests")
    })
}
