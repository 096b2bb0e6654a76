//! Storing what one command writes: the checks first, then every row of it.

use super::database::WriteError;
use super::session::{Row, Session, SqlError};
use super::{line_rows, list_row, stream_rows};
use crate::cipher::{DataKey, MasterKey};
use domain::hash::Sha256Hash;
use domain::line::Line;
use domain::ports::event_log::{Append, AppendError};

/// Keys that appends need besides the persons' own.
#[derive(Clone)]
pub struct LogKeys {
    pub master: MasterKey,
    /// Encrypts the list rows.
    pub projection: DataKey,
    /// Hides the terms that they are found by.
    pub terms: DataKey,
    /// Encrypts the outbox messages, which an erasure blanks as well.
    pub outbox: DataKey,
}

/// Where the databases differ in an append.
#[derive(Clone, Copy)]
pub struct AppendStatements {
    /// [`super::database::Database::CHECK_APPEND`]
    pub check: &'static str,
    /// [`super::database::Database::PUT_TERMS`]
    pub put_terms: &'static str,
}

/// How many rows of the stream the append replaces.
struct Replaced {
    timers: u64,
    projections: u64,
}

/// Stores `append` in the open transaction, or refuses it. A constraint that is violated means that the
/// stream is not where the caller thinks it is.
pub async fn store(
    session: &mut dyn Session,
    statements: AppendStatements,
    keys: &LogKeys,
    append: Append,
) -> Result<(), WriteError<AppendError>> {
    let stream = append.stream.to_string();
    let conflict = AppendError::Conflict {
        stream: append.stream.clone(),
        expected: append.expected_seq,
    };
    let standing = session
        .fetch(
            statements.check,
            vec![stream.as_str().into(), append.command.to_string().into()],
        )
        .await?;
    let replaced = check_standing(standing.first(), &append, &conflict)?;
    let stored = async {
        line_rows::insert(session, keys, &append).await?;
        stream_rows::insert_result(session, &stream, &append).await?;
        stream_rows::change_effects(session, &stream, &append).await?;
        if let Some(timers) = &append.timers {
            stream_rows::replace_timers(session, &stream, timers, replaced.timers).await?;
        }
        if let Some(rows) = &append.projections {
            list_row::replace(
                session,
                statements.put_terms,
                &stream,
                keys,
                rows,
                replaced.projections,
            )
            .await?;
        }
        Ok(())
    };
    stored.await.map_err(|error| match error {
        SqlError::Statement(reason) => {
            tracing::warn!(stream = %append.stream, %reason, "append violates the schema");
            WriteError::Refused(conflict)
        }
        SqlError::Broken(reason) => WriteError::Unknown(reason),
    })
}

/// `row`: epoch, stored result, head seq, head hash, number of timers, number of list rows.
fn check_standing(
    row: Option<&Row>,
    append: &Append,
    conflict: &AppendError,
) -> Result<Replaced, WriteError<AppendError>> {
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
    if seq != append.expected_seq || !follows(seq, hash, &append.lines) {
        return Err(WriteError::Refused(conflict.clone()));
    }
    Ok(Replaced {
        timers: row.number(4)?,
        projections: row.number(5)?,
    })
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
