//! A server with everybody connected to it, measured in slices.

use super::figures::{Idle, Sum};
use super::lane::Lane;
use super::sender::Sender;
use super::viewers::{Board, Viewers};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tests::hub_process::{cpu_seconds, resident};

/// The pace of a pen: frames a second.
const PEN: f64 = 30.0;
/// A closed loop runs for this share of a slice before it is measured.
const WARM_UP: f64 = 0.2;
/// How long the connected server is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(2);
/// In an open loop nothing bounds what is in flight but this.
const UNBOUNDED: usize = 1024;

/// One kind of load.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Load {
    /// One ink frame each thirtieth of a second, whatever has arrived.
    Pen,
    /// As many events as possible with at most this many in flight.
    Events(usize),
    /// The same with ink.
    Ink(usize),
}

/// A server under test with its audience.
pub struct Contestant {
    pub process: u32,
    pub board: Arc<Board>,
    pub sender: Sender,
    pub viewers: usize,
    /// Resident bytes of the server before the viewers came.
    pub before: u64,
    pub _seated: Viewers,
}

impl Contestant {
    /// Memory and CPU while nobody sends.
    pub async fn idle(&self, time: Duration) -> anyhow::Result<Idle> {
        let settle = time.min(SETTLE);
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

    /// Forgets the latencies of the load before.
    pub fn begin(&self, load: Load) {
        self.lane(load).latencies.clear();
    }

    /// Median and 99th percentile since [`Self::begin`], in milliseconds.
    pub fn latencies(&self, load: Load) -> (f64, f64) {
        let latencies = &self.lane(load).latencies;
        (latencies.percentile_ms(0.5), latencies.percentile_ms(0.99))
    }

    /// Puts the server under load for a time. Nothing is in flight before and after.
    pub async fn slice(&mut self, load: Load, time: Duration) -> anyhow::Result<Sum> {
        let depth = match load {
            Load::Pen => UNBOUNDED,
            Load::Events(depth) | Load::Ink(depth) => depth,
        };
        self.lane(load).allow(depth);
        if load != Load::Pen {
            self.send(load, time.mul_f64(WARM_UP)).await?;
        }
        let before = self.counters(load)?;
        let begun = Instant::now();
        self.send(load, time).await?;
        if load == Load::Pen {
            self.lane(load).quiet(depth).await?;
        }
        let seconds = begun.elapsed().as_secs_f64();
        let after = self.counters(load)?;
        self.lane(load).quiet(depth).await?;
        self.board.check()?;
        let lost = after.lost - before.lost;
        let messages = after.completed - before.completed;
        Ok(Sum {
            seconds,
            messages,
            deliveries: (messages * self.viewers as u64).saturating_sub(lost),
            lost,
            server_cpu: after.server_cpu - before.server_cpu,
            generator_cpu: after.generator_cpu - before.generator_cpu,
        })
    }

    async fn send(&mut self, load: Load, time: Duration) -> anyhow::Result<()> {
        let begun = Instant::now();
        let mut beat = tokio::time::interval(Duration::from_secs_f64(1.0 / PEN));
        while begun.elapsed() < time {
            match load {
                Load::Pen => {
                    beat.tick().await;
                    self.sender.ink().await?;
                }
                Load::Events(_) => self.sender.event().await?,
                Load::Ink(_) => self.sender.ink().await?,
            }
        }
        Ok(())
    }

    fn counters(&self, load: Load) -> anyhow::Result<Counters> {
        Ok(Counters {
            completed: self.lane(load).completed(),
            lost: self.lane(load).lost(),
            server_cpu: cpu_seconds(self.process)?,
            generator_cpu: cpu_seconds(std::process::id())?,
        })
    }

    fn lane(&self, load: Load) -> &Lane {
        match load {
            Load::Events(_) => &self.board.events,
            Load::Pen | Load::Ink(_) => &self.board.ink,
        }
    }
}

struct Counters {
    completed: u64,
    lost: u64,
    server_cpu: f64,
    generator_cpu: f64,
}
