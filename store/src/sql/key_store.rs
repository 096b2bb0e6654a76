//! The table of wrapped keys.

use super::database::{Database, WriteError};
use super::session::one;
use async_trait::async_trait;
use domain::ports::key_store::{KeyStore, KeyStoreError};
use std::convert::Infallible;
use std::sync::Arc;

/// [`KeyStore`] over SQLite or PostgreSQL.
pub struct SqlKeyStore<D>(pub Arc<D>);

fn failed(error: WriteError<Infallible>) -> KeyStoreError {
    match error {
        WriteError::Refused(never) => match never {},
        WriteError::Statement(reason) | WriteError::Unknown(reason) => KeyStoreError(reason),
    }
}

#[async_trait]
impl<D: Database> KeyStore for SqlKeyStore<D> {
    async fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError> {
        let read = async {
            let rows = self
                .0
                .fetch(
                    "SELECT wrapped FROM wrapped_key WHERE name = $1",
                    vec![name.into()],
                )
                .await?;
            rows.first().map(|row| Ok(row.bytes(0)?.to_vec())).transpose()
        };
        read.await.map_err(failed)
    }

    async fn create(&self, name: &str, wrapped: &[u8]) -> Result<Vec<u8>, KeyStoreError> {
        let (name, wrapped) = (name.to_owned(), wrapped.to_vec());
        let work = self.0.write(move |session| {
            Box::pin(async move {
                session
                    .execute(
                        "INSERT INTO wrapped_key (name, wrapped) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
                        vec![name.as_str().into(), wrapped.into()],
                    )
                    .await?;
                let rows = session
                    .fetch("SELECT wrapped FROM wrapped_key WHERE name = $1", vec![name.into()])
                    .await?;
                Ok(one(&rows)?.bytes(0)?.to_vec())
            })
        });
        work.await.map_err(failed)
    }
}
