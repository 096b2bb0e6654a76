//! `/sign-in/passkey`: the device asks its person which passkey; nobody types who they are.

use super::enter;
use crate::attempts;
use crate::http::me::masked;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::passkeys::{self, Answer, Question};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

const WINDOW_MS: i64 = 15 * 60_000;
/// Answers from one address in a window.
const PER_SOURCE: u32 = 100;

/// `POST /sign-in/passkey/challenge`.
pub async fn challenge(hub: web::Data<Hub>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let party = passkeys::require_relying_party(&hub).map_err(|problem| problem.in_language_of(&request))?;
    let (browser, cookie) = sessions::browser(&hub, &request);
    let challenge = passkeys::ask(&hub, Question::SignIn, browser).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookie)
        .json(json!({"challenge": challenge, "rp_id": party.id})))
}

/// `POST /sign-in/passkey`.
pub async fn sign_in(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Answer>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let key = format!("passkey-from:{}", attempts::source_of(&hub, &request));
    attempts::count(&hub, &key, PER_SOURCE, WINDOW_MS)
        .await
        .map_err(in_language)?;
    let (browser, _) = sessions::browser(&hub, &request);
    let account = passkeys::answered(&hub, Question::SignIn, browser, &body)
        .await
        .map_err(in_language)?;
    let state = hub.account_state(account).await?;
    let phone = state
        .phone
        .as_ref()
        .map(|phone| masked(phone.text()))
        .unwrap_or_default();
    enter(&hub, &request, account, &phone).await
}
