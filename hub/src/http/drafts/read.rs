//! `GET /drafts/{draft}`.

use super::{as_json, load};
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;

pub async fn read(hub: web::Data<Hub>, draft: web::Path<DraftId>) -> Result<HttpResponse, Problem> {
    let (draft, _) = load(&hub, *draft).await?;
    Ok(HttpResponse::Ok().json(as_json(&draft)))
}
