//! Checking signatures by keys that others chose: RSA (PKCS #1 v1.5 and PSS) from 2048 bits and ECDSA on the NIST
//! curves, with SHA-2. What we sign ourselves is narrower.

use crate::certificate::Certificate;
use crate::public_key::WrongSignature;
use aws_lc_rs::digest::{self, SHA256, SHA384, SHA512};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P256_SHA512_ASN1, ECDSA_P384_SHA256_ASN1,
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA512_ASN1, ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1,
    ECDSA_P521_SHA512_ASN1, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
    RsaParameters, RsaPssSaltLength, UnparsedPublicKey, VerificationAlgorithm,
};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{
    ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ECDSA_WITH_SHA_512, ID_EC_PUBLIC_KEY, ID_MGF_1, ID_RSASSA_PSS,
    ID_SHA_256, ID_SHA_384, ID_SHA_512, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1, SECP_521_R_1,
    SHA_256_WITH_RSA_ENCRYPTION, SHA_384_WITH_RSA_ENCRYPTION, SHA_512_WITH_RSA_ENCRYPTION,
};
use der::{Any, Sequence};
use spki::AlgorithmIdentifierOwned;

/// A key or an algorithm that is not read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an algorithm that is not on the list")]
pub struct UnknownAlgorithm;

/// The digests that signatures may be over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DigestAlgorithm {
    Sha256,
    Sha384,
    Sha512,
}

/// How a signature is made, apart from the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scheme {
    Ecdsa,
    Pkcs1,
    /// With a salt of so many bytes.
    Pss(u16),
}

/// Length of a salt of which nothing is said (RFC 4055 section 3.1).
const DEFAULT_SALT: u16 = 20;

/// RSASSA-PSS-params (RFC 4055), as far as they matter here.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct PssParameters {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierOwned>,
    /// Absent means [`DEFAULT_SALT`].
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u16>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<Any>,
}

impl DigestAlgorithm {
    /// Reads an algorithm; parameters absent or NULL (RFC 5754 section 2).
    pub fn read(algorithm: &AlgorithmIdentifierOwned) -> Result<Self, UnknownAlgorithm> {
        if algorithm
            .parameters
            .as_ref()
            .is_some_and(|given| !given.is_null())
        {
            return Err(UnknownAlgorithm);
        }
        match algorithm.oid {
            ID_SHA_256 => Ok(Self::Sha256),
            ID_SHA_384 => Ok(Self::Sha384),
            ID_SHA_512 => Ok(Self::Sha512),
            _ => Err(UnknownAlgorithm),
        }
    }

    /// The digest of the pieces one after the other.
    pub fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(match self {
            Self::Sha256 => &SHA256,
            Self::Sha384 => &SHA384,
            Self::Sha512 => &SHA512,
        });
        for piece in pieces {
            context.update(piece);
        }
        context.finish().as_ref().to_vec()
    }
}

/// Checks `signature` over `message` by the subject of `signer`. `algorithm` is the one that stands beside the
/// signature; where that names no digest (rsaEncryption, as CMS has it), `digest` is the one.
pub fn verify(
    signer: &Certificate,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<DigestAlgorithm>,
    message: &[u8],
    signature: &[u8],
) -> Result<Result<(), WrongSignature>, UnknownAlgorithm> {
    let (scheme, digest) = scheme(algorithm, digest)?;
    let spki = &signer.parsed().tbs_certificate.subject_public_key_info;
    let key = spki.subject_public_key.as_bytes().ok_or(UnknownAlgorithm)?;
    let chosen = match (spki.algorithm.oid, scheme) {
        (RSA_ENCRYPTION | ID_RSASSA_PSS, Scheme::Pss(salt)) => {
            let algorithm = pss(digest, salt);
            return Ok(algorithm
                .verify_sig(key, message, signature)
                .map_err(|_| WrongSignature));
        }
        (RSA_ENCRYPTION, Scheme::Pkcs1) => rsa(digest),
        (ID_EC_PUBLIC_KEY, Scheme::Ecdsa) => {
            let curve = spki.algorithm.parameters.as_ref();
            let curve = curve.and_then(|curve| curve.decode_as::<ObjectIdentifier>().ok());
            ecdsa(curve.ok_or(UnknownAlgorithm)?, digest)?
        }
        _ => return Err(UnknownAlgorithm),
    };
    Ok(UnparsedPublicKey::new(chosen, key)
        .verify(message, signature)
        .map_err(|_| WrongSignature))
}

