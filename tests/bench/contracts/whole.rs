//! Whole contracts through the API: uploaded, sent, read and signed by two parties, sealed.

use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::Value;
use std::time::Instant;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::venue::script;

fn routine(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
}

/// How many are completed per second.
pub async fn play(browser: &Browser, count: u32, at_once: u32) -> anyhow::Result<f64> {
    let begin = Instant::now();
    stream::iter(0..count)
        .map(|no| one(browser.clone(), no))
        .buffer_unordered(usize::try_from(at_once)?)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(f64::from(count) / begin.elapsed().as_secs_f64())
}

async fn one(browser: Browser, no: u32) -> anyhow::Result<()> {
    let mut script = script(&format!("采购合同 {no}"), 2);
    script.shape = routine;
    // People of its own: codes to one number are counted.
    for (at, party) in (0..).zip(&mut script.parties) {
        party.phone = format!("138{:08}", 2 * no + at);
    }
    let draft = Host::upload(&browser, &script).await?;
    let contract = Host::open(&browser, &draft, &script).await?;
    let mut host = Host::enter(browser, contract).await?;
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await?;
    for (no, plan) in (1..).zip(&script.parties) {
        let mut party = Party::join(&host, no, plan).await?;
        party.consent_to_sign().await?;
        let ink = party.draw_name(&script).await?;
        party.commit(&ink).await?;
    }
    let closed = |screen: &tests::live_socket::Screen| screen.phase == "closed";
    host.socket.until("closed", closed).await.map(drop)
}
