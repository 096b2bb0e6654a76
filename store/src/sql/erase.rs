//! Erasing a person from a stream: openings, their key, and every row that repeats the values.

use super::append::LogKeys;
use super::history::open_opening;
use super::list_row;
use super::outbox_message;
use super::session::{Row, Session, SqlError};
use super::subject_key::unwrap;
use crate::blank::{blank_json, blank_text};
use domain::ids::StreamId;

/// Returns how many openings there were.
pub async fn erase_subject(
    session: &mut dyn Session,
    put_terms: &'static str,
    keys: &LogKeys,
    stream: &StreamId,
    subject: &str,
) -> Result<u64, SqlError> {
    let who = || vec![stream.to_string().into(), subject.into()];
    let wrapped = session
        .fetch(
            "SELECT wrapped FROM subject_key WHERE stream = $1 AND subject = $2",
            who(),
        )
        .await?;
    let Some(wrapped) = wrapped.first() else {
        return Ok(0);
    };
    let key = unwrap(&keys.master, stream, subject, wrapped.bytes(0)?)?;
    let openings = session
        .fetch(
            "SELECT seq, path, subject, ciphertext FROM opening WHERE stream = $1 AND subject = $2",
            who(),
        )
        .await?;
    let value = |row: &Row| Ok(open_opening(&key, stream, row)?.opening.value);
    let mut values: Vec<String> = openings.iter().map(value).collect::<Result<_, SqlError>>()?;
    // The longest first, so that no part of a value is left beside a blank.
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));

    let erased = session
        .execute("DELETE FROM opening WHERE stream = $1 AND subject = $2", who())
        .await?;
    session
        .execute(
            "DELETE FROM subject_key WHERE stream = $1 AND subject = $2",
            who(),
        )
        .await?;
    blank_projections(session, put_terms, keys, stream, &values).await?;
    blank_messages(session, keys, stream, &values).await?;
    Ok(erased)
}

/// A row that held such a value is found by nothing any more: which of its terms were the value's is not kept.
async fn blank_projections(
    session: &mut dyn Session,
    put_terms: &'static str,
    keys: &LogKeys,
    stream: &StreamId,
    values: &[String],
) -> Result<(), SqlError> {
    let rows = session
        .fetch(
            "SELECT stream, number, row_sealed FROM projection WHERE stream = $1",
            vec![stream.to_string().into()],
        )
        .await?;
    for row in &rows {
        let mut json = list_row::open(&keys.projection, row)?;
        if blank_json(&mut json, values) {
            let sealed = list_row::seal(&keys.projection, row.text(0)?, row.int(1)?, &json)?;
            session
                .execute(
                    "UPDATE projection SET row_sealed = $3 WHERE stream = $1 AND number = $2",
                    vec![row.text(0)?.into(), row.int(1)?.into(), sealed.into()],
                )
                .await?;
            let none = vec![row.text(0)?.into(), row.int(1)?.into(), "".into()];
            session.execute(put_terms, none).await?;
        }
    }
    Ok(())
}

async fn blank_messages(
    session: &mut dyn Session,
    keys: &LogKeys,
    stream: &StreamId,
    values: &[String],
) -> Result<(), SqlError> {
    let rows = session
        .fetch(
            "SELECT id, at, contract, sealed FROM outbox WHERE contract = $1",
            vec![stream.id.to_string().into()],
        )
        .await?;
    for row in &rows {
        let mut message = outbox_message::open(&keys.outbox, row)?;
        // The one to whom the message went, or of whom it speaks.
        if blank_text(&mut message.to_phone, values) | blank_text(&mut message.text, values) {
            let sealed = outbox_message::seal(&keys.outbox, row.int(1)?, row.text(2)?, &message)?;
            session
                .execute(
                    "UPDATE outbox SET sealed = $2 WHERE id = $1",
                    vec![row.int(0)?.into(), sealed.into()],
                )
                .await?;
        }
    }
    Ok(())
}
