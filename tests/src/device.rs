//! A participant's device: its P-256 key, and the activation it signs.

use anyhow::anyhow;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hash::Sha256Hash;
use serde_json::{Value, json};

/// DER of a P-256 SubjectPublicKeyInfo up to the uncompressed point (RFC 5480).
const SPKI_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A key that WebCrypto would keep unextractable.
pub struct Device {
    key: EcdsaKeyPair,
}

/// What an activation says.
pub struct Activation {
    pub at: i64,
    pub ink: Sha256Hash,
    pub party: u8,
    pub r0: String,
    pub seen_n: u64,
    pub seen_hash: String,
    pub session: String,
    /// Seals in their controls: `{"artwork", "field", "seal"}`, by field.
    pub seals: Vec<Value>,
    /// Opinions in their controls: `{"field", "record"}`, by field.
    pub opinions: Vec<Value>,
    /// How many contracts were confirmed with one press.
    pub together: Option<u64>,
}

impl Activation {
    /// The canonical text that is signed.
    pub fn text(&self) -> anyhow::Result<String> {
        let mut record = json!({
            "$t": "hub.activation.v1",
            "at": self.at,
            "ink": self.ink,
            "party": self.party,
            "purpose": "sign",
            "r0": self.r0,
            "seen_hash": self.seen_hash,
            "seen_n": self.seen_n,
            "session": self.session,
        });
        if !self.seals.is_empty() {
            record["seals"] = self.seals.clone().into();
        }
        if !self.opinions.is_empty() {
            let stated = self.opinions.iter().map(|written| {
                let record = written["record"].as_str().unwrap_or_default();
                json!({"digest": Sha256Hash::of(record.as_bytes()), "field": written["field"]})
            });
            record["opinions"] = stated.collect();
        }
        if let Some(together) = self.together {
            record["together"] = together.into();
        }
        Ok(String::from_utf8(domain::canonical::encode_value(&record)?)?)
    }
}

impl Device {
    pub fn new() -> anyhow::Result<Self> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| anyhow!("key generation failed"))?;
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref())
            .map_err(|error| anyhow!("key: {error}"))?;
        Ok(Self { key })
    }

    /// SPKI DER, base64url.
    pub fn public_key(&self) -> String {
        let mut der = SPKI_PREFIX.to_vec();
        der.extend_from_slice(self.key.public_key().as_ref());
        URL_SAFE_NO_PAD.encode(der)
    }

    /// r ‖ s, base64url, as `SubtleCrypto.sign` gives it.
    pub fn sign(&self, message: &str) -> anyhow::Result<String> {
        let signature = self.key.sign(&SystemRandom::new(), message.as_bytes());
        Ok(URL_SAFE_NO_PAD.encode(signature.map_err(|_| anyhow!("signing failed"))?.as_ref()))
    }
}
