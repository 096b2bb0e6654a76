//! A company comes to the hub: registered, reviewed, staffed from a list, and run by those who may.

use anyhow::Context;
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::office_file::OfficeFile;
use tests::sign_in;
use tests::venue::Venue;
use tokio::runtime::Handle;

/// Registers an organisation; its id.
pub fn register(browser: &Browser) -> anyhow::Result<String> {
    let registered = browser
        .post("/organisations", &licence("91350100M000100Y43"))?
        .ok()?
        .json()?;
    Ok(registered["organisation"].as_str().context("no id")?.to_owned())
}

fn licence(code: &str) -> Value {
    json!({
        "name": "青屿新能源有限公司",
        "credit_code": code,
        "legal_representative": "林望舒",
        "registrant_name": "林望舒",
        "is_legal_representative": true,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_registered_and_staffed() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let host = venue.host.clone();
    blocking(move || story(&host)).await.unwrap();
}

/// The operator is the reviewer, and here also the one who registers.
fn story(host: &Browser) -> anyhow::Result<()> {
    let wrong = host.post("/organisations", &licence("91350100M000100Y44"))?;
    anyhow::ensure!(wrong.code() == "credit_code_wrong", "{}", wrong.code());
    let id = register(host)?;
    let at = |rest: &str| format!("/organisations/{id}{rest}");

    // Nothing works before the review, and the review finds it on its list.
    let early = host.post(&at("/departments"), &json!({"name": "销售部"}))?;
    anyhow::ensure!(early.status == 403, "{}", early.status);
    let waiting = host.get("/reviews/organisations")?.ok()?.json()?;
    anyhow::ensure!(waiting[0]["credit_code"] == "91350100M000100Y43", "{waiting}");
    host.post(&at("/approve"), &json!({}))?.ok()?;
    let waiting = host.get("/reviews/organisations")?.ok()?.json()?;
    anyhow::ensure!(waiting == json!([]), "{waiting}");

    // A spreadsheet comes back as rows of text; what is none is refused with the reason.
    let sheet = OfficeFile::xlsx(&[&["姓名", "手机号"], &["陈以南", "13700100000"]]).bytes();
    let read = |bytes| host.upload(&at("/members/sheet"), "application/octet-stream", bytes);
    let rows = read(sheet)?.ok()?.json()?["rows"].clone();
    anyhow::ensure!(
        rows[1] == json!({"line": 2, "cells": ["陈以南", "13700100000"]}),
        "{rows}"
    );
    let other = read(b"%PDF-1.7".to_vec())?;
    anyhow::ensure!(other.code() == "office_file", "{}", other.code());

    // Thirty people from a list, one of them wrong: nobody is invited until it is mended.
    host.post(&at("/departments"), &json!({"name": "销售部"}))?.ok()?;
    let mut people: Vec<Value> = (0..30)
        .map(|n| json!({"name": format!("员工{n}"), "phone": format!("137001000{n:02}"), "departments": [1], "roles": [3]}))
        .collect();
    people[11]["phone"] = "123".into();
    let refused = host.post(&at("/members"), &Value::Array(people.clone()))?;
    anyhow::ensure!(refused.code() == "phone_malformed", "{}", refused.code());
    anyhow::ensure!(refused.json()?["params"]["row"] == "12", "{}", refused.json()?);
    people[11]["phone"] = "13700100011".into();
    host.post(&at("/members"), &Value::Array(people))?.ok()?;
    thirty_invitations(host, &at("/join"))?;

    // One joins by the number that was invited; a stranger does not.
    let member = signed_in(host, "13700100007")?;
    let stranger = signed_in(host, "13700200000")?;
    let refused = stranger.post(&at("/join"), &json!({}))?;
    anyhow::ensure!(refused.code() == "no_invitation", "{}", refused.code());
    anyhow::ensure!(stranger.get(&at(""))?.status == 403);
    member.post(&at("/join"), &json!({}))?.ok()?;
    let own = member.get("/organisations")?.ok()?.json()?;
    anyhow::ensure!(own[0]["name"] == "青屿新能源有限公司", "{own}");
    let view = member.get(&at(""))?.ok()?.json()?;
    anyhow::ensure!(
        view["me"]["rights"] == json!(["start_contracts", "view_contracts"]),
        "{view}"
    );
    anyhow::ensure!(
        view.get("members").is_none(),
        "a module without the right shows: {view}"
    );

    // Who leads is written down, and circles are refused.
    let no = view["me"]["member"].clone();
    host.put(&at("/departments/1/head"), &json!({"head": no}))?.ok()?;
    host.put(&at(&format!("/members/{no}/superior")), &json!({"superior": 1}))?
        .ok()?;
    let circle = host.put(&at("/members/1/superior"), &json!({"superior": no}))?;
    anyhow::ensure!(circle.code() == "superior_loop", "{}", circle.code());
    let seen = host.get(&at(""))?.ok()?.json()?;
    anyhow::ensure!(seen["departments"][0]["head"] == no, "{}", seen["departments"]);

    // A right is taken away at once.
    let roles = |enabled: bool| host.put(&at("/roles/3/enabled"), &json!({"enabled": enabled}));
    roles(false)?.ok()?;
    let view = member.get(&at(""))?.ok()?.json()?;
    anyhow::ensure!(view["me"]["rights"] == json!([]), "{view}");
    let no = view["me"]["member"].clone();
    host.put(
        &at(&format!("/members/{no}/suspended")),
        &json!({"suspended": true}),
    )?
    .ok()?;
    anyhow::ensure!(member.get(&at(""))?.status == 403);
    Ok(())
}

/// Waits until everybody has been sent the link: that follows from the stored event.
fn thirty_invitations(host: &Browser, link: &str) -> anyhow::Result<()> {
    for _ in 0..100 {
        let outbox = host.get("/outbox")?.ok()?.json()?;
        let messages = outbox.as_array().context("no outbox")?;
        let has_link = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(link));
        if messages.iter().filter(has_link).count() == 30 {
            return Ok(());
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(100)));
    }
    anyhow::bail!("the invitations were not sent")
}

/// Somebody with this number, who has accepted the agreements.
fn signed_in(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = sign_in::by_code(operator, phone)?;
    Host::accept_agreements(&browser)?;
    Ok(browser)
}
