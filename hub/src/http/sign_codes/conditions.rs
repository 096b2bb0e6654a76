//! `GET /templates/{template}/sign-code-conditions`: whether it can be signed by code, and what to do where it cannot.

use crate::contract_for_visitor::parts_of;
use crate::http::drafts::DraftBody;
use crate::http::me::organisation;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::templates::{self, Place};
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::event::Service;
use domain::seal::kind::SealOwner;
use domain::seal::state::SealStanding;
use domain::sign_code::conditions::{Condition, Plan};
use domain::template::state::MadeTemplate;
use serde_json::{Value, json};

pub async fn look(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (made, body) = templates::with_body(&giver, place.template).await?;
    let unmet = async {
        let sender = sender_of(&giver, &made).await?;
        unmet(&giver.hub, made.enabled, &body, sender).await
    };
    let unmet = unmet.await.map_err(|problem| giver.problem(problem))?;
    let said = |condition: Condition| -> Value {
        let what_to_do = giver.problem(Problem::new(condition.code())).sentence();
        json!({
            "condition": condition,
            "met": !unmet.contains(&condition),
            "what_to_do": what_to_do,
        })
    };
    let all: Vec<Value> = Condition::ALL.into_iter().map(said).collect();
    Ok(HttpResponse::Ok().json(all))
}

/// For whom contracts of a template go out: always its own organisation, where it has one.
pub async fn sender_of(giver: &Giver, made: &MadeTemplate) -> Result<Option<OrganisationId>, Problem> {
    match &made.keeper {
        Some(keeper) => Ok(Some(keeper.organisation)),
        None => organisation::chosen(&giver.hub, giver.account()?).await,
    }
}

/// The conditions that this organisation and template do not meet now.
pub async fn unmet(
    hub: &Hub,
    enabled: bool,
    body: &DraftBody,
    organisation: Option<OrganisationId>,
) -> Result<Vec<Condition>, Problem> {
    let silent_signing = match organisation {
        Some(organisation) => hub
            .organisation_state(organisation)
            .await?
            .has_service(Service::SilentSigning),
        None => false,
    };
    let seal_in_use = is_seal_in_use(hub, body, organisation).await?;
    let parts = parts_of(body);
    let plan = Plan {
        enabled,
        course: body.policy.course,
        order: body.policy.order,
        parts: &parts,
        controls: &body.controls,
        silent_signing,
        seal_in_use,
    };
    let all = Condition::ALL.into_iter();
    Ok(all.filter(|condition| !condition.is_met(&plan)).collect())
}

async fn is_seal_in_use(
    hub: &Hub,
    body: &DraftBody,
    organisation: Option<OrganisationId>,
) -> Result<bool, Problem> {
    for auto in body.parties.iter().filter_map(|party| party.auto) {
        let state = match hub.seal_state(auto.seal).await {
            Ok(snapshot) => snapshot.state,
            Err(problem) if problem.code == "seal_not_found" => return Ok(false),
            Err(problem) => return Err(problem),
        };
        let owner = state.made.as_ref().map(|made| made.owner);
        let is_own = owner.is_some() && owner == organisation.map(SealOwner::Organisation);
        if !is_own || state.standing != SealStanding::InUse {
            return Ok(false);
        }
    }
    Ok(true)
}
