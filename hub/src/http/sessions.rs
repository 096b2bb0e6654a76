//! Browser sessions: a random token in an HttpOnly cookie, its hash in the store.

use super::access::seat_of;
use super::problem::Problem;
use crate::device_name;
use crate::hub::{Hub, Services};
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hash::Sha256Hash;
use domain::ports::account_desk::{BrowserSession, SessionSubject};

/// Names the seat that a guest's request speaks for.
pub const SEAT_HEADER: &str = "X-Huiqian-Seat";
const ACCOUNT_COOKIE: &str = "huiqian";
const BROWSER: &str = "browser";
/// Absolute life of a session: a working day and a half.
const SESSION_MS: i64 = 12 * 3_600_000;
/// How exactly the last use of a session is kept.
const SEEN_EVERY_MS: i64 = 60_000;

/// The session that a request's cookie opens: the seat's where one is named, else the account's.
pub async fn of_request(hub: &Hub, request: &HttpRequest) -> Result<Option<BrowserSession>, Problem> {
    let seat = seat_of(request);
    let Some(cookie) = request.cookie(&cookie_name(hub, seat.as_deref())) else {
        return Ok(None);
    };
    let (token, now) = (Sha256Hash::of(cookie.value().as_bytes()), hub.clock.now());
    let failed = |e| Problem::internal("read a session", e);
    let session = hub.store.desk.session(token, now).await.map_err(failed)?;
    if let Some(session) = &session
        && session.account().is_some()
        && now.0 - session.seen.0 >= SEEN_EVERY_MS
    {
        hub.store.desk.touch_session(token, now).await.map_err(failed)?;
    }
    Ok(session)
}

/// Begins a session and returns it with the cookie that opens it.
pub async fn begin(
    hub: &Hub,
    request: &HttpRequest,
    subject: SessionSubject,
    seat: Option<&str>,
) -> Result<(BrowserSession, Cookie<'static>), Problem> {
    let secret = random_text(hub, 32);
    let now = hub.clock.now();
    let session = BrowserSession {
        token: Sha256Hash::of(secret.as_bytes()),
        subject,
        device: device_name::of_request(request),
        created: now,
        seen: now,
        expires: now.plus_millis(SESSION_MS),
    };
    hub.store
        .desk
        .put_session(session.clone())
        .await
        .map_err(|e| Problem::internal("begin a session", e))?;
    let cookie = cookie(hub, cookie_name(hub, seat), secret);
    Ok((session, cookie))
}

/// Replaces what a running session speaks for, under the same cookie.
pub async fn change(hub: &Hub, session: &BrowserSession, subject: SessionSubject) -> Result<(), Problem> {
    let changed = BrowserSession {
        subject,
        ..session.clone()
    };
    hub.store
        .desk
        .put_session(changed)
        .await
        .map_err(|e| Problem::internal("change a session", e))
}

/// Ends a session, and its sockets with it.
pub async fn end(hub: &Hub, token: Sha256Hash) -> Result<(), Problem> {
    let ended = hub.store.desk.end_session(token).await;
    ended.map_err(|e| Problem::internal("end a session", e))?;
    hub.ended_sessions.tell(token);
    Ok(())
}

/// A cookie that makes the browser forget the account's session.
pub fn forget(hub: &Hub) -> Cookie<'static> {
    let mut cookie = Cookie::build(cookie_name(hub, None), "").path("/").finish();
    cookie.make_removal();
    cookie
}

/// Names this browser before anybody has signed in, so that a code works only where it was asked for.
pub fn browser(hub: &Hub, request: &HttpRequest) -> (Sha256Hash, Cookie<'static>) {
    let name = cookie_name(hub, Some(BROWSER));
    let secret = request
        .cookie(&name)
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| value.len() == 43)
        .unwrap_or_else(|| random_text(hub, 32));
    (Sha256Hash::of(secret.as_bytes()), cookie(hub, name, secret))
}

/// `bytes` random bytes as base64url text.
pub fn random_text(hub: &Services, bytes: usize) -> String {
    let mut random = vec![0; bytes];
    hub.clock.fill_random(&mut random);
    URL_SAFE_NO_PAD.encode(random)
}

fn cookie(hub: &Hub, name: String, secret: String) -> Cookie<'static> {
    Cookie::build(name, secret)
        .path("/")
        .http_only(true)
        .secure(hub.is_secure())
        .same_site(SameSite::Lax)
        .max_age(Duration::milliseconds(SESSION_MS))
        .finish()
}

/// `__Host-` over TLS; plain on loopback, where browsers would refuse that prefix.
fn cookie_name(hub: &Hub, seat: Option<&str>) -> String {
    let prefix = if hub.is_secure() { "__Host-" } else { "" };
    match seat {
        Some(seat) if seat.len() <= 32 && seat.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!("{prefix}{ACCOUNT_COOKIE}-{seat}")
        }
        Some(_) => format!("{prefix}{ACCOUNT_COOKIE}-none"),
        None => format!("{prefix}{ACCOUNT_COOKIE}"),
    }
}
