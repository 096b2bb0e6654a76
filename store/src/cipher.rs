//! Encryption at rest: AES-256-GCM under keys that are wrapped by, or derived from, the master key.
//!
//! The associated data of every ciphertext names the place where it stands (table, stream, path), so a
//! value that was moved to another row does not open there.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, RandomizedNonceKey, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Prk};
use aws_lc_rs::hmac;
use std::fmt::Write;
use zeroize::Zeroizing;

const NONCE_LEN: usize = 12;

/// Something could not be encrypted, or does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    #[error("a stored value does not open: it was altered, moved, or its key is another one")]
    DoesNotOpen,
    #[error("the cipher or its random source failed")]
    Failed,
}

/// Where a ciphertext stands. Each part is length-prefixed, so two places never have the same bytes.
#[derive(Clone)]
pub struct Place(Vec<u8>);

impl Place {
    /// `table` and the parts of the row's name, in the order of its primary key.
    pub fn new(table: &str, parts: &[&[u8]]) -> Self {
        let mut bytes = b"hub.store.v1".to_vec();
        for part in std::iter::once(table.as_bytes()).chain(parts.iter().copied()) {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }
}

/// The key above all others, 32 bytes. Never written anywhere by this crate.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key for everything of one purpose, for example one table: HKDF-SHA-256 (RFC 5869).
    pub fn derive(&self, purpose: &str) -> Result<DataKey, CipherError> {
        let prk = Prk::new_less_safe(HKDF_SHA256, &*self.0);
        expand(&prk, &[b"hub.store.key.v1", purpose.as_bytes()])
    }

    /// Encrypts a data key for storing at `place`.
    pub fn wrap(&self, place: &Place, key: &DataKey) -> Result<Vec<u8>, CipherError> {
        self.derive("wrap")?.seal(place, &*key.0)
    }

    /// Opens what [`Self::wrap`] made for the same place.
    pub fn unwrap(&self, place: &Place, wrapped: &[u8]) -> Result<DataKey, CipherError> {
        let bytes = Zeroizing::new(self.derive("wrap")?.open(place, wrapped)?);
        let bytes: [u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| CipherError::DoesNotOpen)?;
        Ok(DataKey(Zeroizing::new(bytes)))
    }
}

/// A key for the values of one purpose, person or owner, 32 bytes.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A fresh key from the library's random source.
    pub fn random() -> Result<Self, CipherError> {
        let mut bytes = Zeroizing::new([0; 32]);
        aws_lc_rs::rand::fill(&mut *bytes).map_err(|_| CipherError::Failed)?;
        Ok(Self(bytes))
    }

    /// A key of its own for one file, from this one and the file's random salt.
    pub fn derive(&self, salt: &[u8]) -> Result<Self, CipherError> {
        let prk = Prk::new_less_safe(HKDF_SHA256, &*self.0);
        expand(&prk, &[b"hub.store.file.v1", salt])
    }

    /// A value that only this key's owner can tell the text of: 64 bits of an HMAC-SHA-256, in hex.
    pub fn blind(&self, parts: &[&[u8]]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        let mut context = hmac::Context::with_key(&key);
        for part in parts {
            context.update(part);
        }
        let tag = context.sign();
        tag.as_ref().iter().take(8).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Random nonce (12 bytes), ciphertext, tag (16 bytes).
    pub fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let key = RandomizedNonceKey::new(&AES_256_GCM, &*self.0).map_err(|_| CipherError::Failed)?;
        let mut body = plain.to_vec();
        let nonce = key
            .seal_in_place_append_tag(Aad::from(&place.0), &mut body)
            .map_err(|_| CipherError::Failed)?;
        let mut out = nonce.as_ref().to_vec();
        out.append(&mut body);
        Ok(out)
    }

    /// Opens what [`Self::seal`] made for the same place.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, CipherError> {
        let (nonce, body) = sealed
            .split_at_checked(NONCE_LEN)
            .ok_or(CipherError::DoesNotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| CipherError::DoesNotOpen)?;
        let mut body = body.to_vec();
        let plain = self
            .numbered()?
            .open_in_place(nonce, Aad::from(&place.0), &mut body)
            .map_err(does_not_open)?
            .len();
        body.truncate(plain);
        Ok(body)
    }

    /// Encrypts chunk `number` in place and appends its tag (16 bytes). The key must be used for one
    /// file only: the nonce is the number.
    pub fn seal_chunk(&self, place: &Place, number: u64, chunk: &mut Vec<u8>) -> Result<(), CipherError> {
        self.numbered()?
            .seal_in_place_append_tag(chunk_nonce(number), Aad::from(&place.0), chunk)
            .map_err(|_| CipherError::Failed)
    }

    /// Opens what [`Self::seal_chunk`] made, in place; returns the plain bytes.
    pub fn open_chunk<'a>(
        &self,
        place: &Place,
        number: u64,
        chunk: &'a mut [u8],
    ) -> Result<&'a [u8], CipherError> {
        let plain = self
            .numbered()?
            .open_in_place(chunk_nonce(number), Aad::from(&place.0), chunk);
        plain.map(|plain| &*plain).map_err(does_not_open)
    }

    fn numbered(&self) -> Result<LessSafeKey, CipherError> {
        UnboundKey::new(&AES_256_GCM, &*self.0)
            .map(LessSafeKey::new)
            .map_err(|_| CipherError::Failed)
    }
}

