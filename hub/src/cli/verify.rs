//! `hub verify FILE`: every check by name, and an exit code; no network, no database.

use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use verify::policy::Policy;

#[derive(Args)]
pub struct Verify {
    /// 证据包或 PDF An evidence package or a PDF.
    file: PathBuf,
    /// 信任策略 What to trust; without it the verdict is 10 at best.
    #[arg(long)]
    policy: Option<PathBuf>,
    /// 输出 JSON Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Exit code of a file or policy that cannot be read.
const NOT_CHECKABLE: u8 = 30;

impl Verify {
    pub fn run(self) -> ExitCode {
        match self.report() {
            Ok((text, code)) => {
                let _ = writeln!(std::io::stdout(), "{text}");
                ExitCode::from(code)
            }
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "{error}");
                ExitCode::from(NOT_CHECKABLE)
            }
        }
    }

    fn report(&self) -> anyhow::Result<(String, u8)> {
        let policy = match &self.policy {
            Some(path) => Policy::parse(&std::fs::read_to_string(path)?)?,
            None => Policy::none(),
        };
        let report = verify::verify_file(&std::fs::read(&self.file)?, &policy);
        let code = verify::exit_code(report.verdict);
        let text = if self.json {
            serde_json::to_string_pretty(&report)?
        } else {
            report.to_text()
        };
        Ok((text, code))
    }
}
