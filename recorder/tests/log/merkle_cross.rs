//! Our Merkle trees and proofs beside two independent libraries, for every tree up to 300 leaves.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use domain::hash::Sha256Hash;
use recorder::merkle::consistency::verify_consistency;
use recorder::merkle::inclusion::verify_inclusion;
use recorder::merkle::tree::MerkleTree;
use recorder::merkle::tree_hash::leaf_hash;
use sha2::Sha256;
use std::cell::RefCell;

const SIZES: u64 = 300;

/// Go's tlog layout of stored hashes, in memory.
#[derive(Default)]
struct Stored(RefCell<Vec<tlog_tiles::Hash>>);

impl tlog_tiles::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let stored = self.0.borrow();
        Ok(indexes.iter().map(|index| stored[*index as usize]).collect())
    }
}

fn leaf(index: u64) -> Vec<u8> {
    format!("leaf {index}").into_bytes()
}

fn flat(proof: &[Sha256Hash]) -> Vec<u8> {
    proof.iter().flat_map(|step| step.0).collect()
}

fn theirs(proof: &[tlog_tiles::Hash]) -> Vec<u8> {
    proof.iter().flat_map(|step| step.0).collect()
}

#[test]
fn every_root_and_proof_equals_two_other_libraries_and_verifies() {
    let mut tree = MerkleTree::default();
    let mut other: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
    let stored = Stored::default();
    let (mut inclusions, mut growths) = (0, 0);
    for size in 1..=SIZES {
        let new = leaf(size - 1);
        tree.push(&new);
        other.push(new.clone());
        let hashes = tlog_tiles::stored_hashes(size - 1, &new, &stored).unwrap();
        stored.0.borrow_mut().extend(hashes);

        let root = tree.root();
        assert_eq!(
            root.0.as_slice(),
            other.root().as_bytes().as_slice(),
            "root at {size}"
        );
        assert_eq!(
            root.0,
            tlog_tiles::tree_hash(size, &stored).unwrap().0,
            "root at {size}"
        );
        for index in 0..size {
            let proof = tree.prove_inclusion(index, size).unwrap();
            assert_eq!(
                flat(&proof),
                other.prove_inclusion(index as usize).as_bytes(),
                "{index} in {size}"
            );
            let theirs_too = tlog_tiles::prove_record(size, index, &stored).unwrap();
            assert_eq!(flat(&proof), theirs(&theirs_too), "{index} in {size}");
            assert!(
                verify_inclusion(leaf_hash(&leaf(index)), index, size, &proof, root),
                "{index} in {size}"
            );
            inclusions += 1;
        }
        for old in 1..=size {
            let proof = tree.prove_consistency(old, size).unwrap();
            assert_eq!(
                flat(&proof),
                theirs(&tlog_tiles::prove_tree(size, old, &stored).unwrap()),
                "{old}..{size}"
            );
            if old < size {
                let added = (size - old) as usize;
                assert_eq!(
                    flat(&proof),
                    other.prove_consistency(added).as_bytes(),
                    "{old}..{size}"
                );
            }
            assert!(
                verify_consistency(old, tree.root_at(old).unwrap(), size, root, &proof),
                "{old}..{size}"
            );
            growths += 1;
        }
    }
    assert_eq!((inclusions, growths), (45_150, 45_150));
}

#[test]
fn inclusion_proofs_that_were_touched_are_refused() {
    let tree = MerkleTree::over((0..67).map(leaf));
    let size = tree.len();
    for index in 0..size {
        let proof = tree.prove_inclusion(index, size).unwrap();
        let hash = leaf_hash(&leaf(index));
        let holds =
            |hash, index, size, proof: &[Sha256Hash]| verify_inclusion(hash, index, size, proof, tree.root());
        assert!(holds(hash, index, size, &proof));
        for wrong in (0..size + 3).filter(|wrong| *wrong != index) {
            assert!(!holds(hash, wrong, size, &proof), "{index} shown as {wrong}");
        }
        assert!(!holds(leaf_hash(b"other"), index, size, &proof));
        assert!(
            !holds(hash, index, size, &proof[1..]),
            "{index} shortened in front"
        );
        assert!(
            !holds(hash, index, size, &proof[..proof.len() - 1]),
            "{index} shortened at the end"
        );
        assert!(
            !holds(hash, index, size, &[&proof[..], &[hash]].concat()),
            "{index} lengthened"
        );
        for step in 0..proof.len() {
            let mut flipped = proof.clone();
            flipped[step].0[7] ^= 1;
            assert!(!holds(hash, index, size, &flipped), "{index} flipped in {step}");
        }
        assert!(!verify_inclusion(
            hash,
            index,
            size,
            &proof,
            Sha256Hash::of(b"root")
        ));
        assert!(!holds(hash, index, 0, &proof));
    }
}

#[test]
fn consistency_proofs_that_were_touched_are_refused() {
    let tree = MerkleTree::over((0..70).map(leaf));
    for size in 2..=tree.len() {
        let root = tree.root_at(size).unwrap();
        for old in 1..size {
            let old_root = tree.root_at(old).unwrap();
            let proof = tree.prove_consistency(old, size).unwrap();
            assert!(
                !verify_consistency(old, old_root, size, root, &[]),
                "{old}..{size} without proof"
            );
            assert!(
                !verify_consistency(old, old_root, size, root, &proof[1..]),
                "{old}..{size} shortened"
            );
            assert!(
                !verify_consistency(old, root, size, root, &proof),
                "{old}..{size} with the new root twice"
            );
            assert!(
                !verify_consistency(size, old_root, old, root, &proof),
                "{old}..{size} backwards"
            );
            let long = [&proof[..], &[root]].concat();
            assert!(
                !verify_consistency(old, old_root, size, root, &long),
                "{old}..{size} lengthened"
            );
            for step in 0..proof.len() {
                let mut flipped = proof.clone();
                flipped[step].0[31] ^= 0x80;
                assert!(
                    !verify_consistency(old, old_root, size, root, &flipped),
                    "{old}..{size} step {step}"
                );
            }
        }
    }
}

#[test]
fn what_a_tree_does_not_hold_it_does_not_prove() {
    let tree = MerkleTree::over((0..5).map(leaf));
    assert!(tree.prove_inclusion(5, 5).is_err());
    assert!(tree.prove_inclusion(0, 6).is_err());
    assert!(tree.prove_consistency(4, 3).is_err());
    assert!(tree.prove_consistency(4, 6).is_err());
    assert!(tree.root_at(6).is_err());
    assert_eq!(tree.prove_consistency(0, 5), Ok(Vec::new()));
    assert_eq!(MerkleTree::default().root(), Sha256Hash::of(b""));
}
