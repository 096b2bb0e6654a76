//! `/me/step-up`: showing once more that it is still the same person, by a code to the account's own number or by
//! a passkey.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use crate::passkeys::{self, Answer, Question};
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::event::Confirmation;
use domain::hash::Sha256Hash;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct StepUp {
    code: String,
}

/// `POST /me/step-up/code`.
pub async fn send_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let state = hub.account_state(account).await?;
    let phone = state
        .phone
        .as_ref()
        .map(|phone| phone.text().to_owned())
        .unwrap_or_default();
    one_time_code::send(
        &hub,
        &Purpose::StepUp { account },
        &phone,
        None,
        session_of(&visitor)?,
    )
    .await
    .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /me/step-up`.
pub async fn step_up(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<StepUp>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let session = session_of(&visitor)?;
    one_time_code::check(&hub, &Purpose::StepUp { account }, &body.code, session)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    step_up::confirm(&hub, session, Confirmation::PhoneCode).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /me/step-up/passkey/challenge`.
pub async fn passkey_challenge(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let party = passkeys::require_relying_party(&hub).map_err(|problem| problem.in_language_of(&request))?;
    let challenge = passkeys::ask(&hub, Question::StepUp, session_of(&visitor)?).await?;
    Ok(HttpResponse::Ok().json(json!({"challenge": challenge, "rp_id": party.id})))
}

/// `POST /me/step-up/passkey`: another account's passkey shows nothing.
pub async fn by_passkey(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Answer>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let session = session_of(&visitor)?;
    let answered = passkeys::answered(&hub, Question::StepUp, session, &body)
        .await
        .map_err(in_language)?;
    if answered != visitor.require_account()? {
        return Err(in_language(Problem::new("passkey_wrong")));
    }
    step_up::confirm(&hub, session, Confirmation::Passkey).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The session that a proof counts for.
pub(super) fn session_of(visitor: &Visitor) -> Result<Sha256Hash, Problem> {
    let session = visitor.session.as_ref();
    session
        .map(|session| session.token)
        .ok_or_else(|| Problem::new("sign_in_required"))
}
