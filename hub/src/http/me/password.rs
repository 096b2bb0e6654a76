//! `/me/password`: the sign-in password 登录密码, set and removed after a step-up.

use super::means;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::MeansChange;
use domain::password_rules::{self, WeakPassword};
use domain::ports::credential_shelf::CredentialKind;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct NewPassword {
    pub password: String,
}

/// `PUT /me/password`.
pub async fn set(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<NewPassword>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let password = checked(&hub, &visitor, &body.password, password_rules::check_password)
        .await
        .map_err(in_language)?;
    let account = means::change(&hub, &visitor, MeansChange::SetPassword)
        .await
        .map_err(in_language)?;
    let hash = hub.passwords.hash(password, fresh_salt(&hub)).await?;
    means::replace(&hub, CredentialKind::Password, account, &hash).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `DELETE /me/password`.
pub async fn remove(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = means::change(&hub, &visitor, MeansChange::RemovePassword)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    let id = account.to_string();
    let removed = hub
        .store
        .credentials
        .remove(CredentialKind::Password, &id, account)
        .await;
    removed.map_err(|e| Problem::internal("remove a password", e))?;
    Ok(HttpResponse::NoContent().finish())
}

/// A password in its one spelling, if the rules take it for this person.
pub(super) async fn checked(
    hub: &Hub,
    visitor: &Visitor,
    password: &str,
    check: fn(&str, &str) -> Result<(), WeakPassword>,
) -> Result<String, Problem> {
    let state = hub.account_state(visitor.require_account()?).await?;
    let phone = state.phone.as_ref().map(|phone| phone.text()).unwrap_or_default();
    let password = password_rules::normalised(password);
    check(&password, phone).map_err(|weak| Problem::new(weak.code()))?;
    Ok(password)
}

pub(super) fn fresh_salt(hub: &Hub) -> [u8; 16] {
    let mut salt = [0; 16];
    hub.clock.fill_random(&mut salt);
    salt
}
