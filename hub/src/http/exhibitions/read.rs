//! `GET /exhibitions`: where the signed-in person works; `GET /exhibitions/{exhibition}`: one of them.

use super::{Place, find, view};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::exhibition::view::EXHIBITIONS;
use domain::ports::event_log::ListQuery;

/// Exhibitions of one page.
const MOST: u32 = 100;

pub async fn list(giver: Giver) -> Result<HttpResponse, Problem> {
    let query = ListQuery::first(EXHIBITIONS, giver.account()?, MOST);
    let rows = giver.hub.store.log.list(&query).await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| giver.problem(Problem::internal("list exhibitions", e)))?))
}

pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let mut shown = view::of(&giver, &state, account);
    shown["id"] = place.exhibition.to_string().into();
    shown["now"] = giver.hub.clock.now().0.into();
    Ok(HttpResponse::Ok().json(shown))
}
