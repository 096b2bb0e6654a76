//! List rows: sealed under the table's key, sorted by a time that stands beside them in the clear.

use super::database::Database;
use super::session::{Row, SqlError};
use super::subject_key::cipher_failed;
use crate::cipher::{DataKey, Place};
use domain::ids::AccountId;
use domain::timestamp::Timestamp;

fn place(stream: &str, number: i64) -> Place {
    Place::new("projection", &[stream.as_bytes(), &number.to_be_bytes()])
}

/// Encrypts list row `number` of a stream.
pub fn seal(key: &DataKey, stream: &str, number: i64, row: &serde_json::Value) -> Result<Vec<u8>, SqlError> {
    key.seal(&place(stream, number), row.to_string().as_bytes())
        .map_err(cipher_failed)
}

/// `row`: stream, number, ciphertext.
pub fn open(key: &DataKey, row: &Row) -> Result<serde_json::Value, SqlError> {
    let plain = key
        .open(&place(row.text(0)?, row.int(1)?), row.bytes(2)?)
        .map_err(cipher_failed)?;
    serde_json::from_slice(&plain).map_err(|error| SqlError::Broken(error.to_string()))
}

/// One page of a list; rows that share the time of the page's last row are on it as well.
pub async fn page<D: Database>(
    database: &D,
    key: &DataKey,
    list: &str,
    owner: AccountId,
    before: Option<Timestamp>,
    limit: u32,
) -> Result<Vec<serde_json::Value>, SqlError> {
    let sql = "SELECT stream, number, row_sealed FROM projection
               WHERE list = $1 AND owner = $2 AND sort_at < $3 AND sort_at >= (
                   SELECT min(newest.sort_at) FROM (
                       SELECT sort_at FROM projection
                       WHERE list = $1 AND owner = $2 AND sort_at < $3
                       ORDER BY sort_at DESC LIMIT $4) AS newest)
               ORDER BY sort_at DESC, stream DESC, number";
    let before = before.map_or(i64::MAX, |before| before.0);
    let values = vec![list.into(), owner.to_string().into(), before.into(), limit.into()];
    let rows = database.fetch(sql, values).await?;
    rows.iter().map(|row| open(key, row)).collect()
}
