//! What lists show of a contract: a row for who sent it, and one for every party whose account is known.

use super::event::Opened;
use super::flow::{flow_state, signer_state};
use super::plan::PlannedParty;
use super::sending_organisation::{shelf_of_department, shelf_of_member, shelf_of_organisation};
use super::state::ContractState;
use crate::aggregate::{FiledRow, Projection};
use crate::ids::{AccountId, StreamId};
use serde_json::json;

/// The list of contracts that somebody has sent: the account's own, or what it sent for an organisation
/// (`sending_organisation::shelf_of_member`).
pub const SENT: &str = "contracts";
/// The list of what an organisation, or one of its departments, has sent.
pub const OF_ORGANISATION: &str = "contracts_of_organisation";
/// The list of contracts that wait, or waited, for somebody as a party.
pub const RECEIVED: &str = "contracts_received";
/// The list of what an organisation has sealed alone 单方盖章, as a whole and by each of its people.
pub const SEALED_ALONE: &str = "sealed_alone";
/// The list of agreements that would make a contract void, owned by that contract's id.
pub const VOIDING: &str = "contracts_voiding";

pub(super) fn projections(stream: &StreamId, state: &ContractState) -> Vec<Projection> {
    let Some(opened) = &state.opened else {
        return Vec::new();
    };
    let names: Vec<&str> = opened.parties.iter().map(|party| party.name.text()).collect();
    let flow = flow_state(state).word();
    let row = json!({
        "id": stream.id,
        "title": opened.title.text(),
        "host_name": opened.host_name.text(),
        "course": opened.policy.course,
        "state": flow,
        "phase": state.phase,
        "parties": names,
        "opened_at": state.opened_at,
        "deadline": state.deadline.map(|at| at.0),
        "demo": opened.policy.demo,
        "sealed": state.sealed.is_some(),
        "signed_at": state.sealed.map(|sealed| sealed.at),
        "number": opened.number,
        "organisation": opened.sender.as_ref().map(|sender| json!({"id": sender.organisation, "name": sender.name})),
    });
    let found_by: Vec<String> = std::iter::once(opened.title.text())
        .chain(opened.parties.iter().flat_map(texts_of))
        .chain(opened.number.as_deref())
        .map(str::to_owned)
        .collect();
    let cabinet = opened
        .sender
        .as_ref()
        .map_or(opened.host, |sender| shelf_of_organisation(sender.organisation));
    let filed = |cabinet: AccountId| FiledRow {
        cabinet,
        deadline: state.deadline,
        signed: state.sealed.map(|sealed| sealed.at),
        parties: opened
            .parties
            .iter()
            .flat_map(texts_of)
            .map(str::to_owned)
            .collect(),
        number: opened.number.clone(),
    };
    let sent = senders_shelves(opened).map(|(list, owner)| Projection {
        list,
        owner,
        sort_at: state.opened_at,
        state: flow,
        found_by: found_by.clone(),
        row: row.clone(),
        filed: Some(filed(cabinet)),
    });
    let sent: Vec<Projection> = sent.collect();
    let received = opened
        .parties
        .iter()
        .zip(&state.parties)
        .flat_map(|(planned, party)| {
            let own = signer_state(state, party).word();
            let mut row = row.clone();
            row["party"] = json!(planned.no);
            row["own_state"] = json!(own);
            row["for"] = json!(planned.organisation.as_ref().map(|name| name.text()));
            let others = planned.any_of.iter().map(|person| person.account);
            let others = others.filter(|other| Some(*other) != planned.account);
            let people: Vec<AccountId> = planned.account.into_iter().chain(others).collect();
            let found_by = &found_by;
            people.into_iter().map(move |account| Projection {
                list: RECEIVED,
                owner: account,
                sort_at: state.opened_at,
                state: own,
                found_by: found_by.clone(),
                row: row.clone(),
                filed: Some(filed(account)),
            })
        });
    let voiding = opened.voids.iter().map(|original| Projection {
        list: VOIDING,
        owner: AccountId(original.stream.id),
        sort_at: state.opened_at,
        state: flow,
        found_by: Vec::new(),
        row: json!({"id": stream.id, "state": flow, "opened_at": state.opened_at}),
        filed: None,
    });
    let alone = sealed_alone(opened).map(|owner| Projection {
        list: SEALED_ALONE,
        owner,
        sort_at: state.opened_at,
        state: flow,
        found_by: Vec::new(),
        row: row.clone(),
        filed: None,
    });
    let alone: Vec<Projection> = alone.collect();
    sent.into_iter()
        .chain(received)
        .chain(voiding)
        .chain(alone)
        .collect()
}

/// Where the sender's side finds the contract.
fn senders_shelves(opened: &Opened) -> impl Iterator<Item = (&'static str, AccountId)> {
    let own = match &opened.sender {
        None => opened.host,
        Some(sender) => shelf_of_member(sender.organisation, opened.host),
    };
    let organisations = opened.sender.iter().flat_map(|sender| {
        let departments = sender.shelves().into_iter();
        departments
            .map(|no| shelf_of_department(sender.organisation, no))
            .chain([shelf_of_organisation(sender.organisation)])
    });
    std::iter::once((SENT, own)).chain(organisations.map(|shelf| (OF_ORGANISATION, shelf)))
}

/// Where what was sealed alone stands besides.
fn sealed_alone(opened: &Opened) -> impl Iterator<Item = AccountId> {
    let sender = opened.sender.as_ref().filter(|_| opened.alone);
    let shelves = sender.map(|sender| {
        [
            shelf_of_organisation(sender.organisation),
            shelf_of_member(sender.organisation, opened.host),
        ]
    });
    shelves.into_iter().flatten()
}

fn texts_of(party: &PlannedParty) -> impl Iterator<Item = &str> {
    let organisation = party.organisation.as_ref().map(|name| name.text());
    std::iter::once(party.name.text()).chain(organisation)
}
