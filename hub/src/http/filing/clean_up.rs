//! `POST /filing/clean-up` 清理失效合同: contracts that came to nothing leave the lists, for the whole organisation where
//! the person manages contracts there, else for the person alone. Their logs and evidence stay.

use super::{MOST_AT_ONCE, Whose, desk_of};
use crate::filing_desk::FilingDesk;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side::{self, SenderSide};
use actix_web::{HttpResponse, web};
use domain::contract::sending_organisation::shelf_of_organisation;
use domain::contract::state::ContractState;
use domain::ids::{AccountId, ContractId, StreamId};
use domain::organisation::permission::Permission;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
pub struct CleanUp {
    contracts: Vec<ContractId>,
}

/// All or none: one contract that is still alive, or that is not the person's to clean away, refuses the whole call.
pub async fn clean_up(
    giver: Giver,
    whose: web::Query<Whose>,
    body: web::Json<CleanUp>,
) -> Result<HttpResponse, Problem> {
    let desk = desk_of(&giver, &whose).await?;
    let cleaned = clean(&giver.hub, &desk, &body.contracts).await;
    let (all, own) = cleaned.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(json!({"for_all": all, "for_oneself": own})))
}

/// How many are gone for everybody of the organisation, and how many for the person alone.
async fn clean(hub: &Hub, desk: &FilingDesk, contracts: &[ContractId]) -> Result<(usize, usize), Problem> {
    if contracts.len() > MOST_AT_ONCE {
        return Err(Problem::new("too_many_contracts").with("most", MOST_AT_ONCE));
    }
    let mut gone: BTreeMap<AccountId, Vec<StreamId>> = BTreeMap::new();
    for contract in contracts {
        let snapshot = hub.contract_state(*contract).await?;
        let owner = eyes(hub, desk.account, *contract, &snapshot.state).await?;
        let owner = owner.ok_or_else(|| Problem::new("not_allowed"))?;
        if !snapshot.state.phase.is_ended_unsigned() {
            return Err(Problem::new("contract_alive"));
        }
        gone.entry(owner)
            .or_default()
            .push(hub.contract_stream(*contract));
    }
    let own = gone.get(&desk.account).map_or(0, Vec::len);
    for (owner, streams) in &gone {
        let hidden = hub.store.cabinets.hide(*owner, streams).await;
        hidden.map_err(|e| Problem::internal("clean contracts away", e))?;
    }
    Ok((contracts.len().saturating_sub(own), own))
}

/// With whose eyes the contract is not seen any more; `None` where the person does not see it now.
async fn eyes(
    hub: &Hub,
    account: AccountId,
    contract: ContractId,
    state: &ContractState,
) -> Result<Option<AccountId>, Problem> {
    let Some(opened) = &state.opened else {
        return Ok(None);
    };
    let side = sender_side::of(hub, contract, account).await?;
    if let (Some(sent), Some(side)) = (&opened.sender, &side) {
        let manages = match side {
            SenderSide::Manages(_) => true,
            SenderSide::Reads => false,
            SenderSide::Sender => {
                let state = hub.organisation_state(sent.organisation).await?;
                state.reaches(account, Permission::ManageContracts, sent)
            }
        };
        let owner = if manages {
            shelf_of_organisation(sent.organisation)
        } else {
            account
        };
        return Ok(Some(owner));
    }
    let is_party = opened.parties.iter().any(|party| party.account == Some(account));
    Ok((side.is_some() || is_party).then_some(account))
}
