//! `POST /organisations/{organisation}/approvals`: a party of a contract asks for what its organisation demands before
//! it signs or uses a seal. Sending a contract asks by itself.

use crate::approvals::guard::{self, GuardedAct};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::approval::flow::Facts;
use domain::approval::step::{Guarded, Subject};
use domain::ids::{ContractId, OrganisationId, SealId};
use domain::seal::kind::SealOwner;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    contract: ContractId,
    /// The seal to be used; without one, the signature of our own party is asked for.
    #[serde(default)]
    seal: Option<SealId>,
}

pub async fn request(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Wanted>,
) -> Result<HttpResponse, Problem> {
    let Wanted { contract, seal } = body.into_inner();
    let hub = &giver.hub;
    let account = giver.account()?;
    let none = || giver.problem(Problem::new("contract_not_found"));
    let snapshot = hub.contract_state(contract).await.map_err(|_| none())?;
    let state = &snapshot.state;
    let opened = state.opened.as_ref().ok_or_else(none)?;
    // Only whoever signs it: the request shows approvers its title and pages.
    if !opened.parties.iter().any(|party| party.account == Some(account)) {
        return Err(none());
    }
    let prepared = state.prepared.as_ref();
    let prepared = prepared.ok_or_else(|| giver.problem(Problem::new("not_ready")))?;
    let always = match seal {
        Some(seal) => demands_approval(&giver, *organisation, seal).await?,
        None => false,
    };
    let act = GuardedAct {
        organisation: *organisation,
        account,
        subject: Subject {
            act: if seal.is_some() {
                Guarded::SealUse
            } else {
                Guarded::OwnSignature
            },
            id: contract.0,
            document: prepared.r0,
            seal,
        },
        facts: Facts {
            always,
            ..Facts::default()
        },
    };
    let asked = guard::request(hub, &act, opened.title.text(), giver.command_id()).await;
    let approval = asked.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Accepted().json(json!({"approval": approval})))
}

/// Whether this seal of the organisation was set to need an approval for every use.
async fn demands_approval(
    giver: &Giver,
    organisation: OrganisationId,
    seal: SealId,
) -> Result<bool, Problem> {
    let snapshot = giver.hub.seal_state(seal).await;
    let snapshot = snapshot.map_err(|problem| giver.problem(problem))?;
    let owner = snapshot.state.made.as_ref().map(|made| made.owner);
    if owner == Some(SealOwner::Organisation(organisation)) {
        Ok(snapshot.state.needs_approval)
    } else {
        Err(giver.problem(Problem::new("seal_not_found")))
    }
}
