//! Statements on an SQLite connection.

use crate::sql::session::{Row, Session, SqlError, Value};
use async_trait::async_trait;
use sqlx::error::DatabaseError;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteError, SqliteRow};
use sqlx::{Row as _, TypeInfo, ValueRef};

/// SQLITE_TOOBIG, SQLITE_CONSTRAINT and SQLITE_MISMATCH (sqlite.org/rescode.html): the data is at fault,
/// not the database.
const DATA_CODES: [i32; 3] = [18, 19, 20];

#[async_trait]
impl Session for SqliteConnection {
    async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, SqlError> {
        let done = bind(sql, values).execute(self).await.map_err(sql_error)?;
        Ok(done.rows_affected())
    }

    async fn fetch(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let rows = bind(sql, values).fetch_all(self).await.map_err(sql_error)?;
        rows.iter().map(row).collect()
    }
}

/// A statement with its values.
pub fn bind(sql: &'static str, values: Vec<Value>) -> Query<'static, sqlx::Sqlite, SqliteArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
            Value::Null => query.bind(None::<i64>),
        })
}

/// A row's values, by what SQLite says that each of them is.
pub fn row(row: &SqliteRow) -> Result<Row, SqlError> {
    let column = |index| {
        let raw = row.try_get_raw(index).map_err(sql_error)?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let value = match raw.type_info().name() {
            "INTEGER" => row.try_get(index).map(Value::Int),
            "TEXT" => row.try_get(index).map(Value::Text),
            "BLOB" => row.try_get(index).map(Value::Bytes),
            other => return Err(SqlError::Broken(format!("column {index} holds {other}"))),
        };
        value.map_err(sql_error)
    };
    (0..row.len()).map(column).collect::<Result<_, _>>().map(Row)
}

/// Tells refused data from a failing database.
pub fn sql_error(error: sqlx::Error) -> SqlError {
    let code = error
        .as_database_error()
        .and_then(|error| error.try_downcast_ref::<SqliteError>())
        .and_then(DatabaseError::code)
        .and_then(|code| code.parse::<i32>().ok());
    match code {
        // The lower byte of an extended code is the primary one.
        Some(code) if DATA_CODES.contains(&(code & 0xff)) => SqlError::Statement(error.to_string()),
        _ => SqlError::Broken(error.to_string()),
    }
}
