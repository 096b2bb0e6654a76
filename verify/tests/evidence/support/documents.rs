//! The documents of a session: pages, R0, and one revision per party.

use super::ceremony::{page_box, page_images};
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pki::authority::Authority;

/// One signed revision, whole, and what the log says of its signature.
#[derive(Clone)]
pub struct Revision {
    pub bytes: Vec<u8>,
    pub certificate: Sha256Hash,
    pub serial: String,
    pub token: Sha256Hash,
    pub token_time: Timestamp,
}

#[derive(Clone)]
pub struct Documents {
    pub clean: Vec<u8>,
    pub r0: Vec<u8>,
    pub plan: Vec<u8>,
    pub certifier: Sha256Hash,
    pub revisions: Vec<Revision>,
    /// Image and text layer.
    pub pages: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Documents {
    pub fn make(_authority: &Authority, at: i64) -> Self {
        let r0 = b"%PDF-1.7 prepared".to_vec();
        let first = [r0.clone(), b" signed by 1".to_vec()].concat();
        let second = [first.clone(), b" signed by 2".to_vec()].concat();
        let revision = |bytes| Revision {
            bytes,
            certificate: Sha256Hash::of(b"certificate"),
            serial: "4a".to_owned(),
            token: Sha256Hash::of(b"token"),
            token_time: Timestamp(at),
        };
        Self {
            clean: b"%PDF-1.7 clean".to_vec(),
            r0,
            plan: b"{}".to_vec(),
            certifier: Sha256Hash::of(b"certifier"),
            revisions: vec![revision(first), revision(second)],
            pages: (1..=2).map(page).collect(),
        }
    }

    pub fn contract(&self) -> &[u8] {
        &self.revisions[self.revisions.len() - 1].bytes
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

fn page(number: u8) -> (Vec<u8>, Vec<u8>) {
    let image = [b"\x89PNG\r\n\x1a\n".as_slice(), &[number; 900]].concat();
    (image, format!("{{\"page\":{number}}}").into_bytes())
}

/// Three points in the stroke encoding of the live protocol.
pub fn encoded_stroke(party: u8, stroke: u32) -> Vec<u8> {
    vec![
        1,
        3,
        10,
        20 + party,
        0,
        64,
        6,
        8,
        12,
        0,
        (stroke % 60) as u8,
        9,
        10,
        2,
    ]
}
