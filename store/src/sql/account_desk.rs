//! Signing in: browser sessions, tickets, links, one-time codes and counters.

use super::database::Database;
use super::rows::unwritten;
use super::session::{Row, SqlError, Value, one};
use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ContractId};
use domain::ports::account_desk::{
    AccountDesk, BrowserSession, CodeOutcome, LinkRole, OneTimeCode, SigningLink, Ticket,
};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Expired rows are removed once in so many new ones.
const SWEEP_EVERY: u32 = 256;

/// [`AccountDesk`] over SQLite or PostgreSQL.
pub struct SqlAccountDesk<D> {
    database: Arc<D>,
    written: AtomicU32,
}

impl<D: Database> SqlAccountDesk<D> {
    pub fn new(database: Arc<D>) -> Self {
        Self {
            database,
            written: AtomicU32::new(0),
        }
    }

    /// Runs one writing statement and returns its rows.
    async fn write(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, RowError> {
        let work = self
            .database
            .write(move |session| Box::pin(async move { Ok(session.fetch(sql, values).await?) }));
        work.await.map_err(unwritten)
    }

    /// Removes expired rows now and then; each table in a transaction of its own, so that no two nodes
    /// wait for each other's rows.
    async fn sweep(&self, now: Timestamp) {
        if !self
            .written
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(SWEEP_EVERY)
        {
            return;
        }
        for sql in [
            "DELETE FROM browser_session WHERE expires <= $1",
            "DELETE FROM signing_link WHERE expires <= $1",
            "DELETE FROM one_time_code WHERE expires <= $1",
            "DELETE FROM ticket WHERE expires <= $1",
            "DELETE FROM counter WHERE until <= $1",
        ] {
            if let Err(error) = self.write(sql, vec![now.0.into()]).await {
                tracing::warn!(%error, sql, "expired rows were not removed");
            }
        }
    }
}

#[async_trait]
impl<D: Database> AccountDesk for SqlAccountDesk<D> {
    async fn put_session(&self, session: BrowserSession) -> Result<(), RowError> {
        self.sweep(session.created).await;
        let account = session.account().map(|account| account.to_string());
        let values = vec![
            session.token.0.as_slice().into(),
            json(&session.subject)?,
            json(&session.device)?,
            session.created.0.into(),
            session.seen.0.into(),
            session.expires.0.into(),
            account.unwrap_or_default().into(),
        ];
        let sql = "INSERT INTO browser_session (token, subject, device, created, seen, expires, account)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (token) DO UPDATE SET subject = excluded.subject, device = excluded.device,
                   created = excluded.created, seen = excluded.seen, expires = excluded.expires,
                   account = excluded.account";
        self.write(sql, values).await.map(drop)
    }

