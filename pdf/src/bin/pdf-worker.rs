//! The worker process alone, for the tests of this crate; the hub has it as a subcommand.

use std::process::ExitCode;

fn main() -> ExitCode {
    pdf::worker::serve::main(std::env::args_os().skip(1))
}
