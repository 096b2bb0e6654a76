//! `GET /drafts/{draft}/pages/{page}.png`.

use super::{blob_owner, load};
use crate::http::contracts::files::blob_response;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;

pub async fn page_image(
    hub: web::Data<Hub>,
    path: web::Path<(DraftId, u32)>,
) -> Result<HttpResponse, Problem> {
    let (draft, page) = path.into_inner();
    let (_, body) = load(&hub, draft).await?;
    let pages = body.document.map(|document| document.pages).unwrap_or_default();
    let found = page.checked_sub(1).and_then(|index| pages.get(index as usize));
    let image = found.ok_or_else(|| Problem::new("not_found"))?.image;
    blob_response(&hub, &blob_owner(draft), image, "image/png").await
}
