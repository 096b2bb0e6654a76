//! Putting a store together: one database, one blob folder, one bus, all behind the ports of `domain`.

use crate::blobs::local_folder::LocalFolder;
use crate::cipher::{CipherError, MasterKey, Place};
use crate::memory::frame_bus::MemoryFrameBus;
use crate::postgres::{Durability, Postgres};
use crate::redis::frame_bus::RedisFrameBus;
use crate::sql::account_desk::SqlAccountDesk;
use crate::sql::certificate_register::SqlCertificateRegister;
use crate::sql::credential_shelf::SqlCredentialShelf;
use crate::sql::database::Database;
use crate::sql::event_log::SqlEventLog;
use crate::sql::filing_cabinets::SqlFilingCabinets;
use crate::sql::key_store::SqlKeyStore;
use crate::sql::leaf_store::SqlLeafStore;
use crate::sql::rows::SqlRows;
use crate::sqlite::Sqlite;
use domain::ports::account_desk::AccountDesk;
use domain::ports::blob_store::BlobStore;
use domain::ports::certificate_register::CertificateRegister;
use domain::ports::credential_shelf::CredentialShelf;
use domain::ports::event_log::EventLog;
use domain::ports::filing_cabinets::FilingCabinets;
use domain::ports::frame_bus::{BusError, FrameBus};
use domain::ports::key_store::{KeyStore, KeyStoreError};
use domain::ports::leaf_store::LeafStore;
use domain::ports::rows::Rows;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// Which database holds the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DatabaseConfig {
    /// `hub.sqlite` in the data directory, which is locked for this process.
    Sqlite,
    /// A connection URL, `postgres://user@host:port/database`.
    Postgres { url: String, durability: Durability },
}

/// Where everything is.
#[derive(Clone)]
pub struct StoreConfig {
    /// Holds `blobs/`, and the SQLite database where that is used.
    pub data_dir: PathBuf,
    pub master: MasterKey,
    pub database: DatabaseConfig,
    /// `redis://host:port`, the bus between nodes; without it the bus reaches this process only.
    pub redis: Option<String>,
}

/// Every port, ready to use.
#[derive(Clone)]
pub struct Store {
    pub log: Arc<dyn EventLog>,
    pub leaves: Arc<dyn LeafStore>,
    pub blobs: Arc<dyn BlobStore>,
    pub keys: Arc<dyn KeyStore>,
    pub certificates: Arc<dyn CertificateRegister>,
    pub desk: Arc<dyn AccountDesk>,
    pub credentials: Arc<dyn CredentialShelf>,
    pub rows: Arc<dyn Rows>,
    pub cabinets: Arc<dyn FilingCabinets>,
    pub bus: Arc<dyn FrameBus>,
    /// Holds a reason once the outcome of a write is unknown: the process must end and re-read. After the
    /// last clone of the ports is dropped, the sender goes when the writer has given up its connection.
    pub failed: watch::Receiver<Option<String>>,
}

/// Why the store does not open. Each stops the start with a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error("the data directory {} cannot be used: {reason}", directory.display())]
    Directory { directory: PathBuf, reason: String },
    #[error("another hub is using the data directory {}: stop it first", directory.display())]
    InUse { directory: PathBuf },
    #[error("the database cannot be opened: {0}")]
    Database(String),
    #[error("the database's schema cannot be brought up to date: {0}")]
    Migration(String),
    #[error("the database would lose acknowledged signatures in a power cut: {0}")]
    NotDurable(String),
    #[error("the master key is not the one that this database was made with: nothing in it can be read")]
    WrongMasterKey,
    #[error(transparent)]
    Keys(#[from] KeyStoreError),
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error(transparent)]
    Cipher(#[from] CipherError),
}

impl Store {
    /// Opens everything and brings the schema up to date.
    ///
    /// # Errors
    /// Anything of [`OpenError`]; nothing is left running then.
    pub async fn open(config: StoreConfig) -> Result<Self, OpenError> {
        match config.database.clone() {
            DatabaseConfig::Sqlite => {
                let database = Sqlite::open(&config.data_dir).await?;
                Self::assemble(database, config).await
            }
            DatabaseConfig::Postgres { url, durability } => {
                let database = Postgres::open(&url, durability).await?;
                Self::assemble(database, config).await
            }
        }
    }

    async fn assemble<D: Database>(database: D, config: StoreConfig) -> Result<Self, OpenError> {
        let StoreConfig {
            data_dir,
            master,
            redis,
            ..
        } = config;
        let bus: Arc<dyn FrameBus> = match redis {
            Some(url) => Arc::new(RedisFrameBus::connect(&url).await?),
            None => Arc::new(MemoryFrameBus::default()),
        };
        let blobs = LocalFolder::open(data_dir.join("blobs"), master.clone()).map_err(|error| {
            OpenError::Directory {
                directory: data_dir,
                reason: error.to_string(),
            }
        })?;
        let database = Arc::new(database);
        let keys = SqlKeyStore(database.clone());
        check_master(&keys, &master).await?;
        Ok(Self {
            failed: database.group_commit().failed(),
            rows: Arc::new(SqlRows::new(database.clone(), &master)?),
            desk: Arc::new(SqlAccountDesk::new(database.clone())),
            credentials: Arc::new(SqlCredentialShelf::new(database.clone(), &master)?),
            cabinets: Arc::new(SqlFilingCabinets::new(database.clone(), &master)?),
            keys: Arc::new(keys),
            certificates: Arc::new(SqlCertificateRegister(database.clone())),
            leaves: Arc::new(SqlLeafStore(database.clone())),
            log: Arc::new(SqlEventLog::new(database, master)?),
            blobs: Arc::new(blobs),
            bus,
        })
    }
}

/// Opens the value that the first start sealed, so that another master key stops the start and not a reader.
async fn check_master(keys: &dyn KeyStore, master: &MasterKey) -> Result<(), OpenError> {
    const NAME: &str = "store/master-key-check";
    let (key, place) = (
        master.derive(NAME)?,
        Place::new("wrapped_key", &[NAME.as_bytes()]),
    );
    let stored = keys.create(NAME, &key.seal(&place, b"")?).await?;
    key.open(&place, &stored)
        .map(drop)
        .map_err(|_| OpenError::WrongMasterKey)
}
