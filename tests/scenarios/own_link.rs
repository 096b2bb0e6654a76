//! From a desk to a phone [G02]: whoever has the own page open gets a link that opens once; the phone identifies itself, and
//! the desk looks on without pushing it aside.

use serde_json::json;
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::live_socket::LiveSocket;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};

async fn post(browser: &Browser, path: &str) -> Answer {
    let (browser, path) = (browser.clone(), path.to_owned());
    blocking(move || browser.post(&path, &json!({}))).await.unwrap()
}

/// The secret of a link for the own place of whoever sits at `browser`.
async fn own_link(browser: &Browser, contract: &str) -> String {
    let made = post(browser, &format!("/contracts/{contract}/own-link")).await;
    let made = made.ok().unwrap().json().unwrap();
    assert!(made["qr_svg"].as_str().unwrap().starts_with("<svg"), "{made}");
    let url = made["url"].as_str().unwrap();
    url.split_once("/s#").unwrap().1.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_goes_on_at_the_phone_and_looks_on_at_the_desk() {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let mut script = script("供货合同", 2);
    script.shape = |body| body["policy"]["course"] = "routine".into();
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract.clone()).await.unwrap();
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();

    let desk = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    let secret = own_link(desk.browser(), &contract).await;
    let mut phone = Party::join_by(&host, &secret, 1, &script.parties[0])
        .await
        .unwrap();
    let again = Party::join_by(&host, &secret, 1, &script.parties[0]).await;
    let again = again.map(drop).unwrap_err();
    assert!(format!("{again:#}").contains("link_ended"), "{again:#}");
    let elsewhere = post(
        desk.browser(),
        "/contracts/00000000-0000-7000-8000-000000000001/own-link",
    )
    .await;
    assert_eq!(elsewhere.code(), "not_allowed");
    assert_eq!(
        post(&venue.host, &format!("/contracts/{contract}/own-link"))
            .await
            .code(),
        "not_allowed"
    );

    // The desk follows: the phone's ink comes, and the phone stays connected.
    let mut follower = LiveSocket::follow(desk.browser(), &contract);
    follower
        .until("it is let in", |screen| screen.seq > 0)
        .await
        .unwrap();
    phone.consent_to_sign().await.unwrap();
    let ink = phone.draw_name(&script).await.unwrap();
    follower
        .until("the ink is seen at the desk", |screen| {
            screen.kinds.values().any(|kind| kind == "hub.ink_stroke.v1")
        })
        .await
        .unwrap();
    let acted = follower.command("clear_ink", json!({"field": 1})).await;
    assert!(acted.is_err(), "who looks on does nothing");
    phone.commit(&ink).await.unwrap();
    follower
        .until("the act is seen at the desk", |screen| {
            screen.kinds.values().any(|kind| kind == "hub.committed.v1")
        })
        .await
        .unwrap();
    let late = post(desk.browser(), &format!("/contracts/{contract}/own-link")).await;
    assert_eq!(late.code(), "already_committed");

    let mut second = Party::join(&host, 2, &script.parties[1]).await.unwrap();
    second.consent_to_sign().await.unwrap();
    let ink = second.draw_name(&script).await.unwrap();
    second.commit(&ink).await.unwrap();
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    let package = host.download("evidence.zip").await.unwrap();
    let policy = verify::policy::Policy::parse(&host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    assert_eq!(
        of_kind(&lines(&package).unwrap(), "hub.own_link_made.v1").count(),
        1
    );
}
