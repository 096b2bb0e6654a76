//! List rows: sealed under the table's key, sorted by a time that stands beside them in the clear, found by keyed terms.

use super::append::LogKeys;
use super::database::{Database, page_of};
use super::session::{Row, Session, SqlError, Value, int};
use super::subject_key::cipher_failed;
use crate::cipher::{DataKey, Place};
use domain::aggregate::Projection;
use domain::ids::AccountId;
use domain::ports::event_log::ListQuery;
use domain::search;
use std::collections::BTreeSet;

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

/// Puts `rows` in the place of the `stored` ones, numbered from 0.
pub async fn replace(
    session: &mut dyn Session,
    put_terms: &'static str,
    stream: &str,
    keys: &LogKeys,
    rows: &[Projection],
    stored: u64,
) -> Result<(), SqlError> {
    let count = rows.len() as u64;
    if stored > count {
        let sql = "DELETE FROM projection WHERE stream = $1 AND number >= $2";
        session.execute(sql, vec![stream.into(), int(count)?]).await?;
    }
    for (number, projection) in (0..).zip(rows) {
        let values = vec![
            stream.into(),
            number.into(),
            projection.list.into(),
            projection.owner.to_string().into(),
            projection.sort_at.0.into(),
            projection.state.into(),
            seal(&keys.projection, stream, number, &projection.row)?.into(),
        ];
        let sql = "INSERT INTO projection (stream, number, list, owner, sort_at, state, row_sealed)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (stream, number) DO UPDATE SET list = excluded.list, owner = excluded.owner,
                   sort_at = excluded.sort_at, state = excluded.state, row_sealed = excluded.row_sealed";
        session.execute(sql, values).await?;
        let texts = projection.found_by.iter().flat_map(|text| search::terms(text));
        let terms = hidden(&keys.terms, projection.list, projection.owner, texts.collect())?;
        // A row that nobody searches for, and never did, costs nothing.
        if !terms.is_empty() || stored > 0 {
            session
                .execute(put_terms, vec![stream.into(), number.into(), terms.into()])
                .await?;
        }
    }
    Ok(())
}

/// Terms as they stand in the database: keyed, another value in every list and for every owner, in one text.
fn hidden(key: &DataKey, list: &str, owner: AccountId, terms: BTreeSet<String>) -> Result<String, SqlError> {
    let scope = format!("{list}/{owner}/");
    let hidden: Vec<String> = terms
        .iter()
        .map(|term| key.blind(&[scope.as_bytes(), term.as_bytes()]))
        .collect();
    Ok(hidden.join(" "))
}

/// One page of a list; rows that share the time of the page's last row are on it as well.
pub async fn page<D: Database>(
    database: &D,
    keys: &LogKeys,
    query: &ListQuery<'_>,
) -> Result<Vec<serde_json::Value>, SqlError> {
    let asked = search::asked(query.search);
    let mut values: Vec<Value> = vec![
        query.list.into(),
        query.owner.to_string().into(),
        query.before.map_or(i64::MAX, |before| before.0).into(),
        query.limit.into(),
    ];
    let state = query.state.unwrap_or_default();
    let sql = match (state.is_empty(), asked.is_empty()) {
        (true, true) => page_of!(""),
        (false, true) => page_of!(" AND state = $5"),
        (_, false) => D::SEARCH_PAGE,
    };
    if !state.is_empty() || !asked.is_empty() {
        values.push(state.into());
    }
    if !asked.is_empty() {
        values.push(hidden(&keys.terms, query.list, query.owner, asked)?.into());
    }
    let rows = database.fetch(sql, values).await?;
    rows.iter().map(|row| open(&keys.projection, row)).collect()
}
