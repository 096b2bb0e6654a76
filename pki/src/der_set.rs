//! SET OF in DER order. The `SetOfVec` of the `der` crate compares the fields of its elements, which is
//! another order than X.690 section 11.6 asks for; signed attributes must have exactly that one.

use der::{Decode, DecodeValue, Encode, EncodeValue, FixedTag, Header, Length, Reader, Tag, Writer};

/// The elements of a SET OF, ascending by their encodings, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DerSet<T>(Vec<T>);

impl<T: Encode> DerSet<T> {
    /// Sorts the elements as DER wants them; the same element twice is an error.
    pub fn sorted(elements: Vec<T>) -> der::Result<Self> {
        let mut keyed = elements
            .into_iter()
            .map(|element| Ok((element.to_der()?, element)))
            .collect::<der::Result<Vec<_>>>()?;
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        if keyed.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(der::ErrorKind::SetDuplicate.into());
        }
        Ok(Self(keyed.into_iter().map(|(_, element)| element).collect()))
    }
}

impl<T> DerSet<T> {
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The only element; `None` if there are none or several.
    pub fn single(&self) -> Option<&T> {
        if let [only] = self.0.as_slice() {
            Some(only)
        } else {
            None
        }
    }
}

impl<T> FixedTag for DerSet<T> {
    const TAG: Tag = Tag::Set;
}

impl<'a, T: Decode<'a> + Encode> DecodeValue<'a> for DerSet<T> {
    fn decode_value<R: Reader<'a>>(reader: &mut R, header: Header) -> der::Result<Self> {
        reader.read_nested(header.length, |nested| {
            let mut elements = Vec::new();
            let mut before = Vec::new();
            while !nested.is_finished() {
                let element = T::decode(nested)?;
                let encoded = element.to_der()?;
                if !elements.is_empty() && encoded <= before {
                    return Err(der::ErrorKind::SetOrdering.into());
                }
                before = encoded;
                elements.push(element);
            }
            Ok(Self(elements))
        })
    }
}

impl<T: Encode> EncodeValue for DerSet<T> {
    fn value_len(&self) -> der::Result<Length> {
        self.0
            .iter()
            .try_fold(Length::ZERO, |sum, element| sum + element.encoded_len()?)
    }

    fn encode_value(&self, writer: &mut impl Writer) -> der::Result<()> {
        self.0.iter().try_for_each(|element| element.encode(writer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::asn1::OctetString;

    #[test]
    fn elements_are_ordered_by_their_encodings() {
        let long = OctetString::new([0x00, 0x00]).unwrap();
        let short = OctetString::new([0xff]).unwrap();
        let set = DerSet::sorted(vec![long.clone(), short.clone()]).unwrap();
        let der = set.to_der().unwrap();
        assert_eq!(hex::encode(&der), "31070401ff04020000");
        assert_eq!(DerSet::from_der(&der), Ok(DerSet(vec![short.clone(), long])));
        assert!(DerSet::sorted(vec![short.clone(), short]).is_err());
    }

    #[test]
    fn another_order_or_a_repetition_is_refused() {
        for der in [
            "310704020000".to_owned() + "0401ff",
            "31060401ff0401ff".to_owned(),
        ] {
            assert!(
                DerSet::<OctetString>::from_der(&hex::decode(&der).unwrap()).is_err(),
                "{der}"
            );
        }
    }
}
