//! Appending to a prepared file: a party's signature, then validation data and the document time-stamp. Nothing is
//! parsed here: the plan says where everything is, so this may run in the process that holds the keys.

mod boxes;
pub mod document_timestamp;
pub mod placeholder;
pub mod plan;
pub mod signature_dictionary;
pub mod validation_data;

use crate::appearance::Polygon;
use crate::font::set::FontSet;
use crate::incremental::append::{Appender, FileEnd};
use crate::seal::artwork::SealArtwork;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use placeholder::{CompleteError, Placeholder, digest_after, fill};
use plan::SigningPlan;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use signature_dictionary::{Blanks, SignatureDictionary};

/// One party's act: what is put into its fields.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SignatureRequest {
    pub party: PartyNo,
    /// 甲方
    pub label: String,
    pub name: String,
    /// The time as people read it, with its offset: `2026-11-22 18:05:09 +08:00`.
    pub time_text: String,
    /// The day in boxes for dates: `2026年11月22日`.
    #[serde(default)]
    pub date_text: String,
    /// When the party committed; stands as /M in the signature.
    pub at: Timestamp,
    pub offset_minutes: i32,
    pub reason: Option<String>,
    pub location: Option<String>,
    /// One for each box of the party that shows handwriting.
    pub boxes: Vec<InkedBox>,
    /// What the party's boxes for seals name by index.
    #[serde(default)]
    pub seals: Vec<SealArtwork>,
    /// What stands in the party's boxes for opinions.
    #[serde(default)]
    pub opinions: Vec<OpinionText>,
    /// Letters of the opinions; embedded with the signature, since nobody knew them when the file was prepared.
    #[serde(default)]
    pub opinion_fonts: FontSet,
    /// Bytes to reserve for the signature (see [`signature_dictionary::DEFAULT_RESERVE`]).
    pub contents_reserve: u32,
}

/// The handwriting in one box.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InkedBox {
    pub field: FieldNo,
    /// Outlines in the frame of the planned box: user units, origin top left as displayed, y down.
    pub polygons: Vec<Polygon>,
}

/// An opinion in one box.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpinionText {
    pub field: FieldNo,
    pub text: String,
}

/// The signature could not be appended; the file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    #[error("the file has {found} bytes, the plan is for one of {planned}")]
    NotThisRevision { planned: u64, found: u64 },
    #[error("party {0} has no place in this plan")]
    UnknownParty(PartyNo),
    #[error("party {0} has signed already")]
    AlreadySigned(PartyNo),
    #[error("field {0} has no ink")]
    MissingInk(FieldNo),
    #[error("field {0} has no seal")]
    MissingSeal(FieldNo),
    #[error("field {0} has no opinion")]
    MissingOpinion(FieldNo),
    #[error("field {0} does not belong to the party")]
    UnknownField(FieldNo),
}

/// The file was not given a long life; it is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LongTermError {
    #[error(transparent)]
    Base(#[from] SignError),
    #[error("the file was prepared before document time-stamps were planned")]
    NotPlanned,
    #[error("the planned document time-stamp is there already")]
    AlreadyStamped,
}

/// A revision that still lacks its signature. Only what follows the base is held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnsignedRevision {
    /// Bytes to be appended to the base.
    pub tail: Vec<u8>,
    /// Length of the base: where `tail` goes.
    pub start: u64,
    /// Offsets count from the beginning of the whole file.
    pub placeholder: Placeholder,
}

impl UnsignedRevision {
    /// Ends a revision that goes behind byte `start`; the first half of `id` names the file from now on.
    pub(crate) fn close(appender: Appender, start: u64, blanks: &Blanks, id: Sha256Hash) -> (Self, FileEnd) {
        let (mut tail, end) = appender.finish(id.to_hex()[..32].to_owned());
        let placeholder = blanks.settle(&mut tail, start, &end);
        let unsigned = Self {
            tail,
            start,
            placeholder,
        };
        (unsigned, end)
    }

    /// SHA-256 of what the signature covers, given the hash state of the base: only the tail is hashed.
    pub fn digest(&self, base: &Sha256) -> Result<Sha256Hash, CompleteError> {
        digest_after(base.clone(), self.start, &self.tail, &self.placeholder)
    }

    /// Puts in the DER of the CMS signature. Returns the finished bytes to append.
    pub fn complete(mut self, cms: &[u8]) -> Result<Vec<u8>, CompleteError> {
        fill(&mut self.tail, self.start, &self.placeholder, cms)?;
        Ok(self.tail)
    }
}

/// Writes the revision in which a party signs, and the plan for the one after it. `base` must be exactly the file
/// that the plan ends with; the caller has compared its hash, here its length and last bytes are.
pub fn append_signature(
    base: &[u8],
    plan: &SigningPlan,
    request: &SignatureRequest,
) -> Result<(UnsignedRevision, SigningPlan), SignError> {
    let start = check_end(base, plan)?;
    let mut next = plan.clone();
    let party = next.parties.iter_mut().find(|party| party.no == request.party);
    let Some(party) = party else {
        return Err(SignError::UnknownParty(request.party));
    };
    if std::mem::replace(&mut party.signed, true) {
        return Err(SignError::AlreadySigned(request.party));
    }
    let foreign = |ink: &&InkedBox| !party.boxes.iter().any(|planned| planned.field == ink.field);
    if let Some(stranger) = request.boxes.iter().find(foreign) {
        return Err(SignError::UnknownField(stranger.field));
    }

    let mut appender = Appender::new(plan.end.clone());
    let signature = appender.reserve();
    let planned = party.boxes.clone();
    boxes::write(&mut appender, &mut next, &planned, request, signature)?;
    let dictionary = SignatureDictionary {
        name: &request.name,
        reason: request.reason.as_deref(),
        location: request.location.as_deref(),
        at: request.at,
        offset_minutes: request.offset_minutes,
        certifies: false,
        reserve: request.contents_reserve,
    };
    let blanks = dictionary.write(&mut appender, signature);
    let id = Sha256Hash::of_parts(&[
        plan.end.id[1].as_bytes(),
        format!("{} {}", request.label, request.name).as_bytes(),
        request.time_text.as_bytes(),
    ]);
    let (unsigned, end) = UnsignedRevision::close(appender, start, &blanks, id);
    next.end = end;
    Ok((unsigned, next))
}

/// Whether `base` is of the length that the plan ends with, and ends as a file does. Returns that length.
fn check_end(base: &[u8], plan: &SigningPlan) -> Result<u64, SignError> {
    let (planned, found) = (plan.end.length, base.len() as u64);
    if found == planned && base.ends_with(b"%%EOF\n") {
        Ok(planned)
    } else {
        Err(SignError::NotThisRevision { planned, found })
    }
}

#[cfg(test)]
mod tests;
