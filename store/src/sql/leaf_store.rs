//! The Merkle log's rows.

use super::database::{Database, WriteError};
use super::session::{Row, Session, SqlError, Value, int};
use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ports::leaf_store::{LeafError, LeafStore, StoredCheckpoint};
use std::sync::Arc;

/// [`LeafStore`] over SQLite or PostgreSQL.
pub struct SqlLeafStore<D>(pub Arc<D>);

const LATEST: &str = "SELECT size, note, token FROM checkpoint WHERE origin = $1 ORDER BY size DESC LIMIT 1";

#[async_trait]
impl<D: Database> LeafStore for SqlLeafStore<D> {
    async fn commit(
        &self,
        origin: &str,
        old_size: u64,
        leaves: &[Vec<u8>],
        checkpoint: &StoredCheckpoint,
    ) -> Result<(), LeafError> {
        let conflict = || LeafError::Conflict {
            origin: origin.to_owned(),
            expected: old_size,
        };
        if checkpoint.size != old_size + leaves.len() as u64 {
            return Err(conflict());
        }
        let (name, leaves, checkpoint) = (origin.to_owned(), leaves.to_vec(), checkpoint.clone());
        let work = self.0.write(move |session| {
            Box::pin(async move { store(session, &name, old_size, leaves, checkpoint).await })
        });
        work.await.map_err(|error| match error {
            // Another process stored the same leaf numbers at the same time.
            WriteError::Refused(Moved) | WriteError::Statement(_) => conflict(),
            WriteError::Unknown(reason) => LeafError::Unknown(reason),
        })
    }

    async fn latest(&self, origin: &str) -> Result<Option<StoredCheckpoint>, LeafError> {
        self.checkpoint(LATEST, vec![origin.into()]).await
    }

    async fn covering(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        let sql = "SELECT size, note, token FROM checkpoint WHERE origin = $1 AND size >= $2
                   ORDER BY size LIMIT 1";
        self.checkpoint(sql, vec![origin.into(), int(size).map_err(unreadable)?])
            .await
    }

    async fn stamped_before(&self, origin: &str, size: u64) -> Result<Option<StoredCheckpoint>, LeafError> {
        let sql = "SELECT size, note, token FROM checkpoint
                   WHERE origin = $1 AND size <= $2 AND length(token) > 0 ORDER BY size DESC LIMIT 1";
        self.checkpoint(sql, vec![origin.into(), int(size).map_err(unreadable)?])
            .await
    }

    async fn leaves(&self, origin: &str, from: u64, to: u64) -> Result<Vec<Vec<u8>>, LeafError> {
        let read = async {
            let rows = self
                .0
                .fetch(
                    "SELECT leaf FROM leaf WHERE origin = $1 AND number >= $2 AND number < $3 ORDER BY number",
                    vec![origin.into(), int(from)?, int(to)?],
                )
                .await?;
            rows.iter()
                .map(|row| Ok(row.bytes(0)?.to_vec()))
                .collect::<Result<_, SqlError>>()
        };
        read.await.map_err(unreadable)
    }

    async fn find(&self, origin: &str, leaf: &[u8]) -> Result<Option<u64>, LeafError> {
        let read = async {
            let digest = Sha256Hash::of(leaf);
            let rows = self
                .0
                .fetch(
                    "SELECT min(number) FROM leaf WHERE origin = $1 AND digest = $2",
                    vec![origin.into(), digest.0.as_slice().into()],
                )
                .await?;
            rows.first()
                .filter(|row| !row.is_null(0))
                .map(|row| row.number(0))
                .transpose()
        };
        read.await.map_err(unreadable)
    }
}

impl<D: Database> SqlLeafStore<D> {
    async fn checkpoint(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<StoredCheckpoint>, LeafError> {
        let read = async {
            self.0
                .fetch(sql, values)
                .await?
                .first()
                .map(stored_checkpoint)
                .transpose()
        };
        read.await.map_err(unreadable)
    }
}

/// The stored checkpoint has another size than the caller expected.
struct Moved;

async fn store(
    session: &mut dyn Session,
    origin: &str,
    old_size: u64,
    leaves: Vec<Vec<u8>>,
    checkpoint: StoredCheckpoint,
) -> Result<(), WriteError<Moved>> {
    let latest = session.fetch(LATEST, vec![origin.into()]).await?;
    let size = latest.first().map(|row| row.number(0)).transpose()?.unwrap_or(0);
    if size != old_size {
        return Err(WriteError::Refused(Moved));
    }
    for (number, leaf) in (old_size..).zip(leaves) {
        let digest = Sha256Hash::of(&leaf);
        session
            .execute(
                "INSERT INTO leaf (origin, number, digest, leaf) VALUES ($1, $2, $3, $4)",
                vec![
                    origin.into(),
                    int(number)?,
                    digest.0.as_slice().into(),
                    leaf.into(),
                ],
            )
            .await?;
    }
    session
        .execute(
            "INSERT INTO checkpoint (origin, size, note, token) VALUES ($1, $2, $3, $4)
             ON CONFLICT (origin, size) DO UPDATE SET note = excluded.note, token = excluded.token",
            vec![
                origin.into(),
                int(checkpoint.size)?,
                checkpoint.note.into(),
                checkpoint.token.into(),
            ],
        )
        .await?;
    Ok(())
}

fn stored_checkpoint(row: &Row) -> Result<StoredCheckpoint, SqlError> {
    Ok(StoredCheckpoint {
        size: row.number(0)?,
        note: row.bytes(1)?.to_vec(),
        token: row.bytes(2)?.to_vec(),
    })
}

fn unreadable(error: SqlError) -> LeafError {
    LeafError::Read(error.to_string())
}
