//! The event log over a database.

use super::append::{AppendStatements, LogKeys, store};
use super::database::{Database, WriteError};
use super::erase::erase_subject;
use super::session::{SqlError, int, one};
use super::{agenda, history, list_row};
use crate::cipher::{CipherError, MasterKey};
use async_trait::async_trait;
use domain::aggregate::{EffectId, Timer};
use domain::ids::{AccountId, CommandId, StreamId};
use domain::ports::event_log::{Append, AppendError, EventLog, ListQuery, OpenEffect, ReadError, StoredLine};
use domain::timestamp::Timestamp;
use std::convert::Infallible;
use std::sync::Arc;

/// [`EventLog`] over SQLite or PostgreSQL.
pub struct SqlEventLog<D> {
    database: Arc<D>,
    keys: LogKeys,
}

impl<D: Database> SqlEventLog<D> {
    /// # Errors
    /// The table keys cannot be derived from the master key.
    pub fn new(database: Arc<D>, master: MasterKey) -> Result<Self, CipherError> {
        let (projection, outbox) = (master.derive("projection")?, master.derive("outbox")?);
        let terms = master.derive("projection terms")?;
        Ok(Self {
            database,
            keys: LogKeys {
                master,
                projection,
                terms,
                outbox,
            },
        })
    }
}

fn unreadable(error: SqlError) -> ReadError {
    ReadError(error.to_string())
}

fn unwritten(error: WriteError<Infallible>) -> ReadError {
    match error {
        WriteError::Refused(never) => match never {},
        WriteError::Statement(reason) | WriteError::Unknown(reason) => ReadError(reason),
    }
}

#[async_trait]
impl<D: Database> EventLog for SqlEventLog<D> {
    async fn claim(&self, stream: &StreamId) -> Result<u64, ReadError> {
        let stream = stream.to_string();
        let sql = "INSERT INTO stream_owner (stream, epoch) VALUES ($1, 1)
                   ON CONFLICT (stream) DO UPDATE SET epoch = stream_owner.epoch + 1 RETURNING epoch";
        let work = self.database.write(move |session| {
            Box::pin(async move { Ok(one(&session.fetch(sql, vec![stream.into()]).await?)?.number(0)?) })
        });
        work.await.map_err(unwritten)
    }

    async fn append(&self, append: Append) -> Result<(), AppendError> {
        let (keys, stream, expected) = (self.keys.clone(), append.stream.clone(), append.expected_seq);
        let work = self.database.group_commit().write(move |session| {
            let statements = AppendStatements {
                check: D::CHECK_APPEND,
                put_terms: D::PUT_TERMS,
            };
            Box::pin(async move { store(session, statements, &keys, append).await })
        });
        work.await.map_err(|error| match error {
            WriteError::Refused(refusal) => refusal,
            WriteError::Statement(_) => AppendError::Conflict { stream, expected },
            WriteError::Unknown(reason) => AppendError::Unknown(reason),
        })
    }

    async fn lines(
        &self,
        stream: &StreamId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<StoredLine>, ReadError> {
        history::lines(&*self.database, &self.keys, stream, after_seq, limit)
            .await
            .map_err(unreadable)
    }

    async fn result(&self, stream: &StreamId, command: CommandId) -> Result<Option<Vec<u8>>, ReadError> {
        history::result(&*self.database, stream, command)
            .await
            .map_err(unreadable)
    }

    async fn open_effects(&self, stream: &StreamId) -> Result<Vec<OpenEffect>, ReadError> {
        agenda::open_effects(&*self.database, stream)
            .await
            .map_err(unreadable)
    }

    async fn close_effect(&self, stream: &StreamId, effect: EffectId) -> Result<(), ReadError> {
        let seq = int(effect.seq).map_err(unreadable)?;
        let values = vec![stream.to_string().into(), seq, effect.index.into()];
        let sql = "DELETE FROM effect WHERE stream = $1 AND seq = $2 AND number = $3";
        let work = self
            .database
            .write(move |session| Box::pin(async move { Ok(session.execute(sql, values).await?) }));
        work.await.map(drop).map_err(unwritten)
    }

    async fn unfinished_streams(&self) -> Result<Vec<StreamId>, ReadError> {
        agenda::unfinished_streams(&*self.database)
            .await
            .map_err(unreadable)
    }

    async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<(StreamId, Timer)>, ReadError> {
        agenda::due_timers(&*self.database, now, limit)
            .await
            .map_err(unreadable)
    }

    async fn erase(&self, stream: &StreamId, subject: &str) -> Result<u64, ReadError> {
        let (keys, stream, subject) = (self.keys.clone(), stream.clone(), subject.to_owned());
        // Through the one writer, so that no append of the stream takes up the key that goes away.
        let work = self.database.group_commit().write(move |session| {
            Box::pin(async move { Ok(erase_subject(session, D::PUT_TERMS, &keys, &stream, &subject).await?) })
        });
        let erased = work.await.map_err(unwritten)?;
        self.database.forget_deleted().await.map_err(unreadable)?;
        Ok(erased)
    }

    async fn list(&self, query: &ListQuery<'_>) -> Result<Vec<serde_json::Value>, ReadError> {
        list_row::page(&*self.database, &self.keys, query)
            .await
            .map_err(unreadable)
    }

    async fn count(&self, list: &str, owner: AccountId, state: &str) -> Result<u64, ReadError> {
        list_row::count(&*self.database, list, owner, state)
            .await
            .map_err(unreadable)
    }
}
