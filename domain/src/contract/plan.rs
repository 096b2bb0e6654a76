//! What is fixed when a contract is opened: its document, parties, signing boxes and policy.

use super::auto_sign::AutoSign;
use super::demands::Demands;
use super::opacity::Opacity;
use super::paper::Paper;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, FieldNo, PartyNo};
use crate::personal::Personal;
use crate::seal::kind::SealKind;
use crate::value::ValueKind;
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
    /// Two programs draw the page very differently: people should compare it (docs/decisions/0020).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
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
    /// Kind and number of the identity document that the sender named (see [`super::paper::Paper::to_text`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Personal>,
    /// Parties with the same turn act together, lower turns first; absent: the party's number. Only where the order
    /// is in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<u8>,
    /// Whose phone number it is, so that the contract stands in this person's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Demands::is_none")]
    pub demands: Demands,
    /// It signs by itself, for the sending organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto: Option<AutoSign>,
    /// 或签: any one of these signs; empty where nobody but the person named above may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Candidate>,
}

/// One of several people who may sign for a party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// From 1, in the order of the draft.
    pub no: u8,
    pub name: Personal,
    pub phone: Personal,
    pub account: AccountId,
}

impl PlannedParty {
    pub fn turn(&self) -> u8 {
        self.turn.unwrap_or(self.no.0)
    }

    /// The identity document that the sender named, unless it was erased.
    pub fn paper(&self) -> Option<Paper> {
        Paper::of_text(self.paper.as_ref()?.value()?)
    }

    pub fn candidate(&self, account: AccountId) -> Option<&Candidate> {
        self.any_of.iter().find(|candidate| candidate.account == account)
    }

    /// Whether the account's person acts for the party now, or may come to.
    pub fn is_or_may_be(&self, account: AccountId) -> bool {
        self.account == Some(account) || self.candidate(account).is_some()
    }
}

/// A place on a page that one party's act fills in 签署控件.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SigningField {
    pub no: FieldNo,
    pub party: PartyNo,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
    #[serde(default, skip_serializing_if = "SignContent::is_ink")]
    pub content: SignContent,
    /// 签批: controls of one party with the same number belong together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u16>,
}

/// What the act shows in a sign control. Absent in lines written before there was more than ink.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SignContent {
    /// Handwriting 手写签名.
    #[default]
    Ink,
    /// A seal 印章 that the signer chooses among those it may use.
    Seal {
        holder: SealHolder,
        #[serde(default, skip_serializing_if = "Opacity::is_full")]
        opacity: Opacity,
    },
    /// 骑缝章: slices of the organisation's seal over the right edges of this page and the following ones up to
    /// `last_page`; the box gives the level.
    Straddle {
        last_page: u32,
        #[serde(default, skip_serializing_if = "Opacity::is_full")]
        opacity: Opacity,
    },
    /// The day of the act.
    Date,
    /// The signer's name in print.
    Name,
    /// 签署意见: what the signer writes at the act; `copy`, where it is not empty, word for word.
    Opinion {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        copy: String,
    },
}

impl SignContent {
    pub fn is_ink(&self) -> bool {
        matches!(self, Self::Ink)
    }

    /// Whether a seal of this kind may stand there.
    pub fn takes(&self, kind: SealKind) -> bool {
        match self {
            Self::Seal {
                holder: SealHolder::Organisation,
                ..
            }
            | Self::Straddle { .. } => kind.is_granted(),
            Self::Seal {
                holder: SealHolder::LegalRepresentative,
                ..
            } => kind == SealKind::LegalRepresentative,
            Self::Seal {
                holder: SealHolder::Person,
                ..
            } => kind == SealKind::Personal,
            Self::Ink | Self::Date | Self::Name | Self::Opinion { .. } => false,
        }
    }

    /// Whether it is a signature by itself: a date, a name or an opinion alone is no act.
    pub fn is_act(&self) -> bool {
        self.is_ink() || self.is_sealed()
    }

    /// How much of what lies below its seal is covered.
    pub fn opacity(&self) -> Opacity {
        match self {
            Self::Seal { opacity, .. } | Self::Straddle { opacity, .. } => *opacity,
            Self::Ink | Self::Date | Self::Name | Self::Opinion { .. } => Opacity::FULL,
        }
    }

    /// Whether the act must bring a seal for it.
    pub fn is_sealed(&self) -> bool {
        matches!(self, Self::Seal { .. } | Self::Straddle { .. })
    }
}

/// Whose seal a control asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealHolder {
    /// 企业印章
    Organisation,
    /// 法定代表人章
    LegalRepresentative,
    /// 个人名章
    Person,
}

/// A place on a page for a value that is written in before anybody signs 填写控件.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FillControl {
    /// In one series with the sign controls.
    pub no: FieldNo,
    /// Who fills it in; absent: the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyNo>,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
    /// What people call it: 合同金额.
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    pub required: bool,
    pub kind: ValueKind,
    #[serde(default, skip_serializing_if = "ValueStyle::is_default")]
    pub style: ValueStyle,
}

/// How a value is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ValueStyle {
    #[serde(default)]
    pub face: ValueFace,
    /// In 1/1000 pt; 0: as large as fits.
    #[serde(default)]
    pub size: u32,
    #[serde(default)]
    pub align: ValueAlign,
}

impl Default for ValueStyle {
    /// 黑体 12, from the left.
    fn default() -> Self {
        Self {
            face: ValueFace::Hei,
            size: 12_000,
            align: ValueAlign::Left,
        }
    }
}

impl ValueStyle {
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// 黑体, 宋体, 楷体, 仿宋.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum ValueFace {
    #[default]
    Hei,
    Song,
    Kai,
    FangSong,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum ValueAlign {
    #[default]
    Left,
    Center,
    Right,
}

/// Whether a contract is led by a host or goes its own way (`docs/decisions/0021`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// 战略签约: a host leads, everybody is present.
    #[default]
    Live,
    /// 普通合同: each party comes when it likes or when it is its turn.
    Routine,
}

impl Course {
    pub fn is_live(&self) -> bool {
        *self == Self::Live
    }
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
    #[serde(default, skip_serializing_if = "Course::is_live")]
    pub course: Course,
}

/// When whoever is awaited is reminded by itself 自动提醒; in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reminders {
    /// After the contract was sent.
    pub after: u16,
    /// From one to the next.
    pub every: u16,
    /// How often in all.
    pub most: u16,
}

impl Reminders {
    /// 1 to 365 days each, at most 20 times.
    pub fn is_possible(self) -> bool {
        (1..=365).contains(&self.after) && (1..=365).contains(&self.every) && (1..=20).contains(&self.most)
    }
}

/// Geometry and images of all pages, as kept in two blobs beside the log (design 3: long lists are blobs).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PageList {
    pub boxes: Vec<PageBox>,
    /// Empty until R0 is prepared.
    pub images: Vec<PageImage>,
}
