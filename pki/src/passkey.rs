//! Passkeys 通行密钥: what an authenticator says at registration and at sign-in, checked as W3C Web Authentication
//! Level 2 sections 7.1 and 7.2 ask. No attestation is asked for, so none is read (decision 0019).
//!
//! Keys are ES256 and RS256. CTAP 2 section 6 fixes the bytes of a COSE key, so it is compared, not parsed.

use crate::public_key::P256PublicKey;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hash::Sha256Hash;
use serde::Deserialize;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const ATTESTED_CREDENTIAL: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;
/// Longest credential id (Level 2, section 7.1 step 18 of Level 3).
const LONGEST_ID: usize = 1023;
/// `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`, up to x.
const ES256_HEAD: [u8; 10] = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const ES256_BETWEEN: [u8; 3] = [0x22, 0x58, 0x20];
/// `{1: 3, 3: -257, -1: n, -2: e}`, up to n, for 2048 bits and e = 65537.
const RS256_HEAD: [u8; 11] = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
const RS256_TAIL: [u8; 5] = [0x21, 0x43, 0x01, 0x00, 0x01];
const RSA_BYTES: usize = 256;

/// For whom passkeys are made: the domain, and the one origin whose pages may ask for them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelyingParty {
    /// For example `sign.example.com`.
    pub id: String,
    /// For example `https://sign.example.com`.
    pub origin: String,
}

/// Why an authenticator's answer does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PasskeyError {
    #[error("the client data is not what a browser writes")]
    ClientData,
    #[error("the answer is to another question: another ceremony or challenge")]
    Challenge,
    #[error("another origin's page asked")]
    Origin,
    #[error("the authenticator data is not of the form")]
    AuthenticatorData,
    #[error("the answer is for another domain")]
    RelyingParty,
    #[error("the device did not verify the person")]
    NotVerified,
    #[error("the key is of a kind that was not asked for")]
    Key,
    #[error("the signature does not belong to this key and answer")]
    Signature,
}

/// A public key as the authenticator wrote it (COSE).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasskeyKey(Vec<u8>);

/// What a registration gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPasskey {
    pub id: Vec<u8>,
    pub key: PasskeyKey,
    pub counter: u32,
}

/// An answer at sign-in.
pub struct Assertion<'a> {
    /// `clientDataJSON`
    pub client_data: &'a [u8],
    pub authenticator_data: &'a [u8],
    pub signature: &'a [u8],
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

impl RelyingParty {
    /// Reads a new passkey out of the answer to `challenge`.
    pub fn register(
        &self,
        challenge: &[u8],
        client_data: &[u8],
        authenticator_data: &[u8],
    ) -> Result<NewPasskey, PasskeyError> {
        self.check_client_data("webauthn.create", challenge, client_data)?;
        let (flags, counter, rest) = self.read_authenticator_data(authenticator_data)?;
        if flags & ATTESTED_CREDENTIAL == 0 {
            return Err(PasskeyError::AuthenticatorData);
        }
        // Behind the AAGUID: length, id, key.
        let (length, rest) = rest
            .get(16..)
            .and_then(<[u8]>::split_first_chunk::<2>)
            .ok_or(PasskeyError::AuthenticatorData)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (id, rest) = rest
            .split_at_checked(length)
            .ok_or(PasskeyError::AuthenticatorData)?;
        let (key, rest) = PasskeyKey::split_from(rest)?;
        let is_whole = rest.is_empty() || flags & EXTENSIONS != 0;
        if id.is_empty() || id.len() > LONGEST_ID || !is_whole {
            return Err(PasskeyError::AuthenticatorData);
        }
        Ok(NewPasskey {
            id: id.to_vec(),
            key,
            counter,
        })
    }

    /// Checks that the key answered `challenge`, with its person verified; the counter that it says.
    pub fn verify(
        &self,
        challenge: &[u8],
        key: &PasskeyKey,
        assertion: &Assertion<'_>,
    ) -> Result<u32, PasskeyError> {
        self.check_client_data("webauthn.get", challenge, assertion.client_data)?;
        let (_, counter, _) = self.read_authenticator_data(assertion.authenticator_data)?;
        let mut signed = assertion.authenticator_data.to_vec();
        signed.extend_from_slice(&Sha256Hash::of(assertion.client_data).0);
        key.verify(&signed, assertion.signature)?;
        Ok(counter)
    }

