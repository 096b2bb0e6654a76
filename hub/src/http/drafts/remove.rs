//! `DELETE /drafts/{draft}`: the draft and its files go.

use super::blob_owner;
use crate::approvals::guard;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::DraftId;

pub async fn remove(
    hub: web::Data<Hub>,
    draft: web::Path<DraftId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let draft = draft.into_inner();
    guard::require_at_rest(&hub, draft)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    remove_with_files(&hub, draft).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Removes a draft's row, then its files.
pub async fn remove_with_files(hub: &Hub, draft: DraftId) -> Result<(), Problem> {
    hub.store
        .rows
        .remove_draft(draft)
        .await
        .map_err(|e| Problem::internal("remove a draft", e))?;
    let owner = blob_owner(draft);
    let removed = hub.store.blobs.remove_owner(&owner).await;
    removed
        .map(drop)
        .map_err(|e| Problem::internal("remove a draft's files", e))
}
