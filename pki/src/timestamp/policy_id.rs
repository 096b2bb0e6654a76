//! A policy OID kept as the contents of its DER: ours has an arc of 128 bits (ITU-T X.667), which the
//! OID type of the `der` crates cannot hold.

use der::{DecodeValue, EncodeValue, FixedTag, Header, Length, Reader, Tag, Writer};

/// 2.25.273622652921820866001320008416123500556, from a UUID of our own. It says only: embedded authority,
/// the operator's clock, no promise beyond that.
const OURS: [u8; 20] = [
    0x69, 0x83, 0x9b, 0xd9, 0xe7, 0x96, 0xd8, 0xc2, 0x82, 0x96, 0x93, 0x99, 0xa9, 0xbe, 0xe8, 0x99, 0xe6,
    0xc4, 0xf0, 0x0c,
];

/// The contents of an OBJECT IDENTIFIER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PolicyId(Vec<u8>);

impl PolicyId {
    /// The policy of the embedded authority.
    pub fn ours() -> Self {
        Self(OURS.to_vec())
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
    fn long_arcs_are_kept_and_padded_or_open_ones_refused() {
        let ours = PolicyId::ours();
        assert_eq!(PolicyId::from_der(&ours.to_der().unwrap()), Ok(ours));
        for der in ["0600", "06022a83", "06032a8001", "060180"] {
            assert!(PolicyId::from_der(&hex::decode(der).unwrap()).is_err(), "{der}");
        }
    }
}
