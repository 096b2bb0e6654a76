//! The stored form of a stroke: `0x01, count, x, y, 0, w`, then per point `dx, dy, dt, dw`.

use super::varint::{Reader, put, put_signed};
use super::{InkError, InkPoint, MAX_BYTES, MAX_POINTS, MAX_PRESSURE, Stroke};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// First byte of every ink format known today.
pub(super) const FORMAT: u8 = 1;

/// Writes `stroke` in its only form, at most [`MAX_BYTES`].
pub fn encode(stroke: &Stroke) -> Result<Vec<u8>, InkError> {
    if stroke.points.first().is_some_and(|first| first.t != 0) {
        return Err(InkError::Point(0));
    }
    let mut out = vec![FORMAT];
    put_points(&mut out, &stroke.points)?;
    within_limit(&out)?;
    Ok(out)
}

/// Reads what [`encode`] wrote. Any other bytes are an error, so a stroke has one encoding and one hash.
pub fn decode(bytes: &[u8]) -> Result<Stroke, InkError> {
    within_limit(bytes)?;
    let mut reader = Reader::new(bytes);
    read_format(&mut reader)?;
    let count = read_count(&mut reader)?;
    let points = read_points(&mut reader, count)?;
    nothing_left(&reader)?;
    match points.first() {
        Some(first) if first.t == 0 => Ok(Stroke { points }),
        _ => Err(InkError::Point(0)),
    }
}

/// [`encode`] as base64url without padding: the form in commands, events and views.
pub fn to_text(stroke: &Stroke) -> Result<String, InkError> {
    Ok(URL_SAFE_NO_PAD.encode(encode(stroke)?))
}

/// Reads what [`to_text`] wrote.
pub fn from_text(text: &str) -> Result<Stroke, InkError> {
    decode(&URL_SAFE_NO_PAD.decode(text).map_err(|_| InkError::Text)?)
}

pub(super) fn within_limit(bytes: &[u8]) -> Result<(), InkError> {
    if bytes.len() > MAX_BYTES {
        Err(InkError::TooLong(bytes.len()))
    } else {
        Ok(())
    }
}

pub(super) fn read_format(reader: &mut Reader<'_>) -> Result<(), InkError> {
    match reader.byte()? {
        FORMAT => Ok(()),
        other => Err(InkError::Format(other)),
    }
}

pub(super) fn nothing_left(reader: &Reader<'_>) -> Result<(), InkError> {
    if reader.left() > 0 {
        Err(InkError::Trailing(reader.left()))
    } else {
        Ok(())
    }
}

/// Reads a number of points, 1 to [`MAX_POINTS`].
pub(super) fn read_count(reader: &mut Reader<'_>) -> Result<usize, InkError> {
    let count = reader.number()?;
    match usize::try_from(count) {
        Ok(count) if (1..=MAX_POINTS).contains(&count) => Ok(count),
        _ => Err(InkError::PointCount(count.into())),
    }
}

/// Writes the count, the first point as it is and the others as differences.
pub(super) fn put_points(out: &mut Vec<u8>, points: &[InkPoint]) -> Result<(), InkError> {
    let count = points.len();
    let (Some(&first), true) = (points.first(), count <= MAX_POINTS) else {
        return Err(InkError::PointCount(count as u64));
    };
    put(out, count as u32);
    put(out, first.x.into());
    put(out, first.y.into());
    put(out, first.t);
    put(out, first.w.into());
    if first.w > MAX_PRESSURE {
        return Err(InkError::Point(0));
    }
    for (index, pair) in points.windows(2).enumerate() {
        let [before, point] = pair else { continue };
        let dt = point.t.checked_sub(before.t).ok_or(InkError::Point(index + 1))?;
        if point.w > MAX_PRESSURE {
            return Err(InkError::Point(index + 1));
        }
        put_signed(out, i32::from(point.x) - i32::from(before.x));
        put_signed(out, i32::from(point.y) - i32::from(before.y));
        put(out, dt);
        put_signed(out, i32::from(point.w) - i32::from(before.w));
    }
    Ok(())
}

