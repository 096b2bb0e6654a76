//! What a signer writes beside the signature 签署意见: one text per control for it, with the act.

use super::{Command, Rejection, personal};
use crate::aggregate::Envelope;
use crate::contract::event::StatedOpinion;
use crate::contract::opinion::{self, WrittenOpinion};
use crate::contract::plan::SignContent;
use crate::contract::state::ContractState;
use crate::ids::{FieldNo, PartyNo};
use crate::value::ValueProblem;

/// What people call the control in sentences.
const NAME: &str = "签署意见";

/// Every control of the party that asks for an opinion has one that it takes, ascending, and no other has any.
pub(super) fn require(
    state: &ContractState,
    party: PartyNo,
    written: &[WrittenOpinion],
) -> Result<(), Rejection> {
    let bad = |problem: ValueProblem| Rejection::BadValue {
        name: NAME.to_owned(),
        problem,
    };
    let mut wanted: Vec<(FieldNo, &str)> = state
        .fields_of(party)
        .filter_map(|field| match &field.content {
            SignContent::Opinion { copy } => Some((field.no, copy.as_str())),
            _ => None,
        })
        .collect();
    wanted.sort_unstable();
    if written.len() < wanted.len() {
        return Err(bad(ValueProblem::Missing));
    }
    let fields = wanted.iter().map(|(no, _)| *no);
    if !fields.eq(written.iter().map(|written| written.field)) {
        return Err(Rejection::NotYourControl);
    }
    for ((_, copy), written) in wanted.iter().zip(written) {
        let text = opinion::text_of(&written.record).ok_or(Rejection::BadActivation)?;
        opinion::check(copy, &text).map_err(bad)?;
    }
    Ok(())
}

/// As they go into the line of the act.
pub(super) fn stated(command: &Envelope<Command>, written: &[WrittenOpinion]) -> Vec<StatedOpinion> {
    let stated = written.iter().map(|written| StatedOpinion {
        no: written.field,
        digest: written.digest(),
        record: personal(
            command,
            &format!("opinions/{}/record", written.field),
            &written.record,
        ),
    });
    stated.collect()
}
