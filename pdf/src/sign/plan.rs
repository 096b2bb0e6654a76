//! All that signing needs to know of a prepared file, so that it never has to parse one.

use crate::appearance::Frame;
use crate::font::set::DocumentFonts;
use crate::incremental::append::{FileEnd, PlannedObject};
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use serde::{Deserialize, Serialize};

/// A file that waits for signatures: where it ends, and which fields are to be filled. Each appended signature
/// gives the next plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SigningPlan {
    pub end: FileEnd,
    pub parties: Vec<PartyFields>,
    /// What captions and dates are shown in. Plans of the first version name one font or none.
    #[serde(alias = "caption_font")]
    pub fonts: DocumentFonts,
    /// Seals that stand in the file already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<EmbeddedSeal>,
    /// Absent in plans written before files were given a long life: those end with the last party's signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_term: Option<LongTermPlan>,
}

/// What the revisions after the last party's signature write again: the catalog, which names the validation
/// data, and the field of the document time-stamp.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LongTermPlan {
    pub catalog: PlannedCatalog,
    pub timestamp: TimestampField,
    /// What the file's own store of validation data refers to; the next one keeps it.
    #[serde(default, skip_serializing_if = "EarlierStore::is_empty")]
    pub store: EarlierStore,
}

/// The validation data (DSS) of a file that was signed before it came here, as references: `12 0 R`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EarlierStore {
    pub certificates: Vec<String>,
    pub revocation_lists: Vec<String>,
    pub ocsp_responses: Vec<String>,
    /// /VRI as it is written.
    pub by_signature: Option<String>,
}

impl EarlierStore {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// In the order of [`super::validation_data::ValidationData::kinds`].
    pub(crate) fn kinds(&self) -> [&[String]; 3] {
        [&self.certificates, &self.revocation_lists, &self.ocsp_responses]
    }
}

/// The catalog as it was written last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedCatalog {
    pub object: u32,
    pub generation: u16,
    /// The dictionary's entries without its brackets, and without /DSS.
    #[serde(with = "crate::font::base64_bytes")]
    pub entries: Vec<u8>,
}

/// An invisible signature field that waits for the document time-stamp.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimestampField {
    pub object: u32,
    /// The dictionary's entries as they were written, except /V.
    pub entries: String,
    pub filled: bool,
    /// What lists the field, where it is not there yet: written together with the time-stamp.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<PlannedObject>,
}

/// A seal that was embedded by an earlier signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EmbeddedSeal {
    /// [`crate::seal::artwork::SealArtwork::digest`].
    pub digest: Sha256Hash,
    pub object: u32,
}

/// What a box shows once its party has signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BoxContent {
    /// Handwriting.
    #[default]
    Ink,
    /// A whole seal: the index of one of the act's seals.
    Seal { seal: u8 },
    /// Slice `slice`, from 0, of `of` of a seal across pages 骑缝章.
    Slice { seal: u8, slice: u16, of: u16 },
    /// The day of signing.
    Date,
    /// The signer's name in print.
    Name,
    /// 签署意见: what the signer wrote at the act.
    Opinion,
    /// Nothing: the file is certified, and the field has no size.
    Unseen,
}

/// The fields of one party, in the order of its boxes: the first is the signature field, the others are
/// read-only push buttons that show ink, seals or text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartyFields {
    pub no: PartyNo,
    pub signed: bool,
    pub boxes: Vec<PlannedBox>,
}

/// A widget that waits for its appearance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedBox {
    pub field: FieldNo,
    /// Object number of the merged field and widget; its generation is 0.
    pub object: u32,
    /// From 1.
    pub page: u32,
    /// Object number of the page.
    pub page_object: u32,
    pub rect: PageRect,
    #[serde(default)]
    pub content: BoxContent,
    /// The page's /Rotate: 0, 90, 180 or 270, clockwise.
    pub rotate: u16,
    /// UserUnit × 1000.
    pub user_unit: i64,
    /// The dictionary's entries as they were written, except /AP and /V.
    pub entries: String,
}

impl SigningPlan {
    pub fn party(&self, no: PartyNo) -> Option<&PartyFields> {
        self.parties.iter().find(|party| party.no == no)
    }

    /// Numbers of the parties whose signature is still missing.
    pub fn unsigned(&self) -> impl Iterator<Item = PartyNo> + '_ {
        self.parties
            .iter()
            .filter(|party| !party.signed)
            .map(|party| party.no)
    }
}

impl PlannedBox {
    /// The box upright as it is displayed; ink is drawn in its width and height.
    pub fn frame(&self) -> Frame {
        Frame::of(&self.rect, self.rotate, self.user_unit)
    }
}
