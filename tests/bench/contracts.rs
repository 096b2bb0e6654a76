//! `bench contracts`: how fast lists answer over many contracts, and how many contracts are started, signed and completed
//! per second through the API, beside bare durable commits of the same database in the same run.

mod commits;
mod filled;
mod questions;
mod whole;

use anyhow::Context;
use clap::Args;
use hub::clock::SystemClock;
use serde::Serialize;
use serde_json::json;
use std::io::Write;
use std::sync::Arc;
use tests::ceremony::blocking;
use tests::within::Running;

/// Address of an empty PostgreSQL server that syncs its commits; `scripts/bench` starts one.
const SERVER: &str = "HUIQIAN_TEST_POSTGRES";

/// 合同列表与吞吐 Lists of contracts, and whole contracts.
#[derive(Args)]
pub struct Contracts {
    /// 合同数量 Contracts in the list.
    #[arg(long, default_value_t = 100_000)]
    contracts: u32,
    /// 每种查询的次数 Times that each question is asked.
    #[arg(long, default_value_t = 200)]
    times: u32,
    /// 完整签署的合同数量 Contracts that are started, signed and completed.
    #[arg(long, default_value_t = 24)]
    whole: u32,
    /// 同时进行的合同 Of them at once.
    #[arg(long, default_value_t = 4)]
    at_once: u32,
    /// 只测 SQLite Leave PostgreSQL out.
    #[arg(long)]
    sqlite_alone: bool,
}

/// What one database did.
#[derive(Serialize)]
struct Figures {
    database: &'static str,
    contracts: u32,
    /// Seconds to write them.
    filled_in: f64,
    questions: Vec<questions::Answered>,
    commits: commits::Commits,
    whole: u32,
    whole_per_second: f64,
    /// Whole contracts per second divided by bare commits per second, one at a time.
    to_single_commits: f64,
    /// The same with commits of 64 writers at once.
    to_shared_commits: f64,
}

pub async fn run(contracts: &Contracts) -> anyhow::Result<()> {
    let mut all = vec![measure("SQLite", None, contracts).await?];
    if !contracts.sqlite_alone {
        let server = std::env::var(SERVER).with_context(|| format!("{SERVER} names no server"))?;
        all.push(measure("PostgreSQL", Some(format!("{server}/postgres")), contracts).await?);
    }
    let mut out = std::io::stdout().lock();
    for figures in &all {
        writeln!(out, "{}", table(figures))?;
    }
    writeln!(out, "{}", json!({"bench": "contracts", "figures": all}))?;
    Ok(())
}

async fn measure(database: &'static str, url: Option<String>, asked: &Contracts) -> anyhow::Result<Figures> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_owned();
    let running = blocking(move || {
        let running = Running::start_on(&path, Arc::new(SystemClock::default()), url.as_deref())?;
        let browser = running.set_up()?;
        Ok((running, browser))
    });
    let (running, browser) = running.await?;
    let filled_in = filled::fill(&running.hub, &browser, asked.contracts).await?;
    let (to_ask, times) = (browser.clone(), asked.times);
    let questions = blocking(move || questions::ask(&to_ask, times)).await?;
    let commits = commits::measure(&running.hub).await?;
    let whole_per_second = whole::play(&browser, asked.whole, asked.at_once).await?;
    Ok(Figures {
        database,
        contracts: asked.contracts,
        filled_in,
        questions,
        whole: asked.whole,
        whole_per_second,
        to_single_commits: whole_per_second / commits.one_writer,
        to_shared_commits: whole_per_second / commits.many_writers,
        commits,
    })
}

fn table(figures: &Figures) -> String {
    let mut rows = vec![format!(
        "{}: {} 份合同 contracts, 写入 written in {:.0} s",
        figures.database, figures.contracts, figures.filled_in
    )];
    rows.push(format!(
        "{:<34} {:>9} {:>9} {:>9}",
        "", "p50 ms", "p95 ms", "max ms"
    ));
    for one in &figures.questions {
        rows.push(format!(
            "{:<34} {:>9.1} {:>9.1} {:>9.1}",
            one.question, one.p50_ms, one.p95_ms, one.max_ms
        ));
    }
    rows.push(format!(
        "提交 bare commits/s: {:.0} (1 writer), {:.0} (64 writers)",
        figures.commits.one_writer, figures.commits.many_writers
    ));
    rows.push(format!(
        "完整合同 whole contracts/s: {:.2} = {:.4} of single, {:.5} of shared commits",
        figures.whole_per_second, figures.to_single_commits, figures.to_shared_commits
    ));
    rows.join("\n")
}
