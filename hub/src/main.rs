//! The hub's program: `hub serve`, and the tools beside it.

use clap::Parser;
use hub::cli::Cli;

fn main() -> std::process::ExitCode {
    Cli::parse().run()
}
