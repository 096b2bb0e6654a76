//! The Ed25519 key that signs checkpoints of the Merkle log (C2SP signed notes).

use crate::public_key::WrongSignature;
use crate::signing_key::KeyError;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use zeroize::Zeroizing;

/// An Ed25519 key pair (RFC 8032). aws-lc clears its memory when it is dropped.
#[derive(Debug)]
pub struct Ed25519Key {
    pair: Ed25519KeyPair,
    public: [u8; 32],
}

impl Ed25519Key {
    /// A fresh key from the random source of aws-lc-rs.
    pub fn generate() -> Result<Self, KeyError> {
        Self::with_pair(Ed25519KeyPair::generate().map_err(|_| KeyError::Generation)?)
    }

    /// Reads PKCS #8 version 1 or 2 (RFC 8410), DER.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        Self::with_pair(Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| KeyError::NotAKey)?)
    }

    fn with_pair(pair: Ed25519KeyPair) -> Result<Self, KeyError> {
        let public = pair
            .public_key()
            .as_ref()
            .try_into()
            .map_err(|_| KeyError::NotAKey)?;
        Ok(Self { pair, public })
    }

    /// PKCS #8 version 1, DER, in memory that is cleared when dropped. Wrap it before it goes anywhere.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let document = self.pair.to_pkcs8v1().map_err(|_| KeyError::Export)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    /// The raw public key, 32 bytes.
    pub fn public_key(&self) -> [u8; 32] {
        self.public
    }

    /// Signs the message itself; the signature has 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], KeyError> {
        let signature = self.pair.try_sign(message).map_err(|_| KeyError::Signing)?;
        signature.as_ref().try_into().map_err(|_| KeyError::Signing)
    }
}

/// Checks an Ed25519 signature of 64 bytes by a raw public key of 32 bytes.
pub fn ed25519_verify(public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), WrongSignature> {
    UnparsedPublicKey::new(&ED25519, public_key)
        .verify(message, signature)
        .map_err(|_| WrongSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_8032_test_1_is_accepted_and_its_neighbour_refused() {
        let key = hex::decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").unwrap();
        let signature = hex::decode(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555\
             fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        )
        .unwrap();
        assert_eq!(ed25519_verify(&key, b"", &signature), Ok(()));
        assert_eq!(ed25519_verify(&key, b"x", &signature), Err(WrongSignature));
        assert_eq!(ed25519_verify(&key[1..], b"", &signature), Err(WrongSignature));
    }

    #[test]
    fn a_key_signs_the_same_after_a_trip_through_pkcs8() {
        let key = Ed25519Key::generate().unwrap();
        let again = Ed25519Key::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
        assert_eq!(again.public_key(), key.public_key());
        assert_eq!(again.sign(b"note").unwrap(), key.sign(b"note").unwrap());
        assert_eq!(
            ed25519_verify(&key.public_key(), b"note", &again.sign(b"note").unwrap()),
            Ok(())
        );
    }
}
