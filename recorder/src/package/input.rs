//! What the hub hands over to make a package: bytes as they stand in its stores.

use super::description::Provider;
use crate::evidence_log::proofs::LogEvidence;
use domain::ports::event_log::StoredLine;

/// One page as everybody was shown it.
#[derive(Clone, Copy, Debug)]
pub struct PagePart<'a> {
    /// PNG.
    pub image: &'a [u8],
    /// Text layer, JSON.
    pub text: &'a [u8],
}

/// A seal that an act used, as it was then.
#[derive(Clone, Copy, Debug)]
pub struct SealPart<'a> {
    /// Its signed record, CMS, DER.
    pub record: &'a [u8],
    /// The file of its picture.
    pub artwork: &'a [u8],
}

/// Everything that goes into a package. Absent parts are named in `package.json`.
#[derive(Clone, Debug)]
pub struct PackageInput<'a> {
    /// All lines of the session, from the first, with the openings that still exist.
    pub lines: &'a [StoredLine],
    /// From [`crate::evidence_log::EvidenceLog::evidence_for`] over the session's leaves, then its annexes.
    pub log: &'a LogEvidence,
    pub clean: Option<&'a [u8]>,
    pub r0: Option<&'a [u8]>,
    /// The signed contract; absent where the session was called off.
    pub contract: Option<&'a [u8]>,
    /// The blobs behind `prepared.plan`, `opened.pages` and `prepared.images`.
    pub signing_plan: Option<&'a [u8]>,
    pub page_boxes: Option<&'a [u8]>,
    pub page_images: Option<&'a [u8]>,
    pub pages: Vec<PagePart<'a>>,
    pub film: Option<&'a [u8]>,
    /// The seals of all acts; one that stands in several controls may be here as often.
    pub seals: Vec<SealPart<'a>>,
    /// Texts that parties agreed to.
    pub agreements: Vec<&'a [u8]>,
    /// Certificates, PEM, leaf first.
    pub ca_chain: &'a str,
    pub tsa_chain: &'a str,
    pub certificates: Provider,
    pub time: Provider,
}
