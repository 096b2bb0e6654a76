//! `hub settings`: the reference page of all settings.

use crate::config;
use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "this command prints")]
pub fn run() -> ExitCode {
    print!("{}", config::reference_page());
    ExitCode::SUCCESS
}
