//! `GET /drafts/{draft}`: also which approval it waits for, while it does.

use super::{as_json, load};
use crate::approvals::guard;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;
use serde_json::json;

pub async fn read(hub: web::Data<Hub>, draft: web::Path<DraftId>) -> Result<HttpResponse, Problem> {
    let (draft, _) = load(&hub, *draft).await?;
    let mut shown = as_json(&draft);
    shown["approval"] = match guard::open_run(&hub, draft.id).await? {
        Some((id, organisation)) => json!({"id": id, "organisation": organisation}),
        None => json!(null),
    };
    Ok(HttpResponse::Ok().json(shown))
}
