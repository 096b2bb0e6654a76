//! Identity documents of the mainland, of 港澳台 residents and of foreigners, and the form of their numbers [G11].
//!
//! A right form says that a number can exist, not whose it is.

use crate::day::Day;
use crate::id_number::{IdNumber, IdNumberError};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// First two digits: provinces, municipalities and autonomous regions (GB/T 2260).
const PROVINCES: [u32; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65,
];
/// Asia/Shanghai: documents expire and people are born by its calendar.
const CHINA: i32 = 480;

/// What kind of document somebody shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证
    ResidentIdCard,
    /// 港澳台居民居住证
    ResidencePermit,
    /// 港澳居民来往内地通行证
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 外国人永久居留身份证
    PermanentResidentCard,
    /// 护照
    Passport,
}

impl DocumentKind {
    pub const ALL: [Self; 6] = [
        Self::ResidentIdCard,
        Self::ResidencePermit,
        Self::HongKongMacaoPermit,
        Self::TaiwanPermit,
        Self::PermanentResidentCard,
        Self::Passport,
    ];

    /// As it is written in logs and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResidentIdCard => "resident_id_card",
            Self::ResidencePermit => "residence_permit",
            Self::HongKongMacaoPermit => "hong_kong_macao_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::PermanentResidentCard => "permanent_resident_card",
            Self::Passport => "passport",
        }
    }
}

/// A number of the right form, as it is printed on the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdentityDocument {
    pub kind: DocumentKind,
    pub number: String,
}

/// Why a number cannot be one of this kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DocumentError {
    #[error("the number is not of the document's form")]
    Form,
    #[error("the check character does not fit")]
    Check,
    #[error("the number holds no possible date of birth")]
    Birth,
}

impl IdentityDocument {
    /// Takes a number as people type it: lower case and spaces are mended. `now` bounds the date of birth.
    pub fn parse(kind: DocumentKind, text: &str, now: Timestamp) -> Result<Self, DocumentError> {
        let kept = text.chars().filter(|c| !c.is_whitespace());
        let number: String = kept.map(|c| c.to_ascii_uppercase()).collect();
        match kind {
            DocumentKind::ResidentIdCard => {
                citizen_number(&number, now)?;
                if !PROVINCES.contains(&number_at(&number, 0..2)) {
                    return Err(DocumentError::Form);
                }
            }
            DocumentKind::ResidencePermit => {
                citizen_number(&number, now)?;
                if !matches!(&number[..6], "810000" | "820000" | "830000") {
                    return Err(DocumentError::Form);
                }
            }
            DocumentKind::HongKongMacaoPermit => {
                // H or M and eight digits; older ones with two more for the renewal.
                let digits = number.strip_prefix(['H', 'M']).ok_or(DocumentError::Form)?;
                require(matches!(digits.len(), 8 | 10) && is_digits(digits))?;
            }
            DocumentKind::TaiwanPermit => require(matches!(number.len(), 8 | 10) && is_digits(&number))?,
            DocumentKind::PermanentResidentCard if number.len() == 18 => {
                // Since 2023 as the resident's number, beginning with 9.
                citizen_number(&number, now)?;
                require(number.starts_with('9'))?;
            }
            DocumentKind::PermanentResidentCard => {
                let letters = number.bytes().take(3).all(|byte| byte.is_ascii_uppercase());
                require(number.len() == 15 && letters && is_digits(&number[3..]))?;
            }
            DocumentKind::Passport => {
                // At most nine characters in the machine-readable zone (ICAO 9303 part 4).
                let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
                let digits = number.bytes().filter(u8::is_ascii_digit).count();
                require(plain && (5..=9).contains(&number.len()) && digits >= 4)?;
            }
        }
        Ok(Self { kind, number })
    }
}

