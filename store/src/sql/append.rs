//! Storing what one command writes: checks, lines, openings, result, effects, timers and list rows.

use super::database::WriteError;
use super::list_row;
use super::session::{Row, Session, SqlError, Value, int};
use super::subject_key::{cipher_failed, load_or_create, opening_place};
use crate::cipher::{DataKey, MasterKey};
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use domain::line::{Line, caller_text};
use domain::ports::event_log::{Append, AppendError};

/// Keys that appends need besides the persons' own.
#[derive(Clone)]
pub struct LogKeys {
    pub master: MasterKey,
    /// Encrypts the list rows.
    pub projection: DataKey,
    /// Encrypts the outbox messages, which an erasure blanks as well.
    pub outbox: DataKey,
}

/// Stores `append` in the open transaction, or refuses it. A constraint that is violated means that the
/// stream is not where the caller thinks it is.
pub async fn store(
    session: &mut dyn Session,
    check: &'static str,
    keys: &LogKeys,
    append: Append,
) -> Result<(), WriteError<AppendError>> {
    let stream = append.stream.to_string();
    let conflict = AppendError::Conflict {
        stream: append.stream.clone(),
        expected: append.expected_seq,
    };
    let head = session
        .fetch(
            check,
            vec![stream.as_str().into(), append.command.to_string().into()],
        )
        .await?;
    check_head(head.first(), &append, &conflict)?;
    let stored = async {
        store_lines(session, keys, &append).await?;
        store_result(session, &stream, &append).await?;
        store_effects(session, &stream, &append).await?;
        replace_timers(session, &stream, &append).await?;
        replace_projections(session, &stream, keys, &append).await
    };
    stored.await.map_err(|error| match error {
        SqlError::Statement(reason) => {
            tracing::warn!(stream = %append.stream, %reason, "append violates the schema");
            WriteError::Refused(conflict)
        }
        SqlError::Broken(reason) => WriteError::Unknown(reason),
    })
}

/// `row`: epoch, stored result, head seq, head hash.
fn check_head(
    row: Option<&Row>,
    append: &Append,
    conflict: &AppendError,
) -> Result<(), WriteError<AppendError>> {
    let fenced = || {
        WriteError::Refused(AppendError::Fenced {
            stream: append.stream.clone(),
        })
    };
    let row = row.ok_or_else(fenced)?;
    if row.number(0)? != append.epoch {
        return Err(fenced());
    }
    if !row.is_null(1) {
        return Err(WriteError::Refused(AppendError::Repeated {
            result: row.bytes(1)?.to_vec(),
        }));
    }
    let (seq, hash) = if row.is_null(2) {
        (0, Sha256Hash::ZERO)
    } else {
        (row.number(2)?, digest(row, 3)?)
    };
    if seq == append.expected_seq && follows(seq, hash, &append.lines) {
        Ok(())
    } else {
        Err(WriteError::Refused(conflict.clone()))
    }
}

/// Whether `lines` continue the chain after line `seq` with hash `hash`, without a gap.
pub fn follows(mut seq: u64, mut hash: Sha256Hash, lines: &[Line]) -> bool {
    lines.iter().all(|line| {
        let fits = line.seq == seq + 1 && line.prev == hash;
        (seq, hash) = (line.seq, line.hash);
        fits
    })
}

/// A SHA-256 digest in a column.
pub fn digest(row: &Row, column: usize) -> Result<Sha256Hash, SqlError> {
    let bytes = row.bytes(column)?.try_into();
    bytes
        .map(Sha256Hash)
        .map_err(|_| SqlError::Broken(format!("column {column} holds no SHA-256 digest")))
}

async fn store_lines(session: &mut dyn Session, keys: &LogKeys, append: &Append) -> Result<(), SqlError> {
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

async fn store_result(session: &mut dyn Session, stream: &str, append: &Append) -> Result<(), SqlError> {
    let values = vec![
        stream.into(),
        append.command.to_string().into(),
        Value::Bytes(append.result.clone()),
    ];
    session
        .execute(
            "INSERT INTO command_result (stream, command_id, result) VALUES ($1, $2, $3)",
            values,
        )
        .await?;
    Ok(())
}

async fn store_effects(session: &mut dyn Session, stream: &str, append: &Append) -> Result<(), SqlError> {
    for (id, payload) in &append.effects {
        let values = vec![
            stream.into(),
            int(id.seq)?,
            id.index.into(),
            payload.as_slice().into(),
        ];
        session
            .execute(
                "INSERT INTO effect (stream, seq, number, payload) VALUES ($1, $2, $3, $4)",
                values,
            )
            .await?;
    }
    if let Some(id) = append.answers {
        let values = vec![stream.into(), int(id.seq)?, id.index.into()];
        session
            .execute(
                "DELETE FROM effect WHERE stream = $1 AND seq = $2 AND number = $3",
                values,
            )
            .await?;
    }
    Ok(())
}

async fn replace_timers(session: &mut dyn Session, stream: &str, append: &Append) -> Result<(), SqlError> {
    session
        .execute("DELETE FROM timer WHERE stream = $1", vec![stream.into()])
        .await?;
    for timer in &append.timers {
        let values = vec![stream.into(), timer.key.as_str().into(), timer.due.0.into()];
        session
            .execute("INSERT INTO timer (stream, key, due) VALUES ($1, $2, $3)", values)
            .await?;
    }
    Ok(())
}

async fn replace_projections(
    session: &mut dyn Session,
    stream: &str,
    keys: &LogKeys,
    append: &Append,
) -> Result<(), SqlError> {
    session
        .execute("DELETE FROM projection WHERE stream = $1", vec![stream.into()])
        .await?;
    for (number, projection) in (0..).zip(&append.projections) {
        let values = vec![
            stream.into(),
            number.into(),
            projection.list.into(),
            projection.owner.to_string().into(),
            projection.sort_at.0.into(),
            list_row::seal(&keys.projection, stream, number, &projection.row)?.into(),
        ];
        session
            .execute(
                "INSERT INTO projection (stream, number, list, owner, sort_at, row_sealed)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                values,
            )
            .await?;
    }
    Ok(())
}
