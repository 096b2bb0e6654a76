//! The table for people, and the JSON line for programs.

use super::figures::{ClosedLoop, ServerFigures};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// What one run found out.
#[derive(Serialize)]
pub struct Report {
    pub viewers: usize,
    pub seconds: f64,
    /// Length of one event.
    pub event_bytes: usize,
    pub hub: ServerFigures,
    pub tokio_tungstenite: ServerFigures,
    pub ws: ServerFigures,
}

/// One server's figures, without anything to compare them with.
pub fn print_alone(figures: &ServerFigures) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{}", serde_json::to_string(figures)?)?;
    Ok(())
}

impl Report {
    pub fn print(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", self.table())?;
        writeln!(out, "{}", self.json()?)?;
        Ok(())
    }

    fn servers(&self) -> [(&'static str, &ServerFigures); 3] {
        [
            ("hub", &self.hub),
            ("tokio-tungstenite", &self.tokio_tungstenite),
            ("npm ws", &self.ws),
        ]
    }

    fn table(&self) -> String {
        let mut rows = vec![format!(
            "实时分发 live: {} 观众 viewers, 每项 {} s each, 事件 {} 字节 bytes an event",
            self.viewers, self.seconds, self.event_bytes
        )];
        rows.push(format!(
            "{:44}{:>14}{:>20}{:>14}",
            "", "hub", "tokio-tungstenite", "npm ws"
        ));
        let mut row = |name: &str, value: &dyn Fn(&ServerFigures) -> String| {
            let [hub, bare, ws] = self.servers().map(|(_, figures)| value(figures));
            rows.push(format!("{name:44}{hub:>14}{bare:>20}{ws:>14}"));
        };
        row("idle memory, KB a connection", &|s| {
            format!("{:.1}", s.idle.bytes_per_connection as f64 / 1000.0)
        });
        row("idle CPU, share of one", &|s| format!("{:.3}", s.idle.cpu_share));
        row("ink at 30 Hz: p50, ms", &|s| {
            format!("{:.1}", s.ink_at_30_hz.p50_ms)
        });
        row("ink at 30 Hz: p99, ms", &|s| {
            format!("{:.1}", s.ink_at_30_hz.p99_ms)
        });
        row("ink at 30 Hz: deliveries/s", &|s| {
            format!("{:.0}", s.ink_at_30_hz.deliveries_per_second)
        });
        row("ink at 30 Hz: deliveries/CPU-s", &|s| {
            format!("{:.0}", s.ink_at_30_hz.deliveries_per_cpu_second)
        });
        row("ink at 30 Hz: lost", &|s| s.ink_at_30_hz.lost.to_string());
        for (what, pick) in LOOPS {
            for index in 0..2 {
                let depth = pick(&self.hub).get(index).map_or(0, |run| run.in_flight);
                let mut line = |figure: &str, value: &dyn Fn(&ClosedLoop) -> String| {
                    row(&format!("{what}, {depth} in flight: {figure}"), &|s| {
                        pick(s).get(index).map(value).unwrap_or_default()
                    });
                };
                line("deliveries/s", &|r| format!("{:.0}", r.deliveries_per_second));
                line("deliveries/CPU-s", &|r| {
                    format!("{:.0}", r.deliveries_per_cpu_second)
                });
                line("p50 / p99, ms", &|r| format!("{:.1} / {:.1}", r.p50_ms, r.p99_ms));
                line("CPUs server + viewers", &|r| {
                    format!("{:.2} + {:.2}", r.server_cpus, r.generator_cpus)
                });
            }
        }
        rows.join("\n")
    }

    fn json(&self) -> anyhow::Result<Value> {
        let against = |peer: &ServerFigures| -> Vec<Value> {
            self.hub
                .events
                .iter()
                .zip(&peer.events)
                .map(|(hub, peer)| {
                    json!({
                        "in_flight": hub.in_flight,
                        "deliveries_per_second": hub.deliveries_per_second / peer.deliveries_per_second,
                        "deliveries_per_cpu_second":
                            hub.deliveries_per_cpu_second / peer.deliveries_per_cpu_second,
                    })
                })
                .collect()
        };
        Ok(json!({
            "bench": "live",
            "cores": std::thread::available_parallelism()?.get(),
            "figures": self,
            "ratios": {
                "hub_to_tokio_tungstenite": against(&self.tokio_tungstenite),
                "hub_to_ws": against(&self.ws),
            },
            "aims": {
                "deliveries_per_second_to_tokio_tungstenite": 0.8,
                "ink_p99_ms": 50,
                "idle_bytes_per_connection": 20_000,
            },
        }))
    }
}

type Pick = fn(&ServerFigures) -> &[ClosedLoop];

/// The closed loops, by name.
const LOOPS: [(&str, Pick); 2] = [("events", |s| &s.events), ("ink", |s| &s.ink)];
