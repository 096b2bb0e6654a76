//! `hub openapi`: the API's description.

use crate::http::openapi;
use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "this command prints")]
pub fn run() -> ExitCode {
    println!("{}", openapi::page());
    ExitCode::SUCCESS
}
