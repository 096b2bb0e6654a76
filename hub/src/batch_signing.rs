//! 批量签署: many contracts read, and then confirmed with one press [G12]. Each act is its own; what is asked here is
//! whether this contract may be among them.

use crate::approvals::own_signature;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::approval::passage::Passage;
use domain::canonical;
use domain::contract::activation::confirmed_together;
use domain::contract::demands::FaceRule;
use domain::contract::flow::{SignerState, signer_state};
use domain::contract::plan::{SignContent, SigningField};
use domain::contract::state::ContractState;
use domain::ids::{AccountId, ContractId, OrganisationId, PartyNo};
use domain::organisation::event::Service;
use std::sync::Arc;

/// A contract that may be signed together with others.
pub struct Ready {
    pub party: PartyNo,
    pub state: Arc<ContractState>,
}

/// Whether `account` may sign `contract` together with others now.
///
/// # Errors
/// `contract_not_found` where no party of it is the account's, `not_to_sign_now`, `sign_alone` with what the sender
/// asks for, `batch_signing_off`.
pub async fn ready(hub: &Hub, account: AccountId, contract: ContractId) -> Result<Ready, Problem> {
    let state = hub.contract_state(contract).await?.state;
    let opened = state.opened.as_ref();
    let own: Vec<_> = opened
        .iter()
        .flat_map(|opened| &opened.parties)
        .filter(|planned| planned.account == Some(account))
        .collect();
    if own.is_empty() {
        return Err(Problem::new("contract_not_found"));
    }
    let to_sign = own.into_iter().find(|planned| {
        let party = state.party(planned.no);
        party.is_some_and(|party| signer_state(&state, party) == SignerState::ToSign)
    });
    let planned = to_sign.filter(|_| !state.course().is_live());
    let planned = planned.ok_or_else(|| Problem::new("not_to_sign_now"))?;
    let writes = |field: &SigningField| matches!(field.content, SignContent::Opinion { .. });
    let by_itself = state.face_rule() == Some(FaceRule::Asked) || state.fields_of(planned.no).any(writes);
    if !planned.demands.is_none() || by_itself {
        return Err(Problem::new("sign_alone"));
    }
    if let Some(organisation) = own_signature::signs_for(hub, &state, planned, account).await? {
        require_switched_on(hub, organisation).await?;
    }
    Ok(Ready {
        party: planned.no,
        state: state.clone(),
    })
}

/// The title of a contract that names `account` as a party; nobody else learns it.
pub async fn title(hub: &Hub, account: AccountId, contract: ContractId) -> Option<String> {
    let state = hub.contract_state(contract).await.ok()?.state;
    let opened = state.opened.as_ref()?;
    let is_party = opened
        .parties
        .iter()
        .any(|planned| planned.account == Some(account));
    is_party.then(|| opened.title.text().to_owned())
}

/// An act whose activation says that it was confirmed together with others is made for an organisation only while its
/// service is switched on.
///
/// # Errors
/// `batch_signing_off`.
pub async fn require_service(hub: &Hub, activation: &str, passage: Option<&Passage>) -> Result<(), Problem> {
    // The contract refuses what cannot be read.
    let together = canonical::parse_record(activation.as_bytes())
        .ok()
        .and_then(|record| confirmed_together(&record).ok().flatten());
    match (together, passage) {
        (Some(_), Some(passage)) => require_switched_on(hub, passage.clearance.organisation()).await,
        _ => Ok(()),
    }
}

async fn require_switched_on(hub: &Hub, organisation: OrganisationId) -> Result<(), Problem> {
    let state = hub.organisation_state(organisation).await?;
    if state.has_service(Service::BatchSigning) {
        Ok(())
    } else {
        Err(Problem::new("batch_signing_off").with("organisation", &state.name))
    }
}
