//! The tools of a forger: open a package, change it, and make everything that can be made to fit again.

use super::world::{World, wait};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use recorder::evidence_log::stamper::Stamper;
use recorder::package::asic_manifest::asic_manifest;
use recorder::package::manifest::manifest;
use recorder::package::zip_form::{ASIC_MANIFEST, ASIC_TOKEN, MANIFEST};
use recorder::package::zip_reader::read_zip;
use recorder::package::zip_writer::{Entry, write_zip};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use verify::ledger::Outcome;
use verify::policy::Policy;
use verify::report::{Report, Verdict};
use verify::verify_package;

pub struct Forged {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Forged {
    pub fn open(package: &[u8]) -> Self {
        let files = read_zip(package).unwrap().into_iter();
        Self {
            files: files
                .map(|entry| (entry.name.to_owned(), entry.data.to_vec()))
                .collect(),
        }
    }

    pub fn file(&mut self, name: &str) -> &mut Vec<u8> {
        self.files.get_mut(name).unwrap_or_else(|| panic!("{name}"))
    }

    pub fn put(&mut self, name: &str, bytes: &[u8]) {
        self.files.insert(name.to_owned(), bytes.to_vec());
    }

    pub fn remove(&mut self, name: &str) {
        assert!(self.files.remove(name).is_some(), "{name}");
    }

    pub fn swap(&mut self, a: &str, b: &str) {
        let (first, second) = (self.file(a).clone(), self.file(b).clone());
        self.put(a, &second);
        self.put(b, &first);
    }

    pub fn lines(&self) -> Vec<String> {
        String::from_utf8(self.files["session/events.jsonl"].clone())
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    pub fn put_lines(&mut self, lines: &[String]) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        self.put("session/events.jsonl", text.as_bytes());
    }

    /// Changes the lines and computes numbers and the chain again.
    pub fn rewrite(&mut self, change: impl FnOnce(&mut Vec<Value>)) {
        let mut records: Vec<Value> = self
            .lines()
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        change(&mut records);
        self.put_lines(&chained(&records));
    }

    /// The container with both manifests as they now stand in it.
    pub fn zip(&self) -> Vec<u8> {
        let entry = |(name, data): (&String, &Vec<u8>)| Entry {
            name: name.clone(),
            data: Cow::Owned(data.clone()),
        };
        let entries: Vec<Entry<'_>> = self.files.iter().map(entry).collect();
        let mut out = Vec::new();
        write_zip(&entries, &mut out).unwrap();
        out
    }

    /// The container with both manifests made to fit, and a fresh token over them by the hub's own authority:
    /// more than an outsider can do, so that the check in question has to find the forgery by itself.
    pub fn repack(mut self, world: &World) -> Vec<u8> {
        let digests = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Sha256Hash)> {
            files
                .iter()
                .map(|(name, data)| (name.clone(), Sha256Hash::of(data)))
                .collect()
        };
        let all = digests(&self.files);
        let list = manifest(all.iter().map(|(name, digest)| (name.as_str(), *digest)));
        self.put(MANIFEST, list.as_bytes());
        let all = digests(&self.files);
        let xml = asic_manifest(all.iter().map(|(name, digest)| (name.as_str(), *digest)));
        self.put(ASIC_MANIFEST, xml.as_bytes());
        let token = token_over(world, xml.as_bytes());
        self.put(ASIC_TOKEN, &token);
        self.zip()
    }
}

/// Canonical lines of records, numbered and chained again.
pub fn chained(records: &[Value]) -> Vec<String> {
    let mut prev = Sha256Hash::ZERO;
    let mut lines = Vec::new();
    for (number, record) in (1..).zip(records) {
        let mut record = record.clone();
        record["n"] = number.into();
        record["prev"] = prev.to_hex().into();
        let bytes = domain::canonical::encode_value(&record).unwrap();
        prev = Sha256Hash::of(&bytes);
        lines.push(String::from_utf8(bytes).unwrap());
    }
    lines
}

pub fn token_over(world: &World, bytes: &[u8]) -> Vec<u8> {
    use domain::ports::clock::Clock;
    let now: Timestamp = world.clock.now();
    wait(world.stamper.stamp(Sha256Hash::of(bytes), [7; 8], now)).unwrap()
}

/// The package must be called tampered with, and by this check among others.
#[track_caller]
pub fn assert_caught(package: &[u8], policy: &Policy, check: &str) -> Report {
    let report = verify_package(package, policy);
    assert_eq!(report.verdict, Verdict::Tampered, "{}", report.to_text());
    let found = report.check(check).unwrap();
    assert_eq!(
        found.outcome,
        Outcome::Fail,
        "{check} did not find it:\n{}",
        report.to_text()
    );
    report
}

/// As [`assert_caught`], and no other check noticed.
#[track_caller]
pub fn assert_caught_only(package: &[u8], policy: &Policy, checks: &[&str]) {
    let report = assert_caught(package, policy, checks[0]);
    let failed: Vec<&str> = report
        .checks
        .iter()
        .filter(|c| c.outcome == Outcome::Fail)
        .map(|c| c.id)
        .collect();
    assert_eq!(failed, checks, "{}", report.to_text());
}

/// Lines that hold `text`, by index.
pub fn index_of(records: &[Value], kind: &str) -> usize {
    records
        .iter()
        .position(|record| record["$t"] == format!("hub.{kind}.v1"))
        .unwrap_or_else(|| panic!("{kind}"))
}
