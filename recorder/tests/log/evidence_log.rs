//! The keeper of the log: what it signs, what it refuses, and what survives an error.

use crate::support::memory_leaf_store::MemoryLeafStore;
use crate::support::set_clock::SetClock;
use async_trait::async_trait;
use domain::contract::effect::LeafKind;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pki::ed25519_key::Ed25519Key;
use recorder::evidence_log::stamper::{StampFailed, Stamper};
use recorder::evidence_log::{EvidenceLog, EvidenceLogError, LogParts};
use recorder::leaf::{LeafRecord, SessionLeaf};
use recorder::merkle::consistency::verify_consistency;
use recorder::merkle::inclusion::verify_inclusion;
use recorder::merkle::tree_hash::leaf_hash;
use recorder::note::checkpoint::Checkpoint;
use recorder::note::log_key::LogKey;
use recorder::note::proof_file::ProofFile;
use recorder::note::signed_note::{NoteSigner, SignedNote};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const ORIGIN: &str = "hub.example/evidence/2026";
const NOON: i64 = 1_795_000_000_000;

fn key() -> LogKey {
    LogKey::new("hub.example", Ed25519Key::generate().unwrap()).unwrap()
}

/// "Tokens" that state time, imprint and nonce in text.
#[derive(Default)]
struct TextStamper {
    silent: AtomicBool,
    given: Mutex<Vec<(Sha256Hash, Timestamp)>>,
}

#[async_trait]
impl Stamper for TextStamper {
    async fn stamp(
        &self,
        imprint: Sha256Hash,
        nonce: [u8; 8],
        now: Timestamp,
    ) -> Result<Vec<u8>, StampFailed> {
        if self.silent.load(Ordering::SeqCst) {
            return Err(StampFailed("no answer".to_owned()));
        }
        self.given.lock().unwrap().push((imprint, now));
        Ok(format!("{} {imprint} {nonce:?}", now.0).into_bytes())
    }
    fn time_of(&self, token: &[u8], _: Sha256Hash) -> Option<Timestamp> {
        std::str::from_utf8(token)
            .ok()?
            .split_once(' ')?
            .0
            .parse()
            .ok()
            .map(Timestamp)
    }
    fn chain_pem(&self) -> String {
        String::new()
    }
}

struct World {
    store: Arc<MemoryLeafStore>,
    stamper: Arc<TextStamper>,
    clock: Arc<SetClock>,
    signer: Arc<LogKey>,
}

impl World {
    fn new() -> Self {
        Self {
            store: Arc::default(),
            stamper: Arc::default(),
            clock: Arc::new(SetClock::at(NOON)),
            signer: Arc::new(key()),
        }
    }

    async fn open(&self) -> Result<EvidenceLog, EvidenceLogError> {
        let parts = LogParts {
            store: self.store.clone(),
            signer: self.signer.clone(),
            stamper: self.stamper.clone(),
            clock: self.clock.clone(),
        };
        EvidenceLog::open(ORIGIN, parts).await
    }
}

fn session(kind: LeafKind, seed: &str) -> Vec<u8> {
    LeafRecord::Session(SessionLeaf::over(kind, &[seed]).unwrap())
        .encode()
        .unwrap()
}

#[tokio::test]
async fn a_leaf_is_logged_once_and_its_proof_leads_to_the_signed_checkpoint() {
    let world = World::new();
    let mut log = world.open().await.unwrap();
    let (a, b) = (session(LeafKind::Open, "a"), session(LeafKind::Open, "b"));
    let first = log.append(&[a.clone(), b.clone(), a.clone()]).await.unwrap();
    assert_eq!(first[0], first[2]);
    let size = log.size();
    assert_eq!(
        log.append(&[b.clone(), a.clone()]).await.unwrap(),
        [first[1], first[0]]
    );
    assert_eq!(log.size(), size, "nothing new, nothing signed");

    let proof = ProofFile::parse(&log.proof(&b).await.unwrap().to_bytes()).unwrap();
    let (checkpoint, note) = Checkpoint::parse_note(&proof.checkpoint).unwrap();
    assert!(note.is_signed_by(&log.verifier()));
    assert!(verify_inclusion(
        leaf_hash(&b),
        proof.index,
        checkpoint.size,
        &proof.path,
        checkpoint.root
    ));
    let (imprint, _) = *world.stamper.given.lock().unwrap().last().unwrap();
    assert_eq!(
        imprint,
        Sha256Hash::of(&proof.checkpoint),
        "the token is over the note"
    );
}

