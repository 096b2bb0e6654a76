//! 或签: a party for which any one of several named people signs. Whoever shows last that it is them holds the part, until
//! one of them has signed.

use super::opening::{is_name, is_phone};
use super::{Command, Decision, Rejection, find, personal, require_course, require_hub, require_phase};
use crate::aggregate::Envelope;
use crate::contract::command::{DraftParty, Open};
use crate::contract::event::{ContractEvent, PartyDetails, Phase};
use crate::contract::plan::{Candidate, Course};
use crate::contract::state::ContractState;
use crate::ids::{AccountId, PartyNo};
use crate::personal::{Personal, Seed};
use crate::value::ValueKind;
use std::collections::BTreeSet;

/// People who may sign in one place.
const MOST: usize = 10;

/// Everybody has an account of their own, acts in person, and is not written into the document before it is known who
/// signs.
pub(super) fn check(open: &Open) -> Result<(), Rejection> {
    for (no, party) in (1u8..).zip(&open.parties) {
        if party.any_of.is_empty() {
            continue;
        }
        if open.policy.course.is_live() {
            return Err(Rejection::RoutineOnly);
        }
        let accounts: BTreeSet<AccountId> = accounts(party).flatten().collect();
        let named = party
            .any_of
            .iter()
            .all(|person| is_name(&person.name, 50) && is_phone(&person.phone));
        let in_document = open.controls.iter().any(|control| {
            control.party == Some(PartyNo(no)) && matches!(control.kind, ValueKind::Known { .. })
        });
        let count = party.any_of.len() + 1;
        let known = in_document || party.paper.is_some();
        if count > MOST || accounts.len() != count || !named || known || party.auto.is_some() {
            return Err(Rejection::BadAnyOf(PartyNo(no)));
        }
    }
    Ok(())
}

fn accounts(party: &DraftParty) -> impl Iterator<Item = Option<AccountId>> {
    let others = party.any_of.iter().map(|person| person.account);
    std::iter::once(party.account).chain(others)
}

/// All who may sign for the party, the one whom the draft names first; nobody, where there is no choice.
pub(super) fn candidates(no: u8, party: &DraftParty, seed: &Seed) -> Vec<Candidate> {
    if party.any_of.is_empty() {
        return Vec::new();
    }
    let texts = std::iter::once((&party.name, &party.phone))
        .chain(party.any_of.iter().map(|person| (&person.name, &person.phone)));
    let commit = |at: u8, what: &str, text: &str| {
        Personal::commit(seed, &format!("parties/{no}/any_of/{at}/{what}"), text.trim())
    };
    (1u8..)
        .zip(texts.zip(accounts(party)))
        .filter_map(|(at, ((name, phone), account))| {
            Some(Candidate {
                no: at,
                name: commit(at, "name", name),
                phone: commit(at, "phone", phone),
                account: account?,
            })
        })
        .collect()
}

/// One of them has shown who it is; the hub says so right before it identifies the device.
pub(super) fn take(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    account: AccountId,
) -> Decision {
    require_hub(command)?;
    require_course(state, Course::Routine)?;
    let party = find(state, no)?;
    let planned = state.planned(no).ok_or(Rejection::NoParty(no))?;
    let candidate = planned.candidate(account).ok_or(Rejection::NotAllowed)?;
    if planned.account == Some(account) {
        return Ok(Vec::new());
    }
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    require_phase(state, &[Phase::Filling, Phase::Signing])?;
    let organisation = planned.organisation.as_ref();
    Ok(vec![ContractEvent::PartTaken(PartyDetails {
        party: no,
        name: personal(command, "name", candidate.name.text()),
        phone: personal(command, "phone", candidate.phone.text()),
        organisation: organisation.map(|name| personal(command, "organisation", name.text())),
        paper: None,
        account: Some(account),
        left: None,
    })])
}
