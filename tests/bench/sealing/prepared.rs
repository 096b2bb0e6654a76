//! A contract that everybody has committed to: R0, its plan, and the ink of each party. Sealed with the same
//! functions that the hub's sealing calls (`hub/src/effects/seal.rs`), in memory.

use super::sample::Sample;
use anyhow::Context;
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::outline::outline;
use domain::timestamp::Timestamp;
use pdf::prepare::{Certification, PartyBoxes, PrepareRequest, SigningBox, prepare};
use pdf::sign::document_timestamp::append_document_timestamp;
use pdf::sign::placeholder::{complete, digest};
use pdf::sign::plan::SigningPlan;
use pdf::sign::signature_dictionary::{DEFAULT_RESERVE, TIMESTAMP_RESERVE};
use pdf::sign::validation_data::{ValidationData, append_validation_data};
use pdf::sign::{InkedBox, SignatureRequest, append_signature};
use pdf::validate::{Level, Verdict, validate};
use pki::authority::{Authority, AuthorityNames};
use pki::certificate::Certificate;
use pki::cms_signature::sign_unstamped;
use pki::crl::CrlIssuer;
use pki::event_certificate::EventCertificateRequest;
use pki::signing_key::SigningKey;
use sha2::{Digest, Sha256};
use tests::handwriting::names;

const DAY_MS: i64 = 24 * 3_600_000;

/// How long the signatures are to be checkable by themselves (ETSI EN 319 142-1).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// B-B: nothing vouches for the time.
    Basic,
    /// B-T: each signature has a time-stamp.
    Timestamped,
    /// B-LTA: after the last signature come validation data and a document time-stamp.
    LongTerm,
}

/// Ready to be sealed, again and again from the same R0.
pub struct Prepared {
    pub authority: Authority,
    pub now: Timestamp,
    pub r0: Vec<u8>,
    pub profile: Profile,
    plan: SigningPlan,
    requests: Vec<SignatureRequest>,
}

impl Prepared {
    /// Prepares and certifies a sample for `parties` parties, who sign on the last page.
    pub fn new(profile: Profile, sample: Sample, parties: u8, now: Timestamp) -> anyhow::Result<Self> {
        let names = AuthorityNames::for_host("localhost");
        let authority = Authority::create(now.plus_millis(-DAY_MS), &names, None)?;
        let request = PrepareRequest {
            parties: (1..=parties).map(|no| boxes(no, sample.pages as u32)).collect(),
            certification: Certification {
                name: "会签 Huiqian".to_owned(),
                reason: None,
                location: None,
                at: now,
                offset_minutes: 480,
                contents_reserve: DEFAULT_RESERVE,
            },
            filled: Vec::new(),
            fonts: pdf::font::set::FontSet::default(),
        };
        let prepared = prepare(&sample.pdf(), &request)?;
        let covered = digest(&prepared.bytes, &prepared.placeholder)?;
        let certifier = authority.certifier();
        let cms = cms(
            &authority,
            profile,
            covered,
            (&certifier.key, &certifier.certificate),
            now,
        )?;
        let r0 = complete(prepared.bytes, &prepared.placeholder, &cms)?;
        let requests = (1..=parties)
            .map(|no| act(&prepared.plan, PartyNo(no), now))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            authority,
            now,
            r0,
            profile,
            plan: prepared.plan,
            requests,
        })
    }

    /// Seals: per party a fresh key, its certificate, a revision with ink and signature.
    pub fn seal(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = self.r0.clone();
        let mut hasher = Sha256::new_with_prefix(&bytes);
        let mut plan = self.plan.clone();
        for request in &self.requests {
            let (unsigned, next) = append_signature(&bytes, &plan, request)?;
            let (key, certificate) = self.event_certificate(&request.name)?;
            let covered = unsigned.digest(&hasher)?;
            let signer = (&key, &certificate);
            let cms = cms(&self.authority, self.profile, covered, signer, self.now)?;
            let tail = unsigned.complete(&cms)?;
            hasher.update(&tail);
            bytes.extend_from_slice(&tail);
            // The hash that the log names.
            hasher.clone().finalize();
            plan = next;
        }
        if self.profile == Profile::LongTerm {
            self.preserve(&mut bytes, &mut hasher, &plan)?;
        }
        Ok(bytes)
    }

    /// Appends validation data, with lists signed for it, and the document time-stamp, as the hub does at the end.
    fn preserve(&self, bytes: &mut Vec<u8>, hasher: &mut Sha256, plan: &SigningPlan) -> anyhow::Result<()> {
        let data = ValidationData {
            certificates: self.certificates(),
            revocation_lists: self.revocation_lists()?,
            ocsp_responses: Vec::new(),
        };
        let (tail, next) = append_validation_data(bytes, plan, &data)?;
        hasher.update(&tail);
        bytes.extend_from_slice(&tail);
        let (unsigned, _) = append_document_timestamp(bytes, &next, TIMESTAMP_RESERVE)?;
        let token = self
            .authority
            .timestamp(unsigned.digest(hasher)?, None, self.now)?;
        let tail = unsigned.complete(&token.der)?;
        hasher.update(&tail);
        bytes.extend_from_slice(&tail);
        hasher.clone().finalize();
        Ok(())
    }

    /// What the validation data holds besides the certificates in the signatures, DER.
    fn certificates(&self) -> Vec<Vec<u8>> {
        let authority = &self.authority;
        [authority.timestamping(), authority.issuing(), authority.root()]
            .map(|certificate| certificate.der().to_vec())
            .to_vec()
    }

    /// Lists without entries of both authorities, signed now, DER.
    pub fn revocation_lists(&self) -> anyhow::Result<Vec<Vec<u8>>> {
        [CrlIssuer::Issuing, CrlIssuer::Root]
            .into_iter()
            .map(|issuer| Ok(self.authority.revocation_list(issuer, &[], 1, self.now, DAY_MS)?))
            .collect()
    }

    /// # Errors
    /// `sealed` has not got a valid signature of everybody: its speed would mean nothing.
    pub fn check(&self, sealed: &[u8]) -> anyhow::Result<()> {
        let report = validate(sealed, &[self.authority.root().clone()], self.now);
        let level = match self.profile {
            Profile::Basic => Level::Basic,
            Profile::Timestamped => Level::Timestamped,
            Profile::LongTerm => Level::Archived,
        };
        let signatures = report.signatures.iter();
        let valid = signatures.filter(|one| one.intact && one.trusted && one.level == Some(level));
        // The certification is one more.
        anyhow::ensure!(
            report.verdict == Verdict::IntactOurs && valid.count() == self.requests.len() + 1,
            "the sealed file is not valid: {:?}",
            report.reasons
        );
        Ok(())
    }

    /// What any signer pays per signature: the hash of the file, one ECDSA signature, from B-T on one token; in the end for
    /// B-LTA the hash of the file and a token.
    pub fn bare(&self, key: &SigningKey) -> anyhow::Result<()> {
        for _ in &self.requests {
            let hash = Sha256::digest(&self.r0);
            let signature = key.sign(&hash)?;
            if self.profile != Profile::Basic {
                self.authority
                    .timestamp(Sha256Hash::of(&signature), None, self.now)?;
            }
        }
        if self.profile == Profile::LongTerm {
            self.authority
                .timestamp(Sha256Hash::of(&self.r0), None, self.now)?;
        }
        Ok(())
    }

    pub fn event_certificate(&self, name: &str) -> anyhow::Result<(SigningKey, Certificate)> {
        let key = SigningKey::generate()?;
        let request = EventCertificateRequest {
            common_name: name.to_owned(),
            organisation: None,
            subject_serial: "bench/1".to_owned(),
            not_before: self.now,
            valid_for_ms: DAY_MS,
        };
        let certificate = self.authority.issue(key.public_key(), &request)?;
        Ok((key, certificate))
    }

    pub fn parties(&self) -> usize {
        self.requests.len()
    }
}