fn require(fits: bool) -> Result<(), DocumentError> {
    if fits { Ok(()) } else { Err(DocumentError::Form) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a checked part as a number; 0 where there is none.
fn number_at(number: &str, place: std::ops::Range<usize>) -> u32 {
    number
        .get(place)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// A number of GB 11643-1999 whose person has been born, in its one spelling.
fn citizen_number(number: &str, now: Timestamp) -> Result<(), DocumentError> {
    let known = IdNumber::parse(number).map_err(|error| match error {
        IdNumberError::Form => DocumentError::Form,
        IdNumberError::Birthday => DocumentError::Birth,
        IdNumberError::Check => DocumentError::Check,
    })?;
    let earliest = Day::new(1900, 1, 1);
    let born = known.birthday();
    let possible = earliest <= born && born <= Day::of(now, CHINA);
    if possible {
        Ok(())
    } else {
        Err(DocumentError::Birth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::{
        HongKongMacaoPermit, Passport, PermanentResidentCard, ResidencePermit, ResidentIdCard, TaiwanPermit,
    };

    /// 2026-11-23 in China.
    const NOW: Timestamp = Timestamp(1_795_366_800_000);

    fn parse(kind: DocumentKind, text: &str) -> Result<String, DocumentError> {
        IdentityDocument::parse(kind, text, NOW).map(|document| document.number)
    }

    /// Seventeen digits with the check character that belongs to them.
    fn checked(body: &str) -> String {
        let found = "10X98765432".chars().map(|check| format!("{body}{check}"));
        found
            .into_iter()
            .find(|number| citizen_number(number, NOW) != Err(DocumentError::Check))
            .unwrap()
    }

    #[test]
    fn the_standards_own_examples_are_right() {
        // GB 11643-1999, 4.2 and annex.
        assert_eq!(
            parse(ResidentIdCard, "11010519491231002x").unwrap(),
            "11010519491231002X"
        );
        // 4.2 has a birthday of 1880, before anybody now alive.
        assert_eq!(
            parse(ResidentIdCard, " 440524 18800101 0014").unwrap_err(),
            DocumentError::Birth
        );
    }

    #[test]
    fn any_single_wrong_digit_is_found() {
        let right = "11010519491231002X";
        for place in 0..17 {
            for digit in b'0'..=b'9' {
                let mut wrong = right.as_bytes().to_vec();
                if wrong[place] != digit {
                    wrong[place] = digit;
                    assert!(parse(ResidentIdCard, std::str::from_utf8(&wrong).unwrap()).is_err());
                }
            }
        }
    }

    #[test]
    fn a_date_of_birth_must_exist_and_be_past() {
        for (body, right) in [
            ("11010520000229001", true),
            ("11010519000229001", false),
            ("11010520010431001", false),
            ("11010520261123001", true),
            ("11010520261124001", false),
        ] {
            assert_eq!(parse(ResidentIdCard, &checked(body)).is_ok(), right, "{body}");
        }
    }

    #[test]
    fn each_kind_has_its_own_form() {
        let permit = checked("81000019900101001");
        let foreign = checked("91101519900101001");
        for (kind, number, right) in [
            (ResidencePermit, permit.as_str(), true),
            (ResidentIdCard, permit.as_str(), false),
            (ResidencePermit, "11010519491231002X", false),
            (HongKongMacaoPermit, "h12345678", true),
            (HongKongMacaoPermit, "M1234567801", true),
            (HongKongMacaoPermit, "12345678", false),
            (HongKongMacaoPermit, "H123456789", false),
            (TaiwanPermit, "12345678", true),
            (TaiwanPermit, "1234567801", true),
            (TaiwanPermit, "A1234567", false),
            (PermanentResidentCard, foreign.as_str(), true),
            (PermanentResidentCard, "11010519491231002X", false),
            (PermanentResidentCard, "USA110190010123", true),
            (PermanentResidentCard, "USA11019001012", false),
            (Passport, "E12345678", true),
            (Passport, "C01X00T47", true),
            (Passport, "PASSPORT", false),
            (Passport, "E123456789", false),
            (Passport, "护照12345", false),
        ] {
            assert_eq!(parse(kind, number).is_ok(), right, "{kind:?} {number}");
        }
    }
}
