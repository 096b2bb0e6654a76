//! Writing a stream's lines and, beside them, the openings of the personal values in them.

use super::append::LogKeys;
use super::session::{Session, SqlError, int};
use super::subject_key::{cipher_failed, load_or_create, opening_place};
use crate::cipher::DataKey;
use domain::ids::StreamId;
use domain::line::{Line, caller_text};
use domain::ports::event_log::Append;

/// Inserts every line of an append.
pub async fn insert(session: &mut dyn Session, keys: &LogKeys, append: &Append) -> Result<(), SqlError> {
    for line in &append.lines {
        let values = vec![
            append.stream.to_string().into(),
            int(line.seq)?,
            int(append.epoch)?,
            line.at.0.into(),
            caller_text(line.by).into(),
            line.kind.as_str().into(),
            line.command.to_string().into(),
            line.prev.0.as_slice().into(),
            line.hash.0.as_slice().into(),
            line.bytes.as_slice().into(),
        ];
        session
            .execute(
                "INSERT INTO event (stream, seq, epoch, at, caller, kind, command_id, prev, hash, line)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                values,
            )
            .await?;
        store_openings(session, keys, &append.stream, line).await?;
    }
    Ok(())
}

async fn store_openings(
    session: &mut dyn Session,
    keys: &LogKeys,
    stream: &StreamId,
    line: &Line,
) -> Result<(), SqlError> {
    let mut current: Option<(&str, DataKey)> = None;
    for placed in &line.openings {
        let key = match current.take() {
            Some((subject, key)) if subject == placed.subject => key,
            _ => load_or_create(session, &keys.master, stream, &placed.subject).await?,
        };
        let plain = [placed.opening.salt.as_slice(), placed.opening.value.as_bytes()].concat();
        let place = opening_place(stream, line.seq, &placed.path, &placed.subject);
        let values = vec![
            stream.to_string().into(),
            int(line.seq)?,
            placed.path.as_str().into(),
            placed.subject.as_str().into(),
            key.seal(&place, &plain).map_err(cipher_failed)?.into(),
        ];
        session
            .execute(
                "INSERT INTO opening (stream, seq, path, subject, ciphertext) VALUES ($1, $2, $3, $4, $5)",
                values,
            )
            .await?;
        current = Some((&placed.subject, key));
    }
    Ok(())
}
