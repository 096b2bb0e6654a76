//! `bench live`: one room, one sender, many viewers over real WebSockets on loopback; beside it, in the same run
//! and under the same load, two servers that only relay. What the figures mean: `docs/reference/benchmarks.md`.

mod contestant;
mod figures;
mod histogram;
mod hub_room;
mod ink_script;
mod lane;
mod relay;
mod report;
mod sender;
mod viewers;

use clap::Args;
use contestant::{Contestant, Load};
use figures::{ServerFigures, Sum};
use hub_room::HubRoom;
use relay::Relay;
use report::Report;
use std::time::Duration;

/// What every server is put under, and how it is called.
const LOADS: [(&str, Load); 5] = [
    ("ink at 30 Hz", Load::Pen),
    ("ink, 1 in flight", Load::Ink(1)),
    ("ink, 64 in flight", Load::Ink(64)),
    ("events, 1 in flight", Load::Events(1)),
    ("events, 64 in flight", Load::Events(64)),
];
/// Slices of each load; the servers take turns in between.
const SLICES: u32 = 4;

/// 一个房间的实时分发 Fan-out of one room.
#[derive(Args)]
pub struct Live {
    /// 观众数量 Viewers.
    #[arg(long, default_value_t = 1000)]
    viewers: usize,
    /// 每项测量的秒数 Seconds of each load on each server.
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
    /// 只测会签服务 The hub alone, for a look with a profiler.
    #[arg(long)]
    alone: bool,
}

pub async fn run(live: &Live) -> anyhow::Result<()> {
    let time = Duration::from_secs_f64(live.seconds);
    let room = HubRoom::open().await?;
    let event = room.sample_event().await?;
    let mut relays = Vec::new();
    let mut contestants = vec![room.seat(live.viewers).await?];
    let mut figures = vec![alone(&contestants, time).await?];
    if !live.alone {
        for relay in [Relay::tokio_tungstenite()?, Relay::ws()?] {
            contestants.push(relay.seat(live.viewers, &event).await?);
            figures.push(alone(&contestants, time).await?);
            relays.push(relay);
        }
    }
    for (name, load) in LOADS {
        take_turns(&mut contestants, &mut figures, name, load, time).await?;
    }
    let mut figures = figures.into_iter();
    Report {
        viewers: live.viewers,
        seconds: live.seconds,
        event_bytes: event.len(),
        hub: figures.next().unwrap_or_default(),
        tokio_tungstenite: figures.next().unwrap_or_default(),
        ws: figures.next().unwrap_or_default(),
    }
    .print()
}

/// Figures of the server that has just been seated, while nobody sends.
async fn alone(contestants: &[Contestant], time: Duration) -> anyhow::Result<ServerFigures> {
    let mut figures = ServerFigures::default();
    if let Some(newest) = contestants.last() {
        figures.idle = newest.idle(time).await?;
    }
    Ok(figures)
}

/// One load on every server, slice by slice.
async fn take_turns(
    contestants: &mut [Contestant],
    figures: &mut [ServerFigures],
    name: &'static str,
    load: Load,
    time: Duration,
) -> anyhow::Result<()> {
    let mut sums = vec![Sum::default(); contestants.len()];
    for contestant in &*contestants {
        contestant.begin(load);
    }
    for _ in 0..SLICES {
        for (contestant, sum) in contestants.iter_mut().zip(&mut sums) {
            sum.add(contestant.slice(load, time / SLICES).await?);
        }
    }
    for ((contestant, figures), sum) in contestants.iter().zip(figures).zip(sums) {
        figures.loads.push(sum.figures(name, contestant.latencies(load)));
    }
    Ok(())
}
