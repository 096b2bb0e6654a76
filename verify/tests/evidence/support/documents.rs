//! The documents of a session: pages, R0, and one revision per party.

use super::ceremony::{page_box, page_images};
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::{InkPoint, NO_PRESSURE, Stroke, encoded_stroke};
use domain::timestamp::Timestamp;
use pdf::incremental::append::{Appender, FileEnd};
use pdf::prepare::{Certification, PartyBoxes, PrepareRequest, SigningBox, prepare};
use pdf::sign::document_timestamp::append_document_timestamp;
use pdf::sign::placeholder;
use pdf::sign::plan::SigningPlan;
use pdf::sign::signature_dictionary::{DEFAULT_RESERVE, TIMESTAMP_RESERVE};
use pdf::sign::validation_data::{ValidationData, append_validation_data};
use pdf::sign::{InkedBox, SignatureRequest, append_signature};
use pki::authority::Authority;
use pki::certificate::Certificate;
use pki::cms_signature::{SignedCms, sign_detached};
use pki::crl::CrlIssuer;
use pki::event_certificate::EventCertificateRequest;
use pki::signing_key::SigningKey;
use pki::timestamp::TimestampToken;
use sha2::{Digest, Sha256};

/// One signed revision, whole, and what the log says of its signature.
#[derive(Clone)]
pub struct Revision {
    pub bytes: Vec<u8>,
    pub certificate: Sha256Hash,
    pub serial: String,
    pub token: Sha256Hash,
    pub token_time: Timestamp,
}

/// The whole file with validation data and document time-stamp, and what the log says of them.
#[derive(Clone)]
pub struct PreservedFile {
    pub bytes: Vec<u8>,
    pub validation_length: u64,
    pub token: TimestampToken,
}

