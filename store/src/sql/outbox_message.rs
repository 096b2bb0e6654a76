//! Outbox messages at rest: phone number and text are sealed under the table's key.

use super::session::{Row, SqlError};
use super::subject_key::cipher_failed;
use crate::cipher::{DataKey, Place};
use serde::{Deserialize, Serialize};

/// Where a message's ciphertext stands; `contract` is the empty text where there is none.
fn place(at: i64, contract: &str) -> Place {
    Place::new("outbox", &[&at.to_be_bytes(), contract.as_bytes()])
}

/// The part of a message that speaks of a person.
#[derive(Serialize, Deserialize)]
pub struct SealedMessage {
    pub to_phone: String,
    pub text: String,
}

pub fn seal(key: &DataKey, at: i64, contract: &str, message: &SealedMessage) -> Result<Vec<u8>, SqlError> {
    let plain = serde_json::to_vec(message).map_err(malformed)?;
    key.seal(&place(at, contract), &plain).map_err(cipher_failed)
}

/// `row`: id, at, contract, ciphertext.
pub fn open(key: &DataKey, row: &Row) -> Result<SealedMessage, SqlError> {
    let plain = key
        .open(&place(row.int(1)?, row.text(2)?), row.bytes(3)?)
        .map_err(cipher_failed)?;
    serde_json::from_slice(&plain).map_err(malformed)
}

fn malformed(error: serde_json::Error) -> SqlError {
    SqlError::Broken(error.to_string())
}
