//! Reading DER with no slack: what was read must encode to the very bytes that came in.

use der::{Decode, Encode};

/// The bytes are not the DER of the expected structure, or not its only DER form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not strict DER of the expected structure")]
pub struct NotStrictDer;

/// Decodes a whole value; trailing bytes, and any other form than the one we would write, are refused.
pub(crate) fn decode<'a, T: Decode<'a> + Encode>(bytes: &'a [u8]) -> Result<T, NotStrictDer> {
    let value = T::from_der(bytes).map_err(|_| NotStrictDer)?;
    let same = value.to_der().is_ok_and(|again| again == bytes);
    if same { Ok(value) } else { Err(NotStrictDer) }
}
