//! Names of subjects and issuers: building them, and reading the common name back.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519;
use der::asn1::{Any, SetOfVec};
use der::{Tag, Tagged};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RelativeDistinguishedName};

/// The upper bound of X.520 for each of the attributes used here, in characters.
const MAX_CHARS: usize = 64;

/// id-at-organizationIdentifier (X.520).
const ORGANISATION_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");

/// A name being written, most general part first.
#[derive(Default)]
pub(crate) struct NameBuilder(Vec<RelativeDistinguishedName>);

impl NameBuilder {
    pub fn organisation(self, text: &str) -> der::Result<Self> {
        self.part(rfc4519::O, Tag::Utf8String, &bounded(text))
    }

    /// Two letters of ISO 3166.
    pub fn country(self, code: &str) -> der::Result<Self> {
        self.part(rfc4519::C, Tag::PrintableString, code)
    }

    /// The organisationIdentifier of X.520, in the form of ETSI EN 319 412-1 section 5.1.4, for example
    /// `NTRCN-91110108MA01ABCD1X`.
    pub fn organisation_identifier(self, text: &str) -> der::Result<Self> {
        self.part(ORGANISATION_IDENTIFIER, Tag::Utf8String, &bounded(text))
    }

    pub fn unit(self, text: &str) -> der::Result<Self> {
        self.part(rfc4519::OU, Tag::Utf8String, &bounded(text))
    }

    pub fn common_name(self, text: &str) -> der::Result<Self> {
        self.part(rfc4519::CN, Tag::Utf8String, &bounded(text))
    }

    /// The serialNumber attribute of the subject (not of the certificate); printable ASCII, see [`is_printable`].
    pub fn serial_number(self, text: &str) -> der::Result<Self> {
        self.part(rfc4519::SERIAL_NUMBER, Tag::PrintableString, text)
    }

    pub fn name(self) -> Name {
        x509_cert::name::RdnSequence(self.0)
    }

    fn part(mut self, oid: ObjectIdentifier, tag: Tag, text: &str) -> der::Result<Self> {
        let value = Any::new(tag, text.as_bytes())?;
        let set = SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])?;
        self.0.push(RelativeDistinguishedName(set));
        Ok(self)
    }
}

/// Control characters become spaces; what is longer than the bound ends in `…`, so that sealing never fails
/// because a company has a long name. The whole name stands in the log.
fn bounded(text: &str) -> String {
    let mut clean: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if clean.chars().count() > MAX_CHARS {
        clean = clean.chars().take(MAX_CHARS - 1).chain(['…']).collect();
    }
    clean
}

/// Whether the text fits an X.520 serialNumber: 1 to 64 characters of the PrintableString set.
pub(crate) fn is_printable(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " '()+,-./:=?".contains(c);
    (1..=MAX_CHARS).contains(&text.len()) && text.chars().all(allowed)
}

/// The last common name of a name, if it is text.
pub(crate) fn common_name(name: &Name) -> Option<String> {
    let value = name
        .0
        .iter()
        .flat_map(|part| part.0.iter())
        .rfind(|part| part.oid == rfc4519::CN)?;
    match value.value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => {
            String::from_utf8(value.value.value().to_vec()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        common_name(&NameBuilder::default().common_name(text).unwrap().name()).unwrap()
    }

    #[test]
    fn long_names_are_cut_with_a_mark_and_controls_are_blanked() {
        assert_eq!(written("北京某某科技有限公司"), "北京某某科技有限公司");
        assert_eq!(written(&"某".repeat(64)), "某".repeat(64));
        assert_eq!(written(&"某".repeat(65)), "某".repeat(63) + "…");
        assert_eq!(written(" a\u{0}b\n"), "a b");
    }

    #[test]
    fn only_printable_strings_fit_a_serial_number() {
        assert!(is_printable("0193f1c2-6b1d-7aaa-8000-000000000001/2"));
        for text in ["", "a_b", "签", &"a".repeat(65)] {
            assert!(!is_printable(text), "{text}");
        }
    }
}
