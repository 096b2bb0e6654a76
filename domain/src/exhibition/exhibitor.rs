//! Exhibitors 参展商: who applied, what was found twice, who is here.

use crate::hash::Sha256Hash;
use crate::organisation::credit_code::CreditCode;
use serde::{Deserialize, Serialize};

/// An exhibitor, numbered from 1 in the order of application.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct ExhibitorNo(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitorStanding {
    /// 待审核
    Applied,
    /// 已通过
    Accepted,
    /// 未通过
    Refused,
}

/// What tells one company from another: two of these equal mean that it is probably the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Likeness {
    /// Without blanks, brackets and legal form, widths and case made equal.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Keyed hash of the contact's phone, so that no number stands in a line.
    pub phone: Sha256Hash,
}

impl Likeness {
    /// Whether both are probably one company.
    pub fn is_like(&self, other: &Self) -> bool {
        let codes = self.credit_code.is_some() && self.credit_code == other.credit_code;
        codes || self.name == other.name || self.phone == other.phone
    }
}

/// Legal forms at the end of company names, longest first, without marks.
const FORMS: [&str; 7] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "公司",
    "coltd",
    "ltd",
];

/// A company's name as it is compared: 会签（北京）科技有限公司 and 会签(北京)科技 are one.
pub fn normalised_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(half_width)
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let form = FORMS.iter().find(|form| plain.ends_with(**form));
    let short = form.and_then(|form| plain.strip_suffix(form));
    short
        .filter(|short| !short.is_empty())
        .unwrap_or(&plain)
        .to_owned()
}

/// Full-width letters, digits and marks (U+FF01 to U+FF5E) as their ASCII twins.
fn half_width(letter: char) -> char {
    match u32::from(letter) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(letter),
        0x3000 => ' ',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_company_is_found_under_the_names_people_type() {
        let wanted = normalised_name("会签（北京）科技有限公司");
        for typed in [
            "会签(北京)科技有限公司",
            "会签 北京 科技",
            "会签（北京）科技股份有限公司",
        ] {
            assert_eq!(normalised_name(typed), wanted, "{typed}");
        }
        assert_eq!(normalised_name("Ｑｉｎｇｙｕ Energy Co., Ltd."), "qingyuenergy");
        assert_ne!(normalised_name("会签（上海）科技有限公司"), wanted);
        assert_eq!(normalised_name("公司"), "公司", "nothing else is left of it");
    }
}
