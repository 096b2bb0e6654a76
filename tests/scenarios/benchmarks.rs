//! The benchmarks run and say what they should: small and short here, without a word about speed.

use anyhow::{Context, ensure};
use serde_json::Value;
use std::process::Command;
use tests::ceremony::blocking;
use tests::hub_process::built_program;

/// The last line of a benchmark's output.
async fn figures(arguments: &'static [&str]) -> anyhow::Result<Value> {
    blocking(move || {
        let output = Command::new(built_program("bench")?).args(arguments).output()?;
        let said = String::from_utf8(output.stdout)?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {said}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let last = said.lines().last().context("no output")?;
        serde_json::from_str(last).with_context(|| format!("the last line is not JSON: {last}"))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn live_measures_every_server_at_every_depth() {
    let said = figures(&["live", "--viewers", "5", "--seconds", "0.3"])
        .await
        .unwrap();
    for server in ["hub", "tokio_tungstenite", "ws"] {
        let loads = said["figures"][server]["loads"].as_array().unwrap();
        let names: Vec<_> = loads.iter().map(|one| one["load"].as_str().unwrap()).collect();
        assert_eq!(
            names,
            [
                "ink at 30 Hz",
                "ink, 1 in flight",
                "ink, 64 in flight",
                "events, 1 in flight",
                "events, 64 in flight"
            ]
        );
        for load in loads {
            assert!(
                load["deliveries_per_second"].as_f64().unwrap() > 0.0,
                "{server}: {load}"
            );
            assert!(load["p99_ms"].as_f64().unwrap() > 0.0, "{server}: {load}");
            let event = load["load"].as_str().unwrap().starts_with("events");
            assert!(!event || load["lost"] == 0, "{server} lost an event");
        }
    }
    assert!(said["ratios"]["hub_to_tokio_tungstenite"].is_array());
}

#[tokio::test(flavor = "multi_thread")]
async fn sealing_measures_the_hub_pyhanko_and_the_bare_cost() {
    let said = figures(&["sealing", "--seconds", "0.2"]).await.unwrap();
    let rows = said["figures"].as_array().unwrap();
    assert_eq!(rows.len(), 10);
    for row in rows {
        for rate in [
            &row["hub"],
            &row["bare"],
            &row["pyhanko"]["signatures_per_second"],
        ] {
            assert!(rate.as_f64().unwrap() > 0.0, "{row}");
        }
    }
}
