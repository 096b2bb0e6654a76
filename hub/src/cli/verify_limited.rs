//! `hub verify-limited`: the verifier as a limited process; policy and file on the standard input, JSON out.

use pdf::worker::sandbox;
use pdf::worker::settings::WorkerSettings;
use std::io::{Read, Write};
use std::process::ExitCode;
use verify::policy::Policy;

/// Memory for a package of 200 MB and its pages.
const ADDRESS_SPACE: u64 = 2 << 30;
const CPU_SECONDS: u64 = 60;

pub fn run() -> ExitCode {
    let settings = WorkerSettings {
        address_space: ADDRESS_SPACE,
        cpu_seconds: CPU_SECONDS,
        ..WorkerSettings::default()
    };
    if sandbox::enter(&settings).is_err() {
        return ExitCode::FAILURE;
    }
    match verified() {
        Some(report) => match std::io::stdout().write_all(&report) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        None => ExitCode::FAILURE,
    }
}

fn verified() -> Option<Vec<u8>> {
    let mut input = Vec::new();
    std::io::stdin().lock().read_to_end(&mut input).ok()?;
    let length = u32::from_be_bytes(input.get(..4)?.try_into().ok()?) as usize;
    let policy = std::str::from_utf8(input.get(4..4 + length)?).ok()?;
    let policy = Policy::parse(policy).ok()?;
    serde_json::to_vec(&verify::verify_file(input.get(4 + length..)?, &policy)).ok()
}
