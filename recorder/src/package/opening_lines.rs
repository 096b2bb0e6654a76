//! `session/openings.jsonl`: what opens the commitments in the lines, and what does not and why (evidence 8.4).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::{self, NotCanonical};
use domain::line::PlacedOpening;
use domain::personal::Opening;
use serde::{Deserialize, Serialize};

/// Longest line of the file: an opening holds the largest stroke, 4 096 points.
pub const MAX_OPENING: usize = 128 * 1024;

/// Why a value is not in the package.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Erased on request; an erasure leaf says so.
    Erased,
    /// Still kept by the hub, left out of this package.
    Withheld,
}

/// One line of the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", deny_unknown_fields)]
pub enum OpeningLine {
    #[serde(rename = "hub.opening.v1")]
    Present {
        /// Seq of the line that holds the commitment.
        n: u64,
        path: String,
        subject: String,
        salt: String,
        /// The value, where its UTF-8 is in normal form C.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// The value's UTF-8 in base64url, where it is not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<String>,
    },
    #[serde(rename = "hub.withheld.v1")]
    Absent { n: u64, path: String, why: Absence },
}

impl OpeningLine {
    /// The line for an opening of line `n`.
    pub fn present(n: u64, placed: &PlacedOpening) -> Self {
        let value = placed.opening.value.as_str();
        let stays = unicode_normalization::is_nfc(value);
        Self::Present {
            n,
            path: placed.path.clone(),
            subject: placed.subject.clone(),
            salt: hex::encode(placed.opening.salt),
            value: stays.then(|| value.to_owned()),
            bytes: (!stays).then(|| URL_SAFE_NO_PAD.encode(value)),
        }
    }

    /// Seq of the line that this is about.
    pub fn line(&self) -> u64 {
        match self {
            Self::Present { n, .. } | Self::Absent { n, .. } => *n,
        }
    }

    /// The opening, if there is one; `None` also where salt or value have the wrong form.
    pub fn placed(&self) -> Option<PlacedOpening> {
        let Self::Present {
            path,
            subject,
            salt,
            value,
            bytes,
            ..
        } = self
        else {
            return None;
        };
        let mut key = [0; 32];
        hex::decode_to_slice(salt, &mut key).ok()?;
        let value = match (value, bytes) {
            (Some(value), None) => value.clone(),
            (None, Some(bytes)) => String::from_utf8(URL_SAFE_NO_PAD.decode(bytes).ok()?).ok()?,
            _ => return None,
        };
        let opening = Opening { salt: key, value };
        Some(PlacedOpening {
            path: path.clone(),
            subject: subject.clone(),
            opening,
        })
    }

    /// The line without its line feed.
    ///
    /// # Errors
    /// The value is longer than [`MAX_OPENING`].
    pub fn encode(&self) -> Result<Vec<u8>, NotCanonical> {
        let value = serde_json::to_value(self).map_err(|e| NotCanonical::Json(e.to_string()))?;
        canonical::encode_within(&value, MAX_OPENING)
    }

    /// Reads a line strictly.
    ///
    /// # Errors
    /// The bytes are not what [`Self::encode`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotCanonical> {
        let value = canonical::parse_within(bytes, MAX_OPENING)?;
        let line: Self = serde_json::from_value(value).map_err(|e| NotCanonical::Json(e.to_string()))?;
        if line.encode()? == bytes {
            Ok(line)
        } else {
            Err(NotCanonical::Spelling)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(value: &str) -> PlacedOpening {
        let opening = Opening {
            salt: [7; 32],
            value: value.to_owned(),
        };
        PlacedOpening {
            path: "title".into(),
            subject: "host".into(),
            opening,
        }
    }

    #[test]
    fn a_value_in_any_unicode_form_comes_back_unchanged() {
        for value in ["合同", "e\u{301}", ""] {
            let line = OpeningLine::present(3, &placed(value));
            let back = OpeningLine::parse(&line.encode().unwrap()).unwrap();
            assert_eq!(back.placed(), Some(placed(value)), "{value:?}");
        }
    }

    #[test]
    fn a_long_stroke_has_room() {
        assert!(
            OpeningLine::present(3, &placed(&"A".repeat(60_000)))
                .encode()
                .is_ok()
        );
    }
}
