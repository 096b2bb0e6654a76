//! `POST /join`: a link's secret is traded for a seat and its cookie. Opening a link proves no identity.

use super::{Place, take_seat};
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::signing_link;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct OpenLink {
    token: String,
}

pub async fn open_link(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<OpenLink>,
) -> Result<HttpResponse, Problem> {
    let link = signing_link::open(&hub, body.token.trim())
        .await?
        .ok_or_else(|| Problem::new("link_ended").in_language_of(&request))?;
    let place = Place {
        contract: link.contract,
        role: link.role,
        verified: false,
    };
    let seated = take_seat(&hub, &request, place).await;
    seated.map_err(|problem| problem.in_language_of(&request))
}
