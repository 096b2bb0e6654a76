//! A P-256 private key. Its only exit is PKCS #8 for wrapping; aws-lc clears its memory when it is dropped.

use crate::public_key::P256PublicKey;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use zeroize::Zeroizing;

/// A private key could not be made, read or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("the key could not be generated")]
    Generation,
    #[error("the bytes are not a PKCS #8 private key of the expected kind")]
    NotAKey,
    #[error("the key could not be written as PKCS #8")]
    Export,
    #[error("the signature could not be made")]
    Signing,
}

/// An ECDSA P-256 key pair that signs SHA-256 of a message.
pub struct SigningKey {
    pair: EcdsaKeyPair,
    public: P256PublicKey,
}

impl SigningKey {
    /// A fresh key from the random source of aws-lc-rs.
    pub fn generate() -> Result<Self, KeyError> {
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map_err(|_| KeyError::Generation)?;
        Self::with_pair(pair)
    }

    /// Reads PKCS #8 (RFC 5208), DER.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der).map_err(|_| KeyError::NotAKey)?;
        Self::with_pair(pair)
    }

    fn with_pair(pair: EcdsaKeyPair) -> Result<Self, KeyError> {
        let public = P256PublicKey::from_point(pair.public_key().as_ref()).map_err(|_| KeyError::NotAKey)?;
        Ok(Self { pair, public })
    }

    /// PKCS #8, DER, in memory that is cleared when dropped. Wrap it before it goes anywhere.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let document = self.pair.to_pkcs8v1().map_err(|_| KeyError::Export)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    pub fn public_key(&self) -> &P256PublicKey {
        &self.public
    }

    /// Signs SHA-256 of `message`; returns a DER `ECDSA-Sig-Value`, at most 72 bytes.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature = self
            .pair
            .sign(&SystemRandom::new(), message)
            .map_err(|_| KeyError::Signing)?;
        Ok(signature.as_ref().to_vec())
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public_key::WrongSignature;

    #[test]
    fn a_key_signs_the_same_after_a_trip_through_pkcs8() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
        let signature = again.sign(b"message").unwrap();
        assert_eq!(key.public_key().verify(b"message", &signature), Ok(()));
        assert_eq!(
            key.public_key().verify(b"massage", &signature),
            Err(WrongSignature)
        );
    }

    #[test]
    fn another_kind_of_key_is_refused() {
        let ed25519 = crate::ed25519_key::Ed25519Key::generate().unwrap();
        assert_eq!(
            SigningKey::from_pkcs8(&ed25519.to_pkcs8().unwrap()).unwrap_err(),
            KeyError::NotAKey
        );
        assert_eq!(SigningKey::from_pkcs8(b"").unwrap_err(), KeyError::NotAKey);
    }

    #[test]
    fn debug_shows_no_private_byte() {
        let key = SigningKey::generate().unwrap();
        let text = format!("{key:?}");
        assert!(text.contains("public") && text.ends_with(".. }"), "{text}");
    }
}
