//! `GET` and `DELETE /drafts/{draft}/document/progress`: how far an upload is, and an end to it.

use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;

pub async fn progress(hub: web::Data<Hub>, id: web::Path<DraftId>) -> HttpResponse {
    HttpResponse::Ok().json(hub.intake.step(*id))
}

/// The upload is then refused as `cancelled`. Nothing happens where nothing is under way.
pub async fn cancel(hub: web::Data<Hub>, id: web::Path<DraftId>) -> HttpResponse {
    hub.intake.cancel(*id);
    HttpResponse::NoContent().finish()
}
