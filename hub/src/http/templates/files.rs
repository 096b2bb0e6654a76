//! A template's pages and its PDF, as they are in the latest version: for the preview and for the download.

use super::{Place, body_of, find, stream};
use crate::http::contracts::files::{blob_response, download};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::TemplateId;

/// `GET /templates/{template}/document.pdf`.
pub async fn document(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let document = find(&giver, place.template).await?.latest.content.document;
    let owner = stream(place.template).to_string();
    download(&giver.hub, &owner, document, "application/pdf", "template.pdf").await
}

/// `GET /templates/{template}/pages/{page}.png`, from 1.
pub async fn page_image(giver: Giver, path: web::Path<(TemplateId, u32)>) -> Result<HttpResponse, Problem> {
    let (template, page) = path.into_inner();
    let made = find(&giver, template).await?;
    let body = body_of(&giver.hub, template, &made.latest.content).await;
    let document = body.map_err(|problem| giver.problem(problem))?.document;
    let pages = document.map(|document| document.pages).unwrap_or_default();
    let found = page.checked_sub(1).and_then(|index| pages.get(index as usize));
    let image = found
        .ok_or_else(|| giver.problem(Problem::new("not_found")))?
        .image;
    blob_response(&giver.hub, &stream(template).to_string(), image, "image/png").await
}
