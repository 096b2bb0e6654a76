//! Personal values: in a log line only a salted commitment stands; the value lies beside it (design 2.3, 3).
//!
//! commitment = HMAC-SHA-256(key: salt, `"hub.commit.v1" 0x00 path 0x00 value`). The salt comes from the
//! command's 32-byte seed by HKDF-SHA-256 over the path, so deciding stays a pure function.

use crate::hash::Sha256Hash;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

const LABEL: &[u8] = b"hub.commit.v1";

/// Random bytes that a command brings along for its salts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The seed of one of several events that follow from one command, so that equal paths get other salts.
    #[must_use]
    pub fn of_event(&self, index: u32) -> Self {
        let mut seed = [0; 32];
        #[expect(
            clippy::unwrap_used,
            reason = "32 bytes are far below the limit of HKDF-SHA-256, 8160"
        )]
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(format!("event/{index}").as_bytes(), &mut seed)
            .unwrap();
        Self(seed)
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

/// What opens a commitment: its salt and the value, UTF-8.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    #[serde(with = "hex::serde")]
    pub salt: [u8; 32],
    pub value: String,
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening(…)")
    }
}

/// A value about a person. Serialised it is the commitment alone; erased, or read from a line, it has no opening.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Personal {
    pub commitment: Sha256Hash,
    pub opening: Option<Opening>,
}

impl Personal {
    /// Commits to `value` at `path`, unique within its line, for example `parties/2/name`.
    pub fn commit(seed: &Seed, path: &str, value: &str) -> Self {
        let mut salt = [0; 32];
        #[expect(
            clippy::unwrap_used,
            reason = "32 bytes are far below the limit of HKDF-SHA-256, 8160"
        )]
        Hkdf::<Sha256>::new(None, &seed.0)
            .expand(path.as_bytes(), &mut salt)
            .unwrap();
        let opening = Opening {
            salt,
            value: value.to_owned(),
        };
        Self {
            commitment: commitment(&opening, path),
            opening: Some(opening),
        }
    }

    /// The value, unless it was erased or not loaded.
    pub fn value(&self) -> Option<&str> {
        self.opening.as_ref().map(|opening| opening.value.as_str())
    }

    /// The value, or the empty text where it is absent.
    pub fn text(&self) -> &str {
        self.value().unwrap_or_default()
    }

    /// Puts an opening back if it opens this commitment at `path`; says whether it did.
    pub fn open(&mut self, path: &str, opening: Opening) -> bool {
        let fits = commitment(&opening, path) == self.commitment;
        if fits {
            self.opening = Some(opening);
        }
        fits
    }
}

/// The commitment that `opening` opens at `path`.
pub fn commitment(opening: &Opening, path: &str) -> Sha256Hash {
    #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&opening.salt).unwrap();
    mac.update(LABEL);
    mac.update(&[0]);
    mac.update(path.as_bytes());
    mac.update(&[0]);
    mac.update(opening.value.as_bytes());
    Sha256Hash(mac.finalize().into_bytes().into())
}

impl Serialize for Personal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.commitment.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Personal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            commitment: Sha256Hash::deserialize(deserializer)?,
            opening: None,
        })
    }
}

/// One personal value inside an event, handed to a visitor.
pub struct PersonalSlot<'a> {
    /// Where it stands in the event's body, for example `parties/2/name`.
    pub path: String,
    /// Whose value it is: erasing this subject erases the value. `party/2`, `host`.
    pub subject: String,
    pub personal: &'a mut Personal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_opens_its_own_commitment_only() {
        let seed = Seed([7; 32]);
        let mut name = Personal::commit(&seed, "parties/1/name", "张三");
        let opening = name.opening.take().unwrap();
        assert!(!name.open("parties/2/name", opening.clone()));
        assert!(!name.open(
            "parties/1/name",
            Opening {
                salt: opening.salt,
                value: "李四".into()
            }
        ));
        assert!(name.open("parties/1/name", opening));
        assert_eq!(name.value(), Some("张三"));
    }

    #[test]
    fn a_line_never_holds_the_value() {
        let name = Personal::commit(&Seed([1; 32]), "p", "secret");
        let text = serde_json::to_string(&name).unwrap();
        assert!(!text.contains("secret"));
        let back: Personal = serde_json::from_str(&text).unwrap();
        assert_eq!((back.commitment, back.opening), (name.commitment, None));
    }
}
