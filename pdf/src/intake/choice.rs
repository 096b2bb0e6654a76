//! What the sender says about an upload, after it was refused for lack of it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What the sender wants of this upload.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeChoice {
    /// Opens an encrypted file.
    pub password: Option<Password>,
    pub signed: SignedUpload,
}

/// What becomes of a file that carries signatures already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedUpload {
    /// The sender is told, and decides.
    #[default]
    Refuse,
    /// Its looks are kept and its signatures are not; [`super::DocumentFacts::signatures_removed`] says so.
    Copy,
    /// Not a byte of it changes; [`super::further`] says what is refused then.
    Further,
}

/// A password of a document. It is never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}