fn does_not_open(_: aws_lc_rs::error::Unspecified) -> CipherError {
    CipherError::DoesNotOpen
}

fn chunk_nonce(number: u64) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    bytes[NONCE_LEN - 8..].copy_from_slice(&number.to_be_bytes());
    Nonce::assume_unique_for_key(bytes)
}

fn expand(prk: &Prk, info: &[&[u8]]) -> Result<DataKey, CipherError> {
    let mut bytes = Zeroizing::new([0; 32]);
    prk.expand(info, HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut *bytes))
        .map_err(|_| CipherError::Failed)?;
    Ok(DataKey(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_only_at_its_own_place_and_unaltered() {
        let key = DataKey::random().unwrap();
        let place = Place::new("opening", &[b"contract/1", b"name"]);
        let mut sealed = key.seal(&place, "张三".as_bytes()).unwrap();
        assert_eq!(key.open(&place, &sealed).unwrap(), "张三".as_bytes());
        let moved = Place::new("opening", &[b"contract/1n", b"ame"]);
        assert_eq!(key.open(&moved, &sealed), Err(CipherError::DoesNotOpen));
        sealed[NONCE_LEN] ^= 1;
        assert_eq!(key.open(&place, &sealed), Err(CipherError::DoesNotOpen));
        assert_eq!(key.open(&place, b"short"), Err(CipherError::DoesNotOpen));
    }

    #[test]
    fn a_wrapped_key_opens_under_the_same_master_only() {
        let place = Place::new("subject_key", &[b"contract/1", b"party/1"]);
        let (master, key) = (MasterKey::new([1; 32]), DataKey::random().unwrap());
        let wrapped = master.wrap(&place, &key).unwrap();
        assert_eq!(*master.unwrap(&place, &wrapped).unwrap().0, *key.0);
        assert!(MasterKey::new([2; 32]).unwrap(&place, &wrapped).is_err());
        assert!(!wrapped.windows(32).any(|w| w == &key.0[..]));
    }

    #[test]
    fn keys_of_different_purposes_differ() {
        let master = MasterKey::new([3; 32]);
        let (draft, outbox) = (master.derive("draft").unwrap(), master.derive("outbox").unwrap());
        assert_ne!(*draft.0, *outbox.0);
        assert_eq!(*draft.0, *master.derive("draft").unwrap().0);
    }
}
