//! The public key that a certificate of ours may hold: P-256, or RSA for readers that take nothing else.

use crate::public_key::{P256PublicKey, WrongSignature};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use const_oid::db::rfc5912::RSA_ENCRYPTION;
use der::{Decode, Encode};
use domain::hash::Sha256Hash;
use spki::SubjectPublicKeyInfoOwned;

/// The key is neither P-256 nor RSA, or not in strict DER.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a P-256 or RSA public key in SubjectPublicKeyInfo form")]
pub struct NotASubjectKey;

/// A public key, kept as the DER of its `SubjectPublicKeyInfo`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SubjectKey {
    P256(P256PublicKey),
    Rsa { spki: Vec<u8> },
}

impl SubjectKey {
    /// Reads strict DER.
    pub fn from_spki_der(der: &[u8]) -> Result<Self, NotASubjectKey> {
        if let Ok(key) = P256PublicKey::from_spki_der(der) {
            return Ok(Self::P256(key));
        }
        let info = SubjectPublicKeyInfoOwned::from_der(der).map_err(|_| NotASubjectKey)?;
        let strict = info.to_der().is_ok_and(|again| again == der);
        if strict && info.algorithm.oid == RSA_ENCRYPTION {
            Ok(Self::Rsa { spki: der.to_vec() })
        } else {
            Err(NotASubjectKey)
        }
    }

    /// `SubjectPublicKeyInfo`, DER.
    pub fn spki_der(&self) -> &[u8] {
        match self {
            Self::P256(key) => key.spki_der(),
            Self::Rsa { spki } => spki,
        }
    }

    /// The leftmost 160 bits of SHA-256 of the key bits (RFC 7093 section 2, method 1).
    pub fn identifier(&self) -> [u8; 20] {
        let info = SubjectPublicKeyInfoOwned::from_der(self.spki_der());
        let bits = info.map(|info| info.subject_public_key.raw_bytes().to_vec());
        let mut identifier = [0; 20];
        identifier.copy_from_slice(&Sha256Hash::of(&bits.unwrap_or_default()).0[..20]);
        identifier
    }

    /// Checks a signature over SHA-256 of `message`: DER `ECDSA-Sig-Value`, or RSA PKCS #1 v1.5.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), WrongSignature> {
        match self {
            Self::P256(key) => key.verify(message, signature),
            Self::Rsa { spki } => {
                let info = SubjectPublicKeyInfoOwned::from_der(spki).map_err(|_| WrongSignature)?;
                UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, info.subject_public_key.raw_bytes())
                    .verify(message, signature)
                    .map_err(|_| WrongSignature)
            }
        }
    }
}
