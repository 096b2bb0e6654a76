//! What SQLite and PostgreSQL do differently, as far as the ports need to know.

use super::group_commit::GroupCommit;
use super::session::{Row, Session, SqlError, Value};
use std::pin::Pin;

/// Why a piece of writing was not done, or why nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError<E> {
    /// The rules of the port refuse it; nothing of it is stored.
    Refused(E),
    /// The database does not take its data; nothing of it is stored.
    Statement(String),
    /// The outcome is unknown.
    Unknown(String),
}

impl<E> From<SqlError> for WriteError<E> {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Statement(reason) => Self::Statement(reason),
            SqlError::Broken(reason) => Self::Unknown(reason),
        }
    }
}

/// What a piece of writing returns: it runs inside a transaction that somebody else begins and commits.
pub type Writing<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, WriteError<E>>> + Send + 't>>;

/// A database with one writer for the log.
pub trait Database: Send + Sync + 'static {
    /// Reads what an append of stream `$1` with command `$2` must know: epoch, stored result, head seq, head
    /// hash, how many timers and how many list rows are stored. Keeps the owner row from changing until the
    /// transaction ends.
    const CHECK_APPEND: &'static str;

    /// Puts the terms `$3`, words with blanks between, in the place of those of list row `$2` of stream `$1`.
    const PUT_TERMS: &'static str;

    /// [`page_of`] of the rows that have all the terms `$16`.
    const SEARCH_PAGE: &'static str;

    /// The one writer that joins appends into transactions.
    fn group_commit(&self) -> &GroupCommit;

    /// Runs one reading statement.
    fn fetch(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<Row>, SqlError>> + Send;

    /// Runs writing that is not an append; durable when it returns `Ok`.
    fn write<T, E, W>(&self, work: W) -> impl Future<Output = Result<T, WriteError<E>>> + Send
    where
        T: Send + 'static,
        E: Send + 'static,
        W: for<'t> FnOnce(&'t mut dyn Session) -> Writing<'t, T, E> + Send + 'static;

    /// Removes what deleted rows left behind in the database's own journal, as far as it can.
    fn forget_deleted(&self) -> impl Future<Output = Result<(), SqlError>> + Send;
}

/// A page of list `$1` of owner `$2` before the time `$3`, `$4` rows and all that share the time of the last, of the
/// states `$5`, as `,one,other,`, unless that is empty, of the type `$6`, the folder `$7` and archived or not `$8` unless these are
/// negative, from the time `$9` on, with a deadline from `$10` to before `$11`, signed from `$12` to before `$13`, and
/// cleaned away by neither `$14` nor `$15`; the condition narrows it further. Selects stream, number, ciphertext, type,
/// folder, archived. `projection_by_filing` holds all that is compared, so that only the rows of the page are read.
macro_rules! page_of {
    ($condition:literal) => {
        concat!(
            "SELECT stream, number, row_sealed, kind, folder, archived FROM projection
             WHERE list = $1 AND owner = $2 AND sort_at < $3",
            $crate::sql::database::narrowed!(),
            $condition,
            " AND sort_at >= (
                 SELECT min(newest.sort_at) FROM (
                     SELECT sort_at FROM projection
                     WHERE list = $1 AND owner = $2 AND sort_at < $3",
            $crate::sql::database::narrowed!(),
            $condition,
            "        ORDER BY sort_at DESC LIMIT $4) AS newest)
             ORDER BY sort_at DESC, stream DESC, number"
        )
    };
}

macro_rules! narrowed {
    () => {
        " AND sort_at >= $9 AND ($5 = '' OR replace($5, ',' || state || ',', '') <> $5) AND ($6 < 0 OR kind = $6) AND ($7 < 0 OR folder = $7)
          AND ($8 < 0 OR archived = $8) AND deadline >= $10 AND deadline < $11 AND signed >= $12 AND signed < $13
          AND NOT EXISTS (SELECT 1 FROM hidden_row
              WHERE hidden_row.stream = projection.stream AND hidden_row.owner IN ($14, $15))"
    };
}
pub(crate) use {narrowed, page_of};
