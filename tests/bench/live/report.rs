//! The table for people, and the JSON line for programs.

use super::figures::{LoadFigures, ServerFigures};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// What one run found out.
#[derive(Serialize)]
pub struct Report {
    pub viewers: usize,
    /// Of each load on each server.
    pub seconds: f64,
    /// Length of one event.
    pub event_bytes: usize,
    pub hub: ServerFigures,
    /// Empty where the hub was measured alone.
    pub tokio_tungstenite: ServerFigures,
    pub ws: ServerFigures,
}

impl Report {
    pub fn print(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", self.table())?;
        writeln!(out, "{}", self.json()?)?;
        Ok(())
    }

    fn table(&self) -> String {
        let mut rows = vec![
            format!(
                "实时分发 live: {} 观众 viewers, 每项 {} s each, 事件 {} 字节 bytes an event",
                self.viewers, self.seconds, self.event_bytes
            ),
            line("", &["hub".into(), "tokio-tungstenite".into(), "npm ws".into()]),
        ];
        let mut row = |name: &str, value: &dyn Fn(&ServerFigures) -> String| {
            let values = [&self.hub, &self.tokio_tungstenite, &self.ws].map(value);
            rows.push(line(name, &values));
        };
        row("idle memory, KB a connection", &|s| {
            format!("{:.1}", s.idle.bytes_per_connection as f64 / 1000.0)
        });
        row("idle CPU, share of one", &|s| format!("{:.3}", s.idle.cpu_share));
        for (index, load) in self.hub.loads.iter().enumerate() {
            let mut figure = |figure: &str, value: &dyn Fn(&LoadFigures) -> String| {
                row(&format!("{}: {figure}", load.load), &|s| {
                    s.loads.get(index).map(value).unwrap_or_default()
                });
            };
            figure("deliveries/s", &|l| format!("{:.0}", l.deliveries_per_second));
            figure("deliveries/CPU-s", &|l| {
                format!("{:.0}", l.deliveries_per_cpu_second)
            });
            figure("p50 / p99, ms", &|l| format!("{:.1} / {:.1}", l.p50_ms, l.p99_ms));
            figure("CPUs server + viewers", &|l| {
                format!("{:.2} + {:.2}", l.server_cpus, l.generator_cpus)
            });
            if load.lost > 0 {
                figure("lost", &|l| l.lost.to_string());
            }
        }
        rows.join("\n")
    }

    fn json(&self) -> anyhow::Result<Value> {
        let against = |peer: &ServerFigures| -> Vec<Value> {
            let pairs = self.hub.loads.iter().zip(&peer.loads);
            pairs
                .map(|(hub, peer)| {
                    json!({
                        "load": hub.load,
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

fn line(name: &str, values: &[String; 3]) -> String {
    let [hub, bare, ws] = values;
    format!("{name:44}{hub:>16}{bare:>20}{ws:>18}")
}
