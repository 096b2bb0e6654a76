//! Reading a stream back: its lines with the openings that still exist, and results of its commands.

use super::append::{LogKeys, digest};
use super::database::Database;
use super::session::{Row, SqlError, int};
use super::subject_key::{cipher_failed, opening_place, unwrap};
use crate::cipher::DataKey;
use domain::ids::{CommandId, StreamId};
use domain::line::PlacedOpening;
use domain::personal::Opening;
use domain::ports::event_log::StoredLine;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Lines after `after_seq`, in order, at most `limit`.
pub async fn lines<D: Database>(
    database: &D,
    keys: &LogKeys,
    stream: &StreamId,
    after_seq: u64,
    limit: u32,
) -> Result<Vec<StoredLine>, SqlError> {
    let sql = "SELECT seq, hash, line FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    let rows = database
        .fetch(
            sql,
            vec![stream.to_string().into(), int(after_seq)?, limit.into()],
        )
        .await?;
    let Some(last) = rows.last().map(|row| row.number(0)).transpose()? else {
        return Ok(Vec::new());
    };
    let mut openings = openings(database, keys, stream, after_seq, last).await?;
    let line = |row: &Row| {
        let seq = row.number(0)?;
        let openings = openings.remove(&seq).unwrap_or_default();
        Ok(StoredLine {
            seq,
            hash: digest(row, 1)?,
            bytes: row.bytes(2)?.to_vec(),
            openings,
        })
    };
    rows.iter().map(line).collect()
}

/// Openings of lines `after + 1 ..= last`, by seq. One statement, so that an erasure is seen whole.
async fn openings<D: Database>(
    database: &D,
    keys: &LogKeys,
    stream: &StreamId,
    after: u64,
    last: u64,
) -> Result<HashMap<u64, Vec<PlacedOpening>>, SqlError> {
    let sql = "SELECT o.seq, o.path, o.subject, o.ciphertext, k.wrapped FROM opening o
               JOIN subject_key k ON k.stream = o.stream AND k.subject = o.subject
               WHERE o.stream = $1 AND o.seq > $2 AND o.seq <= $3 ORDER BY o.seq, o.path";
    let rows = database
        .fetch(sql, vec![stream.to_string().into(), int(after)?, int(last)?])
        .await?;
    let mut openings: HashMap<u64, Vec<PlacedOpening>> = HashMap::new();
    let mut opened: HashMap<&str, DataKey> = HashMap::new();
    for row in &rows {
        let key = match opened.entry(row.text(2)?) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(vacant) => {
                vacant.insert(unwrap(&keys.master, stream, row.text(2)?, row.bytes(4)?)?)
            }
        };
        openings
            .entry(row.number(0)?)
            .or_default()
            .push(open_opening(key, stream, row)?);
    }
    Ok(openings)
}

/// `row`: seq, path, subject, ciphertext.
pub fn open_opening(key: &DataKey, stream: &StreamId, row: &Row) -> Result<PlacedOpening, SqlError> {
    let (path, subject) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
    let place = opening_place(stream, row.number(0)?, &path, &subject);
    let plain = key.open(&place, row.bytes(3)?).map_err(cipher_failed)?;
    let broken = || SqlError::Broken("an opening has the wrong form".into());
    let (salt, value) = plain.split_first_chunk::<32>().ok_or_else(broken)?;
    let value = String::from_utf8(value.to_vec()).map_err(|_| broken())?;
    Ok(PlacedOpening {
        path,
        subject,
        opening: Opening { salt: *salt, value },
    })
}

/// The stored result of a command of this stream.
pub async fn result<D: Database>(
    database: &D,
    stream: &StreamId,
    command: CommandId,
) -> Result<Option<Vec<u8>>, SqlError> {
    let sql = "SELECT result FROM command_result WHERE stream = $1 AND command_id = $2";
    let rows = database
        .fetch(sql, vec![stream.to_string().into(), command.to_string().into()])
        .await?;
    rows.first().map(|row| Ok(row.bytes(0)?.to_vec())).transpose()
}
