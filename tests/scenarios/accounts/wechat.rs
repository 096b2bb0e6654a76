//! Signing in with WeChat: bound to an account once by the phone's code, then enough by itself; good once, and only in
//! the browser that began.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::sign_in;
use tests::venue::Venue;
use tests::wechat_stand_in::{APP_ID, Agreed, SECRET, WechatStandIn};

/// A hub that is registered at the stand-in with this secret.
fn venue(service: &WechatStandIn, secret: &str) -> anyhow::Result<Venue> {
    Venue::without_film(&[
        ("HUB_WECHAT_APP_ID", APP_ID),
        ("HUB_WECHAT_SECRET", secret),
        ("HUB_WECHAT_PAGES", &service.service.origin),
        ("HUB_WECHAT_API", &service.service.origin),
        ("HUB_EGRESS_PRIVATE_NETWORKS", "127.0.0.0/8"),
    ])
}

/// The page where the browser is sent.
fn page(browser: &Browser) -> anyhow::Result<String> {
    let begun = browser.post("/sign-in/wechat", &json!({}))?.ok()?.json()?;
    Ok(begun["url"].as_str().context("no page")?.to_owned())
}

fn come_back(browser: &Browser, code: &str, state: &str) -> anyhow::Result<Answer> {
    browser.post("/sign-in/wechat/return", &json!({"code": code, "state": state}))
}

/// The whole way, for somebody who agrees.
fn through(service: &WechatStandIn, browser: &Browser, who: Agreed) -> anyhow::Result<Answer> {
    let (code, state) = service.agrees(&page(browser)?, who)?;
    come_back(browser, &code, &state)
}

fn bind(operator: &Browser, browser: &Browser, secret: &Value, phone: &str) -> anyhow::Result<Answer> {
    browser.post("/sign-in/code", &json!({"phone": phone}))?.ok()?;
    let code = sign_in::newest_code(&operator.get("/outbox")?.ok()?.json()?, phone)?;
    browser.post(
        "/sign-in/wechat/bind",
        &json!({"bind": secret, "phone": phone, "code": code}),
    )
}

fn account(browser: &Browser) -> anyhow::Result<Value> {
    Ok(browser.get("/me")?.ok()?.json()?["account"]["id"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wechat_is_bound_once_and_then_opens_the_account() {
    blocking(|| {
        let service = WechatStandIn::start()?;
        let venue = venue(&service, SECRET)?;
        let operator = &venue.host;
        let first = operator.fresh();
        ensure!(first.get("/sign-in/ways")?.ok()?.json()? == json!({"wechat": true}));
        let unbound = through(&service, &first, Agreed::At("union-of-chen"))?
            .ok()?
            .json()?;
        ensure!(account(&first)? == Value::Null, "nobody is signed in yet");

        // A wrong code binds nothing, nor does another browser that knows the secret.
        first
            .post("/sign-in/code", &json!({"phone": "13600000081"}))?
            .ok()?;
        let wrong = json!({"bind": unbound["bind"], "phone": "13600000081", "code": "000000"});
        ensure!(first.post("/sign-in/wechat/bind", &wrong)?.code() == "code_wrong");
        let thief = operator.fresh();
        let stolen = bind(operator, &thief, &unbound["bind"], "13600000089")?;
        ensure!(stolen.code() == "wechat_gone", "{}", stolen.code());
        bind(operator, &first, &unbound["bind"], "13600000081")?.ok()?;
        let owner = account(&first)?;
        ensure!(owner != Value::Null);

        // From now on it is enough, whichever question brings the unionid; for somebody else it is not.
        for who in [Agreed::At("union-of-chen"), Agreed::AskedTwice("union-of-chen")] {
            let later = operator.fresh();
            through(&service, &later, who)?.ok()?;
            ensure!(account(&later)? == owner);
        }
        let other = operator.fresh();
        let unbound = through(&service, &other, Agreed::At("union-of-shen"))?
            .ok()?
            .json()?;
        let second = bind(operator, &other, &unbound["bind"], "13600000081")?;
        ensure!(second.code() == "wechat_other", "{}", second.code());

        // Its owner takes it away again.
        ensure!(first.get("/me/means")?.ok()?.json()?["wechat"] == true);
        ensure!(first.delete("/me/wechat")?.code() == "step_up_required");
        sign_in::step_up(operator, &first, "13600000081")?;
        first.delete("/me/wechat")?.ok()?;
        ensure!(first.get("/me/means")?.ok()?.json()?["wechat"] == false);
        let after = through(&service, &operator.fresh(), Agreed::At("union-of-chen"))?
            .ok()?
            .json()?;
        ensure!(after["bind"].is_string(), "{after}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_the_persons_own_fresh_answer_opens_nothing() {
    blocking(|| {
        let service = WechatStandIn::start()?;
        let venue = venue(&service, SECRET)?;
        let (browser, other) = (venue.host.fresh(), venue.host.fresh());
        let gone = |answer: Answer| {
            ensure!(answer.code() == "wechat_gone", "{}", answer.code());
            Ok(())
        };
        // A link that somebody else prepared: their code and state in another browser.
        let (code, state) = service.agrees(&page(&browser)?, Agreed::At("union"))?;
        gone(come_back(&other, &code, &state)?)?;
        gone(come_back(&browser, &code, "another state")?)?;
        come_back(&browser, &code, &state)?.ok()?;
        // Replayed: the state is spent, and with a new state the code is.
        gone(come_back(&browser, &code, &state)?)?;
        let (_, fresh) = service.agrees(&page(&browser)?, Agreed::At("union"))?;
        gone(come_back(&browser, &code, &fresh)?)?;
        let (_, fresh) = service.agrees(&page(&browser)?, Agreed::At("union"))?;
        gone(come_back(&browser, "no-such-code", &fresh)?)?;

        for (who, said) in [
            (Agreed::NoUnionId, "wechat_refused"),
            (Agreed::Busy, "wechat_unavailable"),
            (Agreed::Slow, "wechat_unavailable"),
        ] {
            let answer = through(&service, &browser, who)?;
            ensure!(answer.code() == said, "{}", answer.code());
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_is_said_and_without_settings_there_is_no_such_way() {
    blocking(|| {
        let service = WechatStandIn::start()?;
        let wrong = venue(&service, "another secret")?;
        let refused = through(&service, &wrong.host.fresh(), Agreed::At("union"))?;
        ensure!(refused.code() == "wechat_refused", "{}", refused.code());
        let none = Venue::without_film(&[])?;
        let browser = none.host.fresh();
        ensure!(browser.get("/sign-in/ways")?.ok()?.json()? == json!({"wechat": false}));
        let off = browser.post("/sign-in/wechat", &json!({}))?;
        ensure!(off.code() == "wechat_off", "{}", off.code());
        Ok(())
    })
    .await
    .unwrap();
}
