//! The master key: wraps every other secret before it is stored (AES-256-GCM, envelope encryption).

use crate::random::{self, RandomFailed};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const KEY_LEN: usize = 32;
const TAG_LEN: usize = 16;
/// First byte of everything wrapped: how it was wrapped.
const FORMAT: u8 = 1;

/// Why bytes are not taken as a master key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MasterKeyError {
    #[error("a master key is 32 bytes: 64 hex digits, 43 or 44 base64 characters, or a file of 32 raw bytes")]
    NotThirtyTwoBytes,
    #[error("the master key is not random: make one with `openssl rand -hex 32`")]
    NotRandom,
    #[error(transparent)]
    Random(#[from] RandomFailed),
}

/// Why a wrapped secret does not open, or could not be wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    #[error("the wrapped secret has an unknown format")]
    UnknownFormat,
    /// Another master key, name, version or purpose, or altered bytes: they cannot be told apart.
    #[error("the wrapped secret does not open with this master key, name, version and purpose")]
    DoesNotOpen,
    #[error("the secret could not be encrypted")]
    Encryption,
    #[error(transparent)]
    Random(#[from] RandomFailed),
}

/// 32 random bytes that open everything stored. Cleared when dropped; never shown by `Debug`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; KEY_LEN]);

impl MasterKey {
    /// A fresh key.
    pub fn generate() -> Result<Self, MasterKeyError> {
        Ok(Self(random::bytes()?))
    }

    /// Reads 64 hex digits or base64 (either alphabet, with or without padding); white space around is ignored.
    pub fn from_text(text: &str) -> Result<Self, MasterKeyError> {
        let text = text.trim();
        let mut key = Zeroizing::new([0; KEY_LEN]);
        if hex::decode_to_slice(text, key.as_mut_slice()).is_ok() {
            return Self::checked(&key);
        }
        let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let bytes = [&STANDARD, &URL_SAFE]
            .into_iter()
            .find_map(|alphabet| GeneralPurpose::new(alphabet, lenient).decode(text).ok())
            .map(Zeroizing::new)
            .ok_or(MasterKeyError::NotThirtyTwoBytes)?;
        let key = Zeroizing::new(
            <[u8; KEY_LEN]>::try_from(&bytes[..]).map_err(|_| MasterKeyError::NotThirtyTwoBytes)?,
        );
        Self::checked(&key)
    }

    /// Reads the contents of a key file: exactly 32 raw bytes, or text as in [`MasterKey::from_text`].
    pub fn from_file_contents(contents: &[u8]) -> Result<Self, MasterKeyError> {
        if let Ok(raw) = <[u8; KEY_LEN]>::try_from(contents) {
            return Self::checked(&Zeroizing::new(raw));
        }
        let text = std::str::from_utf8(contents).map_err(|_| MasterKeyError::NotThirtyTwoBytes)?;
        Self::from_text(text)
    }

    fn checked(key: &[u8; KEY_LEN]) -> Result<Self, MasterKeyError> {
        if looks_random(key) {
            Ok(Self(*key))
        } else {
            Err(MasterKeyError::NotRandom)
        }
    }

    /// 64 hex digits for the recovery sheet, in memory that is cleared when dropped.
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0))
    }

    /// Encrypts a secret for the place it belongs to: `name` (whose), `version` (which rotation) and
    /// `purpose` (what for) are bound to it as associated data and must be given again to open it.
    /// Result: format byte, 12-byte random nonce, ciphertext, 16-byte tag.
    pub fn wrap(&self, name: &str, version: u32, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, WrapError> {
        let nonce: [u8; NONCE_LEN] = random::bytes()?;
        let mut wrapped = Vec::with_capacity(1 + NONCE_LEN + plain.len() + TAG_LEN);
        wrapped.push(FORMAT);
        wrapped.extend_from_slice(&nonce);
        wrapped.extend_from_slice(plain);
        let place = Aad::from(associated_data(name, version, purpose));
        let sealed = self
            .wrapping_key()
            .ok_or(WrapError::Encryption)?
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                place,
                &mut wrapped[1 + NONCE_LEN..],
            );
        let Ok(tag) = sealed else {
            wrapped.zeroize();
            return Err(WrapError::Encryption);
        };
        wrapped.extend_from_slice(tag.as_ref());
        Ok(wrapped)
    }

    /// Opens what [`MasterKey::wrap`] made with the same name, version and purpose.
    pub fn unwrap(
        &self,
        name: &str,
        version: u32,
        purpose: &str,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, WrapError> {
        let Some((&FORMAT, rest)) = wrapped.split_first() else {
            return Err(WrapError::UnknownFormat);
        };
        let (nonce, sealed) = rest
            .split_first_chunk::<NONCE_LEN>()
            .ok_or(WrapError::UnknownFormat)?;
        let mut plain = Zeroizing::new(sealed.to_vec());
        let place = Aad::from(associated_data(name, version, purpose));
        let length = self
            .wrapping_key()
            .ok_or(WrapError::DoesNotOpen)?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), place, &mut plain)
            .map_err(|_| WrapError::DoesNotOpen)?
            .len();
        plain.truncate(length);
        Ok(plain)
    }

    /// The master key itself encrypts nothing, so that other keys may be derived from it one day.
    fn wrapping_key(&self) -> Option<LessSafeKey> {
        let derived = Salt::new(HKDF_SHA256, &[]).extract(&self.0);
        let info: [&[u8]; 1] = [b"huiqian master key, wrapping, AES-256-GCM, v1"];
        let key = UnboundKey::from(derived.expand(&info, &AES_256_GCM).ok()?);
        Some(LessSafeKey::new(key))
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

/// Length-prefixed, so that no two places share their associated data.
fn associated_data(name: &str, version: u32, purpose: &str) -> Vec<u8> {
    let mut data = b"huiqian.wrapped.v1\0".to_vec();
    for part in [name, purpose] {
        data.extend_from_slice(&(part.len() as u64).to_be_bytes());
        data.extend_from_slice(part.as_bytes());
    }
    data.extend_from_slice(&version.to_be_bytes());
    data
}

/// Refuses what no random source gives in practice (each less likely than 2^-40): few different bytes,
/// printable text, bytes that count up or down, a half that repeats.
fn looks_random(key: &[u8; KEY_LEN]) -> bool {
    let mut seen = [false; 256];
    key.iter().for_each(|byte| seen[usize::from(*byte)] = true);
    let different = seen.iter().filter(|seen| **seen).count();
    let printable = key.iter().all(|byte| (0x20..0x7f).contains(byte));
    let step = key[1].wrapping_sub(key[0]);
    let counts = key.windows(2).all(|pair| pair[1].wrapping_sub(pair[0]) == step);
    let repeats = key[..KEY_LEN / 2] == key[KEY_LEN / 2..];
    different >= 20 && !printable && !counts && !repeats
}

#[cfg(test)]
mod tests;
