//! Filing cabinets over a database; the cabinet's own words are ciphertext.

use super::database::{Database, WriteError};
use super::list_row;
use super::rows::{failed, malformed, parsed, unwritten};
use super::session::{Session, SqlError, Value, int, one};
use super::subject_key::cipher_failed;
use crate::cipher::{CipherError, DataKey, MasterKey, Place};
use async_trait::async_trait;
use domain::cabinet::Cabinet;
use domain::ids::{AccountId, ContractId, StreamId};
use domain::ports::filing_cabinets::{Filing, FilingCabinets, GivenNumber, Refiling};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use std::sync::Arc;

/// How often a number is asked for anew where other nodes took the same one at the same moment.
const TRIES: u32 = 16;

/// [`FilingCabinets`] over SQLite or PostgreSQL.
pub struct SqlFilingCabinets<D> {
    database: Arc<D>,
    key: DataKey,
    /// Of the list rows.
    projection: DataKey,
}

impl<D: Database> SqlFilingCabinets<D> {
    /// # Errors
    /// The table key cannot be derived from the master key.
    pub fn new(database: Arc<D>, master: &MasterKey) -> Result<Self, CipherError> {
        Ok(Self {
            database,
            key: master.derive("cabinet")?,
            projection: master.derive("projection")?,
        })
    }
}

fn place(owner: &str) -> Place {
    Place::new("cabinet", &[owner.as_bytes()])
}

#[async_trait]
impl<D: Database> FilingCabinets for SqlFilingCabinets<D> {
    async fn cabinet(&self, owner: AccountId) -> Result<Cabinet, RowError> {
        let owner = owner.to_string();
        let read = async {
            let sql = "SELECT version, body FROM cabinet WHERE owner = $1";
            let rows = self.database.fetch(sql, vec![owner.as_str().into()]).await?;
            let Some(row) = rows.first() else {
                return Ok(Cabinet::default());
            };
            let body = self.key.open(&place(&owner), row.bytes(1)?);
            let body = body.map_err(cipher_failed)?;
            let cabinet: Cabinet = serde_json::from_slice(&body).map_err(malformed)?;
            Ok(Cabinet {
                version: row.number(0)?,
                ..cabinet
            })
        };
        read.await.map_err(failed)
    }

