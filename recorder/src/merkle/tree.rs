//! An append-only tree in memory that makes proofs: every complete subtree's hash, level by level.

use super::tree_hash::{empty_root, leaf_hash, node_hash};
use domain::hash::Sha256Hash;

/// Hashes of all complete subtrees; 64 bytes a leaf. Appending and proving cost O(log n).
#[derive(Clone, Debug, Default)]
pub struct MerkleTree {
    /// `levels[k][i]` covers leaves `i·2^k .. (i+1)·2^k`.
    levels: Vec<Vec<Sha256Hash>>,
}

/// A proof was asked for that this tree cannot give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the tree of {size} leaves cannot prove this: {asked} is out of range")]
pub struct OutOfRange {
    pub size: u64,
    pub asked: u64,
}

impl MerkleTree {
    /// The tree over `leaves` in order.
    pub fn over<T: AsRef<[u8]>>(leaves: impl IntoIterator<Item = T>) -> Self {
        let mut tree = Self::default();
        for leaf in leaves {
            tree.push(leaf.as_ref());
        }
        tree
    }

    /// Number of leaves.
    pub fn len(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends one leaf and returns its index.
    pub fn push(&mut self, leaf: &[u8]) -> u64 {
        let index = self.len();
        let mut carried = leaf_hash(leaf);
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            nodes.push(carried);
            match nodes.as_slice() {
                [.., left, right] if nodes.len().is_multiple_of(2) => carried = node_hash(*left, *right),
                _ => break,
            }
        }
        index
    }

    /// Root over all leaves.
    pub fn root(&self) -> Sha256Hash {
        self.range(0, self.len())
    }

    /// Root over the first `size` leaves.
    ///
    /// # Errors
    /// The tree has fewer leaves.
    pub fn root_at(&self, size: u64) -> Result<Sha256Hash, OutOfRange> {
        self.within(size)?;
        Ok(self.range(0, size))
    }

    /// Proof that leaf `index` is in the tree of `size` leaves, leaf side first (RFC 6962 section 2.1.1).
    ///
    /// # Errors
    /// The leaf is not in that tree, or the tree has fewer leaves.
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<Sha256Hash>, OutOfRange> {
        self.within(size)?;
        if index >= size {
            return Err(OutOfRange { size, asked: index });
        }
        let mut proof = Vec::new();
        self.path(index, 0, size, &mut proof);
        Ok(proof)
    }

    /// Proof that the tree of `old` leaves is a prefix of the tree of `size` (RFC 6962 section 2.1.2).
    /// Empty for `old` 0 or equal to `size`.
    ///
    /// # Errors
    /// `old` is larger than `size`, or the tree has fewer leaves.
    pub fn prove_consistency(&self, old: u64, size: u64) -> Result<Vec<Sha256Hash>, OutOfRange> {
        self.within(size)?;
        if old > size {
            return Err(OutOfRange { size, asked: old });
        }
        let mut proof = Vec::new();
        if old > 0 && old < size {
            self.subproof(old, 0, size, true, &mut proof);
        }
        Ok(proof)
    }

    fn within(&self, size: u64) -> Result<(), OutOfRange> {
        if size <= self.len() {
            Ok(())
        } else {
            Err(OutOfRange {
                size: self.len(),
                asked: size,
            })
        }
    }

    /// Hash over leaves `from..to`; `from` is a multiple of the largest power of two not above the width.
    fn range(&self, from: u64, to: u64) -> Sha256Hash {
        let width = to - from;
        if width == 0 {
            return empty_root();
        }
        if width.is_power_of_two() {
            let level = width.trailing_zeros();
            return self.levels[level as usize][(from >> level) as usize];
        }
        let middle = from + split(width);
        node_hash(self.range(from, middle), self.range(middle, to))
    }

    fn path(&self, index: u64, from: u64, to: u64, proof: &mut Vec<Sha256Hash>) {
        if to - from == 1 {
            return;
        }
        let middle = from + split(to - from);
        if index < middle {
            self.path(index, from, middle, proof);
            proof.push(self.range(middle, to));
        } else {
            self.path(index, middle, to, proof);
            proof.push(self.range(from, middle));
        }
    }

    /// `whole`: the subtree is the one whose root the old size already names.
    fn subproof(&self, old: u64, from: u64, to: u64, whole: bool, proof: &mut Vec<Sha256Hash>) {
        if old == to {
            if !whole {
                proof.push(self.range(from, to));
            }
            return;
        }
        let middle = from + split(to - from);
        if old <= middle {
            self.subproof(old, from, middle, whole, proof);
            proof.push(self.range(middle, to));
        } else {
            self.subproof(old, middle, to, false, proof);
            proof.push(self.range(from, middle));
        }
    }
}

/// The largest power of two below `width`, which is at least 2.
fn split(width: u64) -> u64 {
    1 << (u64::BITS - 1 - (width - 1).leading_zeros())
}
