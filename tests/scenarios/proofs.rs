//! Before the act of an ordinary contract: the face by default, and what the package says where nobody asked for it;
//! the sign password, and reading, where the sender asks for them. [D04, G13, C02]

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::company::Company;
use tests::face_id_stand_in::{Face, FaceIdStandIn, RULE, SECRET_ID, SECRET_KEY};
use tests::package_reader::{lines, of_kind};
use tests::sign_in;
use tests::venue::{Venue, script};
use verify::policy::Policy;

const NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13700300071";

/// A hub that has faces compared by the stand-in.
fn seeing(service: &FaceIdStandIn) -> anyhow::Result<Venue> {
    Venue::without_film(&[
        ("HUB_FACEID_ENDPOINT", &service.service.origin),
        ("HUB_FACEID_SECRET_ID", SECRET_ID),
        ("HUB_FACEID_SECRET_KEY", SECRET_KEY),
        ("HUB_FACEID_RULE_ID", RULE),
        ("HUB_EGRESS_PRIVATE_NETWORKS", "127.0.0.0/8"),
    ])
}

fn ordinary(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
}

fn demanding(body: &mut Value) {
    ordinary(body);
    body["parties"][0]["demands"] = json!({"means": "sign_password", "read_seconds": 3, "read_to_end": true});
}

struct Waiting {
    venue: Venue,
    host: Host,
    script: Script,
    party: Party,
}

/// One party has come to its contract and may draw.
async fn waiting(venue: Venue, shape: fn(&mut Value)) -> anyhow::Result<Waiting> {
    let mut script = script("保密协议", 1);
    script.shape = shape;
    script.parties[0].phone = PHONE.into();
    let draft = Host::upload(&venue.host, &script).await?;
    let contract = Host::open(&venue.host, &draft, &script).await?;
    let mut host = Host::enter(venue.host.clone(), contract).await?;
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await?;
    let mut party = Party::join(&host, 1, &script.parties[0]).await?;
    party.consent_to_sign().await?;
    Ok(Waiting {
        venue,
        host,
        script,
        party,
    })
}

impl Waiting {
    async fn post(&self, path: &str, body: Value) -> anyhow::Result<tests::browser::Answer> {
        let browser = self.party.browser().clone();
        let path = format!("/contracts/{}/proofs{path}", self.host.contract);
        blocking(move || browser.post(&path, &body)).await
    }

    async fn is_refused(&mut self, ink: &domain::hash::Sha256Hash, code: &str) {
        let refused = self.party.commit(ink).await.unwrap_err();
        assert!(format!("{refused:#}").contains(code), "{refused:#}");
    }

