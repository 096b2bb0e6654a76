//! Before our own party signs 我方签署: for whom a party signs, and whether that organisation has approved it.

use super::guard::{self, GuardedAct};
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::approval::flow::Facts;
use domain::approval::passage::Passage;
use domain::approval::step::{Guarded, Subject};
use domain::contract::plan::PlannedParty;
use domain::contract::state::ContractState;
use domain::ids::{AccountId, ContractId, OrganisationId, PartyNo};
use domain::ports::event_log::ListQuery;
use domain::value::ValueKind;
use domain::value::amount::Amount;

/// Organisations of one person.
const MOST: u32 = 100;

/// What the contract is given with the party's act; none where the party signs for no organisation of this hub.
///
/// # Errors
/// `approval_asked` where an approval is demanded and has just been asked for, `approval_pending` while it waits.
pub async fn passage(
    hub: &Hub,
    contract: ContractId,
    state: &ContractState,
    party: PartyNo,
) -> Result<Option<Passage>, Problem> {
    let Some(act) = guarded(hub, contract, state, party).await? else {
        return Ok(None);
    };
    match guard::passage(hub, &act).await {
        Ok(passage) => Ok(Some(passage)),
        Err(problem) if problem.code == "approval_needed" => {
            let title = state.opened.as_ref().map(|opened| opened.title.text());
            let title = title.unwrap_or_default();
            guard::request(hub, &act, title, hub.clock.command_id()).await?;
            Err(Problem::new("approval_asked"))
        }
        Err(problem) => Err(problem),
    }
}

/// The act as the flows of the party's organisation see it.
async fn guarded(
    hub: &Hub,
    contract: ContractId,
    state: &ContractState,
    party: PartyNo,
) -> Result<Option<GuardedAct>, Problem> {
    let (Some(planned), Some(r0)) = (state.planned(party), state.r0()) else {
        return Ok(None);
    };
    let Some(account) = planned.account else {
        return Ok(None);
    };
    let organisation = signs_for(hub, state, planned, account).await?;
    Ok(organisation.map(|organisation| GuardedAct {
        organisation,
        account,
        subject: Subject {
            act: Guarded::OwnSignature,
            id: contract.0,
            document: r0,
            seal: None,
        },
        facts: facts(state),
    }))
}

/// The organisation that the contract names for the party, where the signer is one of its people; else the one that
/// sent the contract, where the signer is one of theirs and the contract names no other.
pub async fn signs_for(
    hub: &Hub,
    state: &ContractState,
    planned: &PlannedParty,
    account: AccountId,
) -> Result<Option<OrganisationId>, Problem> {
    let named = planned.organisation.as_ref().map(|name| name.text().trim());
    let opened = state.opened.as_ref();
    let sender = opened
        .and_then(|opened| opened.cleared.as_ref())
        .map(|cleared| cleared.organisation);
    let query = ListQuery::first("organisations", account, MOST);
    let rows = hub.store.log.list(&query).await;
    let rows = rows.map_err(|e| Problem::internal("list organisations", e))?;
    let mut of_sender = None;
    for row in rows {
        let Ok(id) = serde_json::from_value::<OrganisationId>(row["id"].clone()) else {
            continue;
        };
        let organisation = hub.organisation_state(id).await?;
        if organisation.active_member(account).is_none() || !organisation.acts() {
            continue;
        }
        if named.is_some_and(|name| organisation.is_called(name)) {
            return Ok(Some(id));
        }
        if Some(id) == sender && named.is_none_or(str::is_empty) {
            of_sender = Some(id);
        }
    }
    Ok(of_sender)
}

/// The largest amount in the contract; unknown where one was not filled in.
fn facts(state: &ContractState) -> Facts {
    let controls = state.opened.iter().flat_map(|opened| &opened.controls);
    let amounts = controls.filter(|control| matches!(control.kind, ValueKind::Amount {}));
    let filled: Option<Vec<u64>> = amounts
        .map(|control| {
            let filled = state.value_of(control.no)?;
            Amount::parse(filled.value.text()).map(Amount::fen)
        })
        .collect();
    Facts {
        amount: filled.and_then(|amounts| amounts.into_iter().max()),
        ..Facts::default()
    }
}
