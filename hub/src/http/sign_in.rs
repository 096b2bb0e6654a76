//! Signing in by phone number and one-time code, which goes through the outbox; below it the other ways in.

pub mod passkey;
pub mod password;
pub mod scan;
pub mod wechat;

use super::access::Visitor;
use super::problem::Problem;
use super::{me, sessions};
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::contract::decide::opening::is_phone;
use domain::ids::AccountId;
use domain::ports::account_desk::SessionSubject;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct SendCode {
    phone: String,
}

#[derive(Deserialize)]
pub struct SignIn {
    phone: String,
    code: String,
}

/// `POST /sign-in/code`. The answer is the same for known and unknown numbers.
pub async fn send_code(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<SendCode>,
) -> Result<HttpResponse, Problem> {
    let phone = checked_phone(&body.phone).map_err(|problem| problem.in_language_of(&request))?;
    let purpose = Purpose::SignIn { phone: &phone };
    let (browser, cookie) = sessions::browser(&hub, &request);
    one_time_code::send(&hub, &purpose, &phone, None, browser)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}

/// `POST /sign-in`.
pub async fn sign_in(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<SignIn>,
) -> Result<HttpResponse, Problem> {
    let phone = checked_phone(&body.phone).map_err(|problem| problem.in_language_of(&request))?;
    let purpose = Purpose::SignIn { phone: &phone };
    let (browser, _) = sessions::browser(&hub, &request);
    one_time_code::check(&hub, &purpose, &body.code, browser)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    let account = account_of(&hub, &phone).await?;
    enter(&hub, &request, account, &me::masked(&phone)).await
}

/// Begins the session of somebody who was proven, however it was done.
pub(super) async fn enter(
    hub: &Hub,
    request: &HttpRequest,
    account: AccountId,
    phone_masked: &str,
) -> Result<HttpResponse, Problem> {
    let operator = hub.account_state(account).await?.operator;
    let subject = SessionSubject::Account { account, operator };
    let (_, cookie) = sessions::begin(hub, request, subject, None).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({
        "account": {"id": account, "phone_masked": phone_masked, "operator": operator}
    })))
}

/// `POST /sign-out`.
pub async fn sign_out(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    if let Some(session) = visitor.session {
        sessions::end(&hub, session.token).await?;
    }
    Ok(HttpResponse::NoContent().cookie(sessions::forget(&hub)).finish())
}

/// The account of a phone number, opened at the first sign-in.
pub async fn account_of(hub: &Hub, phone: &str) -> Result<AccountId, Problem> {
    let fresh = AccountId(hub.clock.command_id().0);
    let account = hub
        .store
        .rows
        .account_of_phone(&hub.blind_index(phone), fresh)
        .await;
    let account = account.map_err(|e| Problem::internal("find an account", e))?;
    let entity = hub.account(account);
    let open = entity.envelope(
        Caller::Hub,
        AccountCommand::Open {
            phone: phone.to_owned(),
        },
    );
    entity.send(open).await.map_err(Problem::from)?;
    Ok(account)
}

/// A phone number as people type it, without spaces and hyphens.
pub fn checked_phone(phone: &str) -> Result<String, Problem> {
    let phone: String = phone.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if is_phone(&phone) {
        Ok(phone)
    } else {
        Err(Problem::new("phone_malformed"))
    }
}
