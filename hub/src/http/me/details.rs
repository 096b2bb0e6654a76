//! `GET /me/details`: the signed-in person as a contract would name them, so that nobody types their own number.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use serde_json::json;

pub async fn read(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = hub.account_state(visitor.require_account()?).await?;
    let identity = account.identity.as_ref();
    let name = identity.and_then(|identity| identity.name.value());
    let phone = account.phone.as_ref().and_then(|phone| phone.value());
    Ok(HttpResponse::Ok().json(json!({
        "name": name.unwrap_or_default(),
        "phone": phone.unwrap_or_default(),
    })))
}
