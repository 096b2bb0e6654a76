//! Checking an inclusion proof, by RFC 9162 section 2.1.3.2. Shares no code with the proof's maker.

use super::tree_hash::node_hash;
use domain::hash::Sha256Hash;

/// Whether `proof` shows that a leaf with hash `leaf` stands at `index` in the tree of `size` leaves and `root`.
pub fn verify_inclusion(
    leaf: Sha256Hash,
    index: u64,
    size: u64,
    proof: &[Sha256Hash],
    root: Sha256Hash,
) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = leaf;
    for step in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(*step, hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, *step);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}
