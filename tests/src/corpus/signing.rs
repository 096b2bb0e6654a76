//! One file through intake, filling, preparation, certification and two signatures, with the functions that the hub uses.

use super::wishes::{Asked, SEALING, Wishes};
use anyhow::Context;
use domain::ids::PartyNo;
use domain::ink::{InkPoint, Stroke, outline::outline};
use domain::timestamp::Timestamp;
use pdf::font::set::FontSet;
use pdf::font::shelf::FontShelf;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::{IntakeChoice, SignedUpload};
use pdf::prepare::{Certification, PrepareRequest};
use pdf::sign::placeholder::{complete, digest};
use pdf::sign::plan::{BoxContent, SigningPlan};
use pdf::sign::signature_dictionary::DEFAULT_RESERVE;
use pdf::sign::{InkedBox, SignatureRequest, append_signature};
use pdf::worker::client::{Worker, WorkerError};
use pki::authority::{Authority, AuthorityNames};
use pki::certificate::Certificate;
use pki::cms_signature::sign_detached;
use pki::event_certificate::EventCertificateRequest;
use pki::signing_key::SigningKey;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// The intake's code for a file of which nobody has said what becomes of its signatures.
const ALREADY_SIGNED: &str = "already_signed";
/// How many parties sign each file.
pub const PARTIES: u8 = 2;
/// Certification and parties.
pub const SIGNATURES: usize = PARTIES as usize + 1;

/// The worker, and an authority made for this run.
pub struct Signatory {
    worker: Worker,
    authority: Authority,
    now: Timestamp,
    wishes: Wishes,
}

