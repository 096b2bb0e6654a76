//! Test support: small clean PDFs of every page geometry, and whole signings of them with an authority made for
//! the test.

use crate::font::FontSubset;
use crate::font::set::FontSet;
use crate::incremental::append::{Appender, FileEnd};
use crate::prepare::further::prepare_further;
use crate::prepare::renewal::prepare_renewal;
use crate::prepare::{Certification, PartyBoxes, PrepareRequest, PreparedRevision, SigningBox, prepare};
use crate::sign::document_timestamp::append_document_timestamp;
use crate::sign::placeholder::{complete, digest};
use crate::sign::plan::{BoxContent, SigningPlan};
use crate::sign::signature_dictionary::{DEFAULT_RESERVE, TIMESTAMP_RESERVE};
use crate::sign::validation_data::{ValidationData, append_validation_data};
use crate::sign::{InkedBox, SignatureRequest, UnsignedRevision, append_signature};
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::{InkPoint, Stroke, outline::outline};
use domain::ports::certificate_register::{Revocation, SerialNumber};
use domain::timestamp::Timestamp;
use pki::authority::{Authority, AuthorityNames};
use pki::certificate::Certificate;
use pki::cms_signature::sign_unstamped;
use pki::crl::CrlIssuer;
use pki::event_certificate::EventCertificateRequest;
use pki::signing_key::SigningKey;
use sha2::{Digest, Sha256};

/// How the annotations of a page are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Annotations {
    Absent,
    Inline,
    /// One array in an object of its own that both pages share.
    Shared,
}

/// A two-page file.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub rotate: u16,
    pub crop: &'static str,
    pub user_unit: &'static str,
    pub annotations: Annotations,
}

pub const PLAIN: Sample = Sample {
    rotate: 0,
    crop: "",
    user_unit: "",
    annotations: Annotations::Absent,
};

impl Sample {
    pub fn pdf(&self) -> Vec<u8> {
        let Self {
            rotate,
            crop,
            user_unit,
            ..
        } = self;
        let annotations = match self.annotations {
            Annotations::Absent => "",
            Annotations::Inline => "/Annots [8 0 R]",
            Annotations::Shared => "/Annots 9 0 R",
        };
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R {crop} {user_unit} {annotations} \
             /MediaBox [0 0 595.303937007874 841.889763779528] >>"
        );
        let text = "BT /F1 18 Tf 72 700 Td (Agreement) Tj ET";
        file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /Rotate {rotate} /Resources << /Font << /F1 6 0 R >> >> >>"
            ),
            page.clone(),
            page,
            format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
            "<< /Title (Sample) >>".to_owned(),
            "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Border [0 0 0] /Dest [3 0 R /Fit] >>".to_owned(),
            "[8 0 R]".to_owned(),
        ])
    }
}

/// Writes objects 1, 2, … as a file of one revision; 1 is the catalog and 7 the information dictionary.
pub fn file(objects: &[String]) -> Vec<u8> {
    let mut out = Appender::new(FileEnd {
        info: Some("7 0 R".to_owned()),
        ..FileEnd::of_nothing()
    });
    for object in objects {
        let number = out.reserve();
        out.object(number, object.as_bytes());
    }
    out.finish("0123456789abcdef".repeat(2)).0
}

/// A file in signing, with the authority that its certificates come from.
pub struct Rehearsal {
    pub authority: Authority,
    pub now: Timestamp,
    /// After the preparation and after each signature.
    pub revisions: Vec<Vec<u8>>,
    pub plan: SigningPlan,
    /// Level at which everybody signs.
    level: SignedAt,
}

/// What a signature has of its own accord.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignedAt {
    /// PAdES B-B.
    Basic,
    /// PAdES B-T.
    Timestamped,
}

/// The time at which the tests run, because independent validators judge at that time.
#[expect(
    clippy::disallowed_methods,
    reason = "pdfsig and pyHanko judge certificates by the machine's clock"
)]
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970");
    Timestamp(since.as_millis() as i64)
}

impl Rehearsal {
    /// Prepares `clean` for `parties` parties: each signs on page 1, and shows its ink on the last page again.
    pub fn prepare(clean: &[u8], parties: u8, last_page: u32, font: Option<FontSubset>) -> Self {
        Self::of(clean, &request(parties, last_page, now(), font))
    }

    /// Prepares what is asked for.
    pub fn of(clean: &[u8], request: &PrepareRequest) -> Self {
        Self::begun(prepare(clean, request).expect("prepared"), SignedAt::Timestamped)
    }

