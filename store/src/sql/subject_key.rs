//! One data key per stream and person, wrapped by the master key: destroying it erases the person.

use super::session::{Session, SqlError};
use crate::cipher::{CipherError, DataKey, MasterKey, Place};
use domain::ids::StreamId;

/// Where the wrapped key stands.
fn place(stream: &str, subject: &str) -> Place {
    Place::new("subject_key", &[stream.as_bytes(), subject.as_bytes()])
}

/// Where one opening's ciphertext stands.
pub fn opening_place(stream: &StreamId, seq: u64, path: &str, subject: &str) -> Place {
    let stream = stream.to_string();
    Place::new(
        "opening",
        &[
            stream.as_bytes(),
            &seq.to_be_bytes(),
            path.as_bytes(),
            subject.as_bytes(),
        ],
    )
}

/// One value that does not open spoils its own row only; a cipher that fails, everything.
pub fn cipher_failed(error: CipherError) -> SqlError {
    match error {
        CipherError::DoesNotOpen => SqlError::Statement(error.to_string()),
        CipherError::Failed => SqlError::Broken(error.to_string()),
    }
}

/// The key of `subject` in `stream`; made and stored if there is none. Call it inside the transaction that
/// stores what the key encrypts.
pub async fn load_or_create(
    session: &mut dyn Session,
    master: &MasterKey,
    stream: &StreamId,
    subject: &str,
) -> Result<DataKey, SqlError> {
    let name = stream.to_string();
    let stored = session
        .fetch(
            "SELECT wrapped FROM subject_key WHERE stream = $1 AND subject = $2",
            vec![name.as_str().into(), subject.into()],
        )
        .await?;
    if let Some(row) = stored.first() {
        return unwrap(master, stream, subject, row.bytes(0)?);
    }
    let key = DataKey::random().map_err(cipher_failed)?;
    let wrapped = master.wrap(&place(&name, subject), &key).map_err(cipher_failed)?;
    session
        .execute(
            "INSERT INTO subject_key (stream, subject, wrapped) VALUES ($1, $2, $3)",
            vec![name.into(), subject.into(), wrapped.into()],
        )
        .await?;
    Ok(key)
}

/// Opens the wrapped key of `subject` in `stream`.
pub fn unwrap(
    master: &MasterKey,
    stream: &StreamId,
    subject: &str,
    wrapped: &[u8],
) -> Result<DataKey, SqlError> {
    master
        .unwrap(&place(&stream.to_string(), subject), wrapped)
        .map_err(cipher_failed)
}
