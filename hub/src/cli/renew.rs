//! `hub renew`: further document time-stamps for sealed files whose last one comes to its end. A running hub does this by
//! itself, by its timers; this is for one that is stopped, and for whoever wants it sooner.

use super::setting_file::SettingFile;
use crate::clock::SystemClock;
use crate::hub::Hub;
use crate::startup::Application;
use anyhow::Context;
use clap::Args;
use domain::aggregate::Caller;
use domain::ids::ContractId;
use domain::organisation::view::PLATFORM;
use domain::ports::clock::Clock;
use domain::ports::event_log::ListQuery;
use domain::renewal::RenewalCommand;
use domain::renewal::state::RENEWALS;
use domain::timestamp::Timestamp;
use std::collections::BTreeSet;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

#[derive(Args)]
pub struct Renew {
    /// 合同编号，不写则按 --within 选择 Contracts by id; without any, --within selects.
    contracts: Vec<ContractId>,
    /// 时间戳在多少天内到期的文件 Files whose time-stamp ends within so many days.
    #[arg(long, default_value_t = 180)]
    within: u32,
    #[command(flatten)]
    settings: SettingFile,
}

/// Rows of the list that are read at once.
const ROWS: u32 = 500;
const LOOK: Duration = Duration::from_millis(200);
/// A renewal that takes longer than this is given up here; the hub goes on with it when it runs.
const LONGEST: Duration = Duration::from_secs(120);

/// What came of it.
#[derive(Default)]
struct Tally {
    renewed: usize,
    failed: usize,
}

impl Renew {
    pub fn run(self) -> ExitCode {
        let outcome = actix_web::rt::System::new().block_on(self.renew());
        let (code, sentence) = match outcome {
            Ok(tally) => (
                if tally.failed == 0 {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                },
                format!(
                    "已续期 {0} 份，未成功 {1} 份 / renewed {0}, failed {1}",
                    tally.renewed, tally.failed
                ),
            ),
            Err(error) => (ExitCode::FAILURE, format!("无法续期 / cannot renew:\n{error:#}")),
        };
        let _ = writeln!(std::io::stderr(), "{sentence}");
        code
    }

    async fn renew(self) -> anyhow::Result<Tally> {
        let mut config = self.settings.read()?;
        // Nobody is to come in while this runs.
        config.http.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let clock = Arc::new(SystemClock::default());
        let limit = clock.now().plus_millis(i64::from(self.within) * 86_400_000);
        let application = Application::build(config, clock).await.context(
            "运行中的服务会自动续期，也可由运营者在线续期：POST /api/v1/renewals/{合同} / \
             a running hub renews by itself; its operator may: POST /api/v1/renewals/{contract}",
        )?;
        let hub = application.hub.clone();
        let (ended, stop) = tokio::sync::oneshot::channel::<()>();
        let running = actix_web::rt::spawn(application.run(async {
            let _ = stop.await;
        }));
        let tally = renew_all(&hub, self.contracts, limit).await;
        let _ = ended.send(());
        running.await??;
        tally
    }
}

async fn renew_all(hub: &Hub, named: Vec<ContractId>, limit: Timestamp) -> anyhow::Result<Tally> {
    let contracts = if named.is_empty() {
        ending_before(hub, limit).await?
    } else {
        named.into_iter().collect()
    };
    let mut tally = Tally::default();
    let mut out = std::io::stdout();
    for contract in contracts {
        let told = match renew_one(hub, contract).await {
            Ok(until) => {
                tally.renewed += 1;
                format!("有效至 {0} / stands until {0}", until.civil(0))
            }
            Err(error) => {
                tally.failed += 1;
                format!("未成功 / failed: {error:#}")
            }
        };
        writeln!(out, "{contract}  {told}")?;
    }
    Ok(tally)
}

/// Those that end before `limit`, or have no time-stamp at all and were kept before it.
async fn ending_before(hub: &Hub, limit: Timestamp) -> anyhow::Result<BTreeSet<ContractId>> {
    let mut found = BTreeSet::new();
    let mut before = Some(limit);
    loop {
        let query = ListQuery {
            before,
            ..ListQuery::first(RENEWALS, PLATFORM, ROWS)
        };
        let rows = hub.store.log.list(&query).await?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        before = Some(serde_json::from_value(last["listed_at"].clone())?);
        for row in &rows {
            found.insert(serde_json::from_value(row["contract"].clone())?);
        }
    }
}

async fn renew_one(hub: &Hub, contract: ContractId) -> anyhow::Result<Timestamp> {
    let renewal = hub.renewal(contract);
    let before = hub.renewal_state(contract).await?.renewed.len();
    let begin = renewal.envelope(Caller::Hub, RenewalCommand::Begin);
    renewal.send(begin).await?;
    let done = async {
        loop {
            let state = hub.renewal_state(contract).await?;
            match (&state.renewed[before.min(state.renewed.len())..], &state.failed) {
                ([last, ..], _) => return Ok(last.stands_until()),
                ([], Some((_, code))) if !state.under_way => anyhow::bail!("{code}"),
                _ => tokio::time::sleep(LOOK).await,
            }
        }
    };
    tokio::time::timeout(LONGEST, done)
        .await
        .context("太慢 / too slow")?
}
