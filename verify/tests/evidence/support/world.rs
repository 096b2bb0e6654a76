//! The hub's side of a package: authority, log key, log rows, clock. Anchors a session and packs it.

use super::ceremony::{Ceremony, ORIGIN};
use super::documents::Documents;
use super::memory_leaf_store::MemoryLeafStore;
use super::set_clock::SetClock;
use domain::contract::effect::LeafKind;
use domain::ports::event_log::StoredLine;
use domain::timestamp::Timestamp;
use pki::authority::{Authority, AuthorityNames};
use pki::ed25519_key::Ed25519Key;
use recorder::evidence_log::embedded_stamper::EmbeddedStamper;
use recorder::evidence_log::proofs::LogEvidence;
use recorder::evidence_log::stamper::Stamper;
use recorder::evidence_log::{EvidenceLog, LogParts};
use recorder::note::log_key::LogKey;
use recorder::package::build::build;
use recorder::package::description::Provider;
use recorder::package::input::{PackageInput, PagePart};
use recorder::package::session_record::SessionRecord;
use serde_json::json;
use std::future::Future;
use std::sync::Arc;
use verify::policy::Policy;

pub const NOON: i64 = 1_795_000_000_000;

pub struct World {
    pub authority: Arc<Authority>,
    pub stamper: Arc<EmbeddedStamper>,
    pub clock: Arc<SetClock>,
    pub store: Arc<MemoryLeafStore>,
    pub key: Arc<LogKey>,
}

impl World {
    pub fn new() -> Self {
        let names = AuthorityNames::for_host("hub.example");
        let authority = Arc::new(Authority::create(Timestamp(NOON - 86_400_000), &names, None).unwrap());
        Self {
            stamper: Arc::new(EmbeddedStamper::new(authority.clone())),
            authority,
            clock: Arc::new(SetClock::at(NOON - 3_600_000)),
            store: Arc::default(),
            key: Arc::new(LogKey::new(ORIGIN, Ed25519Key::generate().unwrap()).unwrap()),
        }
    }

    pub fn log(&self) -> EvidenceLog {
        let parts = LogParts {
            store: self.store.clone(),
            signer: self.key.clone(),
            stamper: self.stamper.clone(),
            clock: self.clock.clone(),
        };
        wait(EvidenceLog::open(ORIGIN, parts)).unwrap()
    }

    /// A session that opened at noon.
    pub fn ceremony(&self) -> Ceremony {
        self.ceremony_at(1, NOON)
    }

    pub fn ceremony_at(&self, seed: u128, opened: i64) -> Ceremony {
        Ceremony::play(seed, opened, Documents::make(&self.authority, opened + 100_000))
    }

    /// Anchors the lines as a hub does while they happen, `shift` ms after the times that they claim.
    pub fn anchor(&self, lines: &[StoredLine], shift: i64) -> LogEvidence {
        self.anchor_with(lines, shift, &[])
    }

    /// As [`Self::anchor`], with further leaves about the session.
    pub fn anchor_with(&self, lines: &[StoredLine], shift: i64, annexes: &[Vec<u8>]) -> LogEvidence {
        let session = SessionRecord::read(lines).unwrap();
        let at = |n: usize| session.events[n - 1].at.0 + shift + 400;
        let mut log = self.log();
        let mut leaves = Vec::new();
        for (kind, n) in [
            (LeafKind::Open, 1),
            (LeafKind::Head, 50),
            (LeafKind::Close, lines.len()),
        ] {
            if n > lines.len() {
                continue;
            }
            self.clock.set(at(n));
            let leaf = session.leaf_at(kind, n as u64).unwrap().unwrap();
            wait(log.append(std::slice::from_ref(&leaf))).unwrap();
            leaves.push(leaf);
        }
        for annex in annexes {
            self.clock.advance(1000);
            wait(log.append(std::slice::from_ref(annex))).unwrap();
            leaves.push(annex.clone());
        }
        self.clock.advance(1000);
        wait(log.evidence_for(&leaves)).unwrap()
    }

    pub fn pack(&self, ceremony: &Ceremony, log: &LogEvidence) -> Vec<u8> {
        let documents = &ceremony.documents;
        let (boxes, images) = (documents.boxes(), documents.images());
        let chain = self.ca_chain();
        let tsa_chain = self.stamper.chain_pem();
        let input = PackageInput {
            lines: &ceremony.lines,
            log,
            clean: Some(&documents.clean),
            r0: Some(&documents.r0),
            contract: Some(documents.contract()),
            signing_plan: Some(&documents.plan),
            page_boxes: Some(&boxes),
            page_images: Some(&images),
            pages: documents
                .pages
                .iter()
                .map(|(image, text)| PagePart { image, text })
                .collect(),
            film: Some(&ceremony.film),
            seals: Vec::new(),
            agreements: vec![&ceremony.agreement, b"shown to nobody"],
            ca_chain: &chain,
            tsa_chain: &tsa_chain,
            certificates: Provider::Embedded,
            time: Provider::Embedded,
        };
        wait(build(&input, self.stamper.as_ref(), self.clock.as_ref())).unwrap()
    }

    /// One ordinary session, anchored and packed.
    pub fn package(&self) -> Vec<u8> {
        let ceremony = self.ceremony();
        let log = self.anchor(&ceremony.lines, 0);
        self.pack(&ceremony, &log)
    }

    fn ca_chain(&self) -> String {
        [self.authority.issuing(), self.authority.root()]
            .map(|c| c.to_pem())
            .concat()
    }

    /// Trusts this hub, and accepts what an embedded hub cannot do better.
    pub fn policy(&self) -> Policy {
        let accept = [
            "embedded_ca",
            "embedded_tsa",
            "no_witness",
            "no_external_anchor",
            "outbox",
            "outbox_codes",
        ];
        self.policy_accepting(&accept)
    }

    pub fn policy_accepting(&self, accept: &[&str]) -> Policy {
        use recorder::note::signed_note::NoteSigner;
        let root = self.authority.root().to_pem();
        let text = json!({
            "$t": "hub.policy.v1",
            "logs": [self.key.verifier().to_string()],
            "ca_roots": [root],
            "tsa_roots": [{"pem": root}],
            "accept": accept,
        });
        Policy::parse(&text.to_string()).unwrap()
    }
}

/// Runs a future that never really waits.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
