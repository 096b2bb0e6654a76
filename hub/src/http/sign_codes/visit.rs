//! The way of whoever scans a code, up to being known: what will be signed, and a code to the own phone.

use super::{load, picture, template_of};
use crate::attempts;
use crate::contract_for_visitor::{asked, parts_of};
use crate::http::problem::Problem;
use crate::http::sign_in::{account_of, checked_phone};
use crate::http::{me, sessions};
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::event::Confirmation;
use domain::ports::account_desk::SessionSubject;
use domain::sign_code::SignCodeRejection;
use domain::sign_code::conditions::visitor;
use serde::Deserialize;
use serde_json::{Value, json};

/// Pictures that one address may open in ten minutes: a hall full of people behind one router.
const LOOKS: u32 = 600;
const WINDOW_MS: i64 = 600_000;

#[derive(Debug, Deserialize)]
pub struct Look {
    /// What stands behind the `#`, or the pass of an earlier look.
    token: String,
}

/// `POST /sign-by-code/look`: what will be signed and by whom, what is asked, and a pass for going on.
pub async fn look(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Look>,
) -> Result<HttpResponse, Problem> {
    let seen = async {
        let source = attempts::source_of(&hub, &request);
        attempts::count(&hub, &format!("sign-code-look:{source}"), LOOKS, WINDOW_MS).await?;
        see(&hub, &body.token).await
    };
    let seen = seen.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(seen))
}

async fn see(hub: &Hub, token: &str) -> Result<Value, Problem> {
    let opened = picture::read(hub, token)?;
    let (state, issued) = load(hub, opened.code).await?;
    let now = hub.clock.now();
    opened.require_present(&issued.rules, now)?;
    let (made, body) = template_of(hub, &issued).await?;
    let sender = match issued.organisation {
        Some(organisation) => hub.organisation_state(organisation).await?.name.clone(),
        None => {
            let account = hub.account_state(issued.owner).await?;
            let phone = account.phone.as_ref().map(|phone| phone.text().to_owned());
            me::masked(&phone.unwrap_or_default())
        }
    };
    let standing = match state.closed(now) {
        None => "open",
        Some(SignCodeRejection::Off) => "off",
        Some(SignCodeRejection::UsedUp) => "used_up",
        Some(_) => "over",
    };
    let visitor = visitor(&parts_of(&body));
    Ok(json!({
        "code": opened.code,
        "pass": picture::pass(hub, opened.code),
        "title": made.name,
        "sender": sender,
        "pages": made.latest.content.pages,
        "state": standing,
        "named": issued.rules.named.is_some(),
        "party": visitor,
        "controls": asked(&body.controls, visitor).collect::<Vec<_>>(),
    }))
}

#[derive(Debug, Deserialize)]
pub struct Enter {
    phone: String,
    /// What was sent to it by `POST /sign-in/code`.
    code: String,
}

/// `POST /sign-by-code/enter`: the session of the number's account, whose owner was proven just now.
pub async fn enter(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Enter>,
) -> Result<HttpResponse, Problem> {
    let cookie = async {
        let phone = checked_phone(&body.phone)?;
        let (browser, _) = sessions::browser(&hub, &request);
        one_time_code::check(&hub, &Purpose::SignIn { phone: &phone }, &body.code, browser).await?;
        let account = account_of(&hub, &phone).await?;
        let operator = hub.account_state(account).await?.operator;
        let subject = SessionSubject::Account { account, operator };
        let (session, cookie) = sessions::begin(&hub, &request, subject, None).await?;
        step_up::confirm(&hub, session.token, Confirmation::PhoneCode).await?;
        Ok(cookie)
    };
    let cookie = cookie
        .await
        .map_err(|problem: Problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}
