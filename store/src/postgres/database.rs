//! Connecting to PostgreSQL, checking that its commits are durable, and the two ways to use it.

use super::session::{bind, row, sql_error};
use crate::open::OpenError;
use crate::sql::database::{Database, WriteError, Writing, page_of};
use crate::sql::group_commit::{GroupCommit, TransactionWords};
use crate::sql::session::{Row, Session, SqlError, Value};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection, SqlSafeStr};

/// Connections for reading and for writing that is not an append.
const POOL: u32 = 8;

const MIGRATIONS: [(i64, &str, &str); 5] = [
    (
        20_261_122_180_000,
        "begin",
        include_str!("../../migrations/postgres/20261122180000_begin.sql"),
    ),
    (
        20_261_123_000_000,
        "certificates",
        include_str!("../../migrations/postgres/20261123000000_certificates.sql"),
    ),
    (
        20_261_123_002_000,
        "accounts",
        include_str!("../../migrations/postgres/20261123002000_accounts.sql"),
    ),
    (
        20_261_123_020_000,
        "lists",
        include_str!("../../migrations/postgres/20261123020000_lists.sql"),
    ),
    (
        20_261_123_080_000,
        "filing",
        include_str!("../../migrations/postgres/20261123080000_filing.sql"),
    ),
];

/// What the server must promise about its commits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// Refuse a server that acknowledges before the data is on disk.
    Required,
    /// Take any server. For tests, whose data is thrown away.
    NotForRealData,
}

/// A connected PostgreSQL database.
pub struct Postgres {
    writer: GroupCommit,
    pool: PgPool,
}

impl Postgres {
    /// Connects, brings the schema up to date and starts the writer.
    ///
    /// # Errors
    /// The server cannot be reached or migrated, or its commits would not be durable.
    pub async fn open(url: &str, durability: Durability) -> Result<Self, OpenError> {
        let database = |error: sqlx::Error| OpenError::Database(error.to_string());
        let options: PgConnectOptions = url.parse().map_err(database)?;
        let options = options
            .application_name("huiqian")
            // The fence relies on it: a statement that waited for a lock must see what was committed since.
            .options([("default_transaction_isolation", "read committed")]);
        let mut connection = PgConnection::connect_with(&options).await.map_err(database)?;
        if durability == Durability::Required {
            require_durable(&mut connection).await?;
        }
        migrator()
            .run(&mut connection)
            .await
            .map_err(|error| OpenError::Migration(error.to_string()))?;
        let pool = PgPoolOptions::new()
            .max_connections(POOL)
            .connect_lazy_with(options);
        let writer = GroupCommit::start(connection, TransactionWords { begin: "BEGIN" });
        Ok(Self { writer, pool })
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

/// Refuses a server whose commits a power cut could take back (research/reliability-security.md 4.5).
async fn require_durable(connection: &mut PgConnection) -> Result<(), OpenError> {
    for sql in ["SHOW fsync", "SHOW full_page_writes", "SHOW synchronous_commit"] {
        let rows = connection
            .fetch(sql, vec![])
            .await
            .map_err(|e| OpenError::Database(e.to_string()))?;
        if rows.iter().any(|row| row.text(0) == Ok("off")) {
            return Err(OpenError::NotDurable(format!("PostgreSQL answers off to {sql}")));
        }
    }
    Ok(())
}

impl Database for Postgres {
    const PUT_TERMS: &'static str = "UPDATE projection SET terms = string_to_array($3, ' ')
        WHERE stream = $1 AND number = $2";

    const SEARCH_PAGE: &'static str = page_of!(" AND terms @> string_to_array($16, ' ')");

    const CHECK_APPEND: &'static str = "SELECT owner.epoch,
        (SELECT result FROM command_result WHERE stream = $1 AND command_id = $2),
        (SELECT max(seq) FROM event WHERE stream = $1),
        (SELECT hash FROM event WHERE stream = $1 ORDER BY seq DESC LIMIT 1),
        (SELECT count(*) FROM timer WHERE stream = $1),
        (SELECT count(*) FROM projection WHERE stream = $1)
        FROM stream_owner AS owner WHERE owner.stream = $1 FOR SHARE OF owner";

    fn group_commit(&self) -> &GroupCommit {
        &self.writer
    }

    async fn fetch(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let rows = bind(sql, values).fetch_all(&self.pool).await.map_err(sql_error)?;
        rows.iter().map(row).collect()
    }

    /// In a transaction of its own: joined with others it could wait for another node that waits for it.
    async fn write<T, E, W>(&self, work: W) -> Result<T, WriteError<E>>
    where
        T: Send + 'static,
        E: Send + 'static,
        W: for<'t> FnOnce(&'t mut dyn Session) -> Writing<'t, T, E> + Send + 'static,
    {
        // Dropped without a commit, the transaction is rolled back before its connection is used again.
        let mut transaction = self.pool.begin().await.map_err(sql_error)?;
        let done = work(&mut *transaction).await?;
        transaction.commit().await.map_err(sql_error)?;
        Ok(done)
    }

    /// Old row versions go with the next vacuum; they hold keys only as wrapped by the master key.
    async fn forget_deleted(&self) -> Result<(), SqlError> {
        self.fetch("VACUUM subject_key, opening, projection, outbox", vec![])
            .await
            .map(drop)
    }
}
