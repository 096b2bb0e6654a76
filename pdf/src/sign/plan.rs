//! All that signing needs to know of a prepared file, so that it never has to parse one.

use crate::appearance::Frame;
use crate::font::set::DocumentFonts;
use crate::incremental::append::FileEnd;
use domain::contract::plan::PageRect;
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
}

/// The fields of one party, in the order of its boxes: the first is the signature field, the others are
/// read-only push buttons that show ink.
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