/// A signature over `covered`, with a time-stamp where the profile has one.
fn cms(
    authority: &Authority,
    profile: Profile,
    covered: Sha256Hash,
    (key, certificate): (&SigningKey, &Certificate),
    now: Timestamp,
) -> anyhow::Result<Vec<u8>> {
    let unstamped = sign_unstamped(covered, key, certificate, authority.chain())?;
    if profile == Profile::Basic {
        return Ok(unstamped.finish_basic()?);
    }
    let token = authority.timestamp(unstamped.imprint(), None, now)?;
    Ok(unstamped.finish(&token)?.der)
}

fn boxes(no: u8, page: u32) -> PartyBoxes {
    PartyBoxes {
        no: PartyNo(no),
        label: "甲方".to_owned(),
        boxes: vec![SigningBox {
            field: FieldNo(no.into()),
            page,
            rect: PageRect {
                x: 80_000,
                y: 60_000 + i64::from(no) * 80_500,
                w: 150_000,
                h: 64_250,
            },
            content: pdf::sign::plan::BoxContent::Ink,
        }],
    }
}

/// A party's act with a handwritten name.
fn act(plan: &SigningPlan, party: PartyNo, at: Timestamp) -> anyhow::Result<SignatureRequest> {
    let written = names(usize::from(party.0))?.pop().context("no handwriting")?;
    let planned = plan.party(party).context("no such party")?;
    let boxes = planned.boxes.iter().map(|planned| {
        let frame = planned.frame();
        let strokes = written.strokes.iter();
        InkedBox {
            field: planned.field,
            polygons: strokes
                .map(|written| outline(&written.stroke, frame.width, frame.height))
                .collect(),
        }
    });
    Ok(SignatureRequest {
        party,
        label: "甲方".to_owned(),
        name: format!("张三{party}"),
        time_text: at.civil(480).to_string(),
        at,
        offset_minutes: 480,
        reason: None,
        location: None,
        date_text: String::new(),
        boxes: boxes.collect(),
        seals: Vec::new(),
        opinions: Vec::new(),
        opinion_fonts: pdf::font::set::FontSet::default(),
        contents_reserve: DEFAULT_RESERVE,
    })
}
