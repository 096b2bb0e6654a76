//! The unified social credit code 统一社会信用代码 of an organisation (GB 32100-2015): 18 characters, the last a check.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Digits and letters without I, O, S, V, Z; the place is the value.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^i mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A code whose check character is right.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CreditCodeError {
    #[error("a credit code has 18 characters, digits and letters without I, O, S, V, Z")]
    Form,
    #[error("the check character does not fit")]
    Check,
}

impl CreditCode {
    /// Takes a code as people type it: lower case and spaces are mended.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let values: Vec<u32> = code
            .bytes()
            .map(|byte| ALPHABET.iter().position(|known| *known == byte))
            .map(|place| place.and_then(|place| u32::try_from(place).ok()))
            .collect::<Option<_>>()
            .ok_or(CreditCodeError::Form)?;
        let Some((check, body)) = values
            .split_last()
            .filter(|(_, body)| body.len() == WEIGHTS.len())
        else {
            return Err(CreditCodeError::Form);
        };
        let sum: u32 = body
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        if *check == (31 - sum % 31) % 31 {
            Ok(Self(code))
        } else {
            Err(CreditCodeError::Check)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;
    fn try_from(text: String) -> Result<Self, CreditCodeError> {
        Self::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The code with this body and the right check character.
    fn with_check(body: &str) -> String {
        ALPHABET
            .iter()
            .map(|check| format!("{body}{}", char::from(*check)))
            .find(|code| CreditCode::parse(code).is_ok())
            .unwrap()
    }

    #[test]
    fn published_codes_are_right() {
        // The standard's own example, and the code that GB 32100 explanations compute step by step.
        for code in ["91350100M000100Y43", "91310115591693856A"] {
            assert!(CreditCode::parse(code).is_ok(), "{code}");
        }
        assert_eq!(
            CreditCode::parse(" 91350100m000100y43 ").unwrap().as_str(),
            "91350100M000100Y43"
        );
        assert_eq!(
            CreditCode::parse("91350100M000100Y44"),
            Err(CreditCodeError::Check)
        );
        assert_eq!(CreditCode::parse("91350100M000100Y4"), Err(CreditCodeError::Form));
        assert_eq!(
            CreditCode::parse("91350100MOOO100Y43"),
            Err(CreditCodeError::Form)
        );
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(place in 0..17usize, other in 1..31usize, seed in "[0-9A-HJ-NP-RTUWXY]{17}") {
            let code = with_check(&seed);
            let mut bytes = code.into_bytes();
            let at = ALPHABET.iter().position(|known| *known == bytes[place]).unwrap();
            bytes[place] = ALPHABET[(at + other) % 31];
            let wrong = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(CreditCode::parse(&wrong), Err(CreditCodeError::Check));
        }
    }
}
