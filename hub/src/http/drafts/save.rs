//! `PUT /drafts/{draft}`: autosave. The document stays as the upload left it, and the template as the hub wrote it.

use super::{DraftBody, DraftPurpose, load, store};
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::DraftId;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Save {
    version: u64,
    body: DraftBody,
}

pub async fn save(
    hub: web::Data<Hub>,
    draft: web::Path<DraftId>,
    request: HttpRequest,
    save: web::Json<Save>,
) -> Result<HttpResponse, Problem> {
    let (draft, stored) = load(&hub, *draft).await?;
    let mut body = save.into_inner();
    let moves = body.body.organisation != stored.organisation;
    if moves && !sender_side::belongs(&hub, body.body.organisation, draft.owner).await? {
        return Err(Problem::new("not_allowed").in_language_of(&request));
    }
    body.body.document = stored.document;
    let origin = stored.template.as_ref();
    let fixed = origin.filter(|origin| origin.purpose == DraftPurpose::Start);
    if let Some(fixed) = fixed.and_then(|origin| origin.contract_type.clone()) {
        body.body.contract_type = Some(fixed);
    }
    body.body.template = stored.template;
    body.body.voids = stored.voids;
    body.body.alone = stored.alone;
    body.body.reservation = stored.reservation;
    body.body.policy.demo = stored.policy.demo;
    let version = store(&hub, &draft, body.version, &body.body)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"version": version})))
}
