//! `huiqian-verify FILE [--policy POLICY] [--json]`: the offline verifier as one small program.
//!
//! Exit code 0 verified to policy, 10 valid but below policy, 20 tampered or inconsistent, 30 not checkable.

use clap::Parser;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use verify::policy::Policy;
use verify::report::{Report, Verdict};
use verify::{exit_code, verify_file};

/// 核验「会签」存证包或已签 PDF，不联网。Checks a Huiqian evidence package or a signed PDF, without a network.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// evidence.zip 或 contract.pdf
    file: PathBuf,
    /// 您信任的密钥与机构（JSON） What you trust, a JSON file; without it the verdict is 10 at best.
    #[arg(long)]
    policy: Option<PathBuf>,
    /// 输出 JSON Print the report as JSON.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Help and version are no failure; anything else means that nothing was checked.
            let code = if usage.use_stderr() {
                exit_code(Verdict::NotCheckable)
            } else {
                0
            };
            let _ = usage.print();
            return ExitCode::from(code);
        }
    };
    match check(&arguments) {
        Ok(report) => {
            let text = if arguments.json {
                json(&report)
            } else {
                report.to_text()
            };
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::from(report.exit_code)
        }
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "{problem}");
            ExitCode::from(exit_code(Verdict::NotCheckable))
        }
    }
}

fn check(arguments: &Arguments) -> Result<Report, String> {
    let policy = match &arguments.policy {
        None => Policy::none(),
        Some(path) => {
            let text = String::from_utf8(read(path)?).map_err(|_| unreadable(path, "not UTF-8"))?;
            Policy::parse(&text).map_err(|problem| unreadable(path, &problem.to_string()))?
        }
    };
    Ok(verify_file(&read(&arguments.file)?, &policy))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|problem| unreadable(path, &problem.to_string()))
}

fn unreadable(path: &Path, problem: &str) -> String {
    format!("无法读取 cannot read {}: {problem}", path.display())
}

fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_else(|problem| format!("{{\"error\":\"{problem}\"}}"))
}
