//! One database connection as the ports see it: plain statements with `$1` placeholders, plain values.
//!
//! Only three kinds of value cross this line (integer, text, bytes), because these behave the same in
//! SQLite and PostgreSQL.

use async_trait::async_trait;

/// A value that goes into a statement or comes out of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    /// Only ever read, where a sub-query found nothing.
    Null,
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl From<u8> for Value {
    fn from(value: u8) -> Self {
        Self::Int(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

/// Counts and sequence numbers: databases have no unsigned 64-bit integer.
///
/// # Errors
/// The number is beyond 2^63 - 1; no sequence gets there.
pub fn int(number: u64) -> Result<Value, SqlError> {
    i64::try_from(number)
        .map(Value::Int)
        .map_err(|_| SqlError::Statement("a number is too large".into()))
}

/// Why a statement did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// The database works, but one statement or row is at fault: a constraint, a value that it cannot hold,
    /// a stored value that does not open.
    #[error("the database did not do a statement: {0}")]
    Statement(String),
    /// Anything else: input and output, the connection, a full disk.
    #[error("the database failed: {0}")]
    Broken(String),
}

/// One row of a result, read column by column from the left, counted from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row(pub Vec<Value>);

impl Row {
    pub fn int(&self, column: usize) -> Result<i64, SqlError> {
        match self.0.get(column) {
            Some(Value::Int(value)) => Ok(*value),
            other => Err(unexpected(column, "an integer", other)),
        }
    }

    /// A count or sequence number; never negative.
    pub fn number(&self, column: usize) -> Result<u64, SqlError> {
        u64::try_from(self.int(column)?)
            .map_err(|_| SqlError::Broken(format!("column {column} holds a negative number")))
    }

    pub fn text(&self, column: usize) -> Result<&str, SqlError> {
        match self.0.get(column) {
            Some(Value::Text(value)) => Ok(value),
            other => Err(unexpected(column, "text", other)),
        }
    }

    pub fn bytes(&self, column: usize) -> Result<&[u8], SqlError> {
        match self.0.get(column) {
            Some(Value::Bytes(value)) => Ok(value),
            other => Err(unexpected(column, "bytes", other)),
        }
    }

    pub fn is_null(&self, column: usize) -> bool {
        matches!(self.0.get(column), Some(Value::Null))
    }
}

/// The row of a statement that always returns one.
pub fn one(rows: &[Row]) -> Result<&Row, SqlError> {
    rows.first()
        .ok_or_else(|| SqlError::Broken("a statement returned no row".into()))
}

fn unexpected(column: usize, wanted: &str, found: Option<&Value>) -> SqlError {
    let found = match found {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Int(_)) => "an integer",
        Some(Value::Text(_)) => "text",
        Some(Value::Bytes(_)) => "bytes",
    };
    SqlError::Broken(format!("column {column} holds {found} instead of {wanted}"))
}

/// A connection, inside or outside of a transaction. Statements run in the order of the calls.
#[async_trait]
pub trait Session: Send {
    /// Runs a statement and returns how many rows it changed.
    async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, SqlError>;

    /// Runs a statement and returns its rows.
    async fn fetch(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError>;
}
