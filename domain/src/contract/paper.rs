//! The identity document 证件 by which a draft names a party besides name and phone [E19]
//! (`docs/decisions/0130-papers-and-what-is-known-of-a-signer.md`).

use crate::identity_document::{DocumentError, DocumentKind, IdentityDocument};
use crate::timestamp::Timestamp;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// Kind and number as somebody typed them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Paper {
    pub kind: DocumentKind,
    pub number: String,
}

impl Paper {
    /// With its number in the one form of its kind. `now` bounds the date of birth in it.
    ///
    /// # Errors
    /// Why the number cannot be one of that kind.
    pub fn checked(&self, now: Timestamp) -> Result<Self, DocumentError> {
        let IdentityDocument { kind, number } = IdentityDocument::parse(self.kind, &self.number, now)?;
        Ok(Self { kind, number })
    }

    /// As the log commits to it: `resident_id_card 11010519491231002X`.
    pub fn to_text(&self) -> String {
        format!("{} {}", self.kind.name(), self.number)
    }

    /// What [`Self::to_text`] wrote.
    pub fn of_text(text: &str) -> Option<Self> {
        let (kind, number) = text.split_once(' ')?;
        let name: StrDeserializer<'_, Error> = kind.into_deserializer();
        Some(Self {
            kind: DocumentKind::deserialize(name).ok()?,
            number: number.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_read_as_it_was_written() {
        for kind in DocumentKind::ALL {
            let paper = Paper {
                kind,
                number: "H12345678".to_owned(),
            };
            assert_eq!(Paper::of_text(&paper.to_text()), Some(paper));
        }
        assert_eq!(Paper::of_text("resident_id_card"), None);
        assert_eq!(Paper::of_text("library_card 12345"), None);
    }
}