    async fn save(&self, owner: AccountId, cabinet: &Cabinet) -> Result<(), RowError> {
        let before = cabinet.version.checked_sub(1).ok_or(RowError::Changed)?;
        let owner = owner.to_string();
        let body = serde_json::to_vec(cabinet).map_err(malformed).map_err(failed)?;
        let sealed = self.key.seal(&place(&owner), &body);
        let values = vec![
            owner.as_str().into(),
            int(cabinet.version).map_err(failed)?,
            sealed.map_err(cipher_failed).map_err(failed)?.into(),
        ];
        let types = numbers_of(cabinet.types.iter().map(|each| each.no));
        let folders = numbers_of(cabinet.folders.iter().map(|each| each.no));
        let work = self.database.write(move |session| {
            Box::pin(async move {
                let sql = if before == 0 {
                    "INSERT INTO cabinet (owner, version, body) VALUES ($1, $2, $3) ON CONFLICT (owner) DO NOTHING"
                } else {
                    "UPDATE cabinet SET version = $2, body = $3 WHERE owner = $1 AND version = $2 - 1"
                };
                if session.execute(sql, values).await? == 0 {
                    return Err(WriteError::Refused(RowError::Changed));
                }
                clear(session, &owner, CLEAR_TYPES, types).await?;
                clear(session, &owner, CLEAR_FOLDERS, folders).await?;
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn file(&self, owner: AccountId, streams: &[StreamId], refiling: Refiling) -> Result<(), RowError> {
        let number = |no: Option<u32>| Value::Int(no.map_or(-1, i64::from));
        let rows: Vec<Vec<Value>> = streams
            .iter()
            .map(|stream| {
                vec![
                    owner.to_string().into(),
                    stream.to_string().into(),
                    number(refiling.kind),
                    number(refiling.folder),
                    number(refiling.archived.map(u32::from)),
                ]
            })
            .collect();
        let work = self.database.write(move |session| {
            Box::pin(async move {
                for values in rows {
                    session.execute(FILE, values.clone()).await?;
                    session.execute(COPY_TO_ROWS, values).await?;
                }
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn filing(&self, owner: AccountId, stream: &StreamId) -> Result<Filing, RowError> {
        let read = async {
            let sql = "SELECT kind, folder, archived FROM filing WHERE owner = $1 AND stream = $2";
            let values = vec![owner.to_string().into(), stream.to_string().into()];
            let rows = self.database.fetch(sql, values).await?;
            let Some(row) = rows.first() else {
                return Ok(Filing::default());
            };
            let no = |column| u32::try_from(row.int(column)?).map_err(|e| SqlError::Broken(e.to_string()));
            Ok(Filing {
                kind: no(0)?,
                folder: no(1)?,
                archived: row.int(2)? > 0,
            })
        };
        read.await.map_err(failed)
    }

    async fn hide(&self, owner: AccountId, streams: &[StreamId]) -> Result<(), RowError> {
        let streams: Vec<String> = streams.iter().map(StreamId::to_string).collect();
        let work = self.database.write(move |session| {
            Box::pin(async move {
                for stream in streams {
                    let sql = "INSERT INTO hidden_row (stream, owner) VALUES ($1, $2)
                               ON CONFLICT (stream, owner) DO NOTHING";
                    let values = vec![stream.into(), owner.to_string().into()];
                    session.execute(sql, values).await?;
                }
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn is_hidden(&self, owners: &[AccountId], stream: &StreamId) -> Result<bool, RowError> {
        let read = async {
            let sql = "SELECT owner FROM hidden_row WHERE stream = $1";
            let rows = self.database.fetch(sql, vec![stream.to_string().into()]).await?;
            let by: Vec<AccountId> = rows
                .iter()
                .map(|row| parsed(row.text(0)?))
                .collect::<Result<_, _>>()?;
            Ok(by.iter().any(|owner| owners.contains(owner)))
        };
        read.await.map_err(failed)
    }

    async fn restate(&self, stream: &StreamId, words: &[(&str, &'static str)]) -> Result<(), RowError> {
        let (stream, key) = (stream.to_string(), self.projection.clone());
        let words: Vec<(String, &'static str)> =
            words.iter().map(|(from, to)| ((*from).to_owned(), *to)).collect();
        let work = self.database.write(move |session| {
            Box::pin(async move { Ok(restate(session, &key, &stream, &words).await?) })
        });
        work.await.map_err(unwritten)
    }

    async fn give_number(
        &self,
        owner: AccountId,
        series: &str,
        contract: ContractId,
        at: Timestamp,
    ) -> Result<u64, RowError> {
        let values = vec![
            owner.to_string().into(),
            series.into(),
            contract.to_string().into(),
            at.0.into(),
        ];
        let mut last = String::new();
        for _ in 0..TRIES {
            let values = values.clone();
            let work = self
                .database
                .write(move |session| Box::pin(async move { Ok(number(session, values).await?) }));
            match work.await {
                Ok(running) => return Ok(running),
                // Two nodes counted to the same number: the second is refused by the key and counts again.
                Err(WriteError::Statement(reason)) => last = reason,
                Err(error) => return Err(unwritten(error)),
            }
        }
        Err(RowError::Failed(last))
    }

    async fn numbers(
        &self,
        owner: AccountId,
        series: &str,
        limit: u32,
    ) -> Result<Vec<GivenNumber>, RowError> {
        let read = async {
            let sql = "SELECT running, contract, at FROM given_number WHERE owner = $1 AND series = $2
                       ORDER BY running DESC LIMIT $3";
            let values = vec![owner.to_string().into(), series.into(), limit.into()];
            let rows = self.database.fetch(sql, values).await?;
            rows.iter()
                .map(|row| {
                    Ok(GivenNumber {
                        running: row.number(0)?,
                        contract: parsed(row.text(1)?)?,
                        at: Timestamp(row.int(2)?),
                    })
                })
                .collect::<Result<_, SqlError>>()
        };
        read.await.map_err(failed)
    }
}

/// `$1` owner, `$2` stream, `$3` type, `$4` folder, `$5` archived; negative stays as it is.
const FILE: &str = "INSERT INTO filing (owner, stream, kind, folder, archived)
    VALUES ($1, $2, CASE WHEN $3 < 0 THEN 0 ELSE $3 END, CASE WHEN $4 < 0 THEN 0 ELSE $4 END,
        CASE WHEN $5 < 0 THEN 0 ELSE $5 END)
    ON CONFLICT (stream, owner) DO UPDATE SET
        kind = CASE WHEN $3 < 0 THEN filing.kind ELSE $3 END,
        folder = CASE WHEN $4 < 0 THEN filing.folder ELSE $4 END,
        archived = CASE WHEN $5 < 0 THEN filing.archived ELSE $5 END";

/// As [`FILE`], for the copies in list rows.
const COPY_TO_ROWS: &str = "UPDATE projection SET
        kind = CASE WHEN $3 < 0 THEN kind ELSE $3 END,
        folder = CASE WHEN $4 < 0 THEN folder ELSE $4 END,
        archived = CASE WHEN $5 < 0 THEN archived ELSE $5 END
    WHERE stream = $2 AND cabinet = $1";

/// `$1` owner, `$2` the numbers that still exist, as `,1,2,`: rows first, found by what is filed.
const CLEAR_TYPES: [&str; 2] = [
    "UPDATE projection SET kind = 0 WHERE cabinet = $1 AND stream IN (
        SELECT stream FROM filing WHERE owner = $1 AND kind > 0
        AND replace($2, ',' || CAST(kind AS TEXT) || ',', '') = $2)",
    "UPDATE filing SET kind = 0 WHERE owner = $1 AND kind > 0
        AND replace($2, ',' || CAST(kind AS TEXT) || ',', '') = $2",
];

const CLEAR_FOLDERS: [&str; 2] = [
    "UPDATE projection SET folder = 0 WHERE cabinet = $1 AND stream IN (
        SELECT stream FROM filing WHERE owner = $1 AND folder > 0
        AND replace($2, ',' || CAST(folder AS TEXT) || ',', '') = $2)",
    "UPDATE filing SET folder = 0 WHERE owner = $1 AND folder > 0
        AND replace($2, ',' || CAST(folder AS TEXT) || ',', '') = $2",
];

async fn clear(
    session: &mut dyn Session,
    owner: &str,
    statements: [&'static str; 2],
    kept: String,
) -> Result<(), SqlError> {
    for sql in statements {
        let values = vec![owner.into(), kept.as_str().into()];
        session.execute(sql, values).await?;
    }
    Ok(())
}

async fn restate(
    session: &mut dyn Session,
    key: &DataKey,
    stream: &str,
    words: &[(String, &'static str)],
) -> Result<(), SqlError> {
    let sql = "SELECT stream, number, row_sealed, state FROM projection WHERE stream = $1";
    for row in session.fetch(sql, vec![stream.into()]).await? {
        let state = row.text(3)?;
        let Some((_, word)) = words.iter().find(|(from, _)| from == state) else {
            continue;
        };
        let mut json = list_row::open(key, &row)?;
        list_row::restate(&mut json, words);
        let sealed = list_row::seal(key, stream, row.int(1)?, &json)?;
        let values = vec![stream.into(), row.int(1)?.into(), (*word).into(), sealed.into()];
        let sql = "UPDATE projection SET state = $3, row_sealed = $4 WHERE stream = $1 AND number = $2";
        session.execute(sql, values).await?;
    }
    Ok(())
}

/// `,1,2,`
fn numbers_of(numbers: impl Iterator<Item = u32>) -> String {
    let texts: Vec<String> = numbers.map(|no| no.to_string()).collect();
    format!(",{},", texts.join(","))
}

/// `values`: owner, series, contract, time.
async fn number(session: &mut dyn Session, values: Vec<Value>) -> Result<u64, SqlError> {
    let sql = "INSERT INTO given_number (owner, series, running, contract, at)
               SELECT $1, $2, COALESCE(max(running), 0) + 1, $3, $4 FROM given_number
               WHERE owner = $1 AND series = $2
               ON CONFLICT (owner, series, contract) DO NOTHING";
    session.execute(sql, values.clone()).await?;
    let sql = "SELECT running FROM given_number WHERE owner = $1 AND series = $2 AND contract = $3";
    let three = values.into_iter().take(3).collect();
    one(&session.fetch(sql, three).await?)?.number(0)
}
