//! 单方盖章 through the real hub [B08]: files that one company seals alone, by one press each, counted, with a copy for
//! whoever is named, and not without a seal that this person holds or the approval that a flow demands.

use crate::auto_sign::{Office, office};
use anyhow::Context;
use serde_json::{Value, json};
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::live_socket::Screen;
use tests::package_reader::{lines, of_kind};
use tests::sign_in;
use tests::venue::script;
use verify::policy::Policy;

const OPERATOR: &str = "13900000000";

/// Uploads a file and presses the button.
async fn seal(office: &Office, asked: Value) -> anyhow::Result<Answer> {
    let draft = Host::upload(&office.venue.host, &script("", 1)).await?;
    let browser = office.venue.host.clone();
    blocking(move || browser.post(&format!("/drafts/{}/seal-alone", draft.id()), &asked)).await
}

async fn step_up(browser: &Browser) {
    let browser = browser.clone();
    blocking(move || sign_in::step_up(&browser, &browser, OPERATOR))
        .await
        .unwrap();
}

/// How many the company has sealed alone, and the latest.
async fn counted(office: &Office) -> Value {
    let (host, path) = (office.venue.host.clone(), office.company.at("/sealed-alone"));
    blocking(move || host.get(&path)?.ok()?.json()).await.unwrap()
}

/// As its sender sees it once it is closed.
async fn closed_soon(office: &Office, contract: String) -> Host {
    let mut host = Host::enter(office.venue.host.clone(), contract).await.unwrap();
    let closed = |screen: &Screen| screen.phase == "closed";
    host.socket.until("closed", closed).await.unwrap();
    host
}

fn contract_of(answer: Answer) -> anyhow::Result<String> {
    let opened = answer.ok()?.json()?;
    Ok(opened["contract"].as_str().context("no contract")?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_sealed_by_one_side_and_counted() {
    let office = office().await.unwrap();
    office.silent(true).await.unwrap();
    let asked = json!({"seal": office.seal, "place": "bottom_right", "straddle": true});
    let refused = seal(&office, asked.clone()).await.unwrap();
    assert_eq!(refused.code(), "step_up_required");
    step_up(&office.venue.host).await;
    assert_eq!(counted(&office).await["count"], 0);
    let refused = seal(&office, asked).await.unwrap();
    assert_eq!(
        refused.code(),
        "service_off",
        "across the pages is a service of its own"
    );
    let (host, path) = (office.venue.host.clone(), office.company.at("/services"));
    let switch = json!({"service": "cross_page_seal", "on": true});
    blocking(move || host.put(&path, &switch)?.ok().map(drop))
        .await
        .unwrap();
    let mut closed = Vec::new();
    for place in ["words", "bottom_right", "bottom_left"] {
        let asked = json!({"seal": office.seal, "place": place, "straddle": true});
        let contract = contract_of(seal(&office, asked).await.unwrap()).unwrap();
        closed.push(closed_soon(&office, contract).await);
    }
    let after = counted(&office).await;
    assert_eq!(
        (&after["count"], after["rows"].as_array().map(Vec::len)),
        (&json!(3), Some(3))
    );
    let uses = office.uses().await.unwrap();
    assert_eq!(uses.as_array().map(Vec::len), Some(3), "{uses}");

    let host = &closed[0];
    let view = host.socket.screen.borrow().view.clone();
    assert_eq!(view["title"], "contract", "named as the file");
    assert_eq!(view["parties"].as_array().map(Vec::len), Some(1));
    let package = host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let lines = lines(&package).unwrap();
    let opened = of_kind(&lines, "hub.opened.v1").next().unwrap();
    assert_eq!(opened["body"]["alone"], true);
    let (browser, path) = (
        host.browser.clone(),
        format!("/contracts/{}/outbox", host.contract),
    );
    let told = blocking(move || browser.get(&path)?.ok()?.json()).await.unwrap();
    assert_eq!(told, json!([]), "whoever had it sealed is not written to");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_that_this_person_does_not_hold_is_refused() {
    let office = office().await.unwrap();
    office.silent(true).await.unwrap();
    step_up(&office.venue.host).await;
    let (host, path) = (
        office.venue.host.clone(),
        office.company.at(&format!("/seals/{}/holders/1", office.seal)),
    );
    blocking(move || host.delete(&path)?.ok().map(drop))
        .await
        .unwrap();
    let refused = seal(&office, json!({"seal": office.seal})).await.unwrap();
    assert_eq!(refused.code(), "seal_not_permitted");
    assert_eq!(counted(&office).await, json!({"count": 0, "rows": []}));
}
