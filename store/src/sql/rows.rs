//! Drafts, the message outbox, settings, and phone numbers' accounts.

use super::database::{Database, WriteError};
use super::outbox_message::{self, SealedMessage};
use super::session::{Row, SqlError, int, one};
use super::subject_key::cipher_failed;
use crate::cipher::{CipherError, DataKey, MasterKey, Place};
use async_trait::async_trait;
use domain::ids::{AccountId, ContractId, DraftId};
use domain::ports::rows::{Draft, OutboxMessage, RowError, Rows};
use domain::timestamp::Timestamp;
use std::sync::Arc;

/// [`Rows`] over SQLite or PostgreSQL; draft bodies and messages are encrypted.
pub struct SqlRows<D> {
    database: Arc<D>,
    draft: DataKey,
    outbox: DataKey,
}

impl<D: Database> SqlRows<D> {
    /// # Errors
    /// The table keys cannot be derived from the master key.
    pub fn new(database: Arc<D>, master: &MasterKey) -> Result<Self, CipherError> {
        Ok(Self {
            database,
            draft: master.derive("draft")?,
            outbox: master.derive("outbox")?,
        })
    }

    fn open_draft(&self, row: &Row) -> Result<Draft, SqlError> {
        let id: DraftId = parsed(row.text(0)?)?;
        let body = self
            .draft
            .open(&draft_place(id), row.bytes(4)?)
            .map_err(cipher_failed)?;
        Ok(Draft {
            id,
            owner: parsed(row.text(1)?)?,
            version: row.number(2)?,
            updated: Timestamp(row.int(3)?),
            body: serde_json::from_slice(&body).map_err(malformed)?,
        })
    }
}

fn draft_place(id: DraftId) -> Place {
    Place::new("draft", &[id.0.as_bytes()])
}

pub(super) fn malformed(error: serde_json::Error) -> SqlError {
    SqlError::Broken(error.to_string())
}

pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, SqlError> {
    text.parse()
        .map_err(|error: T::Err| SqlError::Broken(error.to_string()))
}

pub(super) fn failed(error: SqlError) -> RowError {
    RowError::Failed(error.to_string())
}

/// How a refused or failed write of a row is told.
pub fn unwritten(error: WriteError<RowError>) -> RowError {
    match error {
        WriteError::Refused(refusal) => refusal,
        WriteError::Statement(reason) | WriteError::Unknown(reason) => RowError::Failed(reason),
    }
}

