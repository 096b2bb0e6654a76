//! What must hold in every reachable state of a contract; used by property tests and `debug_assert!`.

use super::event::Phase;
use super::plan::SignContent;
use super::state::ContractState;

type Invariant = (&'static str, fn(&ContractState) -> bool);

/// Named, so that a failure says what broke (design 2.2).
pub const INVARIANTS: &[Invariant] = &[
    ("a signature is never recorded twice", each_party_signs_once),
    (
        "the hub signs for a party only after all have committed",
        signed_only_after_all_committed,
    ),
    (
        "a contract is sealed only with every required signature",
        sealed_only_with_every_signature,
    ),
    (
        "the sealed file is the last revision",
        sealed_file_is_last_revision,
    ),
    (
        "every act names the document that was prepared",
        acts_name_the_document,
    ),
    ("revisions form one chain from R0", revisions_form_a_chain),
    (
        "a contract that ended unsigned has no signature",
        ended_unsigned_has_no_signature,
    ),
    (
        "values are complete before the document is prepared",
        prepared_only_with_all_values,
    ),
    (
        "only an admitted, verified party has committed",
        committed_parties_were_verified,
    ),
    (
        "whoever acts for a party of several is one of them",
        held_by_one_of_them,
    ),
    (
        "an act states every opinion that is asked for",
        acts_state_their_opinions,
    ),
    (
        "a granted right to sign exists only while signing",
        grants_only_while_signing,
    ),
];

/// Names of the invariants that do not hold.
pub fn broken(state: &ContractState) -> Vec<&'static str> {
    INVARIANTS
        .iter()
        .filter(|(_, holds)| !holds(state))
        .map(|(name, _)| *name)
        .collect()
}

fn each_party_signs_once(state: &ContractState) -> bool {
    state.parties.iter().all(|party| {
        state
            .signatures
            .iter()
            .filter(|signed| signed.party == party.no)
            .count()
            <= 1
    }) && state.signatures.len() <= state.parties.len()
}

fn signed_only_after_all_committed(state: &ContractState) -> bool {
    state.signatures.is_empty() || state.all_committed()
}

fn sealed_only_with_every_signature(state: &ContractState) -> bool {
    state.sealed.is_none() || (state.all_committed() && state.signatures.len() == state.parties.len())
}

fn sealed_file_is_last_revision(state: &ContractState) -> bool {
    state
        .sealed
        .is_none_or(|sealed| Some(sealed.document) == state.revision())
}

fn acts_name_the_document(state: &ContractState) -> bool {
    state.parties.iter().all(|party| {
        party
            .committed
            .as_ref()
            .is_none_or(|act| Some(act.r0) == state.r0() && act.party == party.no)
    })
}

fn revisions_form_a_chain(state: &ContractState) -> bool {
    let mut at = state.r0();
    let signed = state.signatures.iter().all(|signed| {
        let follows = Some(signed.base) == at;
        at = Some(signed.revision);
        follows
    });
    signed
        && state
            .preserved()
            .is_none_or(|preserved| Some(preserved.base) == at)
}

fn ended_unsigned_has_no_signature(state: &ContractState) -> bool {
    !state.phase.is_ended_unsigned() || (state.signatures.is_empty() && state.sealed.is_none())
}

fn prepared_only_with_all_values(state: &ContractState) -> bool {
    let filled = |no| state.party(no).is_some_and(|party| party.filled.is_some());
    state.prepared.is_none()
        || state
            .parties
            .iter()
            .all(|party| state.controls_of(Some(party.no)).next().is_none() || filled(party.no))
}

fn committed_parties_were_verified(state: &ContractState) -> bool {
    state.parties.iter().all(|party| {
        party.committed.is_none() || party.verified.is_some() || state.auto_of(party.no).is_some()
    })
}

fn grants_only_while_signing(state: &ContractState) -> bool {
    state.phase == Phase::Signing || state.parties.iter().all(|party| party.grant_until.is_none())
}

fn held_by_one_of_them(state: &ContractState) -> bool {
    let parties = state.opened.iter().flat_map(|opened| &opened.parties);
    parties
        .filter(|planned| !planned.any_of.is_empty())
        .all(|planned| {
            let holder = planned.account.and_then(|account| planned.candidate(account));
            holder.is_some()
        })
}

fn acts_state_their_opinions(state: &ContractState) -> bool {
    state.parties.iter().all(|party| {
        let Some(act) = &party.committed else { return true };
        let asked = state.fields_of(party.no);
        let mut asked = asked.filter(|field| matches!(field.content, SignContent::Opinion { .. }));
        asked.all(|field| act.opinions.iter().any(|opinion| opinion.no == field.no))
    })
}
