//! What this process may use, set before it reads the first byte that somebody else wrote.

use crate::failure::Failure;
use nix::sys::resource::{Resource, setrlimit};

/// Bytes of address space: pictures, x264's look-ahead and the libraries take less than half.
pub const ADDRESS_SPACE: u64 = 2 << 30;
/// Seconds of processor time. The longest film that the hub asks for needs a tenth of it.
pub const CPU_SECONDS: u64 = 1800;
/// Bytes of the film.
pub const FILE_SIZE: u64 = 1 << 30;

/// Sets the limits, for good.
pub fn limit_this_process() -> Result<(), Failure> {
    let limits = [
        (Resource::RLIMIT_AS, ADDRESS_SPACE),
        (Resource::RLIMIT_CPU, CPU_SECONDS),
        (Resource::RLIMIT_FSIZE, FILE_SIZE),
        (Resource::RLIMIT_CORE, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, most, most).map_err(Failure::Limits)?;
    }
    Ok(())
}
