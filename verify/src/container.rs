//! Opens the container: its one ZIP form, its manifests, its description (V01, V23, V25).

use crate::check::CheckId;
use crate::ledger::Ledger;
use domain::hash::Sha256Hash;
use recorder::package::asic_manifest::asic_manifest;
use recorder::package::description::Description;
use recorder::package::layout::{self, MIMETYPE_CONTENT};
use recorder::package::manifest::manifest;
use recorder::package::zip_form::{ASIC_MANIFEST, ASIC_TOKEN, DESCRIPTION, MANIFEST, MIMETYPE, VERIFY_TEXT};
use recorder::package::zip_reader::{BadZip, read_zip};
use std::collections::BTreeMap;

/// The files of a package whose container is sound.
pub(crate) struct Contents<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    pub description: Description,
}

impl<'a> Contents<'a> {
    pub fn get(&self, name: &str) -> Option<&'a [u8]> {
        self.files.get(name).copied()
    }

    /// Names of all files.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.files.keys().copied()
    }

    /// Whether `package.json` says openly that a part is not here.
    pub fn says_left_out(&self, name: &str) -> bool {
        self.description.left_out.iter().any(|left_out| left_out == name)
    }
}

/// Opens the container. `None`: nothing further can be checked; the ledger says why.
pub(crate) fn open<'a>(bytes: &'a [u8], ledger: &mut Ledger) -> Option<Contents<'a>> {
    let entries = match read_zip(bytes) {
        Ok(entries) => entries,
        Err(problem) => {
            if matches!(problem, BadZip::NotAZip | BadZip::Truncated(_)) {
                ledger.not_checkable = Some(problem.to_string());
            }
            ledger.fail(CheckId::V01, problem.to_string());
            return None;
        }
    };
    let first = entries.first();
    ledger.expect(
        CheckId::V01,
        first.is_some_and(|entry| entry.name == MIMETYPE && entry.data == MIMETYPE_CONTENT),
        || "the first file is not the mimetype of an ASiC-E container".to_owned(),
    );
    let files: BTreeMap<&str, &[u8]> = entries.iter().map(|entry| (entry.name, entry.data)).collect();
    for name in files.keys().filter(|name| !is_part(name)) {
        ledger.fail(CheckId::V01, format!("{name} is no part of a package"));
    }
    let description = read_description(&files, ledger)?;
    check_manifests(&files, ledger);
    Some(Contents { files, description })
}

fn read_description(files: &BTreeMap<&str, &[u8]>, ledger: &mut Ledger) -> Option<Description> {
    let Some(bytes) = files.get(DESCRIPTION) else {
        ledger.not_checkable = Some("there is no package.json: not an evidence package of ours".to_owned());
        ledger.fail(CheckId::V01, "package.json is missing");
        return None;
    };
    match Description::parse(bytes) {
        Ok(description) => {
            ledger.pass(CheckId::V23);
            Some(description)
        }
        Err(problem) => {
            let tag = serde_json::from_slice::<serde_json::Value>(bytes).ok();
            let tag = tag
                .as_ref()
                .and_then(|value| value.get("$t"))
                .and_then(|tag| tag.as_str());
            if tag.is_some_and(|tag| tag.starts_with("hub.package.") && tag != "hub.package.v1") {
                ledger.not_checkable =
                    Some("the package has a later format than this verifier knows".to_owned());
            }
            ledger.fail(CheckId::V23, format!("package.json: {problem}"));
            None
        }
    }
}

/// Both manifests are rebuilt from the files and compared.
fn check_manifests(files: &BTreeMap<&str, &[u8]>, ledger: &mut Ledger) {
    let digests: Vec<(&str, Sha256Hash)> = files
        .iter()
        .map(|(name, data)| (*name, Sha256Hash::of(data)))
        .collect();
    let expected = manifest(digests.iter().copied());
    match files.get(MANIFEST) {
        None => ledger.fail(CheckId::V01, format!("{MANIFEST} is missing")),
        Some(found) if *found == expected.as_bytes() => ledger.pass(CheckId::V01),
        Some(found) => report_differences(&expected, found, ledger),
    }
    let expected = asic_manifest(digests);
    match files.get(ASIC_MANIFEST) {
        None => ledger.fail(CheckId::V25, format!("{ASIC_MANIFEST} is missing")),
        Some(found) => {
            ledger.expect(CheckId::V25, *found == expected.as_bytes(), || {
                "the container manifest does not list exactly these files".to_owned()
            });
        }
    }
}

fn report_differences(expected: &str, found: &[u8], ledger: &mut Ledger) {
    let found = String::from_utf8_lossy(found);
    let listed: BTreeMap<&str, &str> = found
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(swap)
        .collect();
    let there: BTreeMap<&str, &str> = expected
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(swap)
        .collect();
    for name in listed.keys().filter(|name| !there.contains_key(*name)).take(20) {
        ledger.fail(CheckId::V01, format!("{name} is listed and missing"));
    }
    for (name, digest) in &there {
        match listed.get(name) {
            None => ledger.fail(CheckId::V01, format!("{name} is not listed")),
            Some(other) if other != digest => {
                ledger.fail(CheckId::V01, format!("{name} has another SHA-256"));
            }
            Some(_) => {}
        }
    }
    ledger.fail(CheckId::V01, "the manifest is not the one of these files");
}

fn swap<'a>((digest, name): (&'a str, &'a str)) -> (&'a str, &'a str) {
    (name, digest)
}

/// Whether the format knows a file of this name.
fn is_part(name: &str) -> bool {
    const FIXED: &[&str] = &[
        MIMETYPE,
        VERIFY_TEXT,
        DESCRIPTION,
        MANIFEST,
        ASIC_MANIFEST,
        ASIC_TOKEN,
        layout::EVENTS,
        layout::OPENINGS,
        layout::CLEAN_PDF,
        layout::R0_PDF,
        layout::CONTRACT_PDF,
        layout::SIGNING_PLAN,
        layout::CA_CHAIN,
        layout::PAGE_IMAGES,
        layout::PAGE_BOXES,
        layout::FILM,
        layout::LOWER_CHECKPOINT,
        layout::UPPER_CHECKPOINT,
        layout::CONSISTENCY,
        layout::KEYS,
        layout::LOWER_TOKEN,
        layout::UPPER_TOKEN,
        layout::TSA_CHAIN,
    ];
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let Some((folder, file)) = name.split_once('/') else {
        return FIXED.contains(&name);
    };
    let Some((stem, extension)) = file.rsplit_once('.') else {
        return FIXED.contains(&name);
    };
    match (folder, extension) {
        _ if FIXED.contains(&name) => true,
        ("pages", "png" | "json") => digits(stem, 4),
        ("log", "leaf" | "tlog-proof") => {
            matches!(stem, "open" | "close" | "time")
                || stem.strip_prefix("head-").is_some_and(|n| digits(n, 6))
                || stem.strip_prefix("annex-").is_some_and(|n| digits(n, 3))
        }
        ("seals", "p7m" | "artwork") => stem.len() == 16 && stem.bytes().all(|b| b.is_ascii_hexdigit()),
        ("agreements", "txt") => stem.len() == 16 && stem.bytes().all(|b| b.is_ascii_hexdigit()),
        _ => false,
    }
}
