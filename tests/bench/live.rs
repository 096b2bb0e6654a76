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
use hub_room::HubRoom;
use relay::Relay;
use report::Report;
use std::time::Duration;

/// 一个房间的实时分发 Fan-out of one room.
#[derive(Args)]
pub struct Live {
    /// 观众数量 Viewers.
    #[arg(long, default_value_t = 1000)]
    viewers: usize,
    /// 每项测量的秒数 Seconds of each measurement.
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
    /// 只测会签服务 The hub alone, for a look with a profiler; prints its figures as JSON.
    #[arg(long)]
    alone: bool,
}

pub async fn run(live: &Live) -> anyhow::Result<()> {
    let time = Duration::from_secs_f64(live.seconds);
    let room = HubRoom::open().await?;
    let event = room.sample_event().await?;
    let hub = room.seat(live.viewers).await?.measure(time).await?;
    drop(room);
    if live.alone {
        return report::print_alone(&hub);
    }
    let relay = Relay::tokio_tungstenite()?;
    let bare = relay.seat(live.viewers, &event).await?.measure(time).await?;
    drop(relay);
    let relay = Relay::ws()?;
    let ws = relay.seat(live.viewers, &event).await?.measure(time).await?;
    drop(relay);
    Report {
        viewers: live.viewers,
        seconds: live.seconds,
        event_bytes: event.len(),
        hub,
        tokio_tungstenite: bare,
        ws,
    }
    .print()
}
