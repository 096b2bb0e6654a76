//! The two hash functions of RFC 6962 section 2.1: leaves and nodes can never be taken for each other.

use domain::hash::Sha256Hash;

/// Root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Sha256Hash {
    Sha256Hash::of(b"")
}

/// SHA-256(0x00 ‖ leaf).
pub fn leaf_hash(leaf: &[u8]) -> Sha256Hash {
    Sha256Hash::of_parts(&[&[0], leaf])
}

/// SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: Sha256Hash, right: Sha256Hash) -> Sha256Hash {
    Sha256Hash::of_parts(&[&[1], &left.0, &right.0])
}
