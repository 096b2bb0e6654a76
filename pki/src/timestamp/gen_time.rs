//! GeneralizedTime with fractions of a second, which RFC 3161 section 2.4.2 allows in a token and the `der`
//! crate does not read.

use der::{DateTime, DecodeValue, EncodeValue, FixedTag, Header, Length, Reader, Tag, Writer};
use domain::timestamp::Timestamp;

/// `YYYYMMDDhhmmss[.f…]Z`, UTC, without trailing zeros in the fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GenTime {
    text: String,
    time: Timestamp,
}

impl GenTime {
    /// To the millisecond. Times before 1970 are an error.
    pub fn at(time: Timestamp) -> der::Result<Self> {
        if time.0 < 0 {
            return Err(der::ErrorKind::DateTime.into());
        }
        let civil = time.civil(0);
        let mut text = format!(
            "{:04}{:02}{:02}{:02}{:02}{:02}",
            civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
        );
        let fraction = format!("{:03}", time.0 % 1000);
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        text.push('Z');
        Self::read(text)
    }

    /// The stated time; what is finer than a millisecond is cut off.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    fn read(text: String) -> der::Result<Self> {
        let time = parse(text.as_bytes()).ok_or(der::ErrorKind::DateTime)?;
        Ok(Self { text, time })
    }
}

fn parse(text: &[u8]) -> Option<Timestamp> {
    let (seconds, rest) = text.split_at_checked(14)?;
    let fraction = match rest {
        b"Z" => &[][..],
        [b'.', digits @ .., b'Z'] if digits.last().is_some_and(|last| *last != b'0') => digits,
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u16, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0'))
        })
    };
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let small = |range: std::ops::Range<usize>| u8::try_from(number(&seconds[range])?).ok();
    let date = DateTime::new(
        number(&seconds[..4])?,
        small(4..6)?,
        small(6..8)?,
        small(8..10)?,
        small(10..12)?,
        small(12..14)?,
    )
    .ok()?;
    let whole = i64::try_from(date.unix_duration().as_secs()).ok()?;
    let millis = (0..3).fold(0, |sum, n| {
        sum * 10 + i64::from(fraction.get(n).map_or(0, |d| d - b'0'))
    });
    Some(Timestamp(whole * 1000 + millis))
}

impl FixedTag for GenTime {
    const TAG: Tag = Tag::GeneralizedTime;
}

impl<'a> DecodeValue<'a> for GenTime {
    fn decode_value<R: Reader<'a>>(reader: &mut R, header: Header) -> der::Result<Self> {
        let bytes = reader.read_vec(header.length)?;
        Self::read(String::from_utf8(bytes).map_err(|_| der::ErrorKind::DateTime)?)
    }
}

impl EncodeValue for GenTime {
    fn value_len(&self) -> der::Result<Length> {
        self.text.len().try_into()
    }

    fn encode_value(&self, writer: &mut impl Writer) -> der::Result<()> {
        writer.write(self.text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::{Decode, Encode};
    use proptest::prelude::*;

    #[test]
    fn fractions_are_read_and_trailing_zeros_refused() {
        let read = |text: &str| GenTime::read(text.to_owned()).map(|time| time.time().0).ok();
        assert_eq!(read("20261122180509Z"), Some(1_795_370_709_000));
        assert_eq!(read("20261122180509.5Z"), Some(1_795_370_709_500));
        assert_eq!(read("20261122180509.012345Z"), Some(1_795_370_709_012));
        for bad in [
            "20261122180509.50Z",
            "20261122180509.Z",
            "20261122180509",
            "20261122180509+0800",
            "20261322180509Z",
            "20260229180509Z",
            "2026112218050aZ",
            "20261122180509.5x1Z",
            "202611221805Z",
            "",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_millisecond_goes_there_and_back(at in 0i64..4_102_444_800_000) {
            let time = GenTime::at(Timestamp(at)).unwrap();
            prop_assert_eq!(time.time(), Timestamp(at));
            prop_assert_eq!(GenTime::from_der(&time.to_der().unwrap()).unwrap(), time);
        }
    }
}
