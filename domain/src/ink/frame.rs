//! Ink in flight: some points of a stroke, sent while it is drawn. A lost frame is no loss: the stroke's event
//! repeats it whole.

use super::encoded_stroke::{
    FORMAT, nothing_left, put_points, read_count, read_format, read_points, within_limit,
};
use super::varint::{Reader, put};
use super::{InkError, InkPoint, MAX_POINTS};
use crate::ids::{FieldNo, PartyNo};

/// Points `first`, `first + 1`, … of one stroke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InkFrame {
    /// 0 when it comes from a client: the hub knows who that is and fills it in.
    pub party: PartyNo,
    pub field: FieldNo,
    /// From 1 within the field, as in the stroke's event.
    pub stroke: u32,
    /// Index of the first point within its stroke.
    pub first: u32,
    /// At least one; `t` since the first point of the stroke, not of the frame.
    pub points: Vec<InkPoint>,
}

/// Writes one binary frame: `0x01, party, field, stroke, first`, then the points as in an encoded stroke.
pub fn encode(frame: &InkFrame) -> Result<Vec<u8>, InkError> {
    let mut out = vec![FORMAT];
    put(&mut out, frame.party.0.into());
    put(&mut out, frame.field.0.into());
    put(&mut out, frame.stroke);
    put(&mut out, frame.first);
    fits_stroke(frame.first, frame.points.len())?;
    put_points(&mut out, &frame.points)?;
    within_limit(&out)?;
    Ok(out)
}

/// Reads what [`encode`] wrote; any other bytes are an error.
pub fn decode(bytes: &[u8]) -> Result<InkFrame, InkError> {
    within_limit(bytes)?;
    let mut reader = Reader::new(bytes);
    read_format(&mut reader)?;
    let party = PartyNo(u8::try_from(reader.number()?).map_err(|_| InkError::Number)?);
    let field = FieldNo(u16::try_from(reader.number()?).map_err(|_| InkError::Number)?);
    let stroke = reader.number()?;
    let first = reader.number()?;
    let count = read_count(&mut reader)?;
    fits_stroke(first, count)?;
    let points = read_points(&mut reader, count)?;
    nothing_left(&reader)?;
    Ok(InkFrame {
        party,
        field,
        stroke,
        first,
        points,
    })
}

fn fits_stroke(first: u32, count: usize) -> Result<(), InkError> {
    let end = u64::from(first) + count as u64;
    if end > MAX_POINTS as u64 {
        Err(InkError::PointCount(end))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(first: u32, points: Vec<InkPoint>) -> InkFrame {
        InkFrame {
            party: PartyNo(2),
            field: FieldNo(300),
            stroke: 7,
            first,
            points,
        }
    }

    #[test]
    fn a_frame_comes_back_and_is_small() {
        let points: Vec<_> = (0..8u16)
            .map(|i| InkPoint {
                x: 30_000 + 50 * i,
                y: 20_000 - 40 * i,
                t: 5000 + 83 * u32::from(i),
                w: 512,
            })
            .collect();
        let sent = frame(60, points);
        let bytes = encode(&sent).unwrap();
        assert!(bytes.len() <= 64, "{} bytes", bytes.len());
        assert_eq!(decode(&bytes), Ok(sent));
    }

    #[test]
    fn a_frame_beyond_the_longest_stroke_is_refused() {
        let point = InkPoint {
            x: 1,
            y: 1,
            t: 0,
            w: 0,
        };
        assert_eq!(
            encode(&frame(4095, vec![point; 2])),
            Err(InkError::PointCount(4097))
        );
        assert_eq!(encode(&frame(0, vec![])), Err(InkError::PointCount(0)));
        assert_eq!(
            decode(&[1, 0x80, 2, 1, 1, 0, 1, 0, 0, 0, 0]),
            Err(InkError::Number),
            "party 256"
        );
    }

    proptest! {
        #[test]
        fn what_can_be_read_is_written_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(frame) = decode(&bytes) {
                prop_assert_eq!(encode(&frame), Ok(bytes));
            }
        }
    }
}
