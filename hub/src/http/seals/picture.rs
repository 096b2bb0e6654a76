//! `GET …/seals/{seal}/picture`: what a seal looks like, for those who may see it.

use super::{Found, OwnPlace, Place, find, find_at, person};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::seals::picture;
use actix_web::{HttpResponse, web};
use domain::ids::SealId;

pub async fn of_organisation(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let found = find_at(&giver, *place).await?;
    super::read::require_visible(&giver, *place, &found).await?;
    answer(&giver, place.seal, &found).await
}

pub async fn own(giver: Giver, place: web::Path<OwnPlace>) -> Result<HttpResponse, Problem> {
    let owner = person(giver.account()?);
    let found = find(&giver.hub, owner, place.seal).await;
    let found = found.map_err(|problem| giver.problem(problem))?;
    answer(&giver, place.seal, &found).await
}

/// The file of a seal that has been found, and may be seen. A picture never changes.
pub(super) async fn answer(giver: &Giver, seal: SealId, found: &Found) -> Result<HttpResponse, Problem> {
    let shown = picture::shown(&giver.hub, seal, &found.made).await;
    let (media_type, file) = shown.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(("Cache-Control", "private, max-age=86400"))
        .insert_header((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'",
        ))
        .body(file))
}
