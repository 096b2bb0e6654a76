//! What lists show of a contract: a row for who sent it, and one for every party whose account is known.

use super::flow::{flow_state, signer_state};
use super::plan::PlannedParty;
use super::state::ContractState;
use crate::aggregate::Projection;
use crate::ids::StreamId;
use serde_json::json;

/// The list of contracts that somebody has sent.
pub const SENT: &str = "contracts";
/// The list of contracts that wait, or waited, for somebody as a party.
pub const RECEIVED: &str = "contracts_received";

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
    });
    let found_by: Vec<String> = std::iter::once(opened.title.text())
        .chain(opened.parties.iter().flat_map(texts_of))
        .map(str::to_owned)
        .collect();
    let sent = Projection {
        list: SENT,
        owner: opened.host,
        sort_at: state.opened_at,
        state: flow,
        found_by: found_by.clone(),
        row: row.clone(),
    };
    let received = opened
        .parties
        .iter()
        .zip(&state.parties)
        .filter_map(|(planned, party)| {
            let own = signer_state(state, party).word();
            let mut row = row.clone();
            row["party"] = json!(planned.no);
            row["own_state"] = json!(own);
            Some(Projection {
                list: RECEIVED,
                owner: planned.account?,
                sort_at: state.opened_at,
                state: own,
                found_by: found_by.clone(),
                row,
            })
        });
    std::iter::once(sent).chain(received).collect()
}

fn texts_of(party: &PlannedParty) -> impl Iterator<Item = &str> {
    let organisation = party.organisation.as_ref().map(|name| name.text());
    std::iter::once(party.name.text()).chain(organisation)
}
