//! What the hub asks of a worker at start: is it really shut in, and does it have what it needs?

use super::sandbox;
use super::settings::WorkerSettings;
use crate::intake::qpdf::Qpdf;
use domain::hash::Sha256Hash;
use nix::sys::prctl;
use serde::{Deserialize, Serialize};
use skrifa::{FontRef, MetadataProvider};
use std::io;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};

/// What the worker found; part of how its pictures came to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SelfCheck {
    pub qpdf_version: String,
    /// SHA-256 of the fallback font's file.
    pub font: Sha256Hash,
}

/// Tries, from inside the sandbox, what must not work and what must.
///
/// Errors: a sentence that names what is missing.
pub fn run(settings: &WorkerSettings) -> Result<SelfCheck, String> {
    limits_hold(settings)?;
    network_is_denied()?;
    let local = UnixDatagram::unbound().map(drop);
    is_denied("a local socket", local)?;
    let qpdf_version = Qpdf {
        program: settings.qpdf.clone(),
    }
    .version()
    .map_err(|error| error.to_string())?;
    let file = read_font(settings)?;
    let font = FontRef::from_index(&file, 0)
        .ok()
        .filter(|font| font.charmap().map('签').is_some());
    match font {
        Some(_) => Ok(SelfCheck {
            qpdf_version,
            font: Sha256Hash::of(&file),
        }),
        None => Err(format!(
            "the font {} cannot be read or has no Chinese glyphs",
            settings.font.display()
        )),
    }
}

/// Tries the same in a worker for LibreOffice: no network, no calls to local programs, no files but its own.
///
/// Errors: a sentence that names what is missing.
pub fn office_is_shut_in(settings: &WorkerSettings) -> Result<(), String> {
    limits_hold(settings)?;
    network_is_denied()?;
    let listener = UnixListener::bind("self-check.socket")
        .map_err(|error| format!("the worker cannot name a local socket: {error}"))?;
    is_denied(
        "a call over a local socket",
        UnixStream::connect("self-check.socket").map(drop),
    )?;
    is_denied("taking a call over a local socket", listener.accept().map(drop))?;
    for path in ["/etc/passwd", "/proc/self/environ", "/tmp", "/"] {
        is_denied(path, std::fs::File::open(path).map(drop))?;
    }
    let elsewhere = std::env::temp_dir().join(format!("huiqian-self-check-{}", std::process::id()));
    is_denied("writing a file elsewhere", std::fs::write(elsewhere, b""))
}

fn limits_hold(settings: &WorkerSettings) -> Result<(), String> {
    if let Some(what) = sandbox::missing_limit(settings) {
        return Err(format!("the worker's limit on {what} does not hold"));
    }
    if prctl::get_no_new_privs() != Ok(true) {
        return Err("the worker could gain privileges".to_owned());
    }
    std::fs::write("self-check", b"").map_err(|error| format!("the worker's folder is not writable: {error}"))
}

/// Reads the fallback font's file, or says in a sentence what to do.
pub fn read_font(settings: &WorkerSettings) -> Result<Vec<u8>, String> {
    std::fs::read(&settings.font).map_err(|error| {
        let path = settings.font.display();
        format!("the font {path} cannot be read ({error}); install fonts-wqy-microhei or name another font")
    })
}

fn network_is_denied() -> Result<(), String> {
    let attempts = [
        ("a TCP socket", TcpListener::bind(("127.0.0.1", 0)).map(drop)),
        ("a TCP socket over IPv6", TcpListener::bind(("::1", 0)).map(drop)),
        ("a UDP socket", UdpSocket::bind(("127.0.0.1", 0)).map(drop)),
    ];
    attempts
        .into_iter()
        .try_for_each(|(what, attempt)| is_denied(what, attempt))
}

/// Whether an attempt failed for lack of permission, and for nothing else.
fn is_denied(what: &str, attempt: io::Result<()>) -> Result<(), String> {
    match attempt {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(format!("{what} failed in the worker for another reason: {error}")),
        Ok(()) => Err(format!("{what} is possible in the worker")),
    }
}
