//! pyHanko on the same file in the same run: a Python process that signs in a loop and says how often.

use super::prepared::{Prepared, Profile};
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::Value;
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

/// Signs R0 once per party, one after the other, for some seconds, as its library is used in a server: keys,
/// certificates and revocation lists loaded once, the time-stamp made in the process, the room for the signature
/// given, no appearance drawn.
pub fn rate(prepared: &Prepared, folder: &Path, seconds: f64) -> anyhow::Result<PyhankoRate> {
    let write = |name: &str, bytes: &[u8]| -> anyhow::Result<PathBuf> {
        let path = folder.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    };
    let (key, certificate) = prepared.event_certificate("张三")?;
    let authority = &prepared.authority;
    let chain: String = authority.chain().iter().map(|c| c.to_pem()).collect();
    let program = std::env::var(PYHANKO)
        .with_context(|| format!("{PYHANKO} does not name the pyhanko program: `scripts/bench` sets it"))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/sealing/pyhanko_rate.py");
    let files = [
        ("--file", write("r0.pdf", &prepared.r0)?),
        ("--key", write("key.pem", pem(&key.to_pkcs8()?).as_bytes())?),
        (
            "--certificate",
            write("certificate.pem", certificate.to_pem().as_bytes())?,
        ),
        ("--chain", write("chain.pem", chain.as_bytes())?),
        (
            "--stamp-key",
            write("stamp-key.pem", pem(&stamp_key(prepared)?).as_bytes())?,
        ),
        (
            "--stamp-certificate",
            write("stamp.pem", authority.timestamping().to_pem().as_bytes())?,
        ),
    ];
    let mut command = Command::new(Path::new(&program).with_file_name("python"));
    command.arg(script);
    for (name, path) in &files {
        command.arg(name).arg(path);
    }
    if prepared.profile == Profile::Basic {
        command.arg("--basic");
    }
    if prepared.profile == Profile::LongTerm {
        command
            .arg("--root")
            .arg(write("root.pem", authority.root().to_pem().as_bytes())?)
            .arg("--lists");
        for (index, list) in prepared.revocation_lists()?.iter().enumerate() {
            command.arg(write(&format!("{index}.crl"), list)?);
        }
    }
    let output = command
        .args(["--parties", &prepared.parties().to_string()])
        .args(["--seconds", &seconds.to_string()])
        .output()?;
    if !output.status.success() {
        bail!("pyHanko:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("pyHanko's figures")
}

/// The key of the time-stamp authority, PKCS #8, from the record in which a hub keeps it.
fn stamp_key(prepared: &Prepared) -> anyhow::Result<Vec<u8>> {
    let record: Value = serde_json::from_slice(&prepared.authority.to_record()?)?;
    let key = record["timestamping"]["key"].as_str().context("no key")?;
    Ok(URL_SAFE_NO_PAD.decode(key)?)
}

fn pem(pkcs8: &[u8]) -> String {
    let body = STANDARD.encode(pkcs8);
    let kind = ["PRIVATE", "KEY"].join(" ");
    format!("-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n")
}
