//! `scripts/demo CONTRACT.pdf`: plays a whole ceremony and leaves contract, evidence, film and a summary.

use anyhow::{Context, bail};
use clap::Parser;
use domain::hash::Sha256Hash;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::ceremony::script::Script;
use tests::ceremony::{Played, play};
use tests::hub_process::{HubOptions, HubProcess};
use verify::policy::Policy;

/// 演示 Plays a whole ceremony over real HTTP and WebSockets, and verifies what it leaves.
#[derive(Parser)]
struct Demo {
    /// 合同文件 The contract, a PDF.
    contract: PathBuf,
    /// 签署方数量 Parties.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=50))]
    parties: u8,
    /// 观众数量 Viewers.
    #[arg(long, default_value_t = 10)]
    viewers: usize,
    /// 输出目录 Where the files go.
    #[arg(long, default_value = "out/demo")]
    out: PathBuf,
    /// 使用已运行的服务 A running hub; otherwise one is started for this demonstration.
    #[arg(long)]
    url: Option<String>,
    /// 该服务的根证书（PEM） Its root certificate, where it is not one of the public web: /trust/tls.crt.
    #[arg(long, requires = "url")]
    ca: Option<PathBuf>,
    /// 运营者设置链接中的令牌 For a fresh hub: the token of its set-up link.
    #[arg(long)]
    setup: Option<String>,
    /// 主持人手机号 Otherwise: the host's phone number; the code is asked for.
    #[arg(long)]
    phone: Option<String>,
    /// 书写速度 Pace: 1 as people write, 0 without pauses.
    #[arg(long, default_value_t = 1.0)]
    pace: f64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let demo = Demo::parse();
    let document =
        std::fs::read(&demo.contract).with_context(|| format!("读取 {}", demo.contract.display()))?;
    let title = demo
        .contract
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut script = Script::new(&title, document, usize::from(demo.parties));
    script.viewers = demo.viewers;
    script.pace = demo.pace;
    let folder = tempfile::tempdir()?;
    let (host, _running) = demo.host(folder.path())?;
    say(&format!(
        "签约开始 / the ceremony begins: {} 方 parties, {} 观众 viewers",
        demo.parties, demo.viewers
    ));
    let played = play(host, script).await?;
    demo.leave(&played)
}

impl Demo {
    /// The host's browser, and the hub if this demonstration started it.
    fn host(&self, folder: &std::path::Path) -> anyhow::Result<(Browser, Option<HubProcess>)> {
        let Some(url) = &self.url else {
            let hub = HubProcess::start(HubOptions::new(folder)?)?;
            let token = hub.setup_token.clone().context("the hub showed no set-up link")?;
            return Ok((Host::set_up(Browser::new(&hub.url()), &token)?, Some(hub)));
        };
        let url = url.trim_end_matches('/');
        let browser = match &self.ca {
            None => Browser::new(url),
            Some(ca) => {
                let roots = std::fs::read(ca).with_context(|| format!("读取 {}", ca.display()))?;
                Browser::trusting(url, &roots)?
            }
        };
        if let Some(token) = &self.setup {
            return Ok((Host::set_up(browser, token)?, None));
        }
        let Some(phone) = &self.phone else {
            bail!("与 --url 一起给出 --setup 或 --phone / --url needs --setup or --phone")
        };
        browser.post("/sign-in/code", &json!({"phone": phone}))?.ok()?;
        say("验证码（见发件箱）/ the code, from the outbox:");
        let mut code = String::new();
        std::io::stdin().read_line(&mut code)?;
        browser
            .post("/sign-in", &json!({"phone": phone, "code": code.trim()}))?
            .ok()?;
        Host::accept_agreements(&browser)?;
        Ok((browser, None))
    }

    /// Writes the files, verifies the package, and says how it went.
    fn leave(&self, played: &Played) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.out)?;
        let write = |name: &str, bytes: &[u8]| std::fs::write(self.out.join(name), bytes);
        write("contract.pdf", &played.document)?;
        write("evidence.zip", &played.evidence)?;
        write("policy.json", played.policy.as_bytes())?;
        if let Some(film) = &played.film {
            write("film.mp4", film)?;
        }
        let report = verify::verify_package(&played.evidence, &Policy::parse(&played.policy)?);
        write("report.txt", report.to_text().as_bytes())?;
        let summary = json!({
            "contract": played.contract,
            "figures": played.figures,
            "sha256": {
                "contract.pdf": Sha256Hash::of(&played.document),
                "evidence.zip": Sha256Hash::of(&played.evidence),
                "film.mp4": played.film.as_deref().map(Sha256Hash::of),
            },
            "verify": {"exit_code": report.exit_code, "reasons": report.reasons, "degraded": report.degraded},
        });
        write("summary.json", serde_json::to_string_pretty(&summary)?.as_bytes())?;
        say(&serde_json::to_string_pretty(&summary)?);
        say(&format!("文件在 / files in {}", self.out.display()));
        match report.exit_code {
            0 | 10 => Ok(()),
            code => bail!(
                "the package does not verify: exit code {code}\n{}",
                report.to_text()
            ),
        }
    }
}

fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
