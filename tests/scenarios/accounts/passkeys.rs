//! Passkeys: added after a step-up, sign in without a number, step up, and everything that must not count.

use super::{account_id, person, play};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::authenticator::Authenticator;
use tests::browser::{Answer, Browser};
use tests::sign_in;

const PHONE: &str = "13600000021";

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_opens_its_account_and_no_other() {
    play(|venue| story(&venue.host)).await;
}

fn story(operator: &Browser) -> anyhow::Result<()> {
    let desk = person(operator, PHONE)?;
    ensure!(desk.post("/me/passkeys/challenge", &json!({}))?.code() == "step_up_required");
    sign_in::step_up(operator, &desk, PHONE)?;
    let origin = desk.get("/me/means")?.ok()?.json()?["passkey_origin"].clone();
    let origin = origin.as_str().context("no origin for passkeys")?;
    ensure!(origin.starts_with("http://localhost:"), "{origin}");
    let mut phone = Authenticator::new("phone", origin)?;
    registrations_that_do_not_count(&desk, origin)?;
    let question = ask(&desk, "/me/passkeys/challenge")?;
    desk.post("/me/passkeys", &phone.register(&question))?.ok()?;
    let again = ask(&desk, "/me/passkeys/challenge")?;
    ensure!(again["known"] == json!([phone.id()]), "{again}");
    ensure!(desk.post("/me/passkeys", &phone.register(&again))?.code() == "passkey_known");

    let browser = operator.fresh();
    enter(&browser, &mut phone)?.ok()?;
    ensure!(account_id(&browser)? == account_id(&desk)?);
    answers_that_do_not_count(operator, &mut phone, origin)?;
    stepping_up(operator, &browser, &mut phone, origin)?;
    a_copy_ends_it(operator, &desk, &mut phone)
}

fn ask(browser: &Browser, path: &str) -> anyhow::Result<Value> {
    browser.post(path, &json!({}))?.ok()?.json()
}

fn enter(browser: &Browser, authenticator: &mut Authenticator) -> anyhow::Result<Answer> {
    let question = ask(browser, "/sign-in/passkey/challenge")?;
    browser.post("/sign-in/passkey", &authenticator.answer(&question)?)
}

fn registrations_that_do_not_count(desk: &Browser, origin: &str) -> anyhow::Result<()> {
    let refused = |origin: &str, change: fn(&mut Value)| {
        let mut question = ask(desk, "/me/passkeys/challenge")?;
        change(&mut question);
        let made = Authenticator::new("refused", origin)?.register(&question);
        let first = desk.post("/me/passkeys", &made)?.code();
        ensure!(first == "passkey_wrong", "{first}");
        ensure!(desk.post("/me/passkeys", &made)?.code() == "passkey_question_gone");
        Ok(())
    };
    refused("https://localhost.example", |_| {})?;
    refused(origin, |question| question["rp_id"] = "example.com".into())?;
    refused(origin, |question| question["challenge"] = "A".repeat(43).into())
}

fn answers_that_do_not_count(
    operator: &Browser,
    phone: &mut Authenticator,
    origin: &str,
) -> anyhow::Result<()> {
    let browser = operator.fresh();
    let wrong = |change: fn(&mut Value), phone: &mut Authenticator| {
        let mut question = ask(&browser, "/sign-in/passkey/challenge")?;
        change(&mut question);
        anyhow::Ok(
            browser
                .post("/sign-in/passkey", &phone.answer(&question)?)?
                .code(),
        )
    };
    ensure!(wrong(|question| question["challenge"] = "A".repeat(43).into(), phone)? == "passkey_wrong");
    ensure!(wrong(|question| question["rp_id"] = "example.com".into(), phone)? == "passkey_wrong");
    phone.origin = "https://localhost.example".into();
    ensure!(
        wrong(|_| {}, phone)? == "passkey_wrong",
        "a page of another origin is believed"
    );
    phone.origin = origin.to_owned();
    ensure!(enter(&browser, &mut Authenticator::new("unknown", origin)?)?.code() == "passkey_wrong");

    // An answer counts once, and only in the browser that was asked.
    let question = ask(&browser, "/sign-in/passkey/challenge")?;
    let answer = phone.answer(&question)?;
    let elsewhere = operator.fresh();
    ask(&elsewhere, "/sign-in/passkey/challenge")?;
    ensure!(elsewhere.post("/sign-in/passkey", &answer)?.code() == "passkey_wrong");
    browser.post("/sign-in/passkey", &answer)?.ok()?;
    ensure!(browser.post("/sign-in/passkey", &answer)?.code() == "passkey_question_gone");
    Ok(())
}

fn stepping_up(
    operator: &Browser,
    own: &Browser,
    phone: &mut Authenticator,
    origin: &str,
) -> anyhow::Result<()> {
    let needs = |browser: &Browser| Ok::<_, anyhow::Error>(browser.delete("/me/password")?.code());
    ensure!(needs(own)? == "step_up_required");
    let question = ask(own, "/me/step-up/passkey/challenge")?;
    own.post("/me/step-up/passkey", &phone.answer(&question)?)?.ok()?;
    own.delete("/me/password")?.ok()?;

    // Somebody else's passkey, right as it is, shows nothing about this session's person.
    let stranger = person(operator, "13600000022")?;
    sign_in::step_up(operator, &stranger, "13600000022")?;
    let mut theirs = Authenticator::new("theirs", origin)?;
    let question = ask(&stranger, "/me/passkeys/challenge")?;
    stranger.post("/me/passkeys", &theirs.register(&question))?.ok()?;
    let fresh = sign_in::by_code(operator, PHONE)?;
    let question = ask(&fresh, "/me/step-up/passkey/challenge")?;
    ensure!(
        fresh
            .post("/me/step-up/passkey", &theirs.answer(&question)?)?
            .code()
            == "passkey_wrong"
    );
    ensure!(needs(&fresh)? == "step_up_required");
    ensure!(stranger.delete(&format!("/me/passkeys/{}", phone.id()))?.code() == "no_passkey");
    Ok(())
}

/// A counter that was seen before: from then on the passkey opens nothing, and its person sees that it is gone.
fn a_copy_ends_it(operator: &Browser, desk: &Browser, phone: &mut Authenticator) -> anyhow::Result<()> {
    phone.counter -= 1;
    ensure!(enter(&operator.fresh(), phone)?.code() == "passkey_cloned");
    ensure!(enter(&operator.fresh(), phone)?.code() == "passkey_wrong");
    ensure!(desk.get("/me/means")?.ok()?.json()?["passkeys"] == json!([]));
    Ok(())
}
