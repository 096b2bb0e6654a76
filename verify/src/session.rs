//! Reads the session's lines, each by itself, so that one bad line does not hide what is wrong with the others.

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use domain::aggregate::{Caller, EventBody, Recorded, Seen};
use domain::canonical;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;
use domain::ids::{CommandId, StreamId};
use domain::line::{self, BadLine, Head, LineHeader};
use domain::timestamp::Timestamp;
use recorder::package::layout;
use serde_json::Value;

/// Most lines of a session.
const MAX_LINES: usize = 500_000;

/// One line as it stands in the package.
#[derive(Clone, Debug)]
pub(crate) struct SessionLine<'a> {
    pub bytes: &'a [u8],
    pub hash: Sha256Hash,
    pub n: u64,
    pub prev: Sha256Hash,
    pub at: Timestamp,
    pub by: Caller,
    pub stream: StreamId,
    pub seen: Option<Seen>,
    pub event: ContractEvent,
}

impl SessionLine<'_> {
    pub fn recorded(&self) -> Recorded<ContractEvent> {
        Recorded {
            seq: self.n,
            hash: self.hash,
            at: self.at,
            by: self.by,
            event: self.event.clone(),
        }
    }
}

/// Reads all lines. `None`: at least one could not be read; the ledger says which and why.
pub(crate) fn read_lines<'a>(contents: &Contents<'a>, ledger: &mut Ledger) -> Option<Vec<SessionLine<'a>>> {
    let Some(bytes) = contents.get(layout::EVENTS) else {
        ledger.fail(CheckId::V02, format!("{} is missing", layout::EVENTS));
        return None;
    };
    let Some(body) = bytes.strip_suffix(b"\n") else {
        ledger.fail(CheckId::V02, "the last line does not end with a line feed");
        return None;
    };
    let raw: Vec<&[u8]> = body.split(|byte| *byte == b'\n').take(MAX_LINES + 1).collect();
    if raw.len() > MAX_LINES {
        ledger.fail(CheckId::V02, format!("more than {MAX_LINES} lines"));
        return None;
    }
    let mut lines = Vec::with_capacity(raw.len());
    for (number, bytes) in (1..).zip(&raw) {
        match read_line(bytes) {
            Ok(line) => lines.push(line),
            Err((check, problem)) => ledger.fail(check, format!("line {number}: {problem}")),
        }
    }
    if lines.len() == raw.len() {
        ledger.pass(CheckId::V02);
        Some(lines)
    } else {
        None
    }
}

fn read_line(bytes: &[u8]) -> Result<SessionLine<'_>, (CheckId, String)> {
    let record = canonical::parse_record(bytes).map_err(|e| (CheckId::V02, e.to_string()))?;
    let (n, prev, at, stream, command, seen) =
        header(&record).ok_or_else(|| (CheckId::V03, "its header is not a line's".to_owned()))?;
    // Read as if the line before fitted; whether it does is a check of its own.
    let before = Head {
        seq: n.saturating_sub(1),
        hash: prev,
        at,
    };
    let read = line::read::<ContractEvent>(before, bytes, &[]).map_err(|problem| match problem {
        BadLine::Unknown { reason, .. } => (CheckId::V23, format!("unknown kind or form of event: {reason}")),
        other => (CheckId::V03, other.to_string()),
    })?;
    let header = LineHeader {
        stream: &stream,
        at,
        by: read.by,
        command,
        seen,
    };
    // Writing it again must give the same bytes: there is no field that nobody has read.
    let again = line::write(before, &header, &read.event).map_err(|e| (CheckId::V02, e.to_string()))?;
    if again.bytes != bytes {
        return Err((CheckId::V03, "it holds more than its event says".to_owned()));
    }
    Ok(SessionLine {
        bytes,
        hash: read.hash,
        n,
        prev,
        at,
        by: read.by,
        stream,
        seen,
        event: read.event,
    })
}

type Header = (u64, Sha256Hash, Timestamp, StreamId, CommandId, Option<Seen>);

fn header(record: &Value) -> Option<Header> {
    let n = record.get("n")?.as_u64().filter(|n| *n > 0)?;
    let prev = record.get("prev")?.as_str()?.parse().ok()?;
    let at = Timestamp(record.get("at")?.as_i64()?);
    let stream = StreamId::try_from(record.get("sid")?.as_str()?.to_owned()).ok()?;
    let command = record.get("cmd")?.as_str()?.parse().ok()?;
    let seen = match record.get("seen") {
        None => None,
        Some(seen) => Some(serde_json::from_value(seen.clone()).ok()?),
    };
    Some((n, prev, at, stream, command, seen))
}

/// The personal values of an event: path, commitment, and whether it is open.
pub(crate) fn commitments(event: &ContractEvent) -> Vec<(String, Sha256Hash)> {
    let mut found = Vec::new();
    event
        .clone()
        .visit_personal(&mut |slot| found.push((slot.path, slot.personal.commitment)));
    found
}
