//! `DELETE /me/saved-signature`: the saved handwriting 常用签名 is gone.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::saved_signature;
use actix_web::{HttpResponse, web};

pub async fn remove(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    saved_signature::remove(&hub, visitor.require_account()?).await?;
    Ok(HttpResponse::NoContent().finish())
}
