//! What people do with their own accounts, through the real hub.

mod face;
mod identity;
mod organisation;
mod passkeys;
mod passwords;
mod phone;
mod scan;
mod sessions;
mod wechat;

use serde_json::Value;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::sign_in;
use tests::venue::Venue;

/// Plays with a hub of its own, in the name of its operator.
async fn play(story: impl FnOnce(&Venue) -> anyhow::Result<()> + Send + 'static) {
    blocking(move || story(&Venue::without_film(&[])?)).await.unwrap();
}

/// Somebody with this number, who has accepted the agreements.
fn person(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = sign_in::by_code(operator, phone)?;
    Host::accept_agreements(&browser)?;
    Ok(browser)
}

/// The id of the account that a browser speaks for.
fn account_id(browser: &Browser) -> anyhow::Result<Value> {
    Ok(browser.get("/me")?.ok()?.json()?["account"]["id"].clone())
}
