//! What an approval of a party's organisation does to the contract: the party waits for it, and then signs or not.

use super::{
    BEFORE_SEALING, Command, Decision, Rejection, ending::closed, find, personal, require_hub, require_text,
};
use crate::aggregate::Envelope;
use crate::approval::passage::{Blocked, Cleared, Passage};
use crate::approval::step::Guarded;
use crate::contract::event::ContractEvent;
use crate::contract::state::ContractState;
use crate::ids::{PartyNo, StreamId};
use crate::quote::Quote;

/// Characters of a reason.
const REASON: usize = 200;

/// Nothing where the party waits for it already, or has signed meanwhile.
pub(super) fn await_outcome(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    approval: &StreamId,
) -> Decision {
    require_hub(command)?;
    let party = find(state, no)?;
    let known = party.awaits_approval.as_ref() == Some(approval);
    if known || party.committed.is_some() || !BEFORE_SEALING.contains(&state.phase) {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::ApprovalAwaited {
        party: no,
        approval: approval.clone(),
    }])
}

/// An approval that was refused for good is the party's refusal; nothing where the party waits for another one.
pub(super) fn settle(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    approval: &Quote,
    passed: bool,
    refused: Option<&str>,
) -> Decision {
    require_hub(command)?;
    let party = find(state, no)?;
    if party.awaits_approval.as_ref() != Some(&approval.stream) {
        return Ok(Vec::new());
    }
    let mut events = vec![ContractEvent::ApprovalSettled {
        party: no,
        approval: approval.clone(),
        passed,
    }];
    let open = BEFORE_SEALING.contains(&state.phase) && party.committed.is_none() && !party.refused;
    if let Some(reason) = refused.filter(|_| open) {
        events.push(ContractEvent::Refused {
            party: no,
            reason: personal(command, "reason", require_text(reason, REASON)?),
        });
        if !state.course().is_live() {
            events.push(closed(state, 2));
        }
    }
    Ok(events)
}

/// Whoever signs for an organisation needs its yes to just this signature.
pub(super) fn cleared(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    passage: Option<&Passage>,
) -> Result<Option<Cleared>, Rejection> {
    let Some(passage) = passage else {
        return Ok(None);
    };
    let subject = *passage.clearance.subject();
    let account = state.planned(no).and_then(|planned| planned.account);
    let fits = subject.act == Guarded::OwnSignature && Some(subject.document) == state.r0();
    let account = account.filter(|_| fits).ok_or(Blocked::OtherAct)?;
    Ok(Some(passage.open(&subject, account, command.at)?))
}
