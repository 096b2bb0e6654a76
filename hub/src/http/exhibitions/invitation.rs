//! `GET /exhibitions/{exhibition}/invitation`: what an open exhibition says to everybody, and the picture for posters that
//! leads to its application form.

use super::Place;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::qr_code;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::exhibition::floor::Occupancy;
use domain::exhibition::state::Stage;
use serde_json::json;

pub async fn show(
    hub: web::Data<Hub>,
    place: web::Path<Place>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let snapshot = hub.exhibition(place.exhibition).state().await;
    let snapshot =
        snapshot.map_err(|e| Problem::internal("read an exhibition", e).in_language_of(&request))?;
    let open = snapshot
        .map(|snapshot| snapshot.state)
        .filter(|state| state.stage == Stage::Open);
    let founded = open
        .as_ref()
        .and_then(|state| Some((state, state.founded.as_ref()?)));
    let (state, founded) =
        founded.ok_or_else(|| Problem::new("exhibition_not_found").in_language_of(&request))?;
    let organiser = hub.organisation_state(founded.organiser).await?;
    let free = state.booths.values();
    let free = free.filter(|booth| booth.occupancy == Occupancy::Free).count();
    let url = format!("{}/exhibitions/{}/apply", hub.origin(), place.exhibition);
    let details = &founded.details;
    Ok(HttpResponse::Ok().json(json!({
        "name": details.name,
        "place": details.place,
        "days": details.days,
        "colour": details.colour,
        "organiser": organiser.name,
        "booths": state.booths.len(),
        "free": free,
        "qr_svg": qr_code::svg(&url),
        "url": url,
    })))
}
