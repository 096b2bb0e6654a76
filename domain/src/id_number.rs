//! The citizen's identity number 公民身份号码 of the mainland (GB 11643-1999): 17 digits and a check character.

use crate::day::Day;
use std::fmt;

/// 2^(17-i) mod 11.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum mod 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// A number whose birthday exists and whose check character is right. What it says of a person is not proven by it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber(String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdNumberError {
    #[error("an identity number has 17 digits and a digit or X")]
    Form,
    #[error("there is no such birthday")]
    Birthday,
    #[error("the check character does not fit")]
    Check,
}

impl IdNumber {
    /// Takes a number as people type it: a small x and spaces are mended.
    pub fn parse(text: &str) -> Result<Self, IdNumberError> {
        let number: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let Some((body, check)) = number.split_at_checked(17) else {
            return Err(IdNumberError::Form);
        };
        if check.len() != 1 || !body.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdNumberError::Form);
        }
        let day = format!("{}-{}-{}", &body[6..10], &body[10..12], &body[12..14]);
        if Day::parse(&day).is_none() {
            return Err(IdNumberError::Birthday);
        }
        let sum: u32 = body
            .bytes()
            .zip(WEIGHTS)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let expected = CHECKS.get(sum as usize % 11);
        if expected == check.as_bytes().first() {
            Ok(Self(number))
        } else {
            Err(IdNumberError::Check)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The birthday that stands in it.
    pub fn birthday(&self) -> Option<Day> {
        let at = |range| self.0.get(range).unwrap_or_default();
        Day::parse(&format!("{}-{}-{}", at(6..10), at(10..12), at(12..14)))
    }
}

impl fmt::Debug for IdNumber {
    /// Never the number itself: it must not end in a log file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_is_taken() {
        // GB 11643-1999, annex: 11010519491231002X.
        let number = IdNumber::parse(" 11010519491231002x ").unwrap();
        assert_eq!(number.as_str(), "11010519491231002X");
        assert_eq!(number.birthday().unwrap().to_string(), "1949-12-31");
    }

    #[test]
    fn every_other_check_character_is_refused() {
        for check in "0123456789".chars() {
            let number = format!("11010519491231002{check}");
            assert_eq!(IdNumber::parse(&number), Err(IdNumberError::Check), "{number}");
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        assert_eq!(
            IdNumber::parse("110105194902310021"),
            Err(IdNumberError::Birthday)
        );
        assert_eq!(IdNumber::parse("1101051949123100"), Err(IdNumberError::Form));
        assert_eq!(IdNumber::parse("1101051949123100２X"), Err(IdNumberError::Form));
    }
}
