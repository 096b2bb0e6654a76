//! Sealing: the signatures that the hub makes after the last commit, one revision after the other.

use super::{Command, Decision, Rejection, ending::closed, find, require_hub, require_phase};
use crate::aggregate::Envelope;
use crate::contract::event::{ContractEvent, PartySigned, Phase, Preserved};
use crate::contract::state::ContractState;
use crate::hash::Sha256Hash;

/// Compare-and-set on the revision: a signature counts only if it continues the last one stored.
pub(super) fn record_party_signed(
    state: &ContractState,
    command: &Envelope<Command>,
    signed: &PartySigned,
) -> Decision {
    require_hub(command)?;
    require_phase(state, &[Phase::Sealing])?;
    find(state, signed.party)?;
    if state
        .signatures
        .iter()
        .any(|earlier| earlier.party == signed.party)
    {
        return Ok(Vec::new());
    }
    if Some(signed.base) != state.revision() {
        return Err(Rejection::OtherRevision);
    }
    Ok(vec![ContractEvent::PartySigned(signed.clone())])
}

/// Said once for each reason until a signature is made again.
pub(super) fn record_waiting(state: &ContractState, command: &Envelope<Command>, code: &str) -> Decision {
    require_hub(command)?;
    require_phase(state, &[Phase::Sealing])?;
    if state.sealing_waits_for.as_deref() == Some(code) {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::SealingWaiting { code: code.into() }])
}

pub(super) fn record_preserved(
    state: &ContractState,
    command: &Envelope<Command>,
    preserved: &Preserved,
) -> Decision {
    if outcome_is_known(state, command)? {
        return Ok(Vec::new());
    }
    if Some(preserved.base) != state.revision() {
        return Err(Rejection::OtherRevision);
    }
    Ok(vec![ContractEvent::Preserved(preserved.clone())])
}

pub(super) fn record_no_preservation(
    state: &ContractState,
    command: &Envelope<Command>,
    code: &str,
) -> Decision {
    if outcome_is_known(state, command)? {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::PreservationMissing { code: code.into() }])
}

/// Whether the file was given its long life, or was said to have none; the last party's signature comes first.
fn outcome_is_known(state: &ContractState, command: &Envelope<Command>) -> Result<bool, Rejection> {
    require_hub(command)?;
    if state.preservation.is_some() {
        return Ok(true);
    }
    require_phase(state, &[Phase::Sealing])?;
    if state.signatures.len() != state.parties.len() {
        return Err(Rejection::SignatureMissing);
    }
    Ok(false)
}

pub(super) fn record_sealed(
    state: &ContractState,
    command: &Envelope<Command>,
    document: Sha256Hash,
    length: u64,
) -> Decision {
    require_hub(command)?;
    if state.sealed.is_some_and(|sealed| sealed.document == document) {
        return Ok(Vec::new());
    }
    require_phase(state, &[Phase::Sealing])?;
    if state.signatures.len() != state.parties.len() {
        return Err(Rejection::SignatureMissing);
    }
    if state.preservation.is_none() {
        return Err(Rejection::PreservationOpen);
    }
    if Some(document) != state.revision() {
        return Err(Rejection::OtherRevision);
    }
    let signatures = u32::try_from(state.signatures.len()).unwrap_or(u32::MAX);
    let mut events = vec![ContractEvent::Sealed {
        document,
        length,
        signatures,
    }];
    // Nobody waits for a film of an ordinary contract: the log has its last line.
    if !state.course().is_live() {
        events.push(closed(state, 1));
    }
    Ok(events)
}
