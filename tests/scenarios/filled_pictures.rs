//! Pictures in controls 图片: one of the sender's, one of a party's; nobody names a picture that it has not sent.

use serde_json::{Value, json};
use std::process::Command;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::venue::{Venue, script};

const PHOTO: &[u8] = include_bytes!("../golden/pdf/seals.png");
const DRAWING: &[u8] = include_bytes!("../golden/pdf/controls.png");

fn controls(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    let picture = |no: i64, name: &str| {
        let rect = json!({"x": 60_000 + 150_000 * (no - 3), "y": 600_000, "w": 120_000, "h": 90_000});
        json!({"no": no, "page": 1, "rect": rect, "name": name, "required": true, "kind": {"kind": "picture"}})
    };
    let mut licence = picture(4, "营业执照");
    licence["party"] = 1.into();
    body["controls"] = json!([picture(3, "产品照片"), licence]);
}

async fn send(browser: &Browser, path: String, file: &'static [u8]) -> anyhow::Result<String> {
    let browser = browser.clone();
    blocking(move || {
        let kept = browser
            .upload(&path, "application/octet-stream", file.to_vec())?
            .ok()?;
        Ok(kept.json()?["picture"].as_str().unwrap_or_default().to_owned())
    })
    .await
}

async fn status(browser: &Browser, path: String) -> u16 {
    let browser = browser.clone();
    blocking(move || Ok(browser.get(&path)?.status)).await.unwrap()
}

/// Pictures on the first page, as poppler finds them.
fn pictures_of(file: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.pdf");
    std::fs::write(&path, file).unwrap();
    let listed = Command::new("pdfimages")
        .args(["-list", "-l", "1"])
        .arg(&path)
        .output();
    let listed = String::from_utf8(listed.unwrap().stdout).unwrap();
    listed.lines().filter(|line| line.contains(" image ")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_sender_and_party_stand_in_the_contract() {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let mut script = script("供货合同", 2);
    script.shape = controls;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    Host::fill_in(&venue.host, &draft, &script).await.unwrap();
    let at = format!("/drafts/{}", draft.id());
    let drawing = send(&venue.host, format!("{at}/pictures"), DRAWING)
        .await
        .unwrap();
    assert_eq!(status(&venue.host, format!("{at}/pictures/{drawing}")).await, 200);
    let with_value = move |host: Browser, value: String| {
        let at = at.clone();
        blocking(move || {
            let draft = host.get(&at)?.ok()?.json()?;
            let mut body = draft["body"].clone();
            body["values"] = json!([{"no": 3, "text": value}]);
            let save = json!({"version": draft["version"], "body": body});
            host.put(&at, &save)?.ok()?;
            let opened = host.post(&format!("{at}/open"), &json!({}))?;
            Ok((opened.code(), opened.json()?))
        })
    };
    let foreign = with_value(venue.host.clone(), "0".repeat(64)).await.unwrap();
    assert_eq!(foreign.0, "control_value", "{}", foreign.1);
    let (_, opened) = with_value(venue.host.clone(), drawing.clone()).await.unwrap();
    let contract = opened["contract"].as_str().unwrap().to_owned();
    let mut host = Host::enter(venue.host.clone(), contract.clone()).await.unwrap();

    let mut first = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    let mut second = Party::join(&host, 2, &script.parties[1]).await.unwrap();
    let pictures = format!("/contracts/{contract}/pictures");
    let refused = send(second.browser(), pictures.clone(), PHOTO).await.unwrap_err();
    assert!(format!("{refused:#}").contains("not_your_control"), "{refused:#}");
    let refused = send(first.browser(), pictures.clone(), b"no picture").await;
    assert!(refused.is_err(), "what is no picture is not kept");
    let photo = send(first.browser(), pictures.clone(), PHOTO).await.unwrap();
    assert_eq!(status(first.browser(), format!("{pictures}/{photo}")).await, 200);
    assert_eq!(
        status(second.browser(), format!("{pictures}/{photo}")).await,
        404,
        "not given yet"
    );

    // The sender's picture lies in the same contract, and is still not the party's to use.
    let fill = |picture: &str| json!({"values": [{"no": 4, "text": picture}]});
    let refused = first.socket.command("fill", fill(&drawing)).await.unwrap_err();
    assert!(refused.to_string().starts_with("control_value"), "{refused}");
    first.socket.command("fill", fill(&photo)).await.unwrap();
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();
    assert_eq!(status(second.browser(), format!("{pictures}/{photo}")).await, 200);
    for party in [&mut first, &mut second] {
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(&script).await.unwrap();
        party.commit(&ink).await.unwrap();
    }
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    assert_eq!(pictures_of(&host.download("contract.pdf").await.unwrap()), 2);
}
