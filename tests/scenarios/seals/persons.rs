//! Seals that are one person's: a personal seal is chosen in the act, and the legal representative's is put on a
//! contract by that person alone, whoever else acts for the company. [E11, E14]

use super::acts::{Signing, offered};
use super::company::Company;
use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use tokio::runtime::Handle;

const NAME: &str = "青屿新能源有限公司";
const REPRESENTATIVE: &str = "13700300001";
const EMPLOYEE: &str = "13700300002";

fn for_the_representative(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["fields"][0]["content"] = json!({"kind": "seal", "holder": "legal_representative"});
}

fn for_the_person(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["fields"][0]["content"] = json!({"kind": "seal", "holder": "person"});
}

/// A contract of one party, who acts with this number and perhaps for the company, and is in front of it.
async fn waiting(
    (venue, company): (Venue, Company),
    shape: fn(&mut Value),
    (phone, organisation): (&str, &str),
    seal: String,
) -> anyhow::Result<Signing> {
    let mut script = script("授权书", 1);
    script.shape = shape;
    script.parties[0].phone = phone.into();
    script.parties[0].organisation = organisation.into();
    let draft = Host::upload(&venue.host, &script).await?;
    let contract = Host::open(&venue.host, &draft, &script).await?;
    let mut host = Host::enter(venue.host.clone(), contract).await?;
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await?;
    let mut operator = Party::join(&host, 1, &script.parties[0]).await?;
    operator.consent_to_sign().await?;
    Ok(Signing {
        venue,
        company,
        seal,
        host,
        script,
        operator,
    })
}

/// Puts the seal in the only control; nothing is written by hand, so that the digest is over nothing.
async fn sealing(signing: &mut Signing, artwork: &Value) -> anyhow::Result<()> {
    signing.operator.seals = vec![json!({"artwork": artwork, "field": 1, "seal": signing.seal})];
    signing.operator.commit(&Sha256Hash::of(b"")).await
}

/// The contract is sealed; the act in its package names a seal of this kind.
async fn sealed_with(signing: &mut Signing, kind: &str) -> anyhow::Result<()> {
    let closed = |screen: &tests::live_socket::Screen| screen.phase == "closed";
    signing.host.socket.until("closed", closed).await?;
    let package = signing.host.download("evidence.zip").await?;
    let lines = lines(&package)?;
    let act = of_kind(&lines, "hub.committed.v1").next().context("no act")?;
    let seals = act["body"]["seals"].as_array().context("no seals")?;
    ensure!(seals.len() == 1 && seals[0]["kind"] == kind, "{act}");
    ensure!(seals[0]["seal"] == signing.seal.as_str(), "{act}");
    Ok(())
}

async fn found() -> anyhow::Result<(Venue, Company)> {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        Ok((venue, company))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legal_representatives_seal_is_put_on_by_that_person_alone() {
    let (venue, company) = found().await.unwrap();
    let (place, seal) = blocking(move || {
        let seal = company.in_use("legal_representative", "")?;
        Ok(((venue, company), seal))
    })
    .await
    .unwrap();

    // An employee acts for the company: the seal is shown, and it is not theirs.
    let by_employee = (EMPLOYEE, NAME);
    let mut signing = waiting(place, for_the_representative, by_employee, seal)
        .await
        .unwrap();
    let shown = offered(signing.operator.browser(), &signing.host.contract)
        .await
        .unwrap();
    let artwork = shown[0]["artwork"].clone();
    let refused = sealing(&mut signing, &artwork).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("legal_representative_only"),
        "{refused:#}"
    );
    let uses = signing.use_record().await.unwrap();
    assert_eq!(uses, json!([]), "nothing was used");

    // The legal representative does the same, and it is signed.
    let (seal, place) = (signing.seal, (signing.venue, signing.company));
    let by_representative = (REPRESENTATIVE, NAME);
    let mut signing = waiting(place, for_the_representative, by_representative, seal)
        .await
        .unwrap();
    sealing(&mut signing, &artwork).await.unwrap();
    sealed_with(&mut signing, "legal_representative").await.unwrap();
    let uses = signing.use_record().await.unwrap();
    assert_eq!(uses.as_array().map(Vec::len), Some(1), "{uses}");
    assert_eq!(uses[0]["outcome"], "used", "{uses}");
}

/// A carved seal of this person, as soon as it is in use.
fn carved(person: &Browser) -> anyhow::Result<String> {
    let made = person
        .post("/me/seals", &json!({"text": "陈以南印", "side": 2000}))?
        .ok()?;
    let seal = made.json()?["seal"].as_str().context("no id")?.to_owned();
    for _ in 0..200 {
        let standing = person.get(&format!("/me/seals/{seal}"))?.ok()?.json()?;
        if standing["standing"] == "in_use" {
            return Ok(seal);
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    anyhow::bail!("the seal did not come into use")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_seal_is_chosen_in_the_act() {
    let (venue, company) = found().await.unwrap();
    let (place, own, others) = blocking(move || {
        let own = carved(&company.employee)?;
        let others = carved(&company.host)?;
        Ok(((venue, company), own, others))
    })
    .await
    .unwrap();
    let mut signing = waiting(place, for_the_person, (EMPLOYEE, ""), others)
        .await
        .unwrap();
    let shown = offered(signing.operator.browser(), &signing.host.contract)
        .await
        .unwrap();
    assert_eq!(
        shown.as_array().map(Vec::len),
        Some(1),
        "one's own alone: {shown}"
    );
    assert_eq!(
        (&shown[0]["id"], &shown[0]["kind"]),
        (&json!(own), &json!("personal"))
    );
    let artwork = shown[0]["artwork"].clone();

    let refused = sealing(&mut signing, &artwork).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("seal_not_permitted"),
        "{refused:#}"
    );
    signing.seal = own;
    sealing(&mut signing, &artwork).await.unwrap();
    sealed_with(&mut signing, "personal").await.unwrap();
}
