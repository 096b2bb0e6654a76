//! `/sign-in/scan`: the browser that shows a QR code, and asks what a phone made of it.

use super::enter;
use crate::attempts;
use crate::http::me::masked;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use crate::qr_code;
use crate::scanned_sign_in::{self, Standing};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

const WINDOW_MS: i64 = 15 * 60_000;
/// Codes that one address may ask for in a window.
const PER_SOURCE: u32 = 120;

#[derive(Deserialize)]
pub struct Asked {
    scan: String,
}

/// `POST /sign-in/scan`.
pub async fn begin(hub: web::Data<Hub>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let key = format!("scan-from:{}", attempts::source_of(&hub, &request));
    attempts::count(&hub, &key, PER_SOURCE, WINDOW_MS)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    let (browser, cookie) = sessions::browser(&hub, &request);
    let shown = scanned_sign_in::begin(&hub, &request, browser).await?;
    // The secret stands behind `#`: no server, proxy or log on the way sees it.
    let url = format!("{}/scan#{}", hub.origin(), shown.secret);
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({
        "scan": shown.secret,
        "number": shown.number,
        "expires": shown.expires,
        "qr_svg": qr_code::svg(&url),
        "url": url,
    })))
}

/// `POST /sign-in/scan/standing`: asked again and again; signs in once a phone has confirmed.
pub async fn standing(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Asked>,
) -> Result<HttpResponse, Problem> {
    let (browser, _) = sessions::browser(&hub, &request);
    let word = match scanned_sign_in::standing(&hub, &body.scan, browser).await? {
        Standing::Confirmed(account) => {
            let state = hub.account_state(account).await?;
            let phone = state
                .phone
                .as_ref()
                .map(|phone| masked(phone.text()))
                .unwrap_or_default();
            return enter(&hub, &request, account, &phone).await;
        }
        Standing::Waiting => "waiting",
        Standing::Scanned => "scanned",
        Standing::Denied => "denied",
        Standing::Gone => "gone",
    };
    Ok(HttpResponse::Ok().json(json!({"standing": word})))
}