    /// Prepares `clean` as [`Self::prepare`] does; nobody's signature has a time-stamp, the platform's neither.
    pub fn basic(clean: &[u8], parties: u8, last_page: u32) -> Self {
        let request = request(parties, last_page, now(), None);
        Self::begun(prepare(clean, &request).expect("prepared"), SignedAt::Basic)
    }

    /// Prepares a file that may have been signed before, for parties with one box each on page 1.
    pub fn further(base: &[u8], parties: u8, font: Option<FontSubset>) -> Self {
        let mut request = request(parties, 1, now(), font);
        request
            .parties
            .iter_mut()
            .for_each(|party| party.boxes.truncate(1));
        let prepared = prepare_further(base, &request).expect("prepared");
        Self::begun(prepared, SignedAt::Timestamped)
    }

    /// Prepares this file once more, as one that was signed before, under the same authority.
    pub fn continued(self, request: &PrepareRequest) -> Self {
        let prepared = prepare_further(self.file(), request).expect("prepared");
        Self::certified(prepared, self.authority, self.now, self.level)
    }

    fn begun(prepared: PreparedRevision, level: SignedAt) -> Self {
        let now = now();
        let names = AuthorityNames::for_host("localhost");
        let authority = Authority::create(now.plus_millis(-60_000), &names, None).expect("an authority");
        Self::certified(prepared, authority, now, level)
    }

    /// Puts the platform's signature in.
    fn certified(prepared: PreparedRevision, authority: Authority, now: Timestamp, level: SignedAt) -> Self {
        let covered = digest(&prepared.bytes, &prepared.placeholder).expect("a digest");
        let certifier = authority.certifier();
        let cms = cms(
            &authority,
            covered,
            &certifier.key,
            &certifier.certificate,
            now,
            level,
        );
        let r0 = complete(prepared.bytes, &prepared.placeholder, &cms).expect("R0");
        Self {
            authority,
            now,
            revisions: vec![r0],
            plan: prepared.plan,
            level,
        }
    }

    /// Prepares and lets everybody sign.
    pub fn signed(clean: &[u8], parties: u8, last_page: u32, font: Option<FontSubset>) -> Self {
        let mut rehearsal = Self::prepare(clean, parties, last_page, font);
        for no in 1..=parties {
            rehearsal.sign(PartyNo(no));
        }
        rehearsal
    }

    /// Appends validation data, with lists made now, and the document time-stamp.
    pub fn preserve(&mut self) {
        self.preserve_with(&[]);
    }

    /// The same, where certificates of the issuing authority were taken back.
    pub fn preserve_with(&mut self, revoked: &[(SerialNumber, Revocation)]) {
        let authority = &self.authority;
        let list = |issuer| {
            let revoked = if issuer == CrlIssuer::Issuing {
                revoked
            } else {
                &[]
            };
            authority
                .revocation_list(issuer, revoked, 1, self.now, 86_400_000)
                .expect("a list")
        };
        let data = ValidationData {
            certificates: [authority.root(), authority.issuing(), authority.timestamping()]
                .map(|certificate| certificate.der().to_vec())
                .to_vec(),
            revocation_lists: vec![list(CrlIssuer::Root), list(CrlIssuer::Issuing)],
            ocsp_responses: Vec::new(),
        };
        let (tail, next) = append_validation_data(self.file(), &self.plan, &data).expect("appended");
        self.revisions.push([self.file(), &tail].concat());
        let (unsigned, next) =
            append_document_timestamp(self.file(), &next, TIMESTAMP_RESERVE).expect("appended");
        let covered = unsigned
            .digest(&Sha256::new_with_prefix(self.file()))
            .expect("a digest");
        let token = self
            .authority
            .timestamp(covered, None, self.now)
            .expect("a token");
        let tail = unsigned.complete(&token.der).expect("a tail");
        self.revisions.push([self.file(), &tail].concat());
        self.plan = next;
    }

    /// Validation data and a document time-stamp once more, on a file that has both.
    pub fn renew(&mut self) {
        let (tail, plan) = prepare_renewal(self.file()).expect("a plan");
        if !tail.is_empty() {
            self.revisions.push([self.file(), &tail].concat());
        }
        self.plan = plan;
        self.preserve();
    }

    pub fn file(&self) -> &[u8] {
        self.revisions.last().expect("R0")
    }

    pub fn trust(&self) -> [Certificate; 1] {
        [self.authority.root().clone()]
    }

    /// Appends one party's signature.
    pub fn sign(&mut self, party: PartyNo) {
        self.sign_as(&signature_request(&self.plan, party, self.now));
    }

    /// Appends the signature that is asked for.
    pub fn sign_as(&mut self, request: &SignatureRequest) {
        let (unsigned, next) = append_signature(self.file(), &self.plan, request).expect("appended");
        self.revisions.push(self.completed(unsigned, request.party));
        self.plan = next;
    }