#[async_trait]
impl<D: Database> Rows for SqlRows<D> {
    async fn save_draft(&self, draft: Draft) -> Result<(), RowError> {
        let before = draft.version.checked_sub(1).ok_or(RowError::Changed)?;
        let body = self
            .draft
            .seal(&draft_place(draft.id), draft.body.to_string().as_bytes());
        let values = vec![
            draft.id.to_string().into(),
            draft.owner.to_string().into(),
            int(draft.version).map_err(failed)?,
            draft.updated.0.into(),
            body.map_err(cipher_failed).map_err(failed)?.into(),
        ];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = if before == 0 {
                    "INSERT INTO draft (id, owner, version, updated, body) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (id) DO NOTHING"
                } else {
                    "UPDATE draft SET version = $3, updated = $4, body = $5
                     WHERE id = $1 AND owner = $2 AND version = $3 - 1"
                };
                match session.execute(sql, values).await? {
                    0 => Err(WriteError::Refused(RowError::Changed)),
                    _ => Ok(()),
                }
            })
        });
        work.await.map_err(unwritten)
    }

    async fn draft(&self, id: DraftId) -> Result<Option<Draft>, RowError> {
        let read = async {
            let sql = "SELECT id, owner, version, updated, body FROM draft WHERE id = $1";
            let rows = self.database.fetch(sql, vec![id.to_string().into()]).await?;
            rows.first().map(|row| self.open_draft(row)).transpose()
        };
        read.await.map_err(failed)
    }

    async fn drafts(&self, owner: AccountId) -> Result<Vec<Draft>, RowError> {
        let read = async {
            let sql = "SELECT id, owner, version, updated, body FROM draft WHERE owner = $1
                       ORDER BY updated DESC, id DESC";
            let rows = self.database.fetch(sql, vec![owner.to_string().into()]).await?;
            rows.iter()
                .map(|row| self.open_draft(row))
                .collect::<Result<_, SqlError>>()
        };
        read.await.map_err(failed)
    }

    async fn hand_over_draft(&self, id: DraftId, from: AccountId, to: AccountId) -> Result<bool, RowError> {
        let values = vec![
            id.to_string().into(),
            from.to_string().into(),
            to.to_string().into(),
        ];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "UPDATE draft SET owner = $3 WHERE id = $1 AND owner = $2";
                Ok(session.execute(sql, values).await? > 0)
            })
        });
        work.await.map_err(unwritten)
    }

    async fn remove_draft(&self, id: DraftId) -> Result<(), RowError> {
        let work = self.database.write(move |session| {
            Box::pin(async move {
                session
                    .execute("DELETE FROM draft WHERE id = $1", vec![id.to_string().into()])
                    .await?;
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn send(&self, message: OutboxMessage) -> Result<u64, RowError> {
        let contract = message.contract.map(|id| id.to_string()).unwrap_or_default();
        let sealed = SealedMessage {
            to_phone: message.to_phone,
            text: message.text,
        };
        let sealed = outbox_message::seal(&self.outbox, message.at.0, &contract, &sealed).map_err(failed)?;
        let values = vec![message.at.0.into(), contract.into(), sealed.into()];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "INSERT INTO outbox (at, contract, sealed) VALUES ($1, $2, $3) RETURNING id";
                Ok(one(&session.fetch(sql, values).await?)?.number(0)?)
            })
        });
        work.await.map_err(unwritten)
    }

    async fn outbox(&self, contract: Option<ContractId>, limit: u32) -> Result<Vec<OutboxMessage>, RowError> {
        let read = async {
            let rows = match contract {
                None => {
                    let sql = "SELECT id, at, contract, sealed FROM outbox ORDER BY id DESC LIMIT $1";
                    self.database.fetch(sql, vec![limit.into()]).await?
                }
                Some(contract) => {
                    let sql = "SELECT id, at, contract, sealed FROM outbox WHERE contract = $2
                               ORDER BY id DESC LIMIT $1";
                    self.database
                        .fetch(sql, vec![limit.into(), contract.to_string().into()])
                        .await?
                }
            };
            rows.iter()
                .map(|row| open_outbox_row(&self.outbox, row))
                .collect::<Result<_, SqlError>>()
        };
        read.await.map_err(failed)
    }

    async fn setting(&self, name: &str) -> Result<Option<String>, RowError> {
        let read = async {
            let rows = self
                .database
                .fetch("SELECT value FROM setting WHERE name = $1", vec![name.into()])
                .await?;
            rows.first().map(|row| Ok(row.text(0)?.to_owned())).transpose()
        };
        read.await.map_err(failed)
    }

    async fn set_setting(&self, name: &str, value: &str) -> Result<(), RowError> {
        let values = vec![name.into(), value.into()];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "INSERT INTO setting (name, value) VALUES ($1, $2)
                           ON CONFLICT (name) DO UPDATE SET value = excluded.value";
                session.execute(sql, values).await?;
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn claim_setting(&self, name: &str, value: &str) -> Result<String, RowError> {
        let (name, value) = (name.to_owned(), value.to_owned());
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
                session
                    .execute(sql, vec![name.as_str().into(), value.into()])
                    .await?;
                let sql = "SELECT value FROM setting WHERE name = $1";
                Ok(one(&session.fetch(sql, vec![name.into()]).await?)?
                    .text(0)?
                    .to_owned())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn account_of_phone(&self, blind_index: &str, create: AccountId) -> Result<AccountId, RowError> {
        let blind_index = blind_index.to_owned();
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "INSERT INTO account_phone (blind_index, account) VALUES ($1, $2)
                           ON CONFLICT (blind_index) DO NOTHING";
                session
                    .execute(sql, vec![blind_index.as_str().into(), create.to_string().into()])
                    .await?;
                let sql = "SELECT account FROM account_phone WHERE blind_index = $1";
                Ok(parsed(
                    one(&session.fetch(sql, vec![blind_index.into()]).await?)?.text(0)?,
                )?)
            })
        });
        work.await.map_err(unwritten)
    }

    async fn find_account(&self, blind_index: &str) -> Result<Option<AccountId>, RowError> {
        let read = async {
            let sql = "SELECT account FROM account_phone WHERE blind_index = $1";
            let rows = self.database.fetch(sql, vec![blind_index.into()]).await?;
            rows.first().map(|row| parsed(row.text(0)?)).transpose()
        };
        read.await.map_err(failed)
    }

    async fn release_phone(&self, blind_index: &str, account: AccountId) -> Result<(), RowError> {
        let values = vec![blind_index.into(), account.to_string().into()];
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = "DELETE FROM account_phone WHERE blind_index = $1 AND account = $2";
                session.execute(sql, values).await?;
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }
}

/// `row`: id, at, contract, ciphertext.
fn open_outbox_row(key: &DataKey, row: &Row) -> Result<OutboxMessage, SqlError> {
    let message = outbox_message::open(key, row)?;
    let contract = Some(row.text(2)?)
        .filter(|text| !text.is_empty())
        .map(parsed)
        .transpose()?;
    Ok(OutboxMessage {
        id: row.number(0)?,
        at: Timestamp(row.int(1)?),
        to_phone: message.to_phone,
        contract,
        text: message.text,
    })
}
