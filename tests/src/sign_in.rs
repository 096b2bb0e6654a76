//! Signing in with a phone number, as a new person does; the operator reads the one-time code from the outbox.

use crate::browser::Browser;
use anyhow::Context;
use serde_json::{Value, json};

/// A browser that is signed in with this number, without having accepted any agreement.
pub fn by_code(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = operator.fresh();
    browser.post("/sign-in/code", &json!({"phone": phone}))?.ok()?;
    let code = newest_code(&operator.get("/outbox")?.ok()?.json()?, phone)?;
    browser
        .post("/sign-in", &json!({"phone": phone, "code": code}))?
        .ok()?;
    Ok(browser)
}

/// The six digits in the newest message of an outbox to this number that has any.
pub fn newest_code(outbox: &Value, phone: &str) -> anyhow::Result<String> {
    let messages = outbox.as_array().context("no outbox")?;
    let to_phone = messages.iter().filter(|message| message["to_phone"] == phone);
    to_phone
        .filter_map(|message| message["text"].as_str())
        .find_map(|text| {
            text.split(|c: char| !c.is_ascii_digit())
                .find(|digits| digits.len() == 6)
        })
        .map(str::to_owned)
        .with_context(|| format!("no code for {phone}"))
}

/// Shows once more who it is, by a code to the account's number.
pub fn step_up(operator: &Browser, browser: &Browser, phone: &str) -> anyhow::Result<()> {
    browser.post("/me/step-up/code", &json!({}))?.ok()?;
    let code = newest_code(&operator.get("/outbox")?.ok()?.json()?, phone)?;
    browser
        .post("/me/step-up", &json!({"code": code}))?
        .ok()
        .map(drop)
}
