//! Viewers and the stage: they only look, and must see everything.

use super::blocking;
use super::host::Host;
use super::party::Party;
use crate::browser::Browser;
use crate::live_socket::{ArrivedInk, LiveSocket};
use anyhow::Context;
use domain::ink::frame;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::sync::mpsc;

/// A frame as the stage got it.
#[derive(Clone, Copy)]
pub struct SeenInk {
    pub party: u8,
    pub field: u16,
    pub stroke: u32,
    /// Indexes of its points within the stroke.
    pub first: u32,
    pub count: u32,
    pub at: Instant,
}

/// Everybody who looks.
pub struct Watchers {
    viewers: Vec<LiveSocket>,
    _stage: LiveSocket,
    seen: Arc<Mutex<Vec<SeenInk>>>,
}

impl Watchers {
    /// One stage, and `count` viewers by one link.
    pub async fn enter(host: &Host, count: usize) -> anyhow::Result<Self> {
        let (frames, arrived) = mpsc::unbounded_channel();
        let stage = seat(host, "stage").await?;
        let mut stage = LiveSocket::open(&stage, &host.contract, Some(frames));
        stage
            .until("the stage is welcomed", |screen| screen.seq > 0)
            .await?;
        let seen = Arc::default();
        tokio::spawn(note(arrived, Arc::clone(&seen)));
        let mut viewers = Vec::with_capacity(count);
        for _ in 0..count {
            let browser = seat(host, "viewer").await?;
            viewers.push(LiveSocket::open(&browser, &host.contract, None));
        }
        for viewer in &mut viewers {
            viewer
                .until("a viewer is welcomed", |screen| screen.seq > 0)
                .await?;
        }
        Ok(Self {
            viewers,
            _stage: stage,
            seen,
        })
    }

    /// How many viewers reached `seq`; a hole in the events ends a viewer's socket before.
    pub async fn with_every_event(&self, seq: u64) -> anyhow::Result<usize> {
        let mut reached = 0;
        for viewer in &self.viewers {
            let mut screen = viewer.screen.clone();
            let waiting = screen.wait_for(|screen| screen.seq >= seq);
            let arrived = tokio::time::timeout(std::time::Duration::from_secs(30), waiting).await;
            reached += usize::from(matches!(arrived, Ok(Ok(_))));
        }
        Ok(reached)
    }

    /// Ink that the stage has seen so far.
    pub fn stage_ink(&self) -> Vec<SeenInk> {
        self.seen.lock().map(|seen| seen.clone()).unwrap_or_default()
    }
}

/// The browser of somebody who opened a new link of this role.
pub async fn seat(host: &Host, role: &str) -> anyhow::Result<Browser> {
    let token = host.link(json!({"role": role})).await?;
    let browser = host.browser.fresh();
    blocking(move || {
        let joined = browser.post("/join", &json!({"token": token}))?.ok()?.json()?;
        Ok(browser.seated(joined["seat"].as_str().context("no seat")?))
    })
    .await
}

async fn note(mut arrived: mpsc::UnboundedReceiver<ArrivedInk>, seen: Arc<Mutex<Vec<SeenInk>>>) {
    while let Some(ArrivedInk { at, bytes }) = arrived.recv().await {
        let Ok(frame) = frame::decode(&bytes) else {
            continue;
        };
        let count = u32::try_from(frame.points.len()).unwrap_or(u32::MAX);
        let ink = SeenInk {
            party: frame.party.0,
            field: frame.field.0,
            stroke: frame.stroke,
            first: frame.first,
            count,
            at,
        };
        if let Ok(mut seen) = seen.lock() {
            seen.push(ink);
        }
    }
}

/// Milliseconds from each sent frame to the frame on the stage that holds its first point.
pub fn delays(parties: &[Party], seen: &[SeenInk]) -> Vec<f64> {
    let mut out = Vec::new();
    for party in parties {
        for sent in &party.sent {
            let shows = |ink: &&SeenInk| {
                ink.party == party.no
                    && ink.field == sent.field
                    && ink.stroke == sent.stroke
                    && (ink.first..ink.first + ink.count).contains(&sent.first)
            };
            if let Some(ink) = seen.iter().find(shows) {
                out.push(ink.at.saturating_duration_since(sent.at).as_secs_f64() * 1000.0);
            }
        }
    }
    out
}
