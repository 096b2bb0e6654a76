//! `POST /sign-in/password`. Unknown number, no password and wrong password are one answer, after the same work.

use crate::attempts;
use crate::http::me;
use crate::http::me::means;
use crate::http::problem::Problem;
use crate::http::sign_in::{checked_phone, enter};
use crate::hub::Hub;
use crate::password_hash::PasswordHash;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::AccountId;
use domain::password_rules;
use domain::ports::credential_shelf::CredentialKind;
use serde::Deserialize;
use uuid::Uuid;

const WINDOW_MS: i64 = 15 * 60_000;
/// Tries for one number in a window; beyond it the person comes in by code.
const PER_PHONE: u32 = 10;
/// Tries from one address in a window, against one password for many numbers.
const PER_SOURCE: u32 = 100;

#[derive(Deserialize)]
pub struct SignIn {
    phone: String,
    password: String,
}

pub async fn sign_in(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<SignIn>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let phone = checked_phone(&body.phone).map_err(in_language)?;
    let index = hub.blind_index(&phone);
    let source = attempts::source_of(&hub, &request);
    for (key, most) in [
        (format!("password:{index}"), PER_PHONE),
        (format!("password-from:{source}"), PER_SOURCE),
    ] {
        attempts::count(&hub, &key, most, WINDOW_MS)
            .await
            .map_err(in_language)?;
    }
    let known = hub.store.rows.find_account(&index).await;
    let known = known.map_err(|e| Problem::internal("find an account", e))?;
    let account = known.unwrap_or(AccountId(Uuid::nil()));
    let stored = means::read::<PasswordHash>(&hub, CredentialKind::Password, account).await?;
    let password = password_rules::normalised(&body.password);
    if !hub.passwords.fits(password, stored.map(|(_, hash)| hash)).await? {
        return Err(in_language(Problem::new("sign_in_wrong")));
    }
    enter(&hub, &request, account, &me::masked(&phone)).await
}