    async fn session(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<BrowserSession>, RowError> {
        let sql = "SELECT token, subject, device, created, seen, expires FROM browser_session
                   WHERE token = $1 AND expires > $2";
        let values = vec![token.0.as_slice().into(), now.0.into()];
        let read = async {
            self.database
                .fetch(sql, values)
                .await?
                .first()
                .map(session_of)
                .transpose()
        };
        read.await.map_err(failed)
    }

    async fn sessions_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<BrowserSession>, RowError> {
        let sql = "SELECT token, subject, device, created, seen, expires FROM browser_session
                   WHERE account = $1 AND expires > $2 ORDER BY seen DESC, created DESC, token";
        let values = vec![account.to_string().into(), now.0.into()];
        let read = async {
            self.database
                .fetch(sql, values)
                .await?
                .iter()
                .map(session_of)
                .collect::<Result<Vec<_>, SqlError>>()
        };
        read.await.map_err(failed)
    }

    async fn touch_session(&self, token: Sha256Hash, now: Timestamp) -> Result<(), RowError> {
        let sql = "UPDATE browser_session SET seen = $2 WHERE token = $1 AND seen < $2";
        let values = vec![token.0.as_slice().into(), now.0.into()];
        self.write(sql, values).await.map(drop)
    }

    async fn put_ticket(&self, ticket: Ticket) -> Result<(), RowError> {
        let values = vec![ticket.name.into(), ticket.body.into(), ticket.expires.0.into()];
        let sql = "INSERT INTO ticket (name, body, expires) VALUES ($1, $2, $3)
                   ON CONFLICT (name) DO UPDATE SET body = excluded.body, expires = excluded.expires";
        self.write(sql, values).await.map(drop)
    }

    async fn ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError> {
        let sql = "SELECT body FROM ticket WHERE name = $1 AND expires > $2";
        let read = async { first_text(&self.database.fetch(sql, vec![name.into(), now.0.into()]).await?) };
        read.await.map_err(failed)
    }

    async fn take_ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError> {
        let sql = "DELETE FROM ticket WHERE name = $1 AND expires > $2 RETURNING body";
        let rows = self.write(sql, vec![name.into(), now.0.into()]).await?;
        first_text(&rows).map_err(failed)
    }

    async fn end_session(&self, token: Sha256Hash) -> Result<(), RowError> {
        let sql = "DELETE FROM browser_session WHERE token = $1";
        self.write(sql, vec![token.0.as_slice().into()]).await.map(drop)
    }

    async fn put_link(&self, link: SigningLink) -> Result<(), RowError> {
        let values = vec![
            link.token.0.as_slice().into(),
            link.contract.to_string().into(),
            json(&link.role)?,
            link.expires.0.into(),
        ];
        let sql = "INSERT INTO signing_link (token, contract, role, expires) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (token) DO UPDATE SET contract = excluded.contract, role = excluded.role,
                   expires = excluded.expires";
        self.write(sql, values).await.map(drop)
    }

    async fn link(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<SigningLink>, RowError> {
        let sql = "SELECT contract, role, expires FROM signing_link WHERE token = $1 AND expires > $2";
        let values = vec![token.0.as_slice().into(), now.0.into()];
        let read = async {
            let link = |row: &Row| {
                let contract = row.text(0)?.parse();
                Ok(SigningLink {
                    token,
                    contract: contract.map_err(|error| SqlError::Broken(format!("signing_link: {error}")))?,
                    role: from_json(row, 1)?,
                    expires: Timestamp(row.int(2)?),
                })
            };
            self.database
                .fetch(sql, values)
                .await?
                .first()
                .map(link)
                .transpose()
        };
        read.await.map_err(failed)
    }

    async fn revoke_links(&self, contract: ContractId, role: LinkRole) -> Result<(), RowError> {
        let sql = "DELETE FROM signing_link WHERE contract = $1 AND role = $2";
        self.write(sql, vec![contract.to_string().into(), json(&role)?])
            .await
            .map(drop)
    }

    async fn put_code(&self, code: OneTimeCode) -> Result<(), RowError> {
        let values = vec![
            code.purpose.into(),
            code.session.0.as_slice().into(),
            code.code.0.as_slice().into(),
            code.expires.0.into(),
            code.tries_left.into(),
        ];
        let sql = "INSERT INTO one_time_code (purpose, session, code, expires, tries_left)
                   VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (purpose, session) DO UPDATE SET code = excluded.code,
                   expires = excluded.expires, tries_left = excluded.tries_left";
        self.write(sql, values).await.map(drop)
    }

    async fn try_code(
        &self,
        purpose: &str,
        session: Sha256Hash,
        code: Sha256Hash,
        now: Timestamp,
    ) -> Result<CodeOutcome, RowError> {
        let (purpose, session) = (purpose.to_owned(), session.0.to_vec());
        let work = self.database.write(move |tx| {
            Box::pin(async move {
                let name = || vec![purpose.as_str().into(), session.as_slice().into()];
                let mut values = name();
                values.push(now.0.into());
                // The update holds the row, so parallel tries are counted one after the other.
                let sql = "UPDATE one_time_code SET tries_left = tries_left - 1
                           WHERE purpose = $1 AND session = $2 AND expires > $3 AND tries_left > 0
                           RETURNING code, tries_left";
                let rows = tx.fetch(sql, values).await?;
                let Some(row) = rows.first() else {
                    return Ok(CodeOutcome::Gone);
                };
                if !same(row.bytes(0)?, &code.0) {
                    let tries_left = u8::try_from(row.int(1)?).unwrap_or(0);
                    return Ok(CodeOutcome::Wrong { tries_left });
                }
                tx.execute(
                    "DELETE FROM one_time_code WHERE purpose = $1 AND session = $2",
                    name(),
                )
                .await?;
                Ok(CodeOutcome::Right)
            })
        });
        work.await.map_err(unwritten)
    }

    async fn count(&self, key: &str, now: Timestamp, until: Timestamp) -> Result<u32, RowError> {
        self.sweep(now).await;
        let sql = "INSERT INTO counter (key, until, count) VALUES ($1, $2, 1)
                   ON CONFLICT (key) DO UPDATE SET
                   count = CASE WHEN counter.until <= $3 THEN 1 ELSE counter.count + 1 END,
                   until = CASE WHEN counter.until <= $3 THEN excluded.until ELSE counter.until END
                   RETURNING count";
        let rows = self
            .write(sql, vec![key.into(), until.0.into(), now.0.into()])
            .await?;
        let count = one(&rows).and_then(|row| row.int(0)).map_err(failed)?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// `row`: token, subject, device, created, seen, expires.
fn session_of(row: &Row) -> Result<BrowserSession, SqlError> {
    let token = row.bytes(0)?.try_into();
    Ok(BrowserSession {
        token: Sha256Hash(token.map_err(|_| SqlError::Broken("a session's token is no digest".into()))?),
        subject: from_json(row, 1)?,
        device: from_json(row, 2)?,
        created: Timestamp(row.int(3)?),
        seen: Timestamp(row.int(4)?),
        expires: Timestamp(row.int(5)?),
    })
}

fn first_text(rows: &[Row]) -> Result<Option<String>, SqlError> {
    rows.first().map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// Compares in a time that does not depend on where two digests differ.
fn same(stored: &[u8], given: &[u8]) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(stored, given).is_ok()
}

fn json(value: &impl Serialize) -> Result<Value, RowError> {
    serde_json::to_string(value)
        .map(Value::Text)
        .map_err(|error| RowError::Failed(error.to_string()))
}

fn from_json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, SqlError> {
    serde_json::from_str(row.text(column)?).map_err(|error| SqlError::Broken(error.to_string()))
}

fn failed(error: SqlError) -> RowError {
    RowError::Failed(error.to_string())
}
