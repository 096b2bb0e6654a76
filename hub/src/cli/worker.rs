//! `hub worker`: the limited process that reads foreign files; see `pdf::worker`.

use std::ffi::OsString;
use std::process::ExitCode;

pub fn run(arguments: &[OsString]) -> ExitCode {
    pdf::worker::serve::main(arguments.iter().cloned())
}
