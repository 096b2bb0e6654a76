//! Before our own party signs: a contract from outside waits for our approval at the act itself, whoever sent it.

use super::office::{Office, eventually};
use super::{FINANCE, SENDER};
use anyhow::Context;
use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::venue::script;
use tests::within::Within;

#[tokio::test(flavor = "multi_thread")]
async fn our_party_signs_a_contract_from_outside_only_once_it_is_approved() {
    let venue = blocking(Within::open).await.unwrap();
    story(venue).await.unwrap();
}

async fn story(venue: Within) -> anyhow::Result<()> {
    let (venue, office) = blocking(move || {
        let office = Office::found(&venue)?;
        office.flow(&json!({
            "name": "我方签署审批",
            "act": "own_signature",
            "days": 7,
            "steps": [{"consent": "any_one", "asked": [{"member": FINANCE}]}],
        }))?;
        Ok((venue, office))
    })
    .await?;
    let mut script = script("采购框架合同", 2);
    script.shape = |body| body["policy"]["course"] = "routine".into();
    script.parties[0].phone = office.phone(SENDER);
    script.parties[0].organisation = "青屿新能源有限公司".to_owned();
    let draft = Host::upload(&venue.host, &script).await?;
    let contract = Host::open(&venue.host, &draft, &script).await?;
    let mut host = Host::enter(venue.host.clone(), contract).await?;
    host.socket
        .until("to be signed", |screen| screen.phase == "signing")
        .await?;
    let mut party = Party::join(&host, 1, &script.parties[0]).await?;
    party.consent_to_sign().await?;
    let ink = party.draw_name(&script).await?;

    // The act itself asks for the approval; without it nothing is signed, however often it is tried.
    let refused = party
        .commit(&ink)
        .await
        .err()
        .context("signed without an approval")?;
    anyhow::ensure!(format!("{refused:#}").contains("approval_asked"), "{refused:#}");
    let refused = party
        .commit(&ink)
        .await
        .err()
        .context("signed past a pending approval")?;
    anyhow::ensure!(format!("{refused:#}").contains("approval_pending"), "{refused:#}");
    let office = blocking(move || {
        stands(&office, "mine_in_approval")?;
        let waiting = office.waiting(FINANCE)?;
        let approval = waiting.first().context("nothing waits for finance")?.clone();
        let page = office.at(&format!("/approvals/{approval}/pages/1.png"));
        anyhow::ensure!(office.by(FINANCE).get(&page)?.ok()?.body.starts_with(b"\x89PNG"));
        office.act(FINANCE, &approval, "pass", &json!({}))?.ok()?;
        stands(&office, "mine_to_sign")?;
        Ok(office)
    })
    .await?;

    // Approved, it is signed, and the line quotes the approval.
    party.commit(&ink).await?;
    blocking(move || {
        stands(&office, "mine_signed")?;
        drop(venue);
        Ok(())
    })
    .await
}

/// Waits until the contract stands so in the list of our party.
fn stands(office: &Office, state: &str) -> anyhow::Result<()> {
    let row = || -> Option<Value> {
        let rows = office
            .by(SENDER)
            .get("/contracts?which=received")
            .ok()?
            .ok()
            .ok()?
            .json()
            .ok()?;
        rows.as_array()?.first().cloned()
    };
    let found = eventually(|| row().filter(|row| row["own_state"] == state));
    found
        .map(drop)
        .with_context(|| format!("not {state}: {:?}", row()))
}
