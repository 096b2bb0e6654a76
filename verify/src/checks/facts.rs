//! What the package is about, in plain values for a page or a terminal.

use super::log::LogFindings;
use super::time::Times;
use crate::container::Contents;
use crate::report::{Facts, PartyFacts};
use crate::session::SessionLine;
use domain::canonical;
use domain::contract::activation::confirmed_together;
use domain::contract::event::{ContractEvent, IdentityMethod, Phase};
use domain::contract::plan::PlannedParty;
use domain::contract::state::ContractState;
use recorder::package::layout;

pub(super) fn of_log(contents: &Contents<'_>, log: &LogFindings<'_>, times: &Times) -> Facts {
    let index = |stem: &str| log.leaves.get(stem).and_then(|leaf| leaf.index);
    Facts {
        contract: contents.description.contract.clone(),
        session: Some(contents.description.session),
        lines: contents.description.lines,
        log: contents.description.log.clone(),
        log_key: log.key.clone(),
        open_leaf: index(layout::OPEN_LEAF),
        close_leaf: index(layout::CLOSE_LEAF),
        not_before: times.lower.as_ref().map(|token| token.time),
        not_after: times.upper.as_ref().map(|token| token.time),
        packed_at: times.package.as_ref().map(|token| token.time),
        ..Facts::default()
    }
}

pub(super) fn of_session(facts: &mut Facts, lines: &[SessionLine<'_>], state: &ContractState) {
    facts.lines = lines.len() as u64;
    facts.opened_at = lines.first().map(|line| line.at);
    facts.closed_at = lines
        .last()
        .filter(|line| matches!(line.event, ContractEvent::Closed { .. }))
        .map(|line| line.at);
    facts.document = state.sealed.map(|sealed| sealed.document);
    facts.called_off = state.phase == Phase::CalledOff;
    let Some(opened) = &state.opened else { return };
    facts.signed_source = opened.signed_source;
    facts.uploaded = Some(opened.uploaded);
    facts.title = opened.title.value().map(str::to_owned);
    facts.host = opened.host_name.value().map(str::to_owned);
    facts.parties = opened
        .parties
        .iter()
        .map(|party| of_party(party, state))
        .collect();
}

fn of_party(planned: &PlannedParty, state: &ContractState) -> PartyFacts {
    let party = state.party(planned.no);
    let signed = state.signatures.iter().find(|signed| signed.party == planned.no);
    let came = party.and_then(|party| party.verified.as_ref());
    let standing = state
        .auto_of(planned.no)
        .map(|_| IdentityMethod::StandingAgreement);
    let method = came.map(|verified| verified.method).or(standing);
    PartyFacts {
        no: planned.no.0,
        label: planned.label.clone(),
        name: planned.name.value().map(str::to_owned),
        organisation: planned
            .organisation
            .as_ref()
            .and_then(|name| name.value())
            .map(str::to_owned),
        identity: method.and_then(|method| serde_json::to_value(method).ok()?.as_str().map(str::to_owned)),
        together: party
            .and_then(|party| party.committed.as_ref())
            .and_then(|act| canonical::parse_record(act.activation.as_bytes()).ok())
            .and_then(|record| confirmed_together(&record).ok().flatten()),
        committed_at: party
            .filter(|party| party.committed.is_some())
            .map(|party| party.committed_at),
        signed_at: signed.map(|signed| signed.token_time),
        certificate: signed.map(|signed| signed.certificate),
    }
}