/// Reads `count` points as [`put_points`] wrote them.
pub(super) fn read_points(reader: &mut Reader<'_>, count: usize) -> Result<Vec<InkPoint>, InkError> {
    let wrong = |index: usize| InkError::Point(index);
    let pressure = |w: u16, index: usize| {
        if w <= MAX_PRESSURE {
            Ok(w)
        } else {
            Err(wrong(index))
        }
    };
    let small = |number: u32| u16::try_from(number).map_err(|_| wrong(0));
    let mut point = InkPoint {
        x: small(reader.number()?)?,
        y: small(reader.number()?)?,
        t: reader.number()?,
        w: pressure(small(reader.number()?)?, 0)?,
    };
    // Four bytes a point at least: what cannot follow is not reserved.
    let mut points = Vec::with_capacity(count.min(1 + reader.left() / 4));
    points.push(point);
    for index in 1..count {
        let moved = |from: u16, by: i32| {
            i32::from(from)
                .checked_add(by)
                .and_then(|to| u16::try_from(to).ok())
                .ok_or(InkError::Point(index))
        };
        point = InkPoint {
            x: moved(point.x, reader.signed()?)?,
            y: moved(point.y, reader.signed()?)?,
            t: point.t.checked_add(reader.number()?).ok_or(wrong(index))?,
            w: pressure(moved(point.w, reader.signed()?)?, index)?,
        };
        points.push(point);
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_stroke() -> impl Strategy<Value = Stroke> {
        let point = (any::<u16>(), any::<u16>(), 0u32..400, 0u16..=MAX_PRESSURE);
        proptest::collection::vec(point, 1..60).prop_map(|raw| {
            let mut t = 0;
            let points = raw.into_iter().enumerate().map(|(index, (x, y, dt, w))| {
                t += if index == 0 { 0 } else { dt };
                InkPoint { x, y, t, w }
            });
            Stroke {
                points: points.collect(),
            }
        })
    }

    proptest! {
        #[test]
        fn a_stroke_comes_back(stroke in a_stroke()) {
            prop_assert_eq!(decode(&encode(&stroke).unwrap()), Ok(stroke.clone()));
            prop_assert_eq!(from_text(&to_text(&stroke).unwrap()), Ok(stroke));
        }

        #[test]
        fn what_can_be_read_is_written_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(stroke) = decode(&bytes) {
                prop_assert_eq!(encode(&stroke), Ok(bytes));
            }
        }

        #[test]
        fn every_cut_and_every_addition_is_refused(stroke in a_stroke(), cut in any::<prop::sample::Index>()) {
            let bytes = encode(&stroke).unwrap();
            prop_assert!(decode(&bytes[..cut.index(bytes.len())]).is_err());
            let longer = [bytes.as_slice(), &[0]].concat();
            prop_assert_eq!(decode(&longer), Err(InkError::Trailing(1)));
        }
    }

    #[test]
    fn malformed_ink_is_refused_by_name() {
        assert_eq!(decode(&[]), Err(InkError::CutShort));
        assert_eq!(decode(&[2, 1, 0, 0, 0, 0]), Err(InkError::Format(2)));
        assert_eq!(decode(&[1, 0]), Err(InkError::PointCount(0)));
        assert_eq!(
            decode(&[1, 0x81, 0x20, 0, 0, 0, 0]),
            Err(InkError::PointCount(4097))
        );
        assert_eq!(
            decode(&[1, 1, 0, 0, 5, 0]),
            Err(InkError::Point(0)),
            "the first point is at 0"
        );
        assert_eq!(
            decode(&[1, 1, 0, 0, 0, 0x80, 8]),
            Err(InkError::Point(0)),
            "pressure 1024"
        );
        assert_eq!(
            decode(&[1, 2, 0, 0, 0, 0, 1, 0, 0, 0]),
            Err(InkError::Point(1)),
            "x = -1"
        );
        assert_eq!(
            decode(&vec![1; MAX_BYTES + 1]),
            Err(InkError::TooLong(MAX_BYTES + 1))
        );
        assert_eq!(from_text("AQ=="), Err(InkError::Text));
    }

    #[test]
    fn points_that_no_pen_makes_are_not_written() {
        let at = |x, t, w| InkPoint { x, y: 0, t, w };
        let refused = |points: Vec<InkPoint>| encode(&Stroke { points }).unwrap_err();
        assert_eq!(refused(vec![]), InkError::PointCount(0));
        assert_eq!(refused(vec![at(0, 3, 0)]), InkError::Point(0));
        assert_eq!(refused(vec![at(0, 0, 1024)]), InkError::Point(0));
        assert_eq!(
            refused(vec![at(0, 0, 1), at(0, 9, 1), at(0, 8, 1)]),
            InkError::Point(2)
        );
        assert_eq!(refused(vec![at(0, 0, 1); 4097]), InkError::PointCount(4097));
        let wild = (0..4096)
            .map(|i| at(if i % 2 == 0 { 0 } else { u16::MAX }, i * 1000, 0))
            .collect();
        assert!(matches!(refused(wild), InkError::TooLong(_)));
    }
}