    /// The package with its report, once everything is done.
    async fn judged(&mut self) -> anyhow::Result<(Vec<Value>, verify::report::Report)> {
        self.host
            .socket
            .until("closed", |screen| screen.phase == "closed")
            .await?;
        let package = self.host.download("evidence.zip").await?;
        let policy = Policy::parse(&self.host.policy().await?).context("a policy")?;
        blocking(move || {
            let report = verify::verify_package(&package, &policy);
            ensure!(report.exit_code == 10, "{}", report.to_text());
            Ok((lines(&package)?, report))
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signer_shows_the_face_first() {
    let (service, venue) = blocking(|| {
        let service = FaceIdStandIn::start()?;
        let venue = seeing(&service)?;
        Ok((service, venue))
    })
    .await
    .unwrap();
    let mut waiting = waiting(venue, ordinary).await.unwrap();
    assert_eq!(waiting.party.socket.screen.borrow().view["face"], "asked");
    let ink = waiting.party.draw_name(&waiting.script).await.unwrap();
    waiting.is_refused(&ink, "face_needed").await;
    // Nobody knows this person's number yet.
    let asked = waiting.post("/face", json!({})).await.unwrap();
    assert_eq!(asked.code(), "face_number_needed");
    for (face, outcome) in [(Face::Other, "failed"), (Face::Right, "passed")] {
        let begun = waiting.post("/face", json!({"number": NUMBER})).await.unwrap();
        assert!(begun.ok().unwrap().json().unwrap()["url"].is_string());
        let early = waiting.post("/face/outcome", json!({})).await.unwrap();
        assert_eq!(early.ok().unwrap().json().unwrap()["outcome"], "waiting");
        waiting.is_refused(&ink, "face_needed").await;
        service.shows(face);
        let told = waiting.post("/face/outcome", json!({})).await.unwrap();
        assert_eq!(told.ok().unwrap().json().unwrap()["outcome"], outcome);
    }
    waiting.party.commit(&ink).await.unwrap();
    let (lines, report) = waiting.judged().await.unwrap();
    let proven = of_kind(&lines, "hub.party_proven.v1").next().unwrap();
    assert_eq!(proven["body"]["proof"]["by"], "face", "{proven}");
    assert!(!report.degraded.contains(&"no_face_check".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phone_code_is_enough_where_the_organisation_says_so_and_the_package_says_it() {
    let venue = blocking(|| {
        let service = FaceIdStandIn::start()?;
        let venue = seeing(&service)?;
        let company = Company::found(&venue.host)?;
        let on = json!({"service": "phone_verification", "on": true});
        company.operator.put(&company.at("/services"), &on)?.ok()?;
        company.work_for(&venue.host)?;
        Ok(venue)
    })
    .await
    .unwrap();
    let mut waiting = waiting(venue, ordinary).await.unwrap();
    assert_eq!(waiting.party.socket.screen.borrow().view["face"], "phone_code");
    let ink = waiting.party.draw_name(&waiting.script).await.unwrap();
    waiting.party.commit(&ink).await.unwrap();
    let (lines, report) = waiting.judged().await.unwrap();
    let opened = of_kind(&lines, "hub.opened.v1").next().unwrap();
    assert_eq!(opened["body"]["face"], "phone_code", "{opened}");
    assert!(report.degraded.contains(&"no_face_check".to_owned()));
    assert!(report.to_text().contains("no_face_check"), "{}", report.to_text());
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_and_the_sign_password_come_first_where_the_sender_asks() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let mut waiting = waiting(venue, demanding).await.unwrap();
    let view = waiting.party.socket.screen.borrow().view.clone();
    assert_eq!(view["face"], "no_service");
    assert_eq!(view["parties"][0]["demands"]["read_seconds"], 3, "{view}");
    let ink = waiting.party.draw_name(&waiting.script).await.unwrap();
    waiting.is_refused(&ink, "page_unread").await;
    let pages = view["page_boxes"].as_array().map_or(0, Vec::len) as u64;
    for page in 1..=pages {
        waiting.party.report_reading(page).await.unwrap();
    }
    // Each page was told to have been seen for 1.5 s; with fewer than two pages the second has to be told again.
    waiting.party.report_reading(1).await.unwrap();
    loop {
        let refused = waiting.party.commit(&ink).await.unwrap_err();
        let said = format!("{refused:#}");
        if said.contains("sign_password_needed") {
            break;
        }
        assert!(said.contains("read_longer"), "{said}");
        // The hub's clock must have gone as far as the device says.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    let wrong = waiting
        .post("/sign-password", json!({"password": "481516"}))
        .await
        .unwrap();
    assert_eq!(wrong.code(), "sign_password_missing");
    let operator = waiting.venue.host.clone();
    blocking(move || {
        let person = sign_in::by_code(&operator, PHONE)?;
        sign_in::step_up(&operator, &person, PHONE)?;
        person
            .put("/me/sign-password", &json!({"password": "481516"}))?
            .ok()
    })
    .await
    .unwrap();
    let wrong = waiting
        .post("/sign-password", json!({"password": "481517"}))
        .await
        .unwrap();
    assert_eq!(wrong.code(), "sign_password_wrong");
    waiting.is_refused(&ink, "sign_password_needed").await;
    let right = waiting
        .post("/sign-password", json!({"password": "481516"}))
        .await
        .unwrap();
    right.ok().unwrap();
    waiting.party.commit(&ink).await.unwrap();
    let (lines, report) = waiting.judged().await.unwrap();
    let proven = of_kind(&lines, "hub.party_proven.v1").next().unwrap();
    assert_eq!(
        proven["body"]["proof"],
        json!({"by": "sign_password"}),
        "{proven}"
    );
    assert!(report.degraded.contains(&"no_face_check".to_owned()));
}
