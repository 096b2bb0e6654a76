//! Answers as a right authenticator gives them, and every one that differs in one thing.

use super::*;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256};

const CHALLENGE: &[u8] = &[7; 32];

fn party() -> RelyingParty {
    RelyingParty {
        id: "sign.example.com".into(),
        origin: "https://sign.example.com".into(),
    }
}

fn client_data(ceremony: &str, challenge: &[u8], origin: &str) -> Vec<u8> {
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    format!(
        r#"{{"type":"{ceremony}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false,"x":1}}"#
    )
    .into_bytes()
}

fn authenticator_data(domain: &str, flags: u8, counter: u32, rest: &[u8]) -> Vec<u8> {
    let domain = Sha256Hash::of(domain.as_bytes()).0;
    [&domain[..], &[flags], &counter.to_be_bytes(), rest].concat()
}

fn es256() -> (EcdsaKeyPair, Vec<u8>) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
    let point = pair.public_key().as_ref();
    let cose = [&ES256_HEAD, &point[1..33], &ES256_BETWEEN, &point[33..]].concat();
    (pair, cose)
}

fn attested(id: &[u8], cose: &[u8]) -> Vec<u8> {
    let length = u16::try_from(id.len()).unwrap().to_be_bytes();
    [&[0; 16], &length[..], id, cose].concat()
}

fn registered(data: &[u8]) -> Result<NewPasskey, PasskeyError> {
    let said = client_data("webauthn.create", CHALLENGE, "https://sign.example.com");
    party().register(CHALLENGE, &said, data)
}

#[test]
fn a_registration_gives_id_key_and_counter() {
    let (_, cose) = es256();
    let data = authenticator_data("sign.example.com", 0x45, 3, &attested(b"credential", &cose));
    let passkey = registered(&data).unwrap();
    assert_eq!(passkey.id, b"credential");
    assert_eq!(passkey.counter, 3);
    assert_eq!(PasskeyKey::from_cose(passkey.key.cose()).unwrap(), passkey.key);
}

#[test]
fn a_registration_that_differs_is_refused() {
    let (_, cose) = es256();
    let rest = attested(b"credential", &cose);
    let data = |domain, flags, rest: &[u8]| authenticator_data(domain, flags, 0, rest);
    let longer = [&rest[..], &[0xa0]].concat();
    let mut off_curve = rest.clone();
    off_curve[50] ^= 1;
    for (data, error) in [
        (data("example.com", 0x45, &rest), PasskeyError::RelyingParty),
        (data("sign.example.com", 0x44, &rest), PasskeyError::NotVerified),
        (data("sign.example.com", 0x41, &rest), PasskeyError::NotVerified),
        (
            data("sign.example.com", 0x05, &rest),
            PasskeyError::AuthenticatorData,
        ),
        (
            data("sign.example.com", 0x45, &longer),
            PasskeyError::AuthenticatorData,
        ),
        (
            data("sign.example.com", 0x45, &attested(b"", &cose)),
            PasskeyError::AuthenticatorData,
        ),
        (data("sign.example.com", 0x45, &off_curve), PasskeyError::Key),
        (
            data("sign.example.com", 0x45, &rest[..rest.len() - 1]),
            PasskeyError::Key,
        ),
    ] {
        assert_eq!(registered(&data), Err(error));
    }
    assert!(
        registered(&data("sign.example.com", 0xc5, &longer)).is_ok(),
        "extensions may follow"
    );
    let whole = data("sign.example.com", 0x45, &rest);
    for length in 0..whole.len() {
        assert!(registered(&whole[..length]).is_err(), "{length}");
    }
}

#[test]
fn an_assertion_counts_only_as_it_was_signed() {
    let (pair, cose) = es256();
    let key = PasskeyKey::from_cose(&cose).unwrap();
    let data = authenticator_data("sign.example.com", 0x05, 9, &[]);
    let verify = |said: &[u8], data: &[u8], signed_by: &EcdsaKeyPair| {
        let message = [data, &Sha256Hash::of(said).0].concat();
        let signature = signed_by.sign(&SystemRandom::new(), &message).unwrap();
        let assertion = Assertion {
            client_data: said,
            authenticator_data: data,
            signature: signature.as_ref(),
        };
        party().verify(CHALLENGE, &key, &assertion)
    };
    let said = client_data("webauthn.get", CHALLENGE, "https://sign.example.com");
    assert_eq!(verify(&said, &data, &pair), Ok(9));
    assert_eq!(verify(&said, &data, &es256().0), Err(PasskeyError::Signature));
    for (said, error) in [
        (
            client_data("webauthn.create", CHALLENGE, "https://sign.example.com"),
            PasskeyError::Challenge,
        ),
        (
            client_data("webauthn.get", &[8; 32], "https://sign.example.com"),
            PasskeyError::Challenge,
        ),
        (
            client_data("webauthn.get", CHALLENGE, "https://sign.example.com.evil"),
            PasskeyError::Origin,
        ),
        (
            client_data("webauthn.get", CHALLENGE, "http://sign.example.com"),
            PasskeyError::Origin,
        ),
        (b"{}".to_vec(), PasskeyError::ClientData),
    ] {
        assert_eq!(verify(&said, &data, &pair), Err(error));
    }
    let framed = String::from_utf8(said)
        .unwrap()
        .replace("\"crossOrigin\":false", "\"crossOrigin\":true");
    assert_eq!(verify(framed.as_bytes(), &data, &pair), Err(PasskeyError::Origin));
}

#[test]
fn an_rsa_authenticator_signs_in() {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = pair.public_key();
    let modulus = public.modulus();
    let cose = [
        &RS256_HEAD,
        modulus.big_endian_without_leading_zero(),
        &RS256_TAIL,
    ]
    .concat();
    let key = PasskeyKey::from_cose(&cose).unwrap();
    let said = client_data("webauthn.get", CHALLENGE, "https://sign.example.com");
    let data = authenticator_data("sign.example.com", 0x05, 0, &[]);
    let message = [&data[..], &Sha256Hash::of(&said).0].concat();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &message, &mut signature)
        .unwrap();
    let verify = |signature: &[u8]| {
        let assertion = Assertion {
            client_data: &said,
            authenticator_data: &data,
            signature,
        };
        party().verify(CHALLENGE, &key, &assertion)
    };
    assert_eq!(verify(&signature), Ok(0));
    signature[9] ^= 1;
    assert_eq!(verify(&signature), Err(PasskeyError::Signature));
}

#[test]
fn a_counter_that_does_not_rise_tells_of_a_copy() {
    for (stored, said, cloned) in [
        (0, 0, false),
        (0, 1, false),
        (5, 6, false),
        (5, 5, true),
        (5, 4, true),
        (5, 0, true),
    ] {
        assert_eq!(is_cloned(stored, said), cloned, "{stored} {said}");
    }
}
