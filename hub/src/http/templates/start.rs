//! `POST /templates/{template}/drafts`: a draft made of the latest version: a contract with people for the roles and
//! the sender's values, or the template's next version in the editor.

use super::{Place, as_quoted, body_of, copy_files, find, find_kept, stream};
use crate::http::drafts::create::{send_for, store_new};
use crate::http::drafts::{DraftBody, DraftPurpose, DraftTemplate, DraftValue, as_json, blob_owner};
use crate::http::me::organisation;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::{AccountId, DraftId, OrganisationId, TemplateId};
use domain::ports::rows::Draft;
use domain::template::state::MadeTemplate;
use serde::Deserialize;

/// What a contract is started with. Everything but the purpose may also be filled in later, in the editor.
#[derive(Debug, Deserialize)]
pub struct Start {
    pub purpose: DraftPurpose,
    /// The template's name where there is none.
    #[serde(default)]
    pub title: Option<String>,
    /// One for each role, in their order; nobody for now where it is empty.
    #[serde(default)]
    pub people: Vec<Person>,
    /// What the sender fills in.
    #[serde(default)]
    pub values: Vec<DraftValue>,
    /// The last day for signing, `2026-11-22`.
    #[serde(default)]
    pub deadline: Option<String>,
}

/// Who plays a role.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub name: String,
    pub phone: String,
    #[serde(default)]
    pub organisation: Option<String>,
}

pub async fn start(
    giver: Giver,
    place: web::Path<Place>,
    start: web::Json<Start>,
) -> Result<HttpResponse, Problem> {
    let made = match start.purpose {
        DraftPurpose::Start => find(&giver, place.template).await?,
        DraftPurpose::Revise => find_kept(&giver, place.template).await?.0,
    };
    // With an `Idempotency-Key`, the key is the draft's id: asked again, it is refused and not made twice.
    let draft = DraftId(giver.command_id().0);
    let chosen = organisation::chosen(&giver.hub, giver.account()?).await;
    let chosen = chosen.map_err(|problem| giver.problem(problem))?;
    let started = draft_of(
        &giver.hub,
        giver.account()?,
        place.template,
        &made,
        start.into_inner(),
        chosen,
        draft,
    );
    let draft = started.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(as_json(&draft)))
}

/// Makes the draft under this id, for this organisation or the owner alone; of an organisation's template always for
/// that organisation.
pub async fn draft_of(
    hub: &Hub,
    owner: AccountId,
    template: TemplateId,
    made: &MadeTemplate,
    start: Start,
    organisation: Option<OrganisationId>,
    id: DraftId,
) -> Result<Draft, Problem> {
    if start.purpose == DraftPurpose::Start && !made.enabled {
        return Err(Problem::new("template_disabled").with("name", &made.name));
    }
    let mut body = body_of(hub, template, &made.latest.content).await?;
    if let Some(document) = &body.document {
        copy_files(hub, &stream(template).to_string(), &blob_owner(id), document).await?;
    }
    fill_in(&mut body, made, &start)?;
    if start.purpose == DraftPurpose::Start {
        let owned_by = made.keeper.as_ref().map(|keeper| keeper.organisation);
        send_for(hub, owner, owned_by.or(organisation), &mut body).await?;
    }
    body.template = Some(DraftTemplate {
        id: template,
        name: made.name.clone(),
        version: made.latest.no,
        line: as_quoted(template, &made.latest),
        purpose: start.purpose,
        contract_type: body.contract_type.clone(),
    });
    store_new(hub, id, owner, body).await
}

fn fill_in(body: &mut DraftBody, made: &MadeTemplate, start: &Start) -> Result<(), Problem> {
    if !start.people.is_empty() && start.people.len() != body.parties.len() {
        return Err(Problem::new("template_people_wrong").with("count", body.parties.len()));
    }
    for (party, person) in body.parties.iter_mut().zip(&start.people) {
        party.name.clone_from(&person.name);
        party.phone.clone_from(&person.phone);
        if person.organisation.is_some() {
            party.organisation.clone_from(&person.organisation);
        }
    }
    let title = start.title.as_ref().filter(|title| !title.trim().is_empty());
    body.title = title.unwrap_or(&made.name).clone();
    body.values.clone_from(&start.values);
    body.deadline.clone_from(&start.deadline);
    Ok(())
}