/// What came out.
pub struct SignedFile {
    pub bytes: Vec<u8>,
    /// What was written into it, by page.
    pub readable: Vec<(u32, &'static str)>,
    /// It was signed further, below signatures that it had.
    pub kept: bool,
}

/// Why there is no signed file.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    #[error(transparent)]
    Worker(#[from] WorkerError),
    #[error("not signed: {0:#}")]
    Signing(#[from] anyhow::Error),
}

impl Signatory {
    /// `font` is the file of the main font; `now` is the machine's time, by which the judges go.
    pub fn new(worker: Worker, font: &Path, now: Timestamp) -> anyhow::Result<Self> {
        let file = std::fs::read(font).with_context(|| format!("the font {}", font.display()))?;
        let shelf = FontShelf::debian(Arc::new(file));
        Ok(Self {
            worker,
            authority: Authority::create(
                now.plus_millis(-60_000),
                &AuthorityNames::for_host("localhost"),
                None,
            )?,
            now,
            wishes: Wishes::new(&shelf)?,
        })
    }

    pub fn root(&self) -> &Certificate {
        self.authority.root()
    }

    /// The upload, signed by everybody; one that carries signatures is signed further.
    pub fn sign(&self, upload: &[u8]) -> Result<SignedFile, SigningError> {
        let limits = IntakeLimits::default();
        let clean = match self.worker.intake(upload, limits, IntakeChoice::default()) {
            Err(WorkerError::Refused { code, .. }) if code == ALREADY_SIGNED => {
                let further = IntakeChoice {
                    signed: SignedUpload::Further,
                    ..IntakeChoice::default()
                };
                self.worker.intake(upload, limits, further)?
            }
            taken => taken?,
        };
        let kept = clean.facts.signatures_kept > 0;
        let mut asked = self.wishes.of(&clean.boxes);
        if kept {
            // One place for each party is all that earlier signatures allow.
            asked.parties.iter_mut().for_each(|party| party.boxes.truncate(1));
            asked.filled.clear();
            asked.readable.clear();
        }
        let Asked {
            parties,
            filled,
            readable,
        } = asked;
        let request = PrepareRequest {
            parties,
            filled,
            fonts: self.wishes.fonts.clone(),
            certification: self.certification(),
        };
        let revision = if kept {
            self.worker.prepare_further(&clean.bytes, request)?
        } else {
            self.worker.prepare(&clean.bytes, request)?
        };
        let covered = digest(&revision.bytes, &revision.placeholder).context("digest of R0")?;
        let certifier = self.authority.certifier();
        let cms = self.cms(covered, &certifier.key, &certifier.certificate)?;
        let mut file = complete(revision.bytes, &revision.placeholder, &cms).context("certify")?;
        let mut plan = revision.plan;
        for no in 1..=PARTIES {
            plan = self.append(&mut file, &plan, PartyNo(no))?;
        }
        Ok(SignedFile {
            bytes: file,
            readable,
            kept,
        })
    }

    fn append(
        &self,
        file: &mut Vec<u8>,
        plan: &SigningPlan,
        party: PartyNo,
    ) -> Result<SigningPlan, SigningError> {
        let (unsigned, next) =
            append_signature(file, plan, &self.signature(plan, party)).context("append a signature")?;
        let covered = unsigned
            .digest(&Sha256::new_with_prefix(&*file))
            .context("digest")?;
        let key = SigningKey::generate().context("a key")?;
        let request = EventCertificateRequest {
            common_name: name(party),
            organisation: None,
            subject_serial: format!("corpus/{party}"),
            not_before: self.now,
            valid_for_ms: 24 * 3_600_000,
        };
        let certificate = self.authority.issue(key.public_key(), &request);
        let cms = self.cms(covered, &key, &certificate.context("a certificate")?)?;
        file.extend(unsigned.complete(&cms).context("complete a signature")?);
        Ok(next)
    }

    fn cms(
        &self,
        covered: domain::hash::Sha256Hash,
        key: &SigningKey,
        certificate: &Certificate,
    ) -> anyhow::Result<Vec<u8>> {
        let stamp = |imprint| self.authority.timestamp(imprint, None, self.now);
        Ok(sign_detached(covered, key, certificate, self.authority.chain(), stamp)?.der)
    }

    fn certification(&self) -> Certification {
        Certification {
            name: "会签 Huiqian".to_owned(),
            reason: None,
            location: None,
            at: self.now,
            offset_minutes: 480,
            contents_reserve: DEFAULT_RESERVE,
        }
    }

    fn signature(&self, plan: &SigningPlan, party: PartyNo) -> SignatureRequest {
        let planned = plan
            .party(party)
            .map(|fields| fields.boxes.as_slice())
            .unwrap_or_default();
        let inked = planned
            .iter()
            .filter(|planned| planned.content == BoxContent::Ink);
        let boxes = inked.map(|planned| {
            let frame = planned.frame();
            InkedBox {
                field: planned.field,
                polygons: vec![outline(&wave(), frame.width, frame.height)],
            }
        });
        SignatureRequest {
            party,
            label: label(party).to_owned(),
            name: name(party),
            time_text: self.now.civil(480).to_string(),
            at: self.now,
            offset_minutes: 480,
            reason: None,
            location: None,
            date_text: self.now.civil(480).to_string().chars().take(10).collect(),
            boxes: boxes.collect(),
            seals: if party == SEALING {
                vec![self.wishes.seal.clone()]
            } else {
                Vec::new()
            },
            opinions: Vec::new(),
            opinion_fonts: FontSet::default(),
            contents_reserve: DEFAULT_RESERVE,
        }
    }
}

/// What a party is called in the contract.
pub fn label(party: PartyNo) -> &'static str {
    if party == PartyNo(1) { "甲方" } else { "乙方" }
}

fn name(party: PartyNo) -> String {
    if party == PartyNo(1) { "张三" } else { "李四" }.to_owned()
}

fn wave() -> Stroke {
    let points = (0..40_u16).map(|step| InkPoint {
        x: 4_000 + step * 1_400,
        y: 20_000 + 3_000 * (step % 7),
        t: u32::from(step) * 160,
        w: 500,
    });
    Stroke {
        points: points.collect(),
    }
}
