//! Looks into an evidence package the way a test needs it: files by name, lines of the session as JSON.

use anyhow::Context;
use recorder::package::zip_reader::read_zip;
use serde_json::Value;

/// A file of the package.
pub fn file(package: &[u8], name: &str) -> anyhow::Result<Vec<u8>> {
    let entries = read_zip(package)?;
    let entry = entries.iter().find(|entry| entry.name == name);
    Ok(entry
        .with_context(|| format!("the package has no {name}"))?
        .data
        .to_vec())
}

/// Every line of the session, in order.
pub fn lines(package: &[u8]) -> anyhow::Result<Vec<Value>> {
    let text = String::from_utf8(file(package, "session/events.jsonl")?)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The lines of one kind.
pub fn of_kind<'a>(lines: &'a [Value], kind: &'a str) -> impl Iterator<Item = &'a Value> {
    lines.iter().filter(move |line| line["$t"] == kind)
}
