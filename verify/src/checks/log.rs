//! The Merkle log's part: leaves, proofs, checkpoints, growth, keys (V14 to V16, V19, V20 to V22).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use domain::canonical;
use domain::hash::Sha256Hash;
use recorder::evidence_log::proofs::read_consistency_text;
use recorder::leaf::LeafRecord;
use recorder::merkle::consistency::verify_consistency;
use recorder::merkle::inclusion::verify_inclusion;
use recorder::merkle::tree_hash::leaf_hash;
use recorder::note::checkpoint::Checkpoint;
use recorder::note::proof_file::ProofFile;
use recorder::note::signed_note::SignedNote;
use recorder::note::verifier_key::VerifierKey;
use recorder::package::layout;
use std::collections::{BTreeMap, BTreeSet};

/// A leaf that was read, whatever its proof is worth.
#[derive(Clone, Debug)]
pub(super) struct FoundLeaf {
    pub record: LeafRecord,
    pub index: Option<u64>,
}

/// What the log's files say.
#[derive(Clone, Debug, Default)]
pub(super) struct LogFindings<'a> {
    /// By stem, for example `log/open`.
    pub leaves: BTreeMap<String, FoundLeaf>,
    pub erased: BTreeSet<Sha256Hash>,
    pub lower: Option<(Checkpoint, &'a [u8])>,
    pub upper: Option<(Checkpoint, &'a [u8])>,
    pub cosignatures: usize,
    pub key: Option<String>,
}

pub(super) fn check<'a>(contents: &Contents<'a>, policy: &Policy, ledger: &mut Ledger) -> LogFindings<'a> {
    let mut found = LogFindings::default();
    let key = stated_key(contents, policy, ledger);
    found.key = key.as_ref().map(ToString::to_string);
    found.upper = checkpoint(
        contents,
        layout::UPPER_CHECKPOINT,
        key.as_ref(),
        policy,
        ledger,
        &mut found.cosignatures,
    );
    if found.upper.is_none() && contents.get(layout::UPPER_CHECKPOINT).is_none() {
        ledger.fail(CheckId::V15, format!("{} is missing", layout::UPPER_CHECKPOINT));
    }
    let mut ignored = 0;
    found.lower = checkpoint(
        contents,
        layout::LOWER_CHECKPOINT,
        key.as_ref(),
        policy,
        ledger,
        &mut ignored,
    );
    check_growth(contents, &found, ledger);
    for name in contents.names().filter(|name| name.ends_with(layout::LEAF)) {
        let stem = name.strip_suffix(layout::LEAF).unwrap_or(name);
        if let Some(leaf) = read_leaf(contents, stem, &found, ledger) {
            if let LeafRecord::Erase(erasure) = &leaf.record {
                found.erased.extend(erasure.commitments.iter().copied());
            }
            found.leaves.insert(stem.to_owned(), leaf);
        }
    }
    let proofs = contents
        .names()
        .filter(|name| name.ends_with(layout::PROOF))
        .count();
    let leaves = contents
        .names()
        .filter(|name| name.ends_with(layout::LEAF))
        .count();
    ledger.expect(CheckId::V14, proofs == leaves, || {
        "a proof has no leaf, or a leaf no proof".to_owned()
    });
    check_order(contents, &found, ledger);
    check_witnesses(&found, policy, ledger);
    ledger.skip(CheckId::V21, "the package holds no receipts of outside anchors");
    ledger.skip(CheckId::V26, "the package holds no C2PA copy");
    found
}

/// The key that the package says the log has. Trust never comes from here.
fn stated_key(contents: &Contents<'_>, policy: &Policy, ledger: &mut Ledger) -> Option<VerifierKey> {
    let statement = contents
        .get(layout::KEYS)
        .and_then(|bytes| bytes.strip_suffix(b"\n"));
    let record = statement.and_then(|bytes| canonical::parse_record(bytes).ok());
    let text = |field: &str| record.as_ref()?.get(field)?.as_str();
    let key: Option<VerifierKey> = text("vkey").and_then(|key| key.parse().ok());
    let sound = key.is_some()
        && text("$t") == Some("hub.key.v1")
        && text("origin") == Some(contents.description.log.as_str());
    ledger.expect(CheckId::V22, sound, || {
        "the log's key statement is missing or does not name this log".to_owned()
    });
    if let Some(key) = &key
        && !policy.logs.is_empty()
    {
        ledger.expect(CheckId::V22, policy.logs.contains(key), || {
            format!("the package states the log key {key}, which the policy does not know")
        });
    }
    key
}

fn checkpoint<'a>(
    contents: &Contents<'a>,
    name: &str,
    stated: Option<&VerifierKey>,
    policy: &Policy,
    ledger: &mut Ledger,
    cosignatures: &mut usize,
) -> Option<(Checkpoint, &'a [u8])> {
    let bytes = contents.get(name)?;
    let (checkpoint, note) = match Checkpoint::parse_note(bytes) {
        Ok(read) => read,
        Err(problem) => {
            ledger.fail(CheckId::V15, format!("{name}: {problem}"));
            return None;
        }
    };
    ledger.expect(
        CheckId::V15,
        checkpoint.origin == contents.description.log,
        || format!("{name} is of the log {}", checkpoint.origin),
    );
    check_signature(name, &note, stated, policy, ledger);
    *cosignatures = note.signatures.len() - 1;
    Some((checkpoint, bytes))
}

