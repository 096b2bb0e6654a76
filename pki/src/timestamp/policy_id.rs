//! A policy OID kept as the contents of its DER: ours has an arc of 128 bits (ITU-T X.667), which the
//! OID type of the `der` crates cannot hold.

use der::{DecodeValue, EncodeValue, FixedTag, Header, Length, Reader, Tag, Writer};
use std::str::FromStr;

/// 2.25.273622652921820866001320008416123500556, from a UUID of our own. It says only: embedded authority,
/// the operator's clock, no promise beyond that.
const OURS: [u8; 20] = [
    0x69, 0x83, 0x9b, 0xd9, 0xe7, 0x96, 0xd8, 0xc2, 0x82, 0x96, 0x93, 0x99, 0xa9, 0xbe, 0xe8, 0x99, 0xe6,
    0xc4, 0xf0, 0x0c,
];

/// The contents of an OBJECT IDENTIFIER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyId(Vec<u8>);

/// The text is no object identifier in dotted form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an object identifier is written like 1.3.6.1.4.1.13762.3")]
pub struct NotAPolicyId;

impl PolicyId {
    /// The policy of the embedded authority.
    pub fn ours() -> Self {
        Self(OURS.to_vec())
    }
}

impl FromStr for PolicyId {
    type Err = NotAPolicyId;

    fn from_str(text: &str) -> Result<Self, NotAPolicyId> {
        let arcs = text.split('.').map(str::parse::<u128>);
        let arcs = arcs.collect::<Result<Vec<_>, _>>().map_err(|_| NotAPolicyId)?;
        let [first @ 0..=2, second, rest @ ..] = arcs.as_slice() else {
            return Err(NotAPolicyId);
        };
        if *first < 2 && *second > 39 {
            return Err(NotAPolicyId);
        }
        let top = (first * 40).checked_add(*second).ok_or(NotAPolicyId)?;
        let mut contents = Vec::new();
        for arc in std::iter::once(&top).chain(rest) {
            let groups = (128 - arc.leading_zeros()).div_ceil(7).max(1);
            for group in (0..groups).rev() {
                let bits = u8::try_from((arc >> (7 * group)) & 0x7f).map_err(|_| NotAPolicyId)?;
                contents.push(if group > 0 { bits | 0x80 } else { bits });
            }
        }
        Ok(Self(contents))
    }
}

impl FixedTag for PolicyId {
    const TAG: Tag = Tag::ObjectIdentifier;
}

impl<'a> DecodeValue<'a> for PolicyId {
    fn decode_value<R: Reader<'a>>(reader: &mut R, header: Header) -> der::Result<Self> {
        let contents = reader.read_vec(header.length)?;
        // Each arc ends with a byte below 0x80 and begins with another byte than 0x80 (X.690 section 8.19.2).
        let ends = contents.last().is_some_and(|last| *last < 0x80);
        let mut before = 0;
        let padded = contents
            .iter()
            .any(|byte| std::mem::replace(&mut before, *byte) < 0x80 && *byte == 0x80);
        if ends && !padded {
            Ok(Self(contents))
        } else {
            Err(Self::TAG.value_error())
        }
    }
}

impl EncodeValue for PolicyId {
    fn value_len(&self) -> der::Result<Length> {
        self.0.len().try_into()
    }

    fn encode_value(&self, writer: &mut impl Writer) -> der::Result<()> {
        writer.write(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::{Decode, Encode};

    #[test]
    fn dotted_text_gives_the_same_bytes() {
        let ours: PolicyId = "2.25.273622652921820866001320008416123500556".parse().unwrap();
        assert_eq!(ours, PolicyId::ours());
        let other: PolicyId = "1.3.6.1.4.1.13762.3".parse().unwrap();
        assert_eq!(hex::encode(other.to_der().unwrap()), "06082b06010401eb4203");
        for text in ["", "1", "1.40.1", "3.1", "1.2.x", "1..2", "1.2.-1"] {
            assert!(text.parse::<PolicyId>().is_err(), "{text}");
        }
    }

    #[test]
    fn long_arcs_are_kept_and_padded_or_open_ones_refused() {
        let ours = PolicyId::ours();
        assert_eq!(PolicyId::from_der(&ours.to_der().unwrap()), Ok(ours));
        for der in ["0600", "06022a83", "06032a8001", "060180"] {
            assert!(PolicyId::from_der(&hex::decode(der).unwrap()).is_err(), "{der}");
        }
    }
}
