//! `POST /drafts`: a new, empty draft.

use super::{as_json, empty_body};
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;
use domain::ports::rows::Draft;

pub async fn create(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let draft = new_draft(&hub, &visitor, false).await?;
    Ok(HttpResponse::Created().json(as_json(&draft)))
}

/// Stores an empty draft of the visitor's account.
pub async fn new_draft(hub: &Hub, visitor: &Visitor, demo: bool) -> Result<Draft, Problem> {
    let body = serde_json::to_value(empty_body(hub, demo));
    let draft = Draft {
        id: DraftId(hub.clock.command_id().0),
        owner: visitor.require_account()?,
        version: 1,
        updated: hub.clock.now(),
        body: body.map_err(|e| Problem::internal("write a draft", e))?,
    };
    hub.store
        .rows
        .save_draft(draft.clone())
        .await
        .map_err(|e| Problem::internal("write a draft", e))?;
    Ok(draft)
}