#[tokio::test]
async fn a_session_lies_between_a_fresh_token_and_the_one_after_it() {
    let world = World::new();
    let mut log = world.open().await.unwrap();
    world.clock.advance(3 * 3_600_000);
    let open = session(LeafKind::Open, "a");
    log.append(std::slice::from_ref(&open)).await.unwrap();
    world.clock.advance(600_000);
    let close = session(LeafKind::Close, "a");
    log.append(std::slice::from_ref(&close)).await.unwrap();

    let evidence = log.evidence_for(&[open.clone(), close]).await.unwrap();
    let (lower, time_leaf) = (evidence.lower.unwrap(), evidence.time_leaf.unwrap());
    assert_eq!(
        world.stamper.time_of(&lower.token, Sha256Hash::ZERO),
        Some(Timestamp(NOON + 3 * 3_600_000))
    );
    assert_eq!(
        world.stamper.time_of(&evidence.upper.token, Sha256Hash::ZERO),
        Some(Timestamp(NOON + 3 * 3_600_000 + 600_000))
    );
    let token = Sha256Hash::of(&lower.token);
    assert_eq!(LeafRecord::parse(&time_leaf.leaf), Ok(LeafRecord::Time { token }));
    let time_at = ProofFile::parse(&time_leaf.proof).unwrap().index;
    let open_at = ProofFile::parse(&evidence.leaves[0].proof).unwrap().index;
    assert!(lower.size <= time_at && time_at < open_at);
    let (old, _) = Checkpoint::parse_note(&lower.note).unwrap();
    let (new, _) = Checkpoint::parse_note(&evidence.upper.note).unwrap();
    assert!(verify_consistency(
        old.size,
        old.root,
        new.size,
        new.root,
        &evidence.consistency
    ));
}

#[tokio::test]
async fn an_unknown_outcome_stops_the_log_and_the_store_says_what_happened() {
    for written in [true, false] {
        let world = World::new();
        let mut log = world.open().await.unwrap();
        let leaf = session(LeafKind::Open, "a");
        *world.store.fail_next.lock().unwrap() = Some(written);
        assert!(matches!(
            log.append(std::slice::from_ref(&leaf)).await,
            Err(EvidenceLogError::Store(_))
        ));
        assert!(matches!(
            log.append(std::slice::from_ref(&leaf)).await,
            Err(EvidenceLogError::Stopped)
        ));

        let mut again = world.open().await.unwrap();
        let index = again.append(std::slice::from_ref(&leaf)).await.unwrap();
        assert_eq!(again.proof(&leaf).await.unwrap().index, index[0]);
        let rows = world.store.rows.lock().unwrap();
        assert_eq!(
            rows.leaves.iter().filter(|stored| **stored == leaf).count(),
            1,
            "written: {written}"
        );
    }
}

#[tokio::test]
async fn two_keepers_of_one_store_cannot_both_sign() {
    let world = World::new();
    let mut one = world.open().await.unwrap();
    let mut two = world.open().await.unwrap();
    one.append(&[session(LeafKind::Open, "a")]).await.unwrap();
    assert!(matches!(
        two.append(&[session(LeafKind::Open, "b")]).await,
        Err(EvidenceLogError::Store(_))
    ));
    assert_eq!(world.store.rows.lock().unwrap().checkpoints.len(), 2);
}

