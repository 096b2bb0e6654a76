//! `/me/scan`: a phone that is signed in says whether the browser that shows a QR code is its person's.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::scanned_sign_in;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Scanned {
    scan: String,
}

#[derive(Deserialize)]
pub struct Answer {
    scan: String,
    /// The two digits beside the code; absent to deny.
    number: Option<String>,
}

/// `POST /me/scan`: which device asks, and since when.
pub async fn look(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Scanned>,
) -> Result<HttpResponse, Problem> {
    let waiting = scanned_sign_in::look(&hub, &body.scan)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"device": waiting.device, "asked": waiting.asked})))
}

/// `POST /me/scan/answer`.
pub async fn answer(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Answer>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    scanned_sign_in::answer(&hub, &body.scan, account, body.number.as_deref())
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}
