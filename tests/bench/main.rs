//! `scripts/bench NAME`: how fast the hub is, beside something else measured in the same run. Prints a table, and
//! as its last line one JSON object. What the figures mean: `docs/reference/benchmarks.md`.

mod contracts;
mod live;
mod sealing;

use clap::Parser;

/// 性能测量 Benchmarks.
#[derive(Parser)]
enum Bench {
    Contracts(contracts::Contracts),
    Live(live::Live),
    Sealing(sealing::Sealing),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Bench::parse() {
        Bench::Contracts(contracts) => contracts::run(&contracts).await,
        Bench::Live(live) => live::run(&live).await,
        Bench::Sealing(sealing) => sealing::run(&sealing),
    }
}
