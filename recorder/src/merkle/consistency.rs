//! Checking a consistency proof, by RFC 9162 section 2.1.4.2. Shares no code with the proof's maker.

use super::tree_hash::{empty_root, node_hash};
use domain::hash::Sha256Hash;

/// Whether `proof` shows that the tree (`old_size`, `old_root`) is a prefix of the tree (`size`, `root`).
pub fn verify_consistency(
    old_size: u64,
    old_root: Sha256Hash,
    size: u64,
    root: Sha256Hash,
    proof: &[Sha256Hash],
) -> bool {
    if old_size == 0 {
        return proof.is_empty() && old_root == empty_root();
    }
    if old_size == size {
        return proof.is_empty() && old_root == root;
    }
    if old_size > size || proof.is_empty() {
        return false;
    }
    let (mut node, mut last) = (old_size - 1, size - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    // A complete old tree is itself the first node of the path.
    let (start, steps) = if old_size.is_power_of_two() {
        (old_root, proof)
    } else {
        (proof[0], &proof[1..])
    };
    let (mut old_hash, mut new_hash) = (start, start);
    for step in steps {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(*step, old_hash);
            new_hash = node_hash(*step, new_hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, *step);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == old_root && new_hash == root
}
