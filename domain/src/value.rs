//! Values that people fill in before anybody signs: what each kind takes, and how it is written down.
//!
//! The one place that decides this, for the pages, the API and the import of lists. Rendering stands in `pdf::fill`.

pub mod amount;
mod check;
mod table;

use crate::ids::FieldNo;
use serde::{Deserialize, Serialize};

pub use check::check;
pub use table::{TableProblem, rows};

/// What a fill control takes. Counts are in characters as people count them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ValueKind {
    /// 单行文本
    Line { max: u16 },
    /// 多行文本
    Paragraph { max: u16 },
    /// 数字, with at most so many places after the point.
    Number { decimals: u8 },
    /// 日期, `2026-11-22`; printed as 2026年11月22日.
    Date {},
    /// 单选
    Choice { options: Vec<String> },
    /// 多选; the value is a JSON list of options.
    Choices { options: Vec<String> },
    /// 勾选框; the value is `yes` or empty.
    Tick {},
    /// 邮箱
    Email {},
    /// 电话
    Phone {},
    /// 地址: province, city, district and the rest in one line.
    Address {},
    /// 身份证号, with its check character (GB 11643).
    IdNumber {},
    /// 统一社会信用代码 (GB 32100).
    CreditCode {},
    /// 银行账号: 8 to 30 digits, one per cell where `cells` is not 0.
    Account {
        #[serde(default, skip_serializing_if = "is_zero")]
        cells: u16,
    },
    /// 金额 in yuan, printed with thousands and two places.
    Amount {},
    /// 人民币大写 of another control; follows from it.
    AmountInWords { of: FieldNo },
    /// 签署方信息: what is known of the party that the control belongs to.
    Known { fact: KnownFact },
    /// 图片: the SHA-256 of a PNG or JPEG that was sent before.
    Picture {},
    /// 动态表格; the value is a JSON list of rows, each a list of texts.
    Table { columns: Vec<String>, max_rows: u16 },
}

/// What a control can take over from what is known of its party.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownFact {
    Name,
    Phone,
    Organisation,
    /// Number of the identity document, of whatever kind.
    IdNumber,
    /// Of the organisation that the party signs for.
    CreditCode,
    LegalRepresentative,
}

impl KnownFact {
    /// Whether it follows from how the sender named the party; the others are the party's own to give.
    pub fn is_planned(self) -> bool {
        matches!(self, Self::Name | Self::Phone | Self::Organisation)
    }
}

/// What the hub knows of a party.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownValue {
    pub fact: KnownFact,
    pub text: String,
    /// It comes from a verified registration, not from the sender's word.
    pub verified: bool,
}

impl ValueKind {
    /// Whether nobody types it: it follows from another value or from the party.
    pub fn is_derived(&self) -> bool {
        match self {
            Self::AmountInWords { .. } => true,
            Self::Known { fact } => fact.is_planned(),
            _ => false,
        }
    }
}

/// Why a value is not taken. Codes and sentences stand in the catalogue.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ValueProblem {
    #[error("nothing was filled in")]
    Missing,
    #[error("longer than {0} characters")]
    TooLong(u16),
    #[error("line breaks and control characters are not possible here")]
    ControlCharacter,
    #[error("not a number with at most {0} decimals")]
    NotANumber(u8),
    #[error("not a day of the calendar")]
    NotADate,
    #[error("not one of the options")]
    NotOffered,
    #[error("not an e-mail address")]
    NotAnEmail,
    #[error("not a phone number")]
    NotAPhone,
    #[error("not an identity number: its check character does not fit")]
    NotAnIdNumber,
    #[error("not a credit code: its check character does not fit")]
    NotACreditCode,
    #[error("not a bank account number")]
    NotAnAccount,
    #[error("not an amount in yuan with at most two decimals")]
    NotAnAmount,
    #[error("not a picture that was sent")]
    NotAPicture,
    #[error(transparent)]
    Table(#[from] TableProblem),
    #[error("not the words that are to be copied out")]
    NotCopied,
    #[error("follows by itself and cannot be filled in")]
    Derived,
}

impl ValueProblem {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "value_missing",
            Self::TooLong(_) => "value_too_long",
            Self::ControlCharacter => "value_control_character",
            Self::NotANumber(_) => "value_not_a_number",
            Self::NotADate => "value_not_a_date",
            Self::NotOffered => "value_not_offered",
            Self::NotAnEmail => "value_not_an_email",
            Self::NotAPhone => "value_not_a_phone",
            Self::NotAnIdNumber => "value_not_an_id_number",
            Self::NotACreditCode => "value_not_a_credit_code",
            Self::NotAnAccount => "value_not_an_account",
            Self::NotAnAmount => "value_not_an_amount",
            Self::NotAPicture => "value_not_a_picture",
            Self::Table(_) => "value_table",
            Self::NotCopied => "value_not_copied",
            Self::Derived => "value_derived",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(cells: &u16) -> bool {
    *cells == 0
}

#[cfg(test)]
mod tests;
