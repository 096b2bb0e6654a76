//! What is fixed when a contract is opened: its document, parties, signing boxes and policy.

use crate::hash::Sha256Hash;
use crate::ids::{FieldNo, PartyNo};
use crate::personal::Personal;
use serde::{Deserialize, Serialize};

/// A rectangle in unrotated page space, PDF orientation (origin bottom left, y up), in 1/1000 pt
/// (after UserUnit: 1 pt = 1/72 inch of the page as printed is `1000 / user_unit` of these).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PageRect {
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

/// Geometry of one page as the PDF states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PageBox {
    /// The visible box (CropBox within MediaBox), in 1/1000 pt of unrotated page space.
    pub visible: PageRect,
    /// Clockwise: 0, 90, 180 or 270.
    pub rotate: u16,
    /// UserUnit × 1000; 1000 where the page has none (ISO 32000-2 table 31).
    pub user_unit: i64,
}

/// One page as everybody is shown it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PageImage {
    /// SHA-256 of the PNG.
    pub image: Sha256Hash,
    pub width_px: u32,
    pub height_px: u32,
    /// SHA-256 of the page's text layer (JSON), for screen readers.
    pub text: Sha256Hash,
}

/// A party of the plan 签署方.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedParty {
    pub no: PartyNo,
    /// 甲方, 乙方, … as the host named the side.
    pub label: String,
    pub name: Personal,
    pub phone: Personal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Personal>,
}

/// A place on a page where one party signs 签署区.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SigningField {
    pub no: FieldNo,
    pub party: PartyNo,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
}

/// Who may sign when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum SigningOrder {
    /// All parties draw and commit in their own time 同时签署.
    #[default]
    Together,
    /// One party after the other, by number 依次签署.
    InTurn,
}

/// Rules of this one ceremony, chosen by the host before it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Policy {
    pub order: SigningOrder,
    /// A party that refuses the recording may still sign; it is then drawn as ink and seat number only.
    pub may_refuse_recording: bool,
    /// How long a granted right to sign lasts.
    pub grant_minutes: u32,
    /// A shipped example that everybody sees marked 演示.
    pub demo: bool,
    /// Minutes from UTC in which times are printed; Asia/Shanghai is 480.
    pub offset_minutes: i32,
}

/// Geometry and images of all pages, as kept in two blobs beside the log (design 3: long lists are blobs).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PageList {
    pub boxes: Vec<PageBox>,
    /// Empty until R0 is prepared.
    pub images: Vec<PageImage>,
}
