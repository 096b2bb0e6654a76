//! A P-256 public key, the one kind of key that certificates, devices and signatures here use.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// Everything before the point in the DER of a P-256 `SubjectPublicKeyInfo` (RFC 5480): two lengths,
/// id-ecPublicKey, secp256r1, the head of the BIT STRING.
const SPKI_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
const POINT_LEN: usize = 65;

/// The bytes are not the DER of a P-256 key in uncompressed form, or the point is not on the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a P-256 public key in SubjectPublicKeyInfo form")]
pub struct NotAP256Key;

/// The signature is not one by this key over this message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not belong to this key and message")]
pub struct WrongSignature;

/// A point on P-256, kept as the 91 bytes of its `SubjectPublicKeyInfo`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct P256PublicKey {
    spki: [u8; SPKI_PREFIX.len() + POINT_LEN],
}

impl P256PublicKey {
    /// Reads the one DER form that a P-256 key in uncompressed form has, 91 bytes.
    pub fn from_spki_der(der: &[u8]) -> Result<Self, NotAP256Key> {
        let point = der.strip_prefix(&SPKI_PREFIX).ok_or(NotAP256Key)?;
        Self::from_point(point)
    }

    /// Reads an uncompressed point (0x04, x, y) and checks that it lies on the curve.
    pub(crate) fn from_point(point: &[u8]) -> Result<Self, NotAP256Key> {
        if point.len() != POINT_LEN || point[0] != 0x04 {
            return Err(NotAP256Key);
        }
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
            .parse()
            .map_err(|_| NotAP256Key)?;
        let mut spki = [0; SPKI_PREFIX.len() + POINT_LEN];
        spki[..SPKI_PREFIX.len()].copy_from_slice(&SPKI_PREFIX);
        spki[SPKI_PREFIX.len()..].copy_from_slice(point);
        Ok(Self { spki })
    }

    /// `SubjectPublicKeyInfo`, DER, 91 bytes.
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// The uncompressed point, 65 bytes.
    pub fn point(&self) -> &[u8] {
        &self.spki[SPKI_PREFIX.len()..]
    }

    /// Checks a DER signature (`ECDSA-Sig-Value`) over SHA-256 of `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), WrongSignature> {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, self.point())
            .verify(message, signature)
            .map_err(|_| WrongSignature)
    }

    /// Checks a raw signature, r and s of 32 bytes each as WebCrypto makes them, over SHA-256 of `message`.
    pub fn verify_raw(&self, message: &[u8], signature: &[u8]) -> Result<(), WrongSignature> {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.point())
            .verify(message, signature)
            .map_err(|_| WrongSignature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing_key::SigningKey;
    use crate::subject_key::SubjectKey;

    #[test]
    fn only_the_one_der_form_is_read() {
        let generated = SigningKey::generate().unwrap();
        let SubjectKey::P256(key) = *generated.public_key() else {
            panic!("not P-256");
        };
        assert_eq!(P256PublicKey::from_spki_der(key.spki_der()), Ok(key));
        let mut longer = key.spki_der().to_vec();
        longer.push(0);
        assert_eq!(P256PublicKey::from_spki_der(&longer), Err(NotAP256Key));
        assert_eq!(
            P256PublicKey::from_spki_der(&key.spki_der()[..90]),
            Err(NotAP256Key)
        );
        assert_eq!(P256PublicKey::from_spki_der(key.point()), Err(NotAP256Key));
        assert_eq!(P256PublicKey::from_spki_der(&[]), Err(NotAP256Key));
    }

    #[test]
    fn a_point_off_the_curve_is_refused() {
        let mut spki = SigningKey::generate().unwrap().public_key().spki_der().to_vec();
        spki[90] ^= 1;
        assert_eq!(P256PublicKey::from_spki_der(&spki), Err(NotAP256Key));
    }
}
