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
use domain::timestamp::Timestamp;
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
        let filed = projection.filed.as_ref();
        let time = |at: Option<Timestamp>| at.map_or(0, |at| at.0);
        let values = vec![
            stream.into(),
            number.into(),
            projection.list.into(),
            projection.owner.to_string().into(),
            projection.sort_at.0.into(),
            projection.state.into(),
            seal(&keys.projection, stream, number, &projection.row)?.into(),
            filed
                .map(|filed| filed.cabinet.to_string())
                .unwrap_or_default()
                .into(),
            time(filed.and_then(|filed| filed.deadline)).into(),
            time(filed.and_then(|filed| filed.signed)).into(),
        ];
        session.execute(PUT_ROW, values).await?;
        let terms = hidden(
            &keys.terms,
            projection.list,
            projection.owner,
            terms_of(projection),
        )?;
        // A row that nobody searches for, and never did, costs nothing.
        if !terms.is_empty() || stored > 0 {
            session
                .execute(put_terms, vec![stream.into(), number.into(), terms.into()])
                .await?;
        }
    }
    Ok(())
}

/// Puts one row in its place, with what its cabinet says of it.
const PUT_ROW: &str = "INSERT INTO projection
        (stream, number, list, owner, sort_at, state, row_sealed, cabinet, deadline, signed, kind, folder, archived)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
        COALESCE((SELECT kind FROM filing WHERE stream = $1 AND owner = $8), 0),
        COALESCE((SELECT folder FROM filing WHERE stream = $1 AND owner = $8), 0),
        COALESCE((SELECT archived FROM filing WHERE stream = $1 AND owner = $8), 0))
    ON CONFLICT (stream, number) DO UPDATE SET list = excluded.list, owner = excluded.owner,
        sort_at = excluded.sort_at, state = excluded.state, row_sealed = excluded.row_sealed,
        cabinet = excluded.cabinet, deadline = excluded.deadline, signed = excluded.signed, kind = excluded.kind,
        folder = excluded.folder, archived = excluded.archived";

/// What a row is found by.
pub fn terms_of(projection: &Projection) -> BTreeSet<String> {
    let plain = projection.found_by.iter().flat_map(|text| search::terms(text));
    let filed = projection.filed.iter().flat_map(|filed| {
        let parties = filed.parties.iter().map(|name| ("party", name));
        parties.chain(filed.number.iter().map(|number| ("number", number)))
    });
    plain
        .chain(filed.flat_map(|(what, text)| search::terms_of(what, text)))
        .collect()
}

/// What a question asks for; nothing where it asks for everything.
pub fn asked_by(query: &ListQuery<'_>) -> BTreeSet<String> {
    let mut asked = search::asked(query.search);
    asked.extend(search::asked_of("party", query.narrowed.party));
    asked.extend(search::asked_of("number", query.narrowed.number));
    asked
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
    let asked = asked_by(query);
    let narrowed = &query.narrowed;
    let states = match query.states {
        [] => String::new(),
        some => format!(",{},", some.join(",")),
    };
    let number = |no: Option<u32>| no.map_or(-1, i64::from);
    let (opened_from, opened_to) = narrowed.opened.ends();
    let (deadline_from, deadline_to) = narrowed.deadline.ends();
    let (signed_from, signed_to) = narrowed.signed.ends();
    let before = query.before.map_or(i64::MAX, |before| before.0);
    let [one, other] = narrowed
        .not_hidden_from
        .map(|owner| owner.map(|owner| owner.to_string()).unwrap_or_default());
    let mut values: Vec<Value> = vec![
        query.list.into(),
        query.owner.to_string().into(),
        before.min(opened_to).into(),
        query.limit.into(),
        states.into(),
        number(narrowed.kind).into(),
        number(narrowed.folder).into(),
        number(narrowed.archived.map(u32::from)).into(),
        opened_from.into(),
        deadline_from.into(),
        deadline_to.into(),
        signed_from.into(),
        signed_to.into(),
        one.into(),
        other.into(),
    ];
    let sql = if asked.is_empty() {
        page_of!("")
    } else {
        values.push(hidden(&keys.terms, query.list, query.owner, asked)?.into());
        D::SEARCH_PAGE
    };
    let rows = database.fetch(sql, values).await?;
    rows.iter().map(|row| filed(keys, row)).collect()
}

/// How many rows of an owner's list are in this state.
pub async fn count<D: Database>(
    database: &D,
    list: &str,
    owner: AccountId,
    state: &str,
) -> Result<u64, SqlError> {
    let sql = "SELECT COUNT(*) FROM projection WHERE list = $1 AND owner = $2 AND state = $3";
    let values = vec![list.into(), owner.to_string().into(), state.into()];
    let rows = database.fetch(sql, values).await?;
    let count = rows.first().map_or(Ok(0), |row| row.int(0))?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Puts the words of a list row's states in the place of others.
pub fn restate(row: &mut serde_json::Value, words: &[(impl AsRef<str>, &str)]) {
    for name in ["state", "own_state"] {
        let now = row.get(name).and_then(serde_json::Value::as_str);
        let found = words.iter().find(|(from, _)| now == Some(from.as_ref()));
        if let Some((_, to)) = found {
            row[name] = (*to).into();
        }
    }
}

/// The row's JSON, with where it lies; `row`: stream, number, ciphertext, type, folder, archived.
fn filed(keys: &LogKeys, row: &Row) -> Result<serde_json::Value, SqlError> {
    let mut json = open(&keys.projection, row)?;
    for (name, column) in [("type", 3), ("folder", 4)] {
        if row.int(column)? > 0 {
            json[name] = row.int(column)?.into();
        }
    }
    if row.int(5)? > 0 {
        json["archived"] = true.into();
    }
    Ok(json)
}
