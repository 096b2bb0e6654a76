//! 自动签署: the sending organisation's own part is sealed by the hub when its turn comes [G03–G09].

use super::{Command, Decision, Rejection, approvals, find, require_hub, require_phase, signing};
use crate::aggregate::Envelope;
use crate::canonical;
use crate::contract::auto_sign::activation;
use crate::contract::command::{AutoCommit, DraftField, DraftParty, Open};
use crate::contract::event::{Committed, ContractEvent, Phase};
use crate::contract::plan::{SealHolder, SignContent};
use crate::contract::state::ContractState;
use crate::ids::PartyNo;
use crate::organisation::event::Service;

/// Where a draft has a part that signs by itself: it is the organisation's own part [G07], with the sender as its
/// operator [G09], places for seals alone, and nothing in the contract is filled in by a party [G08]. The organisation
/// has 企业静默签 switched on [G10]. What is sealed by one side alone 单方盖章 has no other part than that.
pub(super) fn check(open: &Open) -> Result<(), Rejection> {
    let seals_itself = matches!(&open.parties[..], [only] if only.auto.is_some());
    if open.alone && !seals_itself {
        return Err(Rejection::NotAlone);
    }
    for (no, party) in (1u8..)
        .zip(&open.parties)
        .filter(|(_, party)| party.auto.is_some())
    {
        if open.policy.course.is_live() {
            return Err(Rejection::RoutineOnly);
        }
        check_part(open, PartyNo(no), party)?;
    }
    Ok(())
}

fn check_part(open: &Open, no: PartyNo, party: &DraftParty) -> Result<(), Rejection> {
    let sender = open.sender.as_ref().ok_or(Rejection::AutoForeign)?;
    if party.organisation.as_deref().map(str::trim) != Some(sender.name.as_str()) {
        return Err(Rejection::AutoForeign);
    }
    if !sender.services.contains(&Service::SilentSigning) {
        return Err(Rejection::AutoOff);
    }
    if party.account != Some(open.host) {
        return Err(Rejection::AutoOperator);
    }
    if !party.demands.is_none() || open.controls.iter().any(|control| control.party.is_some()) {
        return Err(Rejection::AutoNothingToFill);
    }
    let by_itself = |field: &DraftField| {
        matches!(
            field.content,
            SignContent::Seal {
                holder: SealHolder::Organisation,
                ..
            } | SignContent::Straddle { .. }
                | SignContent::Date
                | SignContent::Name
        )
    };
    if open
        .fields
        .iter()
        .filter(|field| field.party == no)
        .all(by_itself)
    {
        Ok(())
    } else {
        Err(Rejection::AutoSealOnly)
    }
}

/// The act. Done already, it is not done again.
pub(super) fn commit(state: &ContractState, command: &Envelope<Command>, act: &AutoCommit) -> Decision {
    require_hub(command)?;
    let party = find(state, act.party)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    require_phase(state, &[Phase::Signing])?;
    let auto = state.auto_of(act.party).ok_or(Rejection::NotAllowed)?;
    signing::require_turn(state, party, command.at)?;
    let another_refused = state.parties.iter().any(|other| other.refused);
    if another_refused || party.awaits_approval.is_some() {
        return Err(Rejection::NotGranted);
    }
    if Some(act.r0) != state.r0() {
        return Err(Rejection::OtherDocument);
    }
    signing::require_seals(state, party, &act.seals)?;
    if act.seals.iter().any(|sealed| sealed.used.seal != auto.seal) {
        return Err(Rejection::SealNotPermitted);
    }
    let cleared = approvals::cleared(state, command, act.party, act.passage.as_ref())?;
    // It signs for an organisation, whose yes it cannot do without.
    let cleared = Some(cleared.ok_or(Rejection::NotAllowed)?);
    let record = activation(state.first_line, act.party, act.r0, &act.seals);
    let activation = canonical::encode_value(&record).map_err(|_| Rejection::BadActivation)?;
    let activation = String::from_utf8(activation).map_err(|_| Rejection::BadActivation)?;
    let committed = Committed {
        party: act.party,
        r0: act.r0,
        ink: party.ink_digest(),
        activation,
        signature: String::new(),
        seals: act.seals.clone(),
        opinions: Vec::new(),
        cleared,
    };
    Ok(signing::committed(state, command, committed))
}

/// The seal could not be used: from now on the operator signs by hand.
pub(super) fn hand_back(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    code: &str,
) -> Decision {
    require_hub(command)?;
    let open = find(state, no)?.committed.is_none() && state.phase == Phase::Signing;
    if !open || state.auto_of(no).is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::AutoSignFailed {
        party: no,
        code: code.to_owned(),
    }])
}
