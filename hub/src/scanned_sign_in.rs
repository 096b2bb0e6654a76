//! Signing in by a QR code that a phone scans which is signed in already. The code is good for two minutes and one
//! phone; what comes of it is good only in the browser that showed it. The phone's person types the two digits that
//! stand beside the code: somebody who was sent a code by a stranger does not have them in front of them.

use crate::device_name;
use crate::http::problem::Problem;
use crate::http::sessions::random_text;
use crate::hub::Hub;
use actix_web::HttpRequest;
use domain::hash::Sha256Hash;
use domain::ids::AccountId;
use domain::ports::account_desk::{Device, Ticket};
use domain::timestamp::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const LIFE_MS: i64 = 2 * 60_000;

/// A browser that waits for a phone.
#[derive(Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// Names the browser that showed the code.
    browser: Sha256Hash,
    pub device: Device,
    pub asked: Timestamp,
    /// Two digits.
    number: String,
}

/// What a phone answered.
#[derive(Serialize, Deserialize)]
struct Answered {
    browser: Sha256Hash,
    /// `None`: denied.
    account: Option<AccountId>,
}

/// A code to be shown.
pub struct Shown {
    /// Secret of the code.
    pub secret: String,
    pub number: String,
    pub expires: Timestamp,
}

/// How it stands, for the browser that showed the code.
pub enum Standing {
    Waiting,
    /// A phone has the code open.
    Scanned,
    Confirmed(AccountId),
    Denied,
    Gone,
}

/// Makes a code for a browser.
pub async fn begin(hub: &Hub, request: &HttpRequest, browser: Sha256Hash) -> Result<Shown, Problem> {
    let (secret, asked) = (random_text(hub, 32), hub.clock.now());
    let expires = asked.plus_millis(LIFE_MS);
    let number = two_digits(hub);
    let waiting = Waiting {
        browser,
        device: device_name::of_request(request),
        asked,
        number: number.clone(),
    };
    put(hub, name("waiting", &secret), &waiting, expires).await?;
    Ok(Shown {
        secret,
        number,
        expires,
    })
}

/// What a phone sees that opened the code.
pub async fn look(hub: &Hub, secret: &str) -> Result<Waiting, Problem> {
    let kept = hub
        .store
        .desk
        .ticket(&name("waiting", secret), hub.clock.now())
        .await;
    let waiting: Waiting = parsed(kept)?.ok_or_else(|| Problem::new("scan_gone"))?;
    let expires = waiting.asked.plus_millis(LIFE_MS);
    put(hub, name("scanned", secret), &true, expires).await?;
    Ok(waiting)
}

/// A phone's answer; the first one stands. `number` is what its person typed, `None` where they denied.
/// A wrong number denies too: there is no second try.
pub async fn answer(
    hub: &Hub,
    secret: &str,
    account: AccountId,
    number: Option<&str>,
) -> Result<(), Problem> {
    let taken = hub
        .store
        .desk
        .take_ticket(&name("waiting", secret), hub.clock.now())
        .await;
    let waiting: Waiting = parsed(taken)?.ok_or_else(|| Problem::new("scan_gone"))?;
    let fits = number.is_some_and(|typed| typed.trim() == waiting.number);
    let answered = Answered {
        browser: waiting.browser,
        account: fits.then_some(account),
    };
    let expires = waiting.asked.plus_millis(LIFE_MS);
    put(hub, name("answered", secret), &answered, expires).await?;
    match number {
        Some(_) if !fits => Err(Problem::new("scan_number_wrong")),
        _ => Ok(()),
    }
}

/// Asked by the browser that showed the code; for any other there is no such code. A confirmation is given once.
pub async fn standing(hub: &Hub, secret: &str, browser: Sha256Hash) -> Result<Standing, Problem> {
    let (desk, now) = (&hub.store.desk, hub.clock.now());
    if let Some(waiting) = parsed::<Waiting>(desk.ticket(&name("waiting", secret), now).await)? {
        if waiting.browser != browser {
            return Ok(Standing::Gone);
        }
        let scanned = parsed::<bool>(desk.ticket(&name("scanned", secret), now).await)?;
        return Ok(if scanned.is_some() {
            Standing::Scanned
        } else {
            Standing::Waiting
        });
    }
    let answered_name = name("answered", secret);
    let answered = parsed::<Answered>(desk.ticket(&answered_name, now).await)?;
    if answered.is_none_or(|answered| answered.browser != browser) {
        return Ok(Standing::Gone);
    }
    let taken = parsed::<Answered>(desk.take_ticket(&answered_name, now).await)?;
    Ok(match taken.map(|answered| answered.account) {
        Some(Some(account)) => Standing::Confirmed(account),
        Some(None) => Standing::Denied,
        None => Standing::Gone,
    })
}

fn name(part: &str, secret: &str) -> String {
    format!("scan-{part}:{}", Sha256Hash::of(secret.as_bytes()))
}

/// Uniform in 10–99: draws beyond the largest multiple of ninety are drawn again.
fn two_digits(hub: &Hub) -> String {
    loop {
        let mut byte = [0];
        hub.clock.fill_random(&mut byte);
        if byte[0] < 180 {
            return (10 + byte[0] % 90).to_string();
        }
    }
}

async fn put(hub: &Hub, name: String, body: &impl Serialize, expires: Timestamp) -> Result<(), Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("note a scanned sign-in", e);
    let body = serde_json::to_string(body).map_err(|e| failed(&e))?;
    let ticket = Ticket { name, body, expires };
    hub.store.desk.put_ticket(ticket).await.map_err(|e| failed(&e))
}

fn parsed<T: DeserializeOwned>(
    kept: Result<Option<String>, domain::ports::rows::RowError>,
) -> Result<Option<T>, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("read a scanned sign-in", e);
    let body = kept.map_err(|e| failed(&e))?;
    body.map(|body| serde_json::from_str(&body))
        .transpose()
        .map_err(|e| failed(&e))
}
