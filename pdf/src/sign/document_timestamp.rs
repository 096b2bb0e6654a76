//! Appending the document time-stamp: a time-stamp over the whole file with everything in it (ISO 32000-2, 12.8.5;
//! PAdES B-LTA, ETSI EN 319 142-1). It is a revision like a signature; a token is put in instead of a CMS signature.

use super::plan::SigningPlan;
use super::signature_dictionary::blank_document_timestamp;
use super::{LongTermError, UnsignedRevision, check_end};
use crate::incremental::append::Appender;
use domain::hash::Sha256Hash;

/// Writes the revision that waits for the time-stamp, and the plan for the one after it. `reserve` is the number of
/// bytes for the token (see [`super::signature_dictionary::TIMESTAMP_RESERVE`]).
pub fn append_document_timestamp(
    base: &[u8],
    plan: &SigningPlan,
    reserve: u32,
) -> Result<(UnsignedRevision, SigningPlan), LongTermError> {
    let start = check_end(base, plan)?;
    let mut next = plan.clone();
    let long_term = next.long_term.as_mut().ok_or(LongTermError::NotPlanned)?;
    let field = &mut long_term.timestamp;
    if std::mem::replace(&mut field.filled, true) {
        return Err(LongTermError::AlreadyStamped);
    }
    let mut appender = Appender::new(plan.end.clone());
    let value = appender.reserve();
    let blanks = blank_document_timestamp(&mut appender, value, reserve);
    appender.object(
        field.object,
        format!("<< {} /V {value} 0 R >>", field.entries).as_bytes(),
    );
    for planned in std::mem::take(&mut field.beside) {
        appender.object_of(planned.object, planned.generation, &planned.body);
    }
    let id = Sha256Hash::of_parts(&[plan.end.id[1].as_bytes(), b"DocTimeStamp"]);
    let (unsigned, end) = UnsignedRevision::close(appender, start, &blanks, id);
    next.end = end;
    Ok((unsigned, next))
}
