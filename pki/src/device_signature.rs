//! The signature of a party's own device (WebCrypto ECDSA P-256, SHA-256) over its activation.

use crate::public_key::{NotAP256Key, P256PublicKey, WrongSignature};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Why a device's signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeviceSignatureError {
    #[error("the key or the signature is not base64url without padding")]
    NotBase64Url,
    #[error(transparent)]
    Key(#[from] NotAP256Key),
    #[error(transparent)]
    Signature(#[from] WrongSignature),
}

/// Reads a device key as it stands in the log: P-256 `SubjectPublicKeyInfo`, DER, base64url without padding.
pub fn device_key(spki_der_b64url: &str) -> Result<P256PublicKey, DeviceSignatureError> {
    let spki = URL_SAFE_NO_PAD
        .decode(spki_der_b64url)
        .map_err(|_| DeviceSignatureError::NotBase64Url)?;
    Ok(P256PublicKey::from_spki_der(&spki)?)
}

/// Checks that the key made the signature over SHA-256 of `message`. Key and signature are base64url without
/// padding; the signature is r and s, 32 bytes each, as `SubtleCrypto.sign` returns it.
pub fn verify_p256(
    spki_der_b64url: &str,
    message: &[u8],
    raw_signature_b64url: &str,
) -> Result<(), DeviceSignatureError> {
    let key = device_key(spki_der_b64url)?;
    let signature = URL_SAFE_NO_PAD
        .decode(raw_signature_b64url)
        .map_err(|_| DeviceSignatureError::NotBase64Url)?;
    Ok(key.verify_raw(message, &signature)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    fn device() -> (String, EcdsaKeyPair) {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let key = P256PublicKey::from_point(pair.public_key().as_ref()).unwrap();
        (URL_SAFE_NO_PAD.encode(key.spki_der()), pair)
    }

    fn sign(pair: &EcdsaKeyPair, message: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(pair.sign(&SystemRandom::new(), message).unwrap())
    }

    #[test]
    fn a_webcrypto_shaped_signature_is_accepted() {
        let (key, pair) = device();
        assert_eq!(
            verify_p256(&key, b"activation", &sign(&pair, b"activation")),
            Ok(())
        );
    }

    #[test]
    fn another_message_key_or_form_is_refused() {
        let (key, pair) = device();
        let (other, _) = device();
        let signature = sign(&pair, b"activation");
        let wrong = Err(DeviceSignatureError::Signature(WrongSignature));
        assert_eq!(verify_p256(&key, b"another", &signature), wrong);
        assert_eq!(verify_p256(&other, b"activation", &signature), wrong);
        assert_eq!(verify_p256(&key, b"activation", &signature[..80]), wrong);
        assert_eq!(verify_p256(&key, b"activation", ""), wrong);
        let padded = format!("{signature}==");
        assert_eq!(
            verify_p256(&key, b"activation", &padded),
            Err(DeviceSignatureError::NotBase64Url)
        );
        assert_eq!(
            verify_p256("AAAA", b"activation", &signature),
            Err(DeviceSignatureError::Key(NotAP256Key))
        );
    }

    #[test]
    fn a_signature_with_leading_zeros_in_r_keeps_its_32_bytes() {
        let (key, pair) = device();
        // One signature in 256 has an r that begins with a zero byte; the raw form must keep it.
        let (message, signature) = (0u32..20_000)
            .map(u32::to_be_bytes)
            .map(|message| (message, pair.sign(&SystemRandom::new(), &message).unwrap()))
            .find(|(_, signature)| signature.as_ref()[0] == 0)
            .expect("one signature in 256 has it");
        assert_eq!(
            verify_p256(&key, &message, &URL_SAFE_NO_PAD.encode(signature)),
            Ok(())
        );
    }
}
