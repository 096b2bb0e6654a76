//! The public key that a note is checked with, written `name+keyid+base64` (C2SP signed-note 1.0).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::hash::Sha256Hash;
use pki::ed25519_key::ed25519_verify;
use std::fmt;
use std::str::FromStr;

/// Signature type of an Ed25519 note signature.
const ED25519: u8 = 0x01;

/// A named Ed25519 public key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifierKey {
    name: String,
    public_key: [u8; 32],
}

/// The text is not a verifier key of a kind known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    #[error("a key name is empty or holds a space or a plus sign")]
    Name,
    #[error("a verifier key is written name+keyid+base64")]
    Form,
    #[error("the verifier key is not an Ed25519 key")]
    Algorithm,
    #[error("the key id does not belong to the key")]
    KeyId,
}

impl VerifierKey {
    /// # Errors
    /// The name is empty or holds a space or `+`.
    pub fn new(name: &str, public_key: [u8; 32]) -> Result<Self, BadKey> {
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+') {
            return Err(BadKey::Name);
        }
        Ok(Self {
            name: name.to_owned(),
            public_key,
        })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key).
    pub fn key_id(&self) -> [u8; 4] {
        let Sha256Hash([a, b, c, d, ..]) =
            Sha256Hash::of_parts(&[self.name.as_bytes(), b"\n", &[ED25519], &self.public_key]);
        [a, b, c, d]
    }

    /// Whether `signature` is this key's signature over `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        ed25519_verify(&self.public_key, message, signature).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519];
        key.extend_from_slice(&self.public_key);
        write!(
            f,
            "{}+{}+{}",
            self.name,
            hex::encode(self.key_id()),
            STANDARD.encode(key)
        )
    }
}

impl FromStr for VerifierKey {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<Self, BadKey> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadKey::Form);
        };
        let key = STANDARD.decode(key).map_err(|_| BadKey::Form)?;
        let [ED25519, public_key @ ..] = key.as_slice() else {
            return Err(BadKey::Algorithm);
        };
        let key = Self::new(name, public_key.try_into().map_err(|_| BadKey::Algorithm)?)?;
        if hex::encode(key.key_id()) == id {
            Ok(key)
        } else {
            Err(BadKey::KeyId)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example key of Go's sumdb documentation, which every checksum database client carries.
    const SUMDB: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    #[test]
    fn the_key_of_gos_checksum_database_goes_there_and_back() {
        let key: VerifierKey = SUMDB.parse().unwrap();
        assert_eq!(key.name(), "sum.golang.org");
        assert_eq!(key.to_string(), SUMDB);
    }

    #[test]
    fn a_key_under_another_name_or_id_is_refused() {
        assert_eq!(
            SUMDB.replace("sum.", "sun.").parse::<VerifierKey>(),
            Err(BadKey::KeyId)
        );
        assert_eq!(
            SUMDB.replace("033d", "033e").parse::<VerifierKey>(),
            Err(BadKey::KeyId)
        );
        assert_eq!("a b+00000000+AQ==".parse::<VerifierKey>(), Err(BadKey::Algorithm));
        assert_eq!("nothing".parse::<VerifierKey>(), Err(BadKey::Form));
    }
}
