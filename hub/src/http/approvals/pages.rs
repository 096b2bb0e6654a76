//! `GET /organisations/{organisation}/approvals/{approval}/pages/{page}.png`: what the approver reads, which is what the
//! approval is for: the draft while it waits, the contract's own pages afterwards, the
//! template's version.

use super::{Place, find};
use crate::approvals::facts;
use crate::http::contracts::files::blob_response;
use crate::http::drafts::document::DraftDocument;
use crate::http::drafts::{self, blob_owner};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::templates;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::approval::step::{Guarded, Subject};
use domain::hash::Sha256Hash;
use domain::ids::{ApprovalId, ContractId, DraftId, OrganisationId, TemplateId};
use serde::Deserialize;

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct PagePlace {
    organisation: OrganisationId,
    approval: ApprovalId,
    page: u32,
}

pub async fn image(giver: Giver, place: web::Path<PagePlace>) -> Result<HttpResponse, Problem> {
    let PagePlace {
        organisation,
        approval,
        page,
    } = *place;
    let found = find(
        &giver,
        Place {
            organisation,
            approval,
        },
    )
    .await?;
    let pages = pages_of(&giver.hub, &found.request.subject).await;
    let pages = pages.map_err(|problem| giver.problem(problem))?;
    let image = page
        .checked_sub(1)
        .and_then(|index| pages.images.get(index as usize));
    let image = image.ok_or_else(|| giver.problem(Problem::new("not_found")))?;
    blob_response(&giver.hub, &pages.owner, *image, "image/png").await
}

/// Page images and the owner of their files.
pub(super) struct Pages {
    pub owner: String,
    pub images: Vec<Sha256Hash>,
}

/// The pages that the subject names; none of another version.
pub(super) async fn pages_of(hub: &Hub, subject: &Subject) -> Result<Pages, Problem> {
    if let Some((draft, document)) = draft_of(hub, subject).await? {
        return Ok(Pages {
            owner: blob_owner(draft),
            images: document.pages.iter().map(|page| page.image).collect(),
        });
    }
    if subject.act == Guarded::PublishTemplate {
        return pages_of_template(hub, subject).await;
    }
    let contract = ContractId(subject.id);
    let snapshot = match hub.contract_state(contract).await {
        Ok(snapshot) => snapshot,
        Err(problem) if problem.code == "contract_not_found" => {
            return Err(Problem::new("approval_document_gone"));
        }
        Err(problem) => return Err(problem),
    };
    let pages = hub.pages_of(contract, &snapshot.state).await?;
    Ok(Pages {
        owner: hub.contract_stream(contract).to_string(),
        images: pages.images.iter().map(|page| page.image).collect(),
    })
}

/// The pages of the version that is to be published.
async fn pages_of_template(hub: &Hub, subject: &Subject) -> Result<Pages, Problem> {
    let template = TemplateId(subject.id);
    let gone = || Problem::new("approval_document_gone");
    let snapshot = hub.template(template).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read a template", e))?;
    let made = snapshot.and_then(|snapshot| snapshot.state.made.clone());
    let made = made.ok_or_else(gone)?;
    let mut versions = made.earlier.iter().chain([&made.latest]);
    let version = versions.find(|version| version.content.draft == subject.document);
    let body = templates::body_of(hub, template, &version.ok_or_else(gone)?.content).await?;
    let pages = body.document.map(|document| document.pages).unwrap_or_default();
    Ok(Pages {
        owner: templates::stream(template).to_string(),
        images: pages.iter().map(|page| page.image).collect(),
    })
}

/// The draft that waits, where it is still the version that the approval is for.
async fn draft_of(hub: &Hub, subject: &Subject) -> Result<Option<(DraftId, DraftDocument)>, Problem> {
    let id = DraftId(subject.id);
    if subject.act != Guarded::Start || hub.owner_of(id).await?.is_none() {
        return Ok(None);
    }
    let (draft, body) = drafts::load(hub, id).await?;
    if facts::hash_of(&draft) != subject.document {
        return Err(Problem::new("approval_document_gone"));
    }
    Ok(body.document.map(|document| (id, document)))
}
