//! `POST /drafts`: a new, empty draft, for the organisation that the person works for at present.

use super::{DraftBody, as_json, empty_body};
use crate::http::access::Visitor;
use crate::http::me::organisation;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::{AccountId, DraftId, OrganisationId};
use domain::ports::rows::Draft;

pub async fn create(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let draft = new_draft(&hub, &visitor, false).await;
    let draft = draft.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Created().json(as_json(&draft)))
}

/// Stores an empty draft of the visitor's account.
pub async fn new_draft(hub: &Hub, visitor: &Visitor, demo: bool) -> Result<Draft, Problem> {
    let owner = visitor.require_account()?;
    let mut body = empty_body(hub, demo);
    if !demo {
        send_for_chosen(hub, owner, &mut body).await?;
    }
    store_new(hub, DraftId(hub.clock.command_id().0), owner, body).await
}

/// The draft is for the organisation that the person works for at present, who must have the right to send for it.
pub async fn send_for_chosen(hub: &Hub, owner: AccountId, body: &mut DraftBody) -> Result<(), Problem> {
    let chosen = organisation::chosen(hub, owner).await?;
    send_for(hub, owner, chosen, body).await
}

/// The draft is for this organisation, for which the person must have the right to send, or for the owner alone.
pub async fn send_for(
    hub: &Hub,
    owner: AccountId,
    organisation: Option<OrganisationId>,
    body: &mut DraftBody,
) -> Result<(), Problem> {
    body.organisation = organisation;
    if let Some(organisation) = organisation {
        let snapshot = hub.organisation_snapshot(organisation).await?;
        let may = snapshot
            .state
            .sending(&hub.organisation_stream(organisation), snapshot.head, owner);
        may.map_err(|refused| Problem::refused(&refused))?;
    }
    Ok(())
}

/// Stores the first version of a draft.
pub async fn store_new(hub: &Hub, id: DraftId, owner: AccountId, body: DraftBody) -> Result<Draft, Problem> {
    let draft = Draft {
        id,
        owner,
        version: 1,
        updated: hub.clock.now(),
        body: serde_json::to_value(body).map_err(|e| Problem::internal("write a draft", e))?,
    };
    hub.store
        .rows
        .save_draft(draft.clone())
        .await
        .map_err(|e| Problem::internal("write a draft", e))?;
    Ok(draft)
}
