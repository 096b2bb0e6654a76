//! RFC 6962 Merkle trees over SHA-256. Proofs are made and checked by separate code (evidence 1.2).

pub mod consistency;
pub mod inclusion;
pub mod tree;
pub mod tree_hash;
