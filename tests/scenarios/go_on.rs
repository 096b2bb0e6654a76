//! A ceremony that was called off goes on as an ordinary contract, without anything entered again.

use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::live_socket::Screen;
use tests::venue::{Venue, script};

fn copied(body: &mut Value) {
    body["readers"] = json!({"people": [{"name": "法务部", "address": "fawu@example.com"}]});
}

async fn until(host: &mut Host, phase: &str) {
    let reached = |screen: &Screen| screen.phase == phase;
    host.socket.until(phase, reached).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_that_was_called_off_is_signed_as_an_ordinary_contract() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let mut script = script("战略合作协议", 2);
    script.shape = copied;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut ceremony = Host::enter(venue.host.clone(), contract.clone()).await.unwrap();
    until(&mut ceremony, "lobby").await;
    let path = format!("/contracts/{contract}/go-on");
    let (browser, early) = (venue.host.clone(), path.clone());
    let refused = blocking(move || browser.post(&early, &json!({}))).await.unwrap();
    assert_eq!(refused.code(), "go_on_not_ended");
    let call_off = json!({"reason": "一方未到场"});
    ceremony.socket.command("call_off", call_off).await.unwrap();
    until(&mut ceremony, "called_off").await;

    let browser = venue.host.clone();
    let draft = blocking(move || {
        let made = browser.post(&path, &json!({}))?.ok()?.json()?;
        let id = made["draft"].as_str().unwrap().to_owned();
        let stored = browser.get(&format!("/drafts/{id}"))?.ok()?.json()?;
        Ok((id, stored["body"].clone()))
    });
    let (id, body) = draft.await.unwrap();
    assert_eq!(body["title"], "战略合作协议");
    assert_eq!(body["policy"]["course"], "routine");
    assert_eq!(body["readers"]["people"][0]["address"], "fawu@example.com");
    assert_eq!(body["parties"][1]["name"], script.parties[1].name);
    assert_eq!(body["fields"].as_array().map(Vec::len), Some(2));

    let browser = venue.host.clone();
    let opened = blocking(move || {
        browser
            .post(&format!("/drafts/{id}/open"), &json!({}))?
            .ok()?
            .json()
    });
    let contract = opened.await.unwrap()["contract"].as_str().unwrap().to_owned();
    let mut host = Host::enter(venue.host.clone(), contract).await.unwrap();
    until(&mut host, "signing").await;
    for no in [1u8, 2] {
        let mut party = Party::join(&host, no, &script.parties[usize::from(no) - 1])
            .await
            .unwrap();
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(&script).await.unwrap();
        party.commit(&ink).await.unwrap();
    }
    until(&mut host, "closed").await;
}