#[derive(Clone)]
pub struct Documents {
    pub clean: Vec<u8>,
    pub r0: Vec<u8>,
    pub plan: Vec<u8>,
    pub certifier: Sha256Hash,
    pub revisions: Vec<Revision>,
    pub preserved: PreservedFile,
    /// Image and text layer.
    pub pages: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Documents {
    /// A real PDF of two pages, prepared, certified and signed by two parties at `at`.
    pub fn make(authority: &Authority, at: i64) -> Self {
        let clean = clean_pdf();
        let prepared = prepare(&clean, &prepare_request(at)).unwrap();
        let certifier = authority.certifier();
        let digest = placeholder::digest(&prepared.bytes, &prepared.placeholder).unwrap();
        let cms = sign(authority, digest, &certifier.key, &certifier.certificate, at);
        let r0 = placeholder::complete(prepared.bytes, &prepared.placeholder, &cms.der).unwrap();
        let plan_bytes = serde_json::to_vec(&prepared.plan).unwrap();

        let (mut file, mut plan) = (r0.clone(), prepared.plan);
        let mut revisions = Vec::new();
        for no in [1u8, 2] {
            let (unsigned, next) = append_signature(&file, &plan, &signature_request(no, at)).unwrap();
            let key = SigningKey::generate().unwrap();
            let request = EventCertificateRequest {
                common_name: ["张三", "李四"][usize::from(no) - 1].to_owned(),
                organisation: None,
                subject_serial: format!("{}/{no}", uuid::Uuid::from_u128(7)),
                not_before: Timestamp(at),
                valid_for_ms: 3_600_000,
            };
            let certificate = authority.issue(key.public_key(), &request).unwrap();
            let digest = unsigned.digest(&Sha256::new_with_prefix(&file)).unwrap();
            let cms = sign(authority, digest, &key, &certificate, at + i64::from(no));
            file.extend(unsigned.complete(&cms.der).unwrap());
            plan = next;
            revisions.push(Revision {
                bytes: file.clone(),
                certificate: certificate.sha256(),
                serial: certificate.serial_hex(),
                token: cms.token_sha256,
                token_time: cms.token_time,
            });
        }
        let preserved = preserve(authority, &file, &plan, at + 3);
        Self {
            clean,
            r0,
            plan: plan_bytes,
            certifier: certifier.certificate.sha256(),
            revisions,
            preserved,
            pages: (1..=2).map(page).collect(),
        }
    }

    pub fn contract(&self) -> &[u8] {
        &self.preserved.bytes
    }

    pub fn boxes(&self) -> Vec<u8> {
        serde_json::to_vec(&vec![page_box(); self.pages.len()]).unwrap()
    }

    pub fn images(&self) -> Vec<u8> {
        serde_json::to_vec(&page_images(&self.pages)).unwrap()
    }

    pub fn box_of(&self, party: u8) -> PageRect {
        PageRect {
            x: 40_000 + 260_000 * i64::from(party - 1),
            y: 80_000,
            w: 200_000,
            h: 80_000,
        }
    }
}

fn preserve(authority: &Authority, file: &[u8], plan: &SigningPlan, at: i64) -> PreservedFile {
    let list = |issuer| {
        authority
            .revocation_list(issuer, &[], 1, Timestamp(at), 86_400_000)
            .unwrap()
    };
    let data = ValidationData {
        certificates: vec![authority.root().der().to_vec()],
        revocation_lists: vec![list(CrlIssuer::Root), list(CrlIssuer::Issuing)],
        ocsp_responses: Vec::new(),
    };
    let (tail, plan) = append_validation_data(file, plan, &data).unwrap();
    let mut bytes = [file, &tail].concat();
    let validation_length = bytes.len() as u64;
    let (unsigned, _) = append_document_timestamp(&bytes, &plan, TIMESTAMP_RESERVE).unwrap();
    let digest = unsigned.digest(&Sha256::new_with_prefix(&bytes)).unwrap();
    let token = authority.timestamp(digest, None, Timestamp(at)).unwrap();
    bytes.extend(unsigned.complete(&token.der).unwrap());
    PreservedFile {
        bytes,
        validation_length,
        token,
    }
}

fn box_of(party: u8) -> PageRect {
    PageRect {
        x: 40_000 + 260_000 * i64::from(party - 1),
        y: 80_000,
        w: 200_000,
        h: 80_000,
    }
}

fn sign(
    authority: &Authority,
    digest: Sha256Hash,
    key: &SigningKey,
    certificate: &Certificate,
    at: i64,
) -> SignedCms {
    let stamp = |value| authority.timestamp(value, None, Timestamp(at));
    sign_detached(digest, key, certificate, authority.chain(), stamp).unwrap()
}

fn prepare_request(at: i64) -> PrepareRequest {
    let party = |no: u8| PartyBoxes {
        no: PartyNo(no),
        label: ["甲方", "乙方"][usize::from(no) - 1].to_owned(),
        boxes: vec![SigningBox {
            field: FieldNo(u16::from(no)),
            page: 1,
            rect: box_of(no),
            content: pdf::sign::plan::BoxContent::Ink,
        }],
    };
    PrepareRequest {
        parties: vec![party(1), party(2)],
        certification: Certification {
            name: "会签".to_owned(),
            reason: None,
            location: None,
            at: Timestamp(at),
            offset_minutes: 480,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled: Vec::new(),
        fonts: pdf::font::set::FontSet::default(),
    }
}

fn signature_request(no: u8, at: i64) -> SignatureRequest {
    SignatureRequest {
        party: PartyNo(no),
        label: "甲方".to_owned(),
        name: "张三".to_owned(),
        time_text: Timestamp(at).civil(480).to_string(),
        at: Timestamp(at),
        offset_minutes: 480,
        reason: None,
        location: None,
        date_text: String::new(),
        seals: Vec::new(),
        opinions: Vec::new(),
        opinion_fonts: pdf::font::set::FontSet::default(),
        boxes: vec![InkedBox {
            field: FieldNo(u16::from(no)),
            polygons: Vec::new(),
        }],
        contents_reserve: DEFAULT_RESERVE,
    }
}

/// Two empty pages in the form that the intake writes: one revision, a plain cross-reference table.
fn clean_pdf() -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        page,
        page,
    ];
    let mut file = Appender::new(FileEnd::of_nothing());
    for object in objects {
        let number = file.reserve();
        file.object(number, object.as_bytes());
    }
    file.finish("0011223344556677".repeat(2)).0
}

fn page(number: u8) -> (Vec<u8>, Vec<u8>) {
    let image = [b"\x89PNG\r\n\x1a\n".as_slice(), &[number; 900]].concat();
    (image, format!("{{\"page\":{number}}}").into_bytes())
}

/// A line of three points in the stroke encoding of the live protocol.
pub fn stroke_bytes(party: u8, stroke: u32) -> Vec<u8> {
    let left = 4_000 + u16::from(party) * 100 + (stroke % 60) as u16 * 50;
    let points = [(0, 0, 0), (9_000, 300, 90), (21_000, 900, 210)].map(|(x, y, t)| InkPoint {
        x: left + x,
        y: 20_000 + y,
        t,
        w: NO_PRESSURE,
    });
    let drawn = Stroke {
        points: points.to_vec(),
    };
    encoded_stroke::encode(&drawn).unwrap()
}
