//! What happens to organisations, accounts and seals is anchored in the Merkle log, as contracts are.

use anyhow::Context;
use domain::aggregate::Aggregate;
use domain::contract::effect::LeafKind;
use domain::ids::StreamId;
use domain::organisation::Organisation;
use hub::evidence::package::lines_of;
use hub::hub::Hub;
use recorder::leaf::{LeafRecord, SessionLeaf};
use serde_json::json;
use std::time::Duration;
use tests::ceremony::blocking;
use tests::company::Company;
use tests::within::Within;
use tokio::runtime::Handle;

#[tokio::test(flavor = "multi_thread")]
async fn a_companys_log_is_anchored_after_every_change() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || story(&venue)).await.unwrap();
}

fn story(venue: &Within) -> anyhow::Result<()> {
    let company = Company::found(&venue.host)?;
    let stream = StreamId::new(Organisation::KIND, company.id.parse()?);
    until_anchored(&venue.hub, &stream)?;
    company.department("销售部", 0)?;
    until_anchored(&venue.hub, &stream)?;
    let me = venue.host.get("/me")?.ok()?.json()?;
    let account = me["account"]["id"].as_str().context("no account")?.parse()?;
    until_anchored(&venue.hub, &StreamId::new("account", account))?;
    let template = json!({"kind": "contract", "outline": {"shape": "round", "diameter": 4200}, "star": true});
    let made = venue.host.post(&company.at("/seals"), &template)?.ok()?.json()?;
    let seal = made["seal"].as_str().context("no seal")?.parse()?;
    until_anchored(&venue.hub, &StreamId::new("seal", seal))
}

/// Waits until the log proves a leaf over all lines of the stream.
fn until_anchored(hub: &Hub, stream: &StreamId) -> anyhow::Result<()> {
    let wait = async {
        for _ in 0..100 {
            let stored = lines_of(hub, stream).await?;
            let lines: Vec<&[u8]> = stored.iter().map(|line| &line.bytes[..]).collect();
            for kind in [LeafKind::Open, LeafKind::Head] {
                let leaf = SessionLeaf::over(kind, &lines).context("no lines")?;
                let leaf = LeafRecord::Session(leaf).encode()?;
                if hub.evidence.evidence_for(vec![leaf]).await.is_ok() {
                    return Ok(());
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("{stream} is not anchored")
    };
    Handle::current().block_on(wait)
}