    /// The file with a revision that `party` signs.
    pub fn completed(&self, unsigned: UnsignedRevision, party: PartyNo) -> Vec<u8> {
        let covered = unsigned
            .digest(&Sha256::new_with_prefix(self.file()))
            .expect("a digest");
        let (key, certificate) = event_certificate(&self.authority, party, self.now);
        let cms = cms(&self.authority, covered, &key, &certificate, self.now, self.level);
        [self.file(), &unsigned.complete(&cms).expect("a tail")].concat()
    }
}

/// A key and its certificate for one act.
pub fn event_certificate(authority: &Authority, party: PartyNo, now: Timestamp) -> (SigningKey, Certificate) {
    let key = SigningKey::generate().expect("a key");
    let request = EventCertificateRequest {
        common_name: format!("张三{party}"),
        organisation: None,
        subject_serial: format!("rehearsal/{party}"),
        not_before: now,
        valid_for_ms: 3_600_000,
    };
    let certificate = authority
        .issue(key.public_key(), &request)
        .expect("a certificate");
    (key, certificate)
}

fn cms(
    authority: &Authority,
    covered: Sha256Hash,
    key: &SigningKey,
    certificate: &Certificate,
    now: Timestamp,
    level: SignedAt,
) -> Vec<u8> {
    let unstamped = sign_unstamped(covered, key, certificate, authority.chain()).expect("a signature");
    match level {
        SignedAt::Basic => unstamped.finish_basic().expect("its bytes"),
        SignedAt::Timestamped => {
            let token = authority.timestamp(unstamped.imprint(), None, now);
            unstamped.finish(&token.expect("a token")).expect("its bytes").der
        }
    }
}

pub fn request(parties: u8, last_page: u32, at: Timestamp, font: Option<FontSubset>) -> PrepareRequest {
    let place = |field: u16, page, x, no: u8| SigningBox {
        field: FieldNo(field),
        page,
        rect: PageRect {
            x,
            y: 60_000 + i64::from(no) * 80_500,
            w: 150_000,
            h: 64_250,
        },
        content: BoxContent::Ink,
    };
    let party = |no: u8| PartyBoxes {
        no: PartyNo(no),
        label: "甲方".to_owned(),
        boxes: vec![
            place(u16::from(no), 1, 80_000, no),
            place(100 + u16::from(no), last_page, 300_000, no),
        ],
    };
    PrepareRequest {
        parties: (1..=parties).map(party).collect(),
        certification: Certification {
            name: "会签 Huiqian".to_owned(),
            reason: Some("Prepared for signing".to_owned()),
            location: None,
            at,
            offset_minutes: 480,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled: Vec::new(),
        fonts: font.map(FontSet::of_one).unwrap_or_default(),
    }
}

/// The system's CJK font.
pub fn micro_hei() -> Vec<u8> {
    let path = std::env::var("HUIQIAN_CJK_FONT")
        .unwrap_or_else(|_| "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc".to_owned());
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!("the package fonts-wqy-microhei is needed for this test ({path}: {error})")
    })
}

/// Handwriting in all boxes of the party: two strokes of 60 points.
pub fn signature_request(plan: &SigningPlan, party: PartyNo, at: Timestamp) -> SignatureRequest {
    let stroke = |down: bool| Stroke {
        points: (0..60_u16)
            .map(|step| {
                let (along, wave) = (6_000 + step * 850, 3_000 * (step % 12));
                let (x, y) = if down {
                    (30_000 + wave / 4, along)
                } else {
                    (along, 12_000 + wave)
                };
                InkPoint {
                    x,
                    y,
                    t: u32::from(step) * 160,
                    w: 400 + step * 5,
                }
            })
            .collect(),
    };
    let boxes = plan.party(party).expect("the party").boxes.iter();
    let boxes = boxes.map(|planned| {
        let frame = planned.frame();
        let polygons = [false, true].map(|down| outline(&stroke(down), frame.width, frame.height));
        InkedBox {
            field: planned.field,
            polygons: polygons.to_vec(),
        }
    });
    SignatureRequest {
        party,
        label: "甲方".to_owned(),
        name: format!("张三{party}"),
        time_text: at.civil(480).to_string(),
        at,
        offset_minutes: 480,
        reason: None,
        location: Some("北京".to_owned()),
        date_text: "2026年11月22日".to_owned(),
        boxes: boxes.collect(),
        seals: Vec::new(),
        opinions: Vec::new(),
        opinion_fonts: crate::font::set::FontSet::default(),
        contents_reserve: DEFAULT_RESERVE,
    }
}
