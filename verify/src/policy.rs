//! What a verifier trusts and asks for: one JSON file, held by the person who checks, never part of a package.
//!
//! ```json
//! {"$t": "hub.policy.v1",
//!  "logs": ["hub.example+1a2b3c4d+AbC…"],
//!  "ca_roots": [{"pem": "-----BEGIN CERTIFICATE-----…", "independent": false}],
//!  "tsa_roots": [{"pem": "-----BEGIN CERTIFICATE-----…", "independent": false}],
//!  "witnesses": {"quorum": 0, "keys": []},
//!  "accept": ["embedded_ca", "embedded_tsa", "no_witness", "no_external_anchor"],
//!  "max_anchor_delay_ms": 300000}
//! ```

use pki::certificate::Certificate;
use recorder::note::verifier_key::VerifierKey;
use serde::Deserialize;
use std::collections::BTreeSet;

/// How long an event may take to reach the log, where a policy does not say, in milliseconds.
const DEFAULT_DELAY_MS: i64 = 5 * 60_000;

/// A trusted root, of signing certificates or of time-stamp authorities.
#[derive(Clone, Debug)]
pub struct TrustedRoot {
    pub certificate: Certificate,
    /// Outside the hub's own trust domain.
    pub independent: bool,
}

/// What is trusted and what is asked for. [`Policy::none`] trusts nothing: the verdict is then "below policy" at best.
#[derive(Clone, Debug)]
pub struct Policy {
    pinned: bool,
    pub logs: Vec<VerifierKey>,
    pub ca_roots: Vec<TrustedRoot>,
    pub tsa_roots: Vec<TrustedRoot>,
    /// Witness cosignatures that are wanted; they cannot be checked by this version, so any quorum above 0 fails.
    pub witness_quorum: u32,
    accept: BTreeSet<String>,
    /// Longest time between an event and the token that shows it in the log, milliseconds.
    pub max_anchor_delay_ms: i64,
}

/// The policy file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPolicy {
    #[error("the policy is not JSON of the form hub.policy.v1: {0}")]
    Form(String),
    #[error("logs, entry {0}: {1}")]
    LogKey(usize, String),
    #[error("{field}, entry {entry}: not certificates in PEM form")]
    Certificate { field: &'static str, entry: usize },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    #[serde(rename = "$t")]
    tag: String,
    logs: Vec<String>,
    ca_roots: Vec<RootFile>,
    tsa_roots: Vec<RootFile>,
    #[serde(default)]
    witnesses: WitnessFile,
    #[serde(default)]
    accept: BTreeSet<String>,
    max_anchor_delay_ms: Option<i64>,
}

/// A root: its PEM alone, or with a word on its independence.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum RootFile {
    Pem(String),
    Labelled {
        pem: String,
        #[serde(default)]
        independent: bool,
    },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct WitnessFile {
    quorum: u32,
    #[serde(default)]
    keys: Vec<String>,
}

impl Policy {
    /// Trusts nothing and accepts no weak point.
    pub fn none() -> Self {
        Self {
            pinned: false,
            logs: Vec::new(),
            ca_roots: Vec::new(),
            tsa_roots: Vec::new(),
            witness_quorum: 0,
            accept: BTreeSet::new(),
            max_anchor_delay_ms: DEFAULT_DELAY_MS,
        }
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// The text is not a policy; the error names the entry.
    pub fn parse(text: &str) -> Result<Self, BadPolicy> {
        let file: PolicyFile = serde_json::from_str(text).map_err(|e| BadPolicy::Form(e.to_string()))?;
        if file.tag != "hub.policy.v1" {
            return Err(BadPolicy::Form(format!("version {}", file.tag)));
        }
        let mut policy = Self {
            pinned: true,
            witness_quorum: file.witnesses.quorum,
            accept: file.accept,
            max_anchor_delay_ms: file
                .max_anchor_delay_ms
                .unwrap_or(DEFAULT_DELAY_MS)
                .clamp(0, i64::from(i32::MAX)),
            ..Self::none()
        };
        for (entry, key) in file.logs.iter().chain(&file.witnesses.keys).enumerate() {
            let key = key
                .parse()
                .map_err(|e| BadPolicy::LogKey(entry, format!("{e}")))?;
            if entry < file.logs.len() {
                policy.logs.push(key);
            }
        }
        policy.ca_roots = roots("ca_roots", &file.ca_roots)?;
        policy.tsa_roots = roots("tsa_roots", &file.tsa_roots)?;
        Ok(policy)
    }

    /// Whether there is a policy at all.
    pub fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// Whether a weak point is acceptable.
    pub fn accepts(&self, code: &str) -> bool {
        self.accept.contains(code)
    }
}

fn roots(field: &'static str, files: &[RootFile]) -> Result<Vec<TrustedRoot>, BadPolicy> {
    let mut roots = Vec::new();
    for (entry, file) in files.iter().enumerate() {
        let (pem, independent) = match file {
            RootFile::Pem(pem) => (pem, false),
            RootFile::Labelled { pem, independent } => (pem, *independent),
        };
        let found = Certificate::all_from_pem(pem);
        let found = found.map_err(|_| BadPolicy::Certificate { field, entry })?;
        roots.extend(found.into_iter().map(|certificate| TrustedRoot {
            certificate,
            independent,
        }));
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_with_a_typing_error_is_refused_not_guessed() {
        let good = r#"{"$t":"hub.policy.v1","logs":[],"ca_roots":[],"tsa_roots":[]}"#;
        assert!(Policy::parse(good).unwrap().is_pinned());
        for (wrong, what) in [
            (good.replace("v1", "v2"), "version"),
            (good.replace("ca_roots", "ca_root"), "ca_root"),
            (good.replace("\"logs\":[]", "\"logs\":[\"x\"]"), "logs, entry 0"),
            (
                good.replace("\"ca_roots\":[]", "\"ca_roots\":[{\"pem\":\"x\"}]"),
                "ca_roots, entry 0",
            ),
        ] {
            let error = Policy::parse(&wrong).unwrap_err().to_string();
            assert!(error.contains(what), "{error}");
        }
    }
}
