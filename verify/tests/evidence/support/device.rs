//! A party's phone: a P-256 key that signs activations as WebCrypto does.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub struct Device(EcdsaKeyPair);

impl Device {
    pub fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    /// SPKI DER, base64url.
    pub fn key(&self) -> String {
        let der: PublicKeyX509Der<'_> = self.0.public_key().as_der().unwrap();
        URL_SAFE_NO_PAD.encode(der.as_ref())
    }

    /// r ‖ s, base64url.
    pub fn sign(&self, activation: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.0.sign(&SystemRandom::new(), activation.as_bytes()).unwrap())
    }
}
