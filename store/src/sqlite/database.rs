//! Opening the SQLite file, checking that its commits are durable, and the two ways to use it.

use super::data_lock::DataLock;
use super::session::{bind, row, sql_error};
use crate::durable_file;
use crate::open::OpenError;
use crate::sql::database::{Database, WriteError, Writing, page_of};
use crate::sql::group_commit::{GroupCommit, TransactionWords};
use crate::sql::session::{Row, Session, SqlError, Value};
use async_trait::async_trait;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, SqlSafeStr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Readers at the same time; a reader never waits for the writer in WAL mode.
const READERS: u32 = 8;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// `PRAGMA synchronous` as a number: FULL syncs the WAL at every commit (sqlite.org/pragma.html).
const SYNCHRONOUS_FULL: i64 = 2;

const MIGRATIONS: [(i64, &str, &str); 5] = [
    (
        20_261_122_180_000,
        "begin",
        include_str!("../../migrations/sqlite/20261122180000_begin.sql"),
    ),
    (
        20_261_123_000_000,
        "certificates",
        include_str!("../../migrations/sqlite/20261123000000_certificates.sql"),
    ),
    (
        20_261_123_002_000,
        "accounts",
        include_str!("../../migrations/sqlite/20261123002000_accounts.sql"),
    ),
    (
        20_261_123_020_000,
        "lists",
        include_str!("../../migrations/sqlite/20261123020000_lists.sql"),
    ),
    (
        20_261_123_080_000,
        "filing",
        include_str!("../../migrations/sqlite/20261123080000_filing.sql"),
    ),
];

/// An open SQLite database.
pub struct Sqlite {
    writer: GroupCommit,
    readers: SqlitePool,
    _lock: Arc<DataLock>,
}

impl Sqlite {
    /// Opens `hub.sqlite` in `directory`, brings its schema up to date and starts the writer.
    ///
    /// # Errors
    /// The directory is in use, the file cannot be opened or migrated, or its commits would not be durable.
    pub async fn open(directory: &Path) -> Result<Self, OpenError> {
        let lock = Arc::new(DataLock::take(directory)?);
        let options = SqliteConnectOptions::new()
            .filename(directory.join("hub.sqlite"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .pragma("trusted_schema", "OFF")
            // What is erased is overwritten in the file, not only unlinked.
            .pragma("secure_delete", "ON");
        let mut connection = SqliteConnection::connect_with(&options)
            .await
            .map_err(|e| OpenError::Database(e.to_string()))?;
        require_durable(&mut connection).await?;
        migrator()
            .run(&mut connection)
            .await
            .map_err(|error| OpenError::Migration(error.to_string()))?;
        durable_file::sync_folder(directory).map_err(|error| OpenError::Directory {
            directory: directory.to_owned(),
            reason: error.to_string(),
        })?;

        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        let session = Writer {
            connection,
            _lock: lock.clone(),
        };
        let writer = GroupCommit::start(
            session,
            TransactionWords {
                begin: "BEGIN IMMEDIATE",
            },
        );
        Ok(Self {
            writer,
            readers,
            _lock: lock,
        })
    }
}

fn migrator() -> Migrator {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(
            version,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect())
}

/// Refuses a file whose commits a power cut could take back (research/reliability-security.md 4.5).
async fn require_durable(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let mut pragma = async |sql| {
        let rows = connection
            .fetch(sql, vec![])
            .await
            .map_err(|e| OpenError::Database(e.to_string()))?;
        Ok::<_, OpenError>(rows.into_iter().next().and_then(|row| row.0.into_iter().next()))
    };
    let (journal, synchronous) = (
        pragma("PRAGMA journal_mode").await?,
        pragma("PRAGMA synchronous").await?,
    );
    let journal_is_wal = journal == Some(Value::Text("wal".into()));
    let full = matches!(synchronous, Some(Value::Int(level)) if level >= SYNCHRONOUS_FULL);
    if journal_is_wal && full {
        Ok(())
    } else {
        Err(OpenError::NotDurable(format!(
            "journal_mode is {journal:?}, synchronous is {synchronous:?}"
        )))
    }
}

/// The writer's connection; while it lives, the data directory stays locked.
struct Writer {
    connection: SqliteConnection,
    _lock: Arc<DataLock>,
}

#[async_trait]
impl Session for Writer {
    async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, SqlError> {
        self.connection.execute(sql, values).await
    }

    async fn fetch(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        self.connection.fetch(sql, values).await
    }
}

impl Database for Sqlite {
    const PUT_TERMS: &'static str = "INSERT OR REPLACE INTO projection_terms (rowid, terms)
        SELECT rowid, $3 FROM projection WHERE stream = $1 AND number = $2";

    // Blanks between words of a question mean AND.
    const SEARCH_PAGE: &'static str =
        page_of!(" AND rowid IN (SELECT rowid FROM projection_terms WHERE projection_terms MATCH $16)");

    const CHECK_APPEND: &'static str = "SELECT owner.epoch,
        (SELECT result FROM command_result WHERE stream = $1 AND command_id = $2),
        (SELECT max(seq) FROM event WHERE stream = $1),
        (SELECT hash FROM event WHERE stream = $1 ORDER BY seq DESC LIMIT 1),
        (SELECT count(*) FROM timer WHERE stream = $1),
        (SELECT count(*) FROM projection WHERE stream = $1)
        FROM stream_owner AS owner WHERE owner.stream = $1";

    fn group_commit(&self) -> &GroupCommit {
        &self.writer
    }

    async fn fetch(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let rows = bind(sql, values)
            .fetch_all(&self.readers)
            .await
            .map_err(sql_error)?;
        rows.iter().map(row).collect()
    }

    async fn write<T, E, W>(&self, work: W) -> Result<T, WriteError<E>>
    where
        T: Send + 'static,
        E: Send + 'static,
        W: for<'t> FnOnce(&'t mut dyn Session) -> Writing<'t, T, E> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// Moves the WAL into the file and empties it, so that no deleted page is left in it.
    async fn forget_deleted(&self) -> Result<(), SqlError> {
        self.fetch("PRAGMA wal_checkpoint(TRUNCATE)", vec![])
            .await
            .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn opened(journal: SqliteJournalMode, synchronous: SqliteSynchronous) -> Result<(), OpenError> {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("hub.sqlite"))
            .create_if_missing(true)
            .journal_mode(journal)
            .synchronous(synchronous);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        require_durable(&mut connection).await
    }

    #[tokio::test]
    async fn only_a_log_that_syncs_every_commit_is_taken() {
        use {SqliteJournalMode as Journal, SqliteSynchronous as Sync};
        assert_eq!(opened(Journal::Wal, Sync::Full).await, Ok(()));
        assert_eq!(opened(Journal::Wal, Sync::Extra).await, Ok(()));
        for (journal, sync) in [
            (Journal::Wal, Sync::Normal),
            (Journal::Wal, Sync::Off),
            (Journal::Memory, Sync::Full),
        ] {
            assert!(
                matches!(opened(journal, sync).await, Err(OpenError::NotDurable(_))),
                "{journal:?}"
            );
        }
    }
}
