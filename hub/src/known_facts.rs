//! What the hub knows of a party, for the controls that hold it 签署方信息 [E18]
//! (`docs/decisions/0130-papers-and-what-is-known-of-a-signer.md`).

use crate::approvals::own_signature::signs_for;
use crate::documents::values;
use crate::http::join::person::is_meant;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::plan::{FillControl, PageBox, PlannedParty};
use domain::contract::state::ContractState;
use domain::ids::PartyNo;
use domain::value::{KnownFact, KnownValue, ValueKind};

/// The facts that the party's controls ask for, as far as they are known.
///
/// # Errors
/// `no_such_party`; where a store cannot be read.
pub async fn of(hub: &Hub, state: &ContractState, no: PartyNo) -> Result<Vec<KnownValue>, Problem> {
    let planned = state.planned(no).ok_or_else(|| Problem::new("no_such_party"))?;
    let asked: Vec<KnownFact> = controls(state, no).map(|(_, fact)| fact).collect();
    let mut known = Vec::new();
    if asked.contains(&KnownFact::IdNumber) {
        known.extend(id_number(hub, planned).await?);
    }
    if asked.contains(&KnownFact::CreditCode) || asked.contains(&KnownFact::LegalRepresentative) {
        known.extend(of_organisation(hub, state, planned).await?);
    }
    known.retain(|value| asked.contains(&value.fact));
    Ok(known)
}

/// Whether each known value can be written at its place.
pub fn check_room(
    hub: &Hub,
    state: &ContractState,
    no: PartyNo,
    known: &[KnownValue],
    pages: &[PageBox],
) -> Result<(), Problem> {
    for (control, fact) in controls(state, no) {
        let value = known.iter().find(|value| value.fact == fact);
        let page = control
            .page
            .checked_sub(1)
            .and_then(|index| pages.get(index as usize));
        if let (Some(value), Some(page)) = (value, page) {
            values::fits(hub, control, &value.text, page)?;
        }
    }
    Ok(())
}

fn controls(state: &ContractState, no: PartyNo) -> impl Iterator<Item = (&FillControl, KnownFact)> {
    state
        .controls_of(Some(no))
        .filter_map(|control| match control.kind {
            ValueKind::Known { fact } => Some((control, fact)),
            _ => None,
        })
}

/// Of the verified identity of the party's account, where it is this person's; else as the sender wrote it.
async fn id_number(hub: &Hub, planned: &PlannedParty) -> Result<Option<KnownValue>, Problem> {
    let account = match planned.account {
        Some(account) => Some(hub.account_state(account).await?),
        None => None,
    };
    let identity = account.as_ref().and_then(|account| account.identity.as_ref());
    let own = identity.filter(|identity| is_meant(identity, planned));
    if let Some(number) = own.and_then(|identity| identity.number.value()) {
        return Ok(Some(verified(KnownFact::IdNumber, number)));
    }
    Ok(planned.paper().map(|paper| KnownValue {
        fact: KnownFact::IdNumber,
        text: paper.number,
        verified: false,
    }))
}

/// Of the organisation of this hub that the party signs for.
async fn of_organisation(
    hub: &Hub,
    state: &ContractState,
    planned: &PlannedParty,
) -> Result<Vec<KnownValue>, Problem> {
    let Some(account) = planned.account else {
        return Ok(Vec::new());
    };
    let Some(organisation) = signs_for(hub, state, planned, account).await? else {
        return Ok(Vec::new());
    };
    let organisation = hub.organisation_state(organisation).await?;
    let code = organisation.credit_code.as_ref();
    let representative = organisation.legal_representative.as_ref();
    let found = [
        code.map(|code| verified(KnownFact::CreditCode, code.as_str())),
        representative
            .and_then(|name| name.value())
            .map(|name| verified(KnownFact::LegalRepresentative, name)),
    ];
    Ok(found.into_iter().flatten().collect())
}

fn verified(fact: KnownFact, text: &str) -> KnownValue {
    KnownValue {
        fact,
        text: text.to_owned(),
        verified: true,
    }
}
