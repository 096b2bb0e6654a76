//! 或签 through the real hub: two people are asked for one party, the one takes the part over from the other and signs,
//! and the other is told and can no longer sign.

use serde_json::{Value, json};
use std::time::Duration;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::PartyPlan;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use verify::policy::Policy;

const OTHER_PHONE: &str = "13999990002";

fn one_of_two(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["parties"][0]["any_of"] = json!([{"name": "孙倩", "phone": "139 9999 0002"}]);
}

/// The texts that went to this phone, newest first.
async fn messages(host: &Host, phone: &str) -> Vec<String> {
    let (browser, path) = (
        host.browser.clone(),
        format!("/contracts/{}/outbox", host.contract),
    );
    let all = blocking(move || browser.get(&path)?.ok()?.json()).await.unwrap();
    let all = all.as_array().unwrap().iter();
    all.filter(|message| message["to_phone"] == phone)
        .map(|message| message["text"].as_str().unwrap().to_owned())
        .collect()
}

/// The newest message with this phrase; they follow the events.
async fn told(host: &Host, phone: &str, phrase: &str) -> String {
    for _ in 0..200 {
        let found = messages(host, phone).await;
        if let Some(text) = found.into_iter().find(|text| text.contains(phrase)) {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{phone} was not told: {phrase}");
}

/// The secret of the link in a message.
fn secret(text: &str) -> String {
    let after = text.split_once("/s#").unwrap().1;
    after.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_of_them_signs_first_signs_for_the_party() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let mut script = script("采购合同", 2);
    script.shape = one_of_two;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract).await.unwrap();
    let signing = |screen: &tests::live_socket::Screen| screen.phase == "signing";
    host.socket.until("signing", signing).await.unwrap();

    let plan = script.parties[0].clone();
    let other_plan = PartyPlan {
        name: "孙倩".into(),
        phone: OTHER_PHONE.into(),
        ..plan.clone()
    };
    let first_link = secret(&told(&host, &plan.phone, "张伟").await);
    let other_link = secret(&told(&host, OTHER_PHONE, "孙倩").await);
    let mut first = Party::join_by(&host, &first_link, 1, &plan).await.unwrap();
    let mut other = Party::join_by(&host, &other_link, 1, &other_plan).await.unwrap();
    assert!(
        first.consent_to_sign().await.is_err(),
        "who no longer acts for the party does nothing for it"
    );
    let own = format!("/contracts/{}/pages/1.png", host.contract);
    let (browser, path) = (first.browser().clone(), own.clone());
    let answer = blocking(move || browser.get(&path)).await.unwrap();
    assert_eq!(answer.code(), "not_allowed");
    let handed = other
        .socket
        .command("transfer", json!({"name": "李四", "phone": "13999990003"}));
    let refused = handed.await.unwrap_err();
    assert!(refused.to_string().starts_with("one_of_several"), "{refused}");

    other.consent_to_sign().await.unwrap();
    let ink = other.draw_name(&script).await.unwrap();
    other.commit(&ink).await.unwrap();
    let text = told(&host, &plan.phone, "您无需再签").await;
    assert!(text.contains("孙倩"), "{text}");
    let (late, link) = (host.browser.fresh(), first_link.clone());
    let answer = blocking(move || late.post("/join", &json!({"token": link})))
        .await
        .unwrap();
    assert_eq!(answer.code(), "signed_by_another");

    let mut second = Party::join(&host, 2, &script.parties[1]).await.unwrap();
    second.consent_to_sign().await.unwrap();
    let ink = second.draw_name(&script).await.unwrap();
    second.commit(&ink).await.unwrap();
    let closed = |screen: &tests::live_socket::Screen| screen.phase == "closed";
    host.socket.until("closed", closed).await.unwrap();
    told(&host, OTHER_PHONE, "签署完成").await;
    let unasked = messages(&host, &plan.phone).await;
    assert!(
        !unasked.iter().any(|text| text.contains("签署完成")),
        "{unasked:?}"
    );

    let package = host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let lines = lines(&package).unwrap();
    assert_eq!(of_kind(&lines, "hub.part_taken.v1").count(), 1);
}
