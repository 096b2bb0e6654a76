//! Statements on a PostgreSQL connection.

use crate::sql::session::{Row, Session, SqlError, Value};
use async_trait::async_trait;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{Row as _, TypeInfo, ValueRef};

/// Classes of SQLSTATE where the data is at fault, not the database: data exception, integrity constraint
/// violation, program limit exceeded (PostgreSQL manual, appendix A).
const DATA_CLASSES: [&str; 3] = ["22", "23", "54"];

#[async_trait]
impl Session for PgConnection {
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
pub fn bind(sql: &'static str, values: Vec<Value>) -> Query<'static, sqlx::Postgres, PgArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
            Value::Null => query.bind(None::<i64>),
        })
}

/// A row's values, by the types of its columns.
pub fn row(row: &PgRow) -> Result<Row, SqlError> {
    let column = |index| {
        let raw = row.try_get_raw(index).map_err(sql_error)?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let value = match raw.type_info().name() {
            "INT8" => row.try_get(index).map(Value::Int),
            "TEXT" => row.try_get(index).map(Value::Text),
            "BYTEA" => row.try_get(index).map(Value::Bytes),
            other => return Err(SqlError::Broken(format!("column {index} holds {other}"))),
        };
        value.map_err(sql_error)
    };
    (0..row.len()).map(column).collect::<Result<_, _>>().map(Row)
}

/// Tells refused data from a failing database.
pub fn sql_error(error: sqlx::Error) -> SqlError {
    let code = error.as_database_error().and_then(|error| error.code());
    match code {
        Some(code) if DATA_CLASSES.iter().any(|class| code.starts_with(class)) => {
            SqlError::Statement(error.to_string())
        }
        _ => SqlError::Broken(error.to_string()),
    }
}
