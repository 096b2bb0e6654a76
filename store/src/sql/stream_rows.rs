//! Writing what stands once per stream beside its lines: results, effects, timers.

use super::session::{Session, SqlError, Value, int};
use domain::aggregate::Timer;
use domain::ports::event_log::Append;

/// Keeps the command's result.
pub async fn insert_result(session: &mut dyn Session, stream: &str, append: &Append) -> Result<(), SqlError> {
    let command = append.command.to_string();
    let values = vec![stream.into(), command.into(), Value::Bytes(append.result.clone())];
    let sql = "INSERT INTO command_result (stream, command_id, result) VALUES ($1, $2, $3)";
    session.execute(sql, values).await.map(drop)
}

/// Opens new effects and closes the one that the command answers.
pub async fn change_effects(
    session: &mut dyn Session,
    stream: &str,
    append: &Append,
) -> Result<(), SqlError> {
    for (id, payload) in &append.effects {
        let values = vec![
            stream.into(),
            int(id.seq)?,
            id.index.into(),
            payload.as_slice().into(),
        ];
        let sql = "INSERT INTO effect (stream, seq, number, payload) VALUES ($1, $2, $3, $4)";
        session.execute(sql, values).await?;
    }
    if let Some(id) = append.answers {
        let values = vec![stream.into(), int(id.seq)?, id.index.into()];
        let sql = "DELETE FROM effect WHERE stream = $1 AND seq = $2 AND number = $3";
        session.execute(sql, values).await?;
    }
    Ok(())
}

/// Puts `timers` in the place of the `stored` ones.
pub async fn replace_timers(
    session: &mut dyn Session,
    stream: &str,
    timers: &[Timer],
    stored: u64,
) -> Result<(), SqlError> {
    if stored > 0 {
        session
            .execute("DELETE FROM timer WHERE stream = $1", vec![stream.into()])
            .await?;
    }
    for timer in timers {
        let values = vec![stream.into(), timer.key.as_str().into(), timer.due.0.into()];
        session
            .execute("INSERT INTO timer (stream, key, due) VALUES ($1, $2, $3)", values)
            .await?;
    }
    Ok(())
}
