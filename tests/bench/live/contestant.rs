//! A server with everybody connected to it, and what is measured on it.

use super::figures::{ClosedLoop, Idle, OpenLoop, ServerFigures};
use super::lane::Lane;
use super::sender::Sender;
use super::viewers::{Board, Viewers};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tests::hub_process::{cpu_seconds, resident};

/// The pace of a pen: frames a second.
const PEN: f64 = 30.0;
/// A closed loop runs this long before it is measured.
const WARM_UP: Duration = Duration::from_secs(1);
/// Depths of the closed loops.
const DEPTHS: [usize; 2] = [1, 64];
/// How long the connected server is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(2);

/// What can be sent.
#[derive(Clone, Copy)]
enum What {
    Event,
    Ink,
}

/// A server under test with its audience.
pub struct Contestant {
    pub process: u32,
    pub board: Arc<Board>,
    pub sender: Sender,
    pub viewers: usize,
    /// Resident bytes of the server before the viewers came.
    pub before: u64,
    pub seated: Viewers,
}

impl Contestant {
    /// Runs every measurement, each for `time`.
    pub async fn measure(mut self, time: Duration) -> anyhow::Result<ServerFigures> {
        let idle = self.idle(time.min(SETTLE)).await?;
        let ink_at_30_hz = self.open_loop(time).await?;
        let mut events = Vec::new();
        let mut ink = Vec::new();
        for depth in DEPTHS {
            events.push(self.closed_loop(What::Event, depth, time).await?);
        }
        for depth in DEPTHS {
            ink.push(self.closed_loop(What::Ink, depth, time).await?);
        }
        self.board.check()?;
        drop(self.seated);
        Ok(ServerFigures {
            idle,
            ink_at_30_hz,
            events,
            ink,
        })
    }

    async fn idle(&self, settle: Duration) -> anyhow::Result<Idle> {
        tokio::time::sleep(settle).await;
        let grown = resident(self.process)?.saturating_sub(self.before);
        let cpu = cpu_seconds(self.process)?;
        let begun = Instant::now();
        tokio::time::sleep(settle).await;
        let used = cpu_seconds(self.process)? - cpu;
        Ok(Idle {
            bytes_per_connection: grown / self.viewers as u64,
            cpu_share: used / begun.elapsed().as_secs_f64(),
        })
    }

    /// One frame each thirtieth of a second, whatever has arrived.
    async fn open_loop(&mut self, time: Duration) -> anyhow::Result<OpenLoop> {
        let unbounded = 1024;
        self.board.ink.allow(unbounded);
        let (lost, cpu) = (self.board.ink.lost(), cpu_seconds(self.process)?);
        let mut beat = tokio::time::interval(Duration::from_secs_f64(1.0 / PEN));
        let begun = Instant::now();
        let mut sent = 0;
        while begun.elapsed() < time {
            beat.tick().await;
            self.sender.ink().await?;
            sent += 1;
        }
        self.board.ink.quiet(unbounded).await?;
        let seconds = begun.elapsed().as_secs_f64();
        let cpu = cpu_seconds(self.process)? - cpu;
        self.board.check()?;
        let lost = self.board.ink.lost() - lost;
        let delivered = (sent * self.viewers as u64 - lost) as f64;
        Ok(OpenLoop {
            deliveries_per_second: delivered / seconds,
            deliveries_per_cpu_second: delivered / cpu.max(0.01),
            p50_ms: self.board.ink.latencies.percentile_ms(0.5),
            p99_ms: self.board.ink.latencies.percentile_ms(0.99),
            lost,
        })
    }

    /// As many messages as possible with at most `depth` in flight.
    async fn closed_loop(&mut self, what: What, depth: usize, time: Duration) -> anyhow::Result<ClosedLoop> {
        self.lane(what).allow(depth);
        let warm = Instant::now();
        while warm.elapsed() < WARM_UP.min(time) {
            self.send(what).await?;
        }
        let (cpu, own) = (cpu_seconds(self.process)?, cpu_seconds(std::process::id())?);
        let (completed, lost) = (self.lane(what).completed(), self.lane(what).lost());
        let begun = Instant::now();
        while begun.elapsed() < time {
            self.send(what).await?;
        }
        let seconds = begun.elapsed().as_secs_f64();
        let messages = self.lane(what).completed() - completed;
        let lost = self.lane(what).lost() - lost;
        let cpu = cpu_seconds(self.process)? - cpu;
        let own = cpu_seconds(std::process::id())? - own;
        self.lane(what).quiet(depth).await?;
        self.board.check()?;
        let delivered = (messages * self.viewers as u64).saturating_sub(lost) as f64;
        Ok(ClosedLoop {
            in_flight: depth,
            messages_per_second: messages as f64 / seconds,
            deliveries_per_second: delivered / seconds,
            deliveries_per_cpu_second: delivered / cpu.max(0.01),
            server_cpus: cpu / seconds,
            generator_cpus: own / seconds,
            p50_ms: self.lane(what).latencies.percentile_ms(0.5),
            p99_ms: self.lane(what).latencies.percentile_ms(0.99),
            lost,
        })
    }

    fn lane(&self, what: What) -> &Lane {
        match what {
            What::Event => &self.board.events,
            What::Ink => &self.board.ink,
        }
    }

    async fn send(&mut self, what: What) -> anyhow::Result<()> {
        match what {
            What::Event => self.sender.event().await,
            What::Ink => self.sender.ink().await,
        }
    }
}
