//! A private key, P-256 or RSA. Its only exit is PKCS #8 for wrapping; aws-lc clears its memory when it is dropped.

use crate::algorithm;
use crate::public_key::P256PublicKey;
use crate::subject_key::SubjectKey;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde::{Deserialize, Serialize};
use spki::AlgorithmIdentifierOwned;
use std::str::FromStr;
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

/// The kinds of key that sign documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// ECDSA on P-256 with SHA-256.
    #[default]
    P256,
    /// RSA of 3072 bits, PKCS #1 v1.5 with SHA-256: the one RSA form that every reader takes.
    Rsa3072,
}

/// The text names no kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("p256 或 rsa3072 / it is p256 or rsa3072")]
pub struct NotAKeyKind;

impl FromStr for KeyKind {
    type Err = NotAKeyKind;

    fn from_str(text: &str) -> Result<Self, NotAKeyKind> {
        match text {
            "p256" => Ok(Self::P256),
            "rsa3072" => Ok(Self::Rsa3072),
            _ => Err(NotAKeyKind),
        }
    }
}

enum Pair {
    P256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

/// A key pair that signs SHA-256 of a message.
pub struct SigningKey {
    pair: Pair,
    public: SubjectKey,
}

impl SigningKey {
    /// A fresh P-256 key from the random source of aws-lc-rs.
    pub fn generate() -> Result<Self, KeyError> {
        Self::generate_as(KeyKind::P256)
    }

    /// A fresh key of this kind. RSA takes some tenths of a second.
    pub fn generate_as(kind: KeyKind) -> Result<Self, KeyError> {
        let pair = match kind {
            KeyKind::P256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map(Pair::P256),
            KeyKind::Rsa3072 => RsaKeyPair::generate(KeySize::Rsa3072).map(Pair::Rsa),
        };
        Self::with_pair(pair.map_err(|_| KeyError::Generation)?)
    }

    /// Reads PKCS #8 (RFC 5208), DER.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der).map(Pair::P256);
        let pair = pair.or_else(|_| RsaKeyPair::from_pkcs8(der).map(Pair::Rsa));
        Self::with_pair(pair.map_err(|_| KeyError::NotAKey)?)
    }

    fn with_pair(pair: Pair) -> Result<Self, KeyError> {
        let public = match &pair {
            Pair::P256(pair) => P256PublicKey::from_point(pair.public_key().as_ref())
                .map(SubjectKey::P256)
                .map_err(|_| KeyError::NotAKey)?,
            Pair::Rsa(pair) => {
                let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().map_err(|_| KeyError::NotAKey)?;
                SubjectKey::from_spki_der(spki.as_ref()).map_err(|_| KeyError::NotAKey)?
            }
        };
        Ok(Self { pair, public })
    }

    /// PKCS #8, DER, in memory that is cleared when dropped. Wrap it before it goes anywhere.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let bytes = match &self.pair {
            Pair::P256(pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                AsDer::<Pkcs8V1Der<'_>>::as_der(pair).map(|document| document.as_ref().to_vec())
            }
        };
        Ok(Zeroizing::new(bytes.map_err(|_| KeyError::Export)?))
    }

    pub fn public_key(&self) -> &SubjectKey {
        &self.public
    }

    pub fn kind(&self) -> KeyKind {
        match self.pair {
            Pair::P256(_) => KeyKind::P256,
            Pair::Rsa(_) => KeyKind::Rsa3072,
        }
    }

    /// Signs SHA-256 of `message`: a DER `ECDSA-Sig-Value` of at most 72 bytes, or RSA PKCS #1 v1.5 of 384.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::P256(pair) => {
                let signature = pair.sign(&random, message).map_err(|_| KeyError::Signing)?;
                Ok(signature.as_ref().to_vec())
            }
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)
                    .map_err(|_| KeyError::Signing)?;
                Ok(signature)
            }
        }
    }

    /// How [`Self::sign`] signs, as it stands beside a signature.
    pub(crate) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        match self.pair {
            Pair::P256(_) => algorithm::ecdsa_with_sha256(),
            Pair::Rsa(_) => algorithm::rsa_with_sha256(),
        }
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
    fn an_rsa_key_does_the_same() {
        let key = SigningKey::generate_as(KeyKind::Rsa3072).unwrap();
        let again = SigningKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
        assert_eq!(again.kind(), KeyKind::Rsa3072);
        let signature = again.sign(b"message").unwrap();
        assert_eq!(signature.len(), 384);
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