    fn check_client_data(&self, ceremony: &str, challenge: &[u8], text: &[u8]) -> Result<(), PasskeyError> {
        let said: ClientData = serde_json::from_slice(text).map_err(|_| PasskeyError::ClientData)?;
        if said.ceremony != ceremony || said.challenge != URL_SAFE_NO_PAD.encode(challenge) {
            return Err(PasskeyError::Challenge);
        }
        if said.origin != self.origin || said.cross_origin {
            return Err(PasskeyError::Origin);
        }
        Ok(())
    }

    /// Flags, counter, and what follows them.
    fn read_authenticator_data<'a>(&self, data: &'a [u8]) -> Result<(u8, u32, &'a [u8]), PasskeyError> {
        let (domain, rest) = data
            .split_first_chunk::<32>()
            .ok_or(PasskeyError::AuthenticatorData)?;
        let (head, rest) = rest
            .split_first_chunk::<5>()
            .ok_or(PasskeyError::AuthenticatorData)?;
        let [flags, counter @ ..] = *head;
        if *domain != Sha256Hash::of(self.id.as_bytes()).0 {
            return Err(PasskeyError::RelyingParty);
        }
        if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
            return Err(PasskeyError::NotVerified);
        }
        Ok((flags, u32::from_be_bytes(counter), rest))
    }
}

impl PasskeyKey {
    /// Reads a key that was stored.
    pub fn from_cose(bytes: &[u8]) -> Result<Self, PasskeyError> {
        match Self::split_from(bytes)? {
            (key, []) => Ok(key),
            _ => Err(PasskeyError::Key),
        }
    }

    pub fn cose(&self) -> &[u8] {
        &self.0
    }

    /// The key at the beginning of `bytes`, and what follows it.
    fn split_from(bytes: &[u8]) -> Result<(Self, &[u8]), PasskeyError> {
        let length = if bytes.starts_with(&ES256_HEAD) {
            ES256_HEAD.len() + 32 + ES256_BETWEEN.len() + 32
        } else if bytes.starts_with(&RS256_HEAD) {
            RS256_HEAD.len() + RSA_BYTES + RS256_TAIL.len()
        } else {
            return Err(PasskeyError::Key);
        };
        let (key, rest) = bytes.split_at_checked(length).ok_or(PasskeyError::Key)?;
        let key = Self(key.to_vec());
        key.parts()?;
        Ok((key, rest))
    }

    fn parts(&self) -> Result<Parts<'_>, PasskeyError> {
        if let Some(rest) = self.0.strip_prefix(&ES256_HEAD) {
            let (x, rest) = rest.split_at_checked(32).ok_or(PasskeyError::Key)?;
            let y = rest.strip_prefix(&ES256_BETWEEN).ok_or(PasskeyError::Key)?;
            let point = [&[0x04], x, y].concat();
            let key = P256PublicKey::from_point(&point).map_err(|_| PasskeyError::Key)?;
            return Ok(Parts::P256(key));
        }
        let rest = self.0.strip_prefix(&RS256_HEAD).ok_or(PasskeyError::Key)?;
        let modulus = rest.strip_suffix(&RS256_TAIL).ok_or(PasskeyError::Key)?;
        Ok(Parts::Rsa(modulus))
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), PasskeyError> {
        let wrong = PasskeyError::Signature;
        match self.parts()? {
            Parts::P256(key) => key.verify(message, signature).map_err(|_| wrong),
            Parts::Rsa(n) => RsaPublicKeyComponents { n, e: &[1, 0, 1] }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .map_err(|_| wrong),
        }
    }
}

enum Parts<'a> {
    P256(P256PublicKey),
    /// The modulus, 2048 bits.
    Rsa(&'a [u8]),
}

/// Whether a counter says that there are two of a passkey: it stood still or went back (Level 2, section 6.1.1).
/// Authenticators without a counter say 0 for ever.
pub fn is_cloned(stored: u32, said: u32) -> bool {
    (stored != 0 || said != 0) && said <= stored
}

#[cfg(test)]
mod tests;