#[tokio::test]
async fn damaged_rows_and_foreign_keys_are_never_continued() {
    let world = World::new();
    world
        .open()
        .await
        .unwrap()
        .append(&[session(LeafKind::Open, "a")])
        .await
        .unwrap();
    let good = world.store.rows.lock().unwrap().clone();

    world.store.rows.lock().unwrap().leaves[1][9] ^= 1;
    assert!(matches!(
        world.open().await,
        Err(EvidenceLogError::Damaged { .. })
    ));
    *world.store.rows.lock().unwrap() = good.clone();
    world.store.rows.lock().unwrap().leaves.pop();
    assert!(matches!(
        world.open().await,
        Err(EvidenceLogError::Damaged { .. })
    ));
    *world.store.rows.lock().unwrap() = good;
    assert!(world.open().await.is_ok());
    let thief = World {
        signer: Arc::new(key()),
        ..world
    };
    assert!(matches!(
        thief.open().await,
        Err(EvidenceLogError::OtherKey { .. })
    ));
}

#[tokio::test]
async fn a_clock_that_goes_back_signs_nothing() {
    let world = World::new();
    let mut log = world.open().await.unwrap();
    world.clock.set(NOON - 1);
    let refused = log.append(&[session(LeafKind::Head, "a")]).await;
    assert!(matches!(refused, Err(EvidenceLogError::ClockWentBack { .. })));
    let mut again = world.open().await.unwrap();
    assert!(
        again.append(&[session(LeafKind::Head, "a")]).await.is_err(),
        "nor after a restart"
    );
    assert_eq!(world.store.rows.lock().unwrap().checkpoints.len(), 1);
}

#[tokio::test]
async fn a_silent_authority_delays_the_evidence_but_not_the_log() {
    let world = World::new();
    let mut log = world.open().await.unwrap();
    world.stamper.silent.store(true, Ordering::SeqCst);
    let leaf = session(LeafKind::Close, "a");
    log.append(std::slice::from_ref(&leaf)).await.unwrap();
    assert!(log.lacks_token());
    let early = log.evidence_for(std::slice::from_ref(&leaf)).await;
    assert!(matches!(early, Err(EvidenceLogError::NotStampedYet { .. })));
    log.stamp_again().await.unwrap();
    assert!(log.lacks_token());
    world.stamper.silent.store(false, Ordering::SeqCst);
    log.stamp_again().await.unwrap();
    log.stamp_again().await.unwrap();
    assert_eq!(log.evidence_for(&[leaf]).await.unwrap().upper.size, log.size());
}

#[tokio::test]
async fn a_leaf_that_is_too_long_changes_nothing() {
    let world = World::new();
    let mut log = world.open().await.unwrap();
    assert!(matches!(
        log.append(&[vec![b'x'; 65_536]]).await,
        Err(EvidenceLogError::LeafTooLong(65_536))
    ));
    assert_eq!(log.size(), 1);
    log.append(&[session(LeafKind::Open, "a")]).await.unwrap();
}

#[test]
fn a_note_reads_back_and_no_other_spelling_does() {
    let key = key();
    let note = SignedNote::sign("hub.example\n3\nAAAA\n".to_owned(), &key).unwrap();
    let bytes = note.to_bytes();
    assert_eq!(SignedNote::parse(&bytes), Ok(note.clone()));
    assert!(note.is_signed_by(&key.verifier()));
    assert!(!note.is_signed_by(&self::key().verifier()));
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        let accepted = SignedNote::parse(&flipped).is_ok_and(|note| note.is_signed_by(&key.verifier()));
        assert!(!accepted, "byte {at}");
    }
    let mut twice = note;
    twice.signatures.push(twice.signatures[0].clone());
    assert!(!twice.is_signed_by(&key.verifier()), "the same key twice");
    for text in ["", "no end", "bell\u{7}\n"] {
        assert!(SignedNote::sign(text.to_owned(), &key).is_err(), "{text:?}");
    }
}
