//! 抄送人 through the real hub [E26]: named when sending, told by message, let in by a code, and let do nothing but read
//! and download.

use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::live_socket::Screen;
use tests::sign_in;
use tests::venue::{Venue, script};

const PHONE: &str = "13888880001";
const MAIL: &str = "fawu@example.com";

fn copied(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["readers"] = json!({"at_sending": true, "people": [
        {"name": "钱多", "address": "138 8888 0001"},
        {"name": "法务部", "address": MAIL},
    ]});
}

/// The newest message to this address with this phrase; they follow the events.
async fn told(host: &Host, address: &str, phrase: &str) -> String {
    for _ in 0..400 {
        let (browser, path) = (
            host.browser.clone(),
            format!("/contracts/{}/outbox", host.contract),
        );
        let all = blocking(move || browser.get(&path)?.ok()?.json()).await.unwrap();
        let texts = all.as_array().unwrap().iter();
        let mut texts = texts.filter(|message| message["to_phone"] == address);
        if let Some(found) = texts.find(|message| message["text"].as_str().unwrap().contains(phrase)) {
            return found["text"].as_str().unwrap().to_owned();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{address} was not told: {phrase}");
}

/// Opens the link in a message: the seat before anything is shown.
async fn seated(host: &Host, text: &str) -> Browser {
    let after = text.split_once("/r#").unwrap().1;
    let token = after.split_whitespace().next().unwrap().to_owned();
    let browser = host.browser.fresh();
    blocking(move || {
        let joined = browser.post("/join", &json!({"token": token}))?.ok()?.json()?;
        assert_eq!(joined["role"], "reader");
        Ok(browser.seated(joined["seat"].as_str().unwrap()))
    })
    .await
    .unwrap()
}

/// Shows that the address is theirs.
async fn verified(host: &Host, browser: &Browser, address: &str) {
    let asking = browser.clone();
    blocking(move || asking.post("/join/reader/code", &json!({}))?.ok())
        .await
        .unwrap();
    let outbox = format!("/contracts/{}/outbox", host.contract);
    let (sender, browser, address) = (host.browser.clone(), browser.clone(), address.to_owned());
    blocking(move || {
        let code = sign_in::newest_code(&sender.get(&outbox)?.ok()?.json()?, &address)?;
        browser.post("/join/reader/verify", &json!({"code": code}))?.ok()
    })
    .await
    .unwrap();
}

async fn answer(browser: &Browser, path: String) -> tests::browser::Answer {
    let browser = browser.clone();
    blocking(move || browser.get(&path)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_told_and_read_and_download_and_nothing_else() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let mut script = script("采购合同", 1);
    script.shape = copied;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract).await.unwrap();
    let signing = |screen: &Screen| screen.phase == "signing";
    host.socket.until("signing", signing).await.unwrap();

    let by_phone = seated(&host, &told(&host, PHONE, "抄送给您（钱多）").await).await;
    let below = format!("/contracts/{}", host.contract);
    let before = answer(&by_phone, format!("{below}/reading")).await;
    assert_eq!(before.code(), "not_allowed", "a link alone shows nothing");
    verified(&host, &by_phone, PHONE).await;
    let reading = answer(&by_phone, format!("{below}/reading")).await;
    let reading = reading.ok().unwrap().json().unwrap();
    assert_eq!(
        (&reading["title"], &reading["state"]),
        (&json!("采购合同"), &json!("to_sign"))
    );
    assert!(reading["parties"][0]["signed_at"].is_null());
    assert!(reading.to_string().find("1390000").is_none(), "no phone numbers");
    let page = answer(&by_phone, format!("{below}/pages/1.png")).await;
    assert_eq!(page.status, 200);
    let early = answer(&by_phone, format!("{below}/contract.pdf")).await;
    assert_eq!(early.code(), "not_ready");
    for forbidden in ["evidence.zip", "seals", "live", "outbox", "film.mp4"] {
        let refused = answer(&by_phone, format!("{below}/{forbidden}")).await;
        assert_eq!(refused.code(), "not_allowed", "{forbidden}");
    }

    let mut party = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    party.consent_to_sign().await.unwrap();
    let ink = party.draw_name(&script).await.unwrap();
    party.commit(&ink).await.unwrap();
    let closed = |screen: &Screen| screen.phase == "closed";
    host.socket.until("closed", closed).await.unwrap();

    let by_mail = seated(&host, &told(&host, MAIL, "签署完成").await).await;
    verified(&host, &by_mail, MAIL).await;
    let file = answer(&by_mail, format!("{below}/contract.pdf")).await;
    assert_eq!((file.status, &file.body[..5]), (200, &b"%PDF-"[..]));
    let reading = answer(&by_mail, format!("{below}/reading")).await;
    let reading = reading.ok().unwrap().json().unwrap();
    assert_eq!(reading["state"], "signed");
    assert!(reading["signed_at"].is_i64() && reading["parties"][0]["signed_at"].is_i64());
    let other = answer(&by_phone, format!("{below}/contract.pdf")).await;
    assert_eq!(other.status, 200, "whoever came earlier still reads");
}
