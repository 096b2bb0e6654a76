//! The worker shuts itself in, for good, before it reads anything.

use super::forbidden_calls::{self, Purpose};
use super::office_sandbox;
use super::settings::WorkerSettings;
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::Signal;

/// Open files: the three standard ones, two pipes to a program, and a few documents.
const OPEN_FILES: u64 = 64;
/// LibreOffice holds its libraries' data and the fonts open as well.
const OPEN_FILES_OFFICE: u64 = 512;

/// The machine lacks something without which no foreign document may be read.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("this system does not let the worker limit its {what}: {errno}")]
    Limit { what: &'static str, errno: Errno },
    #[error("this system does not let the worker give up privileges: {0}")]
    Privileges(Errno),
    #[error(
        "this system has no seccomp filter for the worker ({0}); Linux 3.17 or later with CONFIG_SECCOMP_FILTER is needed"
    )]
    Filter(#[from] seccompiler::Error),
    #[error(
        "this system cannot keep LibreOffice to its folder ({0}); Linux 5.13 or later with CONFIG_SECURITY_LANDLOCK is needed"
    )]
    Files(String),
}

/// Limits this process and everything it starts: memory, CPU time, file sizes, open files, no core dumps, no new
/// privileges, no network, and an end when the hub ends. Nothing of that can be undone.
pub fn enter(settings: &WorkerSettings) -> Result<(), SandboxError> {
    prctl::set_pdeathsig(Signal::SIGKILL).map_err(SandboxError::Privileges)?;
    for Limit {
        resource,
        what,
        soft,
        hard,
    } in limits(settings)
    {
        setrlimit(resource, soft, hard).map_err(|errno| SandboxError::Limit { what, errno })?;
    }
    prctl::set_no_new_privs().map_err(SandboxError::Privileges)?;
    let purpose = match &settings.office {
        None => Purpose::Documents,
        Some(program) => {
            office_sandbox::restrict_files(program).map_err(SandboxError::Files)?;
            Purpose::Office
        }
    };
    Ok(seccompiler::apply_filter_all_threads(&forbidden_calls::filter(
        purpose,
    )?)?)
}

/// The first limit that does not hold, if any.
pub fn missing_limit(settings: &WorkerSettings) -> Option<&'static str> {
    let holds = |limit: &Limit| getrlimit(limit.resource) == Ok((limit.soft, limit.hard));
    limits(settings)
        .into_iter()
        .find(|limit| !holds(limit))
        .map(|limit| limit.what)
}

struct Limit {
    resource: Resource,
    what: &'static str,
    soft: u64,
    hard: u64,
}

fn limits(settings: &WorkerSettings) -> [Limit; 5] {
    let open_files = settings.office.as_ref().map_or(OPEN_FILES, |_| OPEN_FILES_OFFICE);
    let limit = |resource, what, most| Limit {
        resource,
        what,
        soft: most,
        hard: most,
    };
    [
        limit(Resource::RLIMIT_AS, "address space", settings.address_space),
        // At the soft limit comes SIGXCPU, which says what happened; at the hard one SIGKILL.
        Limit {
            hard: settings.cpu_seconds.saturating_add(1),
            ..limit(Resource::RLIMIT_CPU, "CPU time", settings.cpu_seconds)
        },
        limit(Resource::RLIMIT_FSIZE, "file size", settings.file_bytes),
        limit(Resource::RLIMIT_NOFILE, "open files", open_files),
        limit(Resource::RLIMIT_CORE, "core dumps", 0),
    ]
}
