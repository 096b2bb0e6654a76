//! `DELETE /me/wechat`: the account's WeChat opens it no longer, after a step-up.

use super::means;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::wechat_sign_in;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::MeansChange;

pub async fn remove(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = means::change(&hub, &visitor, MeansChange::UnbindWechat)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    wechat_sign_in::forget(&hub, account).await?;
    Ok(HttpResponse::NoContent().finish())
}