fn check_signature(
    name: &str,
    note: &SignedNote,
    stated: Option<&VerifierKey>,
    policy: &Policy,
    ledger: &mut Ledger,
) {
    if policy.logs.is_empty() {
        let signed = stated.is_some_and(|key| note.is_signed_by(key));
        if ledger.expect(CheckId::V15, signed, || {
            format!("{name} is not signed by the key that the package states")
        }) {
            ledger.degrade(
                CheckId::V15,
                "the log key is the package's own, no policy names it",
            );
        }
    } else {
        let signed = policy.logs.iter().any(|key| note.is_signed_by(key));
        ledger.expect(CheckId::V15, signed, || {
            format!("{name} is not signed by a log key of the policy")
        });
    }
    // Witness lines cannot be judged yet; a line that claims to be anything else than the log's is said so.
    if note.signatures.len() > 1 {
        ledger.degrade(
            CheckId::V20,
            format!("{name} has signature lines that this version cannot check"),
        );
    }
}

fn check_growth(contents: &Contents<'_>, found: &LogFindings<'_>, ledger: &mut Ledger) {
    let text = contents.get(layout::CONSISTENCY);
    match (&found.lower, &found.upper, text) {
        (Some((lower, _)), Some((upper, _)), Some(text)) => {
            let grew = read_consistency_text(text).is_some_and(|(old, new, proof)| {
                (old, new) == (lower.size, upper.size)
                    && verify_consistency(old, lower.root, new, upper.root, &proof)
            });
            ledger.expect(CheckId::V16, grew, || {
                "the upper checkpoint's log does not continue the lower one's".to_owned()
            });
        }
        (None, _, None) => ledger.skip(CheckId::V16, "there is no lower checkpoint"),
        _ => ledger.fail(
            CheckId::V16,
            "the consistency proof, or a checkpoint it is about, is missing",
        ),
    }
}

fn read_leaf(
    contents: &Contents<'_>,
    stem: &str,
    found: &LogFindings<'_>,
    ledger: &mut Ledger,
) -> Option<FoundLeaf> {
    let bytes = contents.get(&format!("{stem}{}", layout::LEAF))?;
    let record = match LeafRecord::parse(bytes) {
        Ok(record) => record,
        Err(problem) => {
            ledger.fail(CheckId::V13, format!("{stem}: {problem}"));
            return None;
        }
    };
    let proof = contents
        .get(&format!("{stem}{}", layout::PROOF))
        .and_then(|bytes| ProofFile::parse(bytes).ok());
    let index = match (&proof, &found.upper) {
        (Some(proof), Some((upper, note))) => {
            ledger.expect(CheckId::V15, proof.checkpoint == *note, || {
                format!("the proof of {stem} leads to another checkpoint")
            });
            let hash = leaf_hash(bytes);
            let there = verify_inclusion(hash, proof.index, upper.size, &proof.path, upper.root);
            ledger.expect(CheckId::V14, there, || {
                format!("{stem} is not in the log where its proof says")
            });
            there.then_some(proof.index)
        }
        _ => {
            ledger.fail(CheckId::V14, format!("{stem} has no proof that can be read"));
            None
        }
    };
    Some(FoundLeaf { record, index })
}

/// The lower token's own leaf stands after its checkpoint and before the session's first leaf (evidence 2.2).
fn check_order(contents: &Contents<'_>, found: &LogFindings<'_>, ledger: &mut Ledger) {
    let index = |stem: &str| found.leaves.get(stem).and_then(|leaf| leaf.index);
    let Some((lower, _)) = &found.lower else {
        ledger.degrade(CheckId::V19, "no time-stamp came before the session");
        return;
    };
    let token = contents.get(layout::LOWER_TOKEN).map(Sha256Hash::of);
    let logged = found
        .leaves
        .get(layout::TIME_LEAF)
        .and_then(|leaf| match leaf.record {
            LeafRecord::Time { token } => Some(token),
            _ => None,
        });
    ledger.expect(CheckId::V19, token.is_some() && token == logged, || {
        "the log does not hold the lower time-stamp".to_owned()
    });
    let before = match (index(layout::TIME_LEAF), index(layout::OPEN_LEAF)) {
        (Some(time), Some(open)) => lower.size <= time && time < open,
        _ => false,
    };
    ledger.expect(CheckId::V19, before, || {
        "the lower time-stamp entered the log after the session".to_owned()
    });
}

fn check_witnesses(found: &LogFindings<'_>, policy: &Policy, ledger: &mut Ledger) {
    if policy.witness_quorum > 0 {
        ledger.degrade(
            CheckId::V20,
            format!(
                "the policy wants {} witnesses; {} could be checked",
                policy.witness_quorum, 0
            ),
        );
    } else if found.cosignatures == 0 {
        ledger.skip(CheckId::V20, "no witness has signed, and none is asked for");
    }
}
