//! The face compared by a service outside: said as that, only for the person who was asked for, and never where the
//! service said anything less.

use super::person;
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::face_id_stand_in::{Face, FaceIdStandIn, RULE, SECRET_ID, SECRET_KEY};
use tests::sign_in;
use tests::venue::Venue;

const NUMBER: &str = "11010519491231002X";

/// A hub that calls the stand-in with these keys.
fn venue(service: &FaceIdStandIn, secret_key: &str, networks: &str) -> anyhow::Result<Venue> {
    Venue::without_film(&[
        ("HUB_FACEID_ENDPOINT", &service.service.origin),
        ("HUB_FACEID_SECRET_ID", SECRET_ID),
        ("HUB_FACEID_SECRET_KEY", secret_key),
        ("HUB_FACEID_RULE_ID", RULE),
        ("HUB_EGRESS_PRIVATE_NETWORKS", networks),
    ])
}

fn ready(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = person(operator, phone)?;
    sign_in::step_up(operator, &browser, phone)?;
    Ok(browser)
}

fn begin(browser: &Browser, name: &str) -> anyhow::Result<tests::browser::Answer> {
    browser.post("/me/identity/face", &json!({"name": name, "number": NUMBER}))
}

fn outcome(browser: &Browser) -> anyhow::Result<Value> {
    Ok(browser
        .post("/me/identity/face/outcome", &json!({}))?
        .ok()?
        .json()?["outcome"]
        .clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_counts_only_as_the_service_says() {
    blocking(|| {
        let service = FaceIdStandIn::start()?;
        let venue = venue(&service, SECRET_KEY, "127.0.0.0/8")?;
        let operator = &venue.host;
        for (phone, face) in [
            ("13600000071", Face::Other),
            ("13600000072", Face::NotAlive),
            ("13600000073", Face::Swapped),
        ] {
            let browser = ready(operator, phone)?;
            begin(&browser, "张伟")?.ok()?;
            service.shows(face);
            ensure!(outcome(&browser)? == "failed");
            ensure!(browser.get("/me/means")?.ok()?.json()?["identity"] == Value::Null);
        }
        let browser = ready(operator, "13600000074")?;
        ensure!(outcome(&browser)? == "none");
        ensure!(begin(&browser, "停用的人")?.code() == "face_check_refused");
        let page = begin(&browser, "张伟")?.ok()?.json()?;
        let url = page["url"].as_str().context("no page")?;
        ensure!(url.starts_with("https://open.faceid.qq.com/"), "{url}");
        ensure!(outcome(&browser)? == "waiting");
        service.shows(Face::Right);
        ensure!(outcome(&browser)? == "passed");
        ensure!(outcome(&browser)? == "none", "a result counts once");
        let known = browser.get("/me/means")?.ok()?.json()?["identity"].clone();
        ensure!(
            known["face"] == true && known["check"] == "tencent_face_id",
            "{known}"
        );

        // Whoever was seen so proves it by the face again when the old phone is gone; nobody else can.
        let again = sign_in::by_code(operator, "13600000074")?;
        let move_to = || again.post("/me/phone/code", &json!({"phone": "13600000079"}));
        ensure!(begin(&again, "李娜")?.code() == "step_up_required");
        ensure!(move_to()?.code() == "step_up_required");
        begin(&again, "张伟")?.ok()?;
        service.shows(Face::Other);
        ensure!(outcome(&again)? == "failed");
        ensure!(move_to()?.code() == "step_up_required");
        begin(&again, "张伟")?.ok()?;
        service.shows(Face::Right);
        ensure!(outcome(&again)? == "passed");
        move_to()?.ok()?;
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_or_a_closed_way_out_is_said() {
    blocking(|| {
        let service = FaceIdStandIn::start()?;
        let wrong_key = venue(&service, "another secret", "127.0.0.0/8")?;
        let browser = ready(&wrong_key.host, "13600000075")?;
        ensure!(begin(&browser, "张伟")?.code() == "face_check_refused");
        let closed = venue(&service, SECRET_KEY, "10.1.2.0/24")?;
        let browser = ready(&closed.host, "13600000076")?;
        ensure!(begin(&browser, "张伟")?.code() == "face_check_unavailable");
        let none = Venue::without_film(&[])?;
        let browser = ready(&none.host, "13600000077")?;
        ensure!(begin(&browser, "张伟")?.code() == "face_check_off");
        ensure!(browser.get("/me/means")?.ok()?.json()?["face_check"] == false);
        Ok(())
    })
    .await
    .unwrap();
}
