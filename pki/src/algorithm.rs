//! The algorithms that we write, as identifiers: SHA-256, and ECDSA P-256 or RSA PKCS #1 v1.5 with it.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256, SHA_256_WITH_RSA_ENCRYPTION};
use der::Any;
use spki::AlgorithmIdentifierOwned;

/// ecdsa-with-SHA256; parameters are absent (RFC 5758 section 3.2).
pub(crate) fn ecdsa_with_sha256() -> AlgorithmIdentifierOwned {
    without_parameters(ECDSA_WITH_SHA_256)
}

/// sha256WithRSAEncryption; parameters are NULL (RFC 4055 section 5).
pub(crate) fn rsa_with_sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: SHA_256_WITH_RSA_ENCRYPTION,
        parameters: Some(Any::null()),
    }
}

/// SHA-256 as we write it: parameters absent (RFC 5754 section 2).
pub(crate) fn sha256() -> AlgorithmIdentifierOwned {
    without_parameters(ID_SHA_256)
}

/// SHA-256 with NULL parameters, which some time-stamp authorities insist on.
pub(crate) fn sha256_with_null() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: ID_SHA_256,
        parameters: Some(Any::null()),
    }
}

/// SHA-256 as others may write it: parameters absent or NULL (RFC 5754 section 2 asks to accept both).
pub(crate) fn is_sha256(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.oid == ID_SHA_256
        && algorithm
            .parameters
            .as_ref()
            .is_none_or(|parameters| parameters.is_null())
}

fn without_parameters(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: None,
    }
}
