//! A whole ceremony over real HTTP and real WebSockets: a host, parties, viewers and a stage.

pub mod host;
pub mod party;
pub mod script;
pub mod watcher;

use crate::browser::Browser;
use crate::live_socket::Screen;
use anyhow::Context;
use domain::hash::Sha256Hash;
use host::Host;
use party::Party;
use script::Script;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;
use watcher::Watchers;

/// What a played ceremony leaves.
pub struct Played {
    pub contract: String,
    pub document: Vec<u8>,
    pub evidence: Vec<u8>,
    pub film: Option<Vec<u8>>,
    pub policy: String,
    pub figures: Figures,
    /// What was acknowledged to host and parties.
    pub acknowledged: Vec<Acknowledged>,
    /// The digest of every stroke as it was drawn, by party, field and stroke.
    pub drawn: Drawn,
}

/// Digests of encoded strokes by party, field and stroke.
pub type Drawn = BTreeMap<(u8, u16, u32), Sha256Hash>;

/// A command that the hub acknowledged.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    pub id: String,
    pub name: String,
    pub seq: u64,
}

/// Counts and latencies, as they go into `summary.json`. Times in milliseconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    pub parties: usize,
    pub viewers: usize,
    pub pages: u64,
    pub lines: u64,
    pub strokes: usize,
    pub ink_frames_sent: usize,
    /// Of those, the ones whose first point the stage was shown while it was drawn. Late ones are joined on the way.
    pub ink_frames_shown: usize,
    pub viewers_with_every_event: usize,
    pub intake_ms: u64,
    pub prepare_ms: u64,
    pub sealing_ms: u64,
    pub film_ms: u64,
    pub evidence_ms: u64,
    /// Command sent to acknowledged, by the parties.
    pub command_p50_ms: f64,
    pub command_p99_ms: f64,
    /// Ink frame sent by a party to its arrival at the stage's socket.
    pub ink_p50_ms: f64,
    pub ink_p99_ms: f64,
}

/// Plays `script` on the hub that `host` is signed in to.
pub async fn play(host: Browser, script: Script) -> anyhow::Result<Played> {
    play_watched(host, script, |_| ()).await
}

/// As [`play`]; `watch` is given the host's screen as soon as there is one.
pub async fn play_watched(
    host: Browser,
    script: Script,
    watch: impl FnOnce(watch::Receiver<Screen>),
) -> anyhow::Result<Played> {
    let mut figures = Figures {
        parties: script.parties.len(),
        viewers: script.viewers,
        ..Figures::default()
    };
    let begun = Instant::now();
    let draft = Host::upload(&host, &script).await.context("uploading")?;
    figures.intake_ms = millis(begun);
    figures.pages = draft.pages;
    let begun = Instant::now();
    let contract = Host::open(&host, &draft, &script)
        .await
        .context("opening the room")?;
    let mut host = Host::enter(host, contract.clone()).await?;
    watch(host.socket.screen.clone());
    host.socket
        .until("R0 is prepared", |screen| screen.phase == "lobby")
        .await?;
    figures.prepare_ms = millis(begun);

    let watchers = Watchers::enter(&host, script.viewers).await.context("viewers")?;
    let mut parties = Vec::new();
    for (no, plan) in (1u8..).zip(&script.parties) {
        parties.push(
            Party::join(&host, no, plan)
                .await
                .with_context(|| format!("party {no} joining"))?,
        );
    }
    host.lead_to_signing(&mut parties, &script)
        .await
        .context("leading to the signing")?;
    let signing = parties.iter_mut().map(|party| party.sign(&script));
    for signed in futures_util::future::join_all(signing).await {
        signed.context("signing")?;
    }
    let begun = Instant::now();
    host.socket
        .until("the contract is sealed", |screen| screen.phase == "closing")
        .await?;
    figures.sealing_ms = millis(begun);
    let begun = Instant::now();
    host.command("end", serde_json::json!({})).await?;
    let closed = host
        .socket
        .until("the log is closed", |screen| screen.phase == "closed")
        .await?;
    figures.film_ms = millis(begun);
    figures.lines = closed.seq;

    figures.viewers_with_every_event = watchers.with_every_event(closed.seq).await?;
    figures.strokes = parties.iter().map(|party| party.strokes).sum();
    figures.ink_frames_sent = parties.iter().map(|party| party.sent.len()).sum();
    let mut ink: Vec<f64> = watcher::delays(&parties, &watchers.stage_ink());
    figures.ink_frames_shown = ink.len();
    (figures.ink_p50_ms, figures.ink_p99_ms) = percentiles(&mut ink);
    let mut commands: Vec<f64> = parties.iter().flat_map(|party| party.latencies.clone()).collect();
    (figures.command_p50_ms, figures.command_p99_ms) = percentiles(&mut commands);

    let film = match closed.kinds.values().any(|kind| kind == "hub.film_rendered.v1") {
        true => Some(host.download("film.mp4").await?),
        false => None,
    };
    let begun = Instant::now();
    let evidence = host.download("evidence.zip").await?;
    figures.evidence_ms = millis(begun);
    Ok(Played {
        document: host.download("contract.pdf").await?,
        evidence,
        film,
        policy: host.policy().await?,
        contract,
        figures,
        acknowledged: acknowledged(&host, &parties),
        drawn: parties.iter().flat_map(|party| party.drawn.clone()).collect(),
    })
}

fn acknowledged(host: &Host, parties: &[Party]) -> Vec<Acknowledged> {
    let sockets = std::iter::once(&host.socket).chain(parties.iter().map(|party| &party.socket));
    let mut all = Vec::new();
    for socket in sockets {
        let screen = socket.screen.borrow();
        all.extend(screen.acknowledged.iter().map(|(id, (name, seq))| Acknowledged {
            id: id.clone(),
            name: name.clone(),
            seq: *seq,
        }));
    }
    all
}

fn millis(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Median and 99th percentile; zeros where there is nothing.
pub fn percentiles(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let index = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1)) - 1;
        values.get(index).copied().unwrap_or_default()
    };
    (at(0.5), at(0.99))
}

/// Runs something blocking, such as an HTTP call, off the sockets' threads.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await?
}

/// A pause of the hand or the eye, divided by the script's pace.
pub async fn pause(script: &Script, human: Duration) {
    if script.pace > 0.0 {
        tokio::time::sleep(human.div_f64(script.pace)).await;
    }
}

/// Milliseconds since 1970 by the clock of a simulated device.
#[expect(
    clippy::disallowed_methods,
    reason = "a simulated device has a clock of its own"
)]
pub fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as i64)
}