fn scheme(
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<DigestAlgorithm>,
) -> Result<(Scheme, DigestAlgorithm), UnknownAlgorithm> {
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    let parameters = algorithm.parameters.as_ref();
    let plain = match algorithm.oid {
        ID_RSASSA_PSS => true,
        ECDSA_WITH_SHA_256 | ECDSA_WITH_SHA_384 | ECDSA_WITH_SHA_512 => parameters.is_none(),
        _ => parameters.is_none_or(der::Any::is_null),
    };
    if !plain {
        return Err(UnknownAlgorithm);
    }
    let named = match algorithm.oid {
        ECDSA_WITH_SHA_256 => (Scheme::Ecdsa, Sha256),
        ECDSA_WITH_SHA_384 => (Scheme::Ecdsa, Sha384),
        ECDSA_WITH_SHA_512 => (Scheme::Ecdsa, Sha512),
        SHA_256_WITH_RSA_ENCRYPTION => (Scheme::Pkcs1, Sha256),
        SHA_384_WITH_RSA_ENCRYPTION => (Scheme::Pkcs1, Sha384),
        SHA_512_WITH_RSA_ENCRYPTION => (Scheme::Pkcs1, Sha512),
        RSA_ENCRYPTION => (Scheme::Pkcs1, digest.ok_or(UnknownAlgorithm)?),
        ID_RSASSA_PSS => {
            let parameters = parameters.ok_or(UnknownAlgorithm)?;
            let parameters: PssParameters = parameters.decode_as().map_err(|_| UnknownAlgorithm)?;
            let hash = parameters.hash.ok_or(UnknownAlgorithm)?;
            let digest = DigestAlgorithm::read(&hash)?;
            let mask = parameters.mask.ok_or(UnknownAlgorithm)?;
            let inner = mask.parameters.filter(|_| mask.oid == ID_MGF_1);
            let inner: AlgorithmIdentifierOwned = inner
                .ok_or(UnknownAlgorithm)?
                .decode_as()
                .map_err(|_| UnknownAlgorithm)?;
            if DigestAlgorithm::read(&inner)? != digest {
                return Err(UnknownAlgorithm);
            }
            (Scheme::Pss(parameters.salt.unwrap_or(DEFAULT_SALT)), digest)
        }
        _ => return Err(UnknownAlgorithm),
    };
    Ok(named)
}

fn rsa(digest: DigestAlgorithm) -> &'static dyn VerificationAlgorithm {
    match digest {
        DigestAlgorithm::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
        DigestAlgorithm::Sha384 => &RSA_PKCS1_2048_8192_SHA384,
        DigestAlgorithm::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
    }
}

fn pss(digest: DigestAlgorithm, salt: u16) -> RsaParameters {
    let algorithm = match digest {
        DigestAlgorithm::Sha256 => RSA_PSS_2048_8192_SHA256,
        DigestAlgorithm::Sha384 => RSA_PSS_2048_8192_SHA384,
        DigestAlgorithm::Sha512 => RSA_PSS_2048_8192_SHA512,
    };
    algorithm.with_pss_salt_length(RsaPssSaltLength::Custom(salt))
}

fn ecdsa(
    curve: ObjectIdentifier,
    digest: DigestAlgorithm,
) -> Result<&'static dyn VerificationAlgorithm, UnknownAlgorithm> {
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    Ok(match (curve, digest) {
        (SECP_256_R_1, Sha256) => &ECDSA_P256_SHA256_ASN1,
        (SECP_256_R_1, Sha384) => &ECDSA_P256_SHA384_ASN1,
        (SECP_256_R_1, Sha512) => &ECDSA_P256_SHA512_ASN1,
        (SECP_384_R_1, Sha256) => &ECDSA_P384_SHA256_ASN1,
        (SECP_384_R_1, Sha384) => &ECDSA_P384_SHA384_ASN1,
        (SECP_384_R_1, Sha512) => &ECDSA_P384_SHA512_ASN1,
        (SECP_521_R_1, Sha256) => &ECDSA_P521_SHA256_ASN1,
        (SECP_521_R_1, Sha384) => &ECDSA_P521_SHA384_ASN1,
        (SECP_521_R_1, Sha512) => &ECDSA_P521_SHA512_ASN1,
        _ => return Err(UnknownAlgorithm),
    })
}
