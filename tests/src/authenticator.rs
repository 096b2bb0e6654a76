//! A device's authenticator in software: makes a passkey and answers with it, rightly or as an attacker would.

use anyhow::anyhow;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hash::Sha256Hash;
use serde_json::{Value, json};

/// Present, verified; and with a new credential.
const VERIFIED: u8 = 0x05;
const ATTESTED: u8 = 0x40;

/// One passkey on one device.
pub struct Authenticator {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    /// The page's origin, as the browser tells it.
    pub origin: String,
    pub counter: u32,
    user: Option<String>,
}

impl Authenticator {
    /// `name` makes the credential id.
    pub fn new(name: &str, origin: &str) -> anyhow::Result<Self> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING);
        Ok(Self {
            pair: pair.map_err(|_| anyhow!("no key"))?,
            id: Sha256Hash::of(name.as_bytes()).0.to_vec(),
            origin: origin.to_owned(),
            counter: 0,
            user: None,
        })
    }

    pub fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.id)
    }

    /// The answer to a question to register.
    pub fn register(&mut self, question: &Value) -> Value {
        self.user = question["user"].as_str().map(str::to_owned);
        let point = self.pair.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        let key = [&head[..], x, &[0x22, 0x58, 0x20], y].concat();
        let attested = [&[0; 16][..], &[0, 32], &self.id, &key].concat();
        json!({
            "name": "软件通行密钥",
            "client_data": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create", question)),
            "authenticator_data": URL_SAFE_NO_PAD.encode(self.data(question, VERIFIED | ATTESTED, &attested)),
        })
    }

    /// The answer to a question to sign in or to step up; the counter rises with it.
    pub fn answer(&mut self, question: &Value) -> anyhow::Result<Value> {
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", question);
        let data = self.data(question, VERIFIED, &[]);
        let message = [&data[..], &Sha256Hash::of(&client_data).0].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message);
        let signature = signature.map_err(|_| anyhow!("no signature"))?;
        Ok(json!({
            "id": self.id(),
            "user": self.user,
            "client_data": URL_SAFE_NO_PAD.encode(client_data),
            "authenticator_data": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature),
        }))
    }

    fn client_data(&self, ceremony: &str, question: &Value) -> Vec<u8> {
        let said = json!({
            "type": ceremony,
            "challenge": question["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, question: &Value, flags: u8, rest: &[u8]) -> Vec<u8> {
        let domain = Sha256Hash::of(question["rp_id"].as_str().unwrap_or_default().as_bytes());
        [&domain.0[..], &[flags], &self.counter.to_be_bytes(), rest].concat()
    }
}
