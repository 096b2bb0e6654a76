//! `/sign-in/wechat`: the way through WeChat 微信登录, where the hub is registered at the open platform.

use super::{account_of, checked_phone, enter};
use crate::attempts;
use crate::http::me::masked;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use crate::wechat_sign_in::{self, Returned};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

const WINDOW_MS: i64 = 15 * 60_000;
/// Times that one address may begin, or come back, in a window.
const PER_SOURCE: u32 = 100;

#[derive(Deserialize)]
pub struct CameBack {
    code: String,
    state: String,
}

#[derive(Deserialize)]
pub struct Binding {
    /// As the answer to coming back named it.
    bind: String,
    phone: String,
    code: String,
}

/// `GET /sign-in/ways`: which ways in this hub has beside those that every hub has.
pub async fn ways(hub: web::Data<Hub>) -> HttpResponse {
    HttpResponse::Ok().json(json!({"wechat": hub.wechat.is_some()}))
}

/// `POST /sign-in/wechat`: where the browser goes.
pub async fn begin(hub: web::Data<Hub>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    count(&hub, &request).await?;
    let (browser, cookie) = sessions::browser(&hub, &request);
    let url = wechat_sign_in::begin(&hub, browser)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({"url": url})))
}

/// `POST /sign-in/wechat/return`: signs in, or asks for the phone number of the account that this WeChat is to open.
pub async fn come_back(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<CameBack>,
) -> Result<HttpResponse, Problem> {
    count(&hub, &request).await?;
    let (browser, _) = sessions::browser(&hub, &request);
    let returned = wechat_sign_in::returned(&hub, browser, &body.state, &body.code).await;
    match returned.map_err(|problem| problem.in_language_of(&request))? {
        Returned::Unbound(bind) => Ok(HttpResponse::Ok().json(json!({"bind": bind}))),
        Returned::Known(account) => {
            let state = hub.account_state(account).await?;
            let phone = state.phone.as_ref().map(|phone| masked(phone.text()));
            enter(&hub, &request, account, &phone.unwrap_or_default()).await
        }
    }
}

/// `POST /sign-in/wechat/bind`: with the phone's one-time code; the account is opened at the first sign-in.
pub async fn bind(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Binding>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let phone = checked_phone(&body.phone).map_err(in_language)?;
    let purpose = Purpose::SignIn { phone: &phone };
    let (browser, _) = sessions::browser(&hub, &request);
    one_time_code::check(&hub, &purpose, &body.code, browser)
        .await
        .map_err(in_language)?;
    let account = account_of(&hub, &phone).await?;
    wechat_sign_in::bind(&hub, browser, &body.bind, account)
        .await
        .map_err(in_language)?;
    enter(&hub, &request, account, &masked(&phone)).await
}

async fn count(hub: &Hub, request: &HttpRequest) -> Result<(), Problem> {
    let key = format!("wechat-from:{}", attempts::source_of(hub, request));
    attempts::count(hub, &key, PER_SOURCE, WINDOW_MS)
        .await
        .map_err(|problem| problem.in_language_of(request))
}
