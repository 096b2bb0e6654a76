//! pyHanko on the same file in the same run: a Python process that signs in a loop and says how often.

use super::prepared::Prepared;
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pki::signing_key::SigningKey;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the pyHanko program; the scripts set it. Python lies beside it.
const PYHANKO: &str = "HUIQIAN_PYHANKO";

/// What the loop found out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PyhankoRate {
    pub version: String,
    pub signatures_per_second: f64,
    pub rounds: u64,
}

/// Signs R0 once per party, one after the other, for some seconds, as its library is used in a server: keys and
/// certificates loaded once, the time-stamp made in the process, the room for the signature given, no
/// appearance drawn.
pub fn rate(prepared: &Prepared, folder: &Path, seconds: f64) -> anyhow::Result<PyhankoRate> {
    let write = |name: &str, bytes: &[u8]| -> anyhow::Result<PathBuf> {
        let path = folder.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    };
    let (key, certificate) = prepared.event_certificate("张三")?;
    let (stamp_key, stamp_certificate) = prepared.event_certificate("time-stamps")?;
    let chain: String = prepared.authority.chain().iter().map(|c| c.to_pem()).collect();
    let program = std::env::var(PYHANKO)
        .with_context(|| format!("{PYHANKO} does not name the pyhanko program: `scripts/bench` sets it"))?;
    let python = Path::new(&program).with_file_name("python");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/sealing/pyhanko_rate.py");
    let output = Command::new(python)
        .arg(script)
        .args(["--file".as_ref(), write("r0.pdf", &prepared.r0)?.as_os_str()])
        .args([
            "--key".as_ref(),
            write("key.pem", pem(&key)?.as_bytes())?.as_os_str(),
        ])
        .args([
            "--certificate".as_ref(),
            write("certificate.pem", certificate.to_pem().as_bytes())?.as_os_str(),
        ])
        .args([
            "--chain".as_ref(),
            write("chain.pem", chain.as_bytes())?.as_os_str(),
        ])
        .args([
            "--stamp-key".as_ref(),
            write("stamp-key.pem", pem(&stamp_key)?.as_bytes())?.as_os_str(),
        ])
        .args([
            "--stamp-certificate".as_ref(),
            write("stamp.pem", stamp_certificate.to_pem().as_bytes())?.as_os_str(),
        ])
        .args(["--parties", &prepared.parties().to_string()])
        .args(["--seconds", &seconds.to_string()])
        .output()?;
    if !output.status.success() {
        bail!("pyHanko:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("pyHanko's figures")
}

fn pem(key: &SigningKey) -> anyhow::Result<String> {
    let body = STANDARD.encode(&*key.to_pkcs8()?);
    let kind = ["PRIVATE", "KEY"].join(" ");
    Ok(format!("-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n"))
}
