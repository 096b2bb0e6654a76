//! 常用签名: saved while signing one contract, put into the next, said in its log, and gone when its person removes it. [G02, C02]

use anyhow::ensure;
use domain::hash::Sha256Hash;
use domain::ink::encoded_stroke;
use serde_json::{Value, json};
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::package_reader::{lines, of_kind};
use tests::sign_in;
use tests::venue::{Venue, script};

const PHONE: &str = "13700300081";

/// The party of one more contract, known on its device.
async fn come(operator: &Browser) -> anyhow::Result<(Host, Party)> {
    let mut script = script("收据", 1);
    script.shape = |body: &mut Value| body["policy"]["course"] = "routine".into();
    script.parties[0].phone = PHONE.into();
    let draft = Host::upload(operator, &script).await?;
    let contract = Host::open(operator, &draft, &script).await?;
    let mut host = Host::enter(operator.clone(), contract).await?;
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await?;
    let party = Party::join(&host, 1, &script.parties[0]).await?;
    Ok((host, party))
}

async fn call(party: &Party, host: &Host, body: Option<Value>) -> anyhow::Result<Answer> {
    let browser = party.browser().clone();
    let path = format!("/contracts/{}/saved-signature", host.contract);
    blocking(move || match body {
        Some(body) => browser.put(&path, &body),
        None => browser.get(&path),
    })
    .await
}

fn signature() -> Value {
    let mut names = tests::handwriting::names(1).unwrap();
    let written = names.pop().unwrap().strokes;
    let strokes: Vec<String> = written
        .iter()
        .map(|written| encoded_stroke::to_text(&written.stroke).unwrap())
        .collect();
    json!({"aspect": 2400, "strokes": strokes})
}

#[tokio::test(flavor = "multi_thread")]
async fn saved_once_put_in_later_and_removed() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let (host, mut party) = come(&venue.host).await.unwrap();
    let early = call(&party, &host, Some(signature())).await.unwrap();
    assert_eq!(early.code(), "consent_missing");
    party.consent_to_sign().await.unwrap();
    let none = call(&party, &host, None).await.unwrap();
    assert_eq!(none.ok().unwrap().json().unwrap(), Value::Null);
    for (bad, code) in [
        (json!({"aspect": 2400, "strokes": []}), "ink_too_small"),
        (json!({"aspect": 2400, "strokes": ["no ink"]}), "ink_malformed"),
        (
            json!({"aspect": 0, "strokes": signature()["strokes"]}),
            "ink_malformed",
        ),
    ] {
        let refused = call(&party, &host, Some(bad)).await.unwrap();
        assert_eq!(refused.code(), code);
    }
    call(&party, &host, Some(signature()))
        .await
        .unwrap()
        .ok()
        .unwrap();
    drop((host, party));

    // Another contract, another device of the same person.
    let (mut host, mut party) = come(&venue.host).await.unwrap();
    party.consent_to_sign().await.unwrap();
    let kept = call(&party, &host, None).await.unwrap().ok().unwrap();
    let kept = kept.json().unwrap();
    assert_eq!(kept, signature());
    let mut digest = String::new();
    for (no, text) in (1u32..).zip(kept["strokes"].as_array().unwrap()) {
        let text = text.as_str().unwrap();
        let body = json!({"field": 1, "stroke": no, "ink": text, "saved": true});
        party.socket.command("draw_stroke", body).await.unwrap();
        let stroke = encoded_stroke::from_text(text).unwrap();
        let bytes = encoded_stroke::encode(&stroke).unwrap();
        digest.push_str(&format!("1/{no}/{}\n", Sha256Hash::of(&bytes)));
    }
    party.commit(&Sha256Hash::of(digest.as_bytes())).await.unwrap();
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    let package = host.download("evidence.zip").await.unwrap();
    let log = lines(&package).unwrap();
    let said = of_kind(&log, "hub.ink_stroke.v1").all(|line| line["body"]["saved"] == true);
    assert!(said, "the log says where the ink came from");

    // Only its person sees that there is one, and removes it.
    let operator = venue.host.clone();
    blocking(move || {
        let person = sign_in::by_code(&operator, PHONE)?;
        ensure!(person.get("/me/means")?.ok()?.json()?["saved_signature"] == true);
        ensure!(operator.get("/me/means")?.ok()?.json()?["saved_signature"] == false);
        operator.delete("/me/saved-signature")?.ok()?;
        ensure!(person.get("/me/means")?.ok()?.json()?["saved_signature"] == true);
        person.delete("/me/saved-signature")?.ok()?;
        ensure!(person.get("/me/means")?.ok()?.json()?["saved_signature"] == false);
        Ok(())
    })
    .await
    .unwrap();
    let (host, mut party) = come(&venue.host).await.unwrap();
    party.consent_to_sign().await.unwrap();
    let gone = call(&party, &host, None).await.unwrap();
    assert_eq!(gone.ok().unwrap().json().unwrap(), Value::Null);
}
