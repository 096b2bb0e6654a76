//! The tables of issued certificates and of those that were taken back.

use super::database::{Database, WriteError};
use super::session::{Row, SqlError, Value, one};
use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ports::certificate_register::{
    CertificateRegister, IssuedCertificate, RegisterError, RegisteredCertificate, Revocation, RevokeOutcome,
    SerialNumber,
};
use domain::timestamp::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// [`CertificateRegister`] over SQLite or PostgreSQL.
pub struct SqlCertificateRegister<D>(pub Arc<D>);

fn failed(error: SqlError) -> RegisterError {
    RegisterError(error.to_string())
}

/// A code as it is written in JSON, without the quotes.
fn code(value: &impl Serialize) -> Result<Value, SqlError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text.into()),
        _ => Err(SqlError::Statement("a code is not text".into())),
    }
}

fn from_code<T: DeserializeOwned>(text: &str) -> Result<T, SqlError> {
    serde_json::from_value(text.into()).map_err(|error| SqlError::Broken(error.to_string()))
}

fn serial(bytes: &[u8]) -> Result<SerialNumber, SqlError> {
    SerialNumber::from_bytes(bytes).map_err(|error| SqlError::Broken(error.to_string()))
}

fn registered(row: &Row) -> Result<RegisteredCertificate, SqlError> {
    let digest = row.bytes(2)?.try_into();
    let revoked = if row.text(7)?.is_empty() {
        None
    } else {
        Some(revocation(row, 6)?)
    };
    Ok(RegisteredCertificate {
        issued: IssuedCertificate {
            serial: serial(row.bytes(0)?)?,
            kind: from_code(row.text(1)?)?,
            sha256: Sha256Hash(digest.map_err(|_| SqlError::Broken("a digest has another length".into()))?),
            stream: row.text(3)?.to_owned(),
            not_after: Timestamp(row.int(4)?),
            issued_at: Timestamp(row.int(5)?),
        },
        revoked,
    })
}

/// Reads time and reason from two columns.
fn revocation(row: &Row, first: usize) -> Result<Revocation, SqlError> {
    Ok(Revocation {
        at: Timestamp(row.int(first)?),
        reason: from_code(row.text(first + 1)?)?,
    })
}

#[async_trait]
impl<D: Database> CertificateRegister for SqlCertificateRegister<D> {
    async fn register(&self, certificate: IssuedCertificate) -> Result<(), RegisterError> {
        let values = vec![
            certificate.serial.as_bytes().into(),
            code(&certificate.kind).map_err(failed)?,
            certificate.sha256.0.as_slice().into(),
            certificate.stream.into(),
            certificate.not_after.0.into(),
            certificate.issued_at.0.into(),
        ];
        let work = self.0.write(move |session| {
            Box::pin(async move {
                let sql = "INSERT INTO certificate (serial, kind, sha256, stream, not_after, issued_at)
                           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (serial) DO NOTHING";
                session.execute(sql, values).await?;
                Ok(())
            })
        });
        work.await.map_err(unwritten)
    }

    async fn find(&self, serial: &SerialNumber) -> Result<Option<RegisteredCertificate>, RegisterError> {
        let sql = "SELECT c.serial, c.kind, c.sha256, c.stream, c.not_after, c.issued_at,
                          COALESCE(r.at, 0), COALESCE(r.reason, '')
                   FROM certificate c LEFT JOIN certificate_revocation r ON r.serial = c.serial
                   WHERE c.serial = $1";
        let rows = self.0.fetch(sql, vec![serial.as_bytes().into()]).await;
        let rows = rows.map_err(failed)?;
        rows.first().map(registered).transpose().map_err(failed)
    }

    async fn revoke(
        &self,
        serial: &SerialNumber,
        revocation: Revocation,
    ) -> Result<RevokeOutcome, RegisterError> {
        let bytes = serial.as_bytes().to_vec();
        let reason = code(&revocation.reason).map_err(failed)?;
        let work = self.0.write(move |session| {
            Box::pin(async move {
                let insert = "INSERT INTO certificate_revocation (serial, at, reason)
                              SELECT serial, $2, $3 FROM certificate WHERE serial = $1
                              ON CONFLICT (serial) DO NOTHING";
                let values = vec![bytes.clone().into(), revocation.at.0.into(), reason];
                if session.execute(insert, values).await? > 0 {
                    return Ok(RevokeOutcome::Revoked);
                }
                let earlier = "SELECT at, reason FROM certificate_revocation WHERE serial = $1";
                let rows = session.fetch(earlier, vec![bytes.into()]).await?;
                if rows.is_empty() {
                    return Ok(RevokeOutcome::Unknown);
                }
                Ok(RevokeOutcome::Already(self::revocation(one(&rows)?, 0)?))
            })
        });
        work.await.map_err(unwritten)
    }

    async fn revoked(&self) -> Result<Vec<(SerialNumber, Revocation)>, RegisterError> {
        let sql = "SELECT serial, at, reason FROM certificate_revocation ORDER BY at, serial";
        let rows = self.0.fetch(sql, Vec::new()).await.map_err(failed)?;
        let read = |row: &Row| Ok((serial(row.bytes(0)?)?, revocation(row, 1)?));
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn unwritten(error: WriteError<std::convert::Infallible>) -> RegisterError {
    match error {
        WriteError::Refused(never) => match never {},
        WriteError::Statement(reason) | WriteError::Unknown(reason) => RegisterError(reason),
    }
}
