//! What accounts prove themselves with; bodies are ciphertext.

use super::database::{Database, WriteError};
use super::rows::{failed, malformed, parsed, unwritten};
use super::session::{Row, SqlError, int};
use super::subject_key::cipher_failed;
use crate::cipher::{CipherError, DataKey, MasterKey, Place};
use async_trait::async_trait;
use domain::ids::AccountId;
use domain::ports::credential_shelf::{Credential, CredentialKind, CredentialShelf};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use std::sync::Arc;

/// [`CredentialShelf`] over SQLite or PostgreSQL.
pub struct SqlCredentialShelf<D> {
    database: Arc<D>,
    key: DataKey,
}

impl<D: Database> SqlCredentialShelf<D> {
    /// # Errors
    /// The table key cannot be derived from the master key.
    pub fn new(database: Arc<D>, master: &MasterKey) -> Result<Self, CipherError> {
        let key = master.derive("credential")?;
        Ok(Self { database, key })
    }

    /// `row`: kind, id, account, created, version, body.
    fn open(&self, row: &Row) -> Result<Credential, SqlError> {
        let (kind, id) = (row.text(0)?, row.text(1)?);
        let body = self.key.open(&place(kind, id), row.bytes(5)?);
        Ok(Credential {
            kind: serde_json::from_value(kind.into()).map_err(malformed)?,
            id: id.to_owned(),
            account: parsed(row.text(2)?)?,
            created: Timestamp(row.int(3)?),
            version: row.number(4)?,
            body: serde_json::from_slice(&body.map_err(cipher_failed)?).map_err(malformed)?,
        })
    }
}

fn place(kind: &str, id: &str) -> Place {
    Place::new("credential", &[kind.as_bytes(), id.as_bytes()])
}

#[async_trait]
impl<D: Database> CredentialShelf for SqlCredentialShelf<D> {
    async fn save(&self, credential: Credential) -> Result<(), RowError> {
        let before = credential.version.checked_sub(1).ok_or(RowError::Changed)?;
        let kind = credential.kind.name();
        let body = credential.body.to_string();
        let sealed = self.key.seal(&place(kind, &credential.id), body.as_bytes());
        let values = vec![
            kind.into(),
            credential.id.into(),
            credential.account.to_string().into(),
            credential.created.0.into(),
            int(credential.version).map_err(failed)?,
            sealed.map_err(cipher_failed).map_err(failed)?.into(),
        ];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = if before == 0 {
                    "INSERT INTO credential (kind, id, account, created, version, body)
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, id) DO NOTHING"
                } else {
                    "UPDATE credential SET created = $4, version = $5, body = $6
                     WHERE kind = $1 AND id = $2 AND account = $3 AND version = $5 - 1"
                };
                match session.execute(sql, values).await? {
                    0 => Err(WriteError::Refused(RowError::Changed)),
                    _ => Ok(()),
                }
            })
        });
        work.await.map_err(unwritten)
    }

    async fn find(&self, kind: CredentialKind, id: &str) -> Result<Option<Credential>, RowError> {
        let read = async {
            let sql = "SELECT kind, id, account, created, version, body FROM credential
                       WHERE kind = $1 AND id = $2";
            let rows = self
                .database
                .fetch(sql, vec![kind.name().into(), id.into()])
                .await?;
            rows.first().map(|row| self.open(row)).transpose()
        };
        read.await.map_err(failed)
    }

    async fn of(&self, account: AccountId) -> Result<Vec<Credential>, RowError> {
        let read = async {
            let sql = "SELECT kind, id, account, created, version, body FROM credential
                       WHERE account = $1 ORDER BY kind, created, id";
            let rows = self.database.fetch(sql, vec![account.to_string().into()]).await?;
            rows.iter()
                .map(|row| self.open(row))
                .collect::<Result<_, SqlError>>()
        };
        read.await.map_err(failed)
    }

    async fn remove(&self, kind: CredentialKind, id: &str, account: AccountId) -> Result<bool, RowError> {
        let values = vec![kind.name().into(), id.into(), account.to_string().into()];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "DELETE FROM credential WHERE kind = $1 AND id = $2 AND account = $3";
                Ok(session.execute(sql, values).await? > 0)
            })
        });
        work.await.map_err(unwritten)
    }
}
