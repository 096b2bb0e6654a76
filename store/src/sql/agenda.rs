//! What is still to be done: effects that nobody has answered, and deadlines.

use super::database::Database;
use super::session::{Row, SqlError};
use domain::aggregate::{EffectId, Timer};
use domain::ids::StreamId;
use domain::ports::event_log::OpenEffect;
use domain::timestamp::Timestamp;

/// Effects of a stream that no command has answered yet, in the order of their ids.
pub async fn open_effects<D: Database>(database: &D, stream: &StreamId) -> Result<Vec<OpenEffect>, SqlError> {
    let sql = "SELECT seq, number, payload FROM effect WHERE stream = $1 ORDER BY seq, number";
    let rows = database.fetch(sql, vec![stream.to_string().into()]).await?;
    let effect = |row: &Row| {
        let index = u32::try_from(row.int(1)?)
            .map_err(|_| SqlError::Broken("an effect has a number that none can have".into()))?;
        Ok(OpenEffect {
            id: EffectId {
                seq: row.number(0)?,
                index,
            },
            payload: row.bytes(2)?.to_vec(),
        })
    };
    rows.iter().map(effect).collect()
}

/// Streams with open effects.
pub async fn unfinished_streams<D: Database>(database: &D) -> Result<Vec<StreamId>, SqlError> {
    let rows = database
        .fetch("SELECT DISTINCT stream FROM effect ORDER BY stream", vec![])
        .await?;
    rows.iter().map(stream_id).collect()
}

/// Deadlines at or before `now`, earliest first, at most `limit`.
pub async fn due_timers<D: Database>(
    database: &D,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<(StreamId, Timer)>, SqlError> {
    let sql = "SELECT stream, key, due FROM timer WHERE due <= $1 ORDER BY due, stream, key LIMIT $2";
    let rows = database.fetch(sql, vec![now.0.into(), limit.into()]).await?;
    let timer = |row: &Row| {
        Ok((
            stream_id(row)?,
            Timer {
                key: row.text(1)?.to_owned(),
                due: Timestamp(row.int(2)?),
            },
        ))
    };
    rows.iter().map(timer).collect()
}

/// The stream in the first column.
fn stream_id(row: &Row) -> Result<StreamId, SqlError> {
    StreamId::try_from(row.text(0)?.to_owned()).map_err(|error| SqlError::Broken(error.to_string()))
}
