//! The line: one event as it stands in the log, hashed as stored bytes and chained (design 3, evidence 8.3).
//!
//! `{"$t":"hub.<kind>.v<n>","at":ms,"body":{…},"by":"…","cmd":"uuid","n":seq,"prev":"hex","sid":"kind/uuid"}`

use crate::aggregate::{Caller, EventBody, Recorded, Seen};
use crate::canonical::{self, NotCanonical};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, PartyNo, StreamId};
use crate::personal::Opening;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The last line of a stream: what the next one chains to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Seq of the last line; 0 before the first.
    pub seq: u64,
    pub hash: Sha256Hash,
    /// Time of the last line.
    pub at: Timestamp,
}

impl Head {
    /// Before the first line.
    pub const NONE: Self = Self {
        seq: 0,
        hash: Sha256Hash::ZERO,
        at: Timestamp(0),
    };
}

/// A personal value's opening with its place in the line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlacedOpening {
    pub path: String,
    pub subject: String,
    #[serde(flatten)]
    pub opening: Opening,
}

/// One line, ready to be stored: the bytes, and copies of what stands in them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub seq: u64,
    pub at: Timestamp,
    /// The type tag, for example `hub.opened.v1`.
    pub kind: String,
    pub by: Caller,
    pub command: CommandId,
    pub prev: Sha256Hash,
    pub hash: Sha256Hash,
    /// Canonical JSON without the line feed; its SHA-256 is `hash`.
    pub bytes: Vec<u8>,
    pub openings: Vec<PlacedOpening>,
}

/// A stored line does not say what its stream says it must.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    #[error("line {seq}: {source}")]
    NotCanonical { seq: u64, source: NotCanonical },
    #[error("line {seq}: field {field} is missing or of the wrong form")]
    Field { seq: u64, field: &'static str },
    #[error("line {seq}: the event has an unknown form: {reason}")]
    Unknown { seq: u64, reason: String },
    #[error("line {seq}: does not follow the line before it")]
    Chain { seq: u64 },
    #[error("line {seq}: the opening at {path} does not open its commitment")]
    Opening { seq: u64, path: String },
}

/// Everything of a line besides the event itself.
pub struct LineHeader<'a> {
    pub stream: &'a StreamId,
    pub at: Timestamp,
    pub by: Caller,
    pub command: CommandId,
    /// The head that the client had displayed when it sent the command.
    pub seen: Option<Seen>,
}

/// Writes the line that follows `head`.
///
/// Event time never goes back: it is the later of `header.at` and the time of the line before.
///
/// # Errors
/// The event holds something that has no canonical form (a float, a null, more than 32 KiB).
pub fn write<E: EventBody>(head: Head, header: &LineHeader<'_>, event: &E) -> Result<Line, NotCanonical> {
    let mut record = serde_json::to_value(event).map_err(|e| NotCanonical::Json(e.to_string()))?;
    let map = record.as_object_mut().ok_or(NotCanonical::NoTag)?;
    let kind = map
        .get("$t")
        .and_then(Value::as_str)
        .ok_or(NotCanonical::NoTag)?
        .to_owned();
    let at = header.at.max(head.at);
    let seq = head.seq + 1;
    map.insert("at".into(), at.0.into());
    map.insert("by".into(), caller_text(header.by).into());
    map.insert("cmd".into(), header.command.to_string().into());
    map.insert("n".into(), seq.into());
    map.insert("prev".into(), head.hash.to_hex().into());
    map.insert("sid".into(), header.stream.to_string().into());
    if let Some(seen) = header.seen {
        map.insert("seen".into(), serde_json::json!({"n": seen.n, "hash": seen.hash}));
    }
    let bytes = canonical::encode_value(&record)?;
    let mut openings = Vec::new();
    event.clone().visit_personal(&mut |slot| {
        if let Some(opening) = slot.personal.opening.clone() {
            openings.push(PlacedOpening {
                path: slot.path,
                subject: slot.subject,
                opening,
            });
        }
    });
    Ok(Line {
        seq,
        at,
        kind,
        by: header.by,
        command: header.command,
        prev: head.hash,
        hash: Sha256Hash::of(&bytes),
        bytes,
        openings,
    })
}

/// Reads a stored line back: checks that it is canonical and follows `head`, and puts the openings in.
pub fn read<E: EventBody>(
    head: Head,
    bytes: &[u8],
    openings: &[PlacedOpening],
) -> Result<Recorded<E>, BadLine> {
    let seq = head.seq + 1;
    let record = canonical::parse_record(bytes).map_err(|source| BadLine::NotCanonical { seq, source })?;
    let field = |field: &'static str| record.get(field).ok_or(BadLine::Field { seq, field });
    let wrong = |field: &'static str| BadLine::Field { seq, field };
    let number = field("n")?.as_u64().ok_or_else(|| wrong("n"))?;
    let prev: Sha256Hash = field("prev")?
        .as_str()
        .and_then(|t| t.parse().ok())
        .ok_or_else(|| wrong("prev"))?;
    let at = Timestamp(field("at")?.as_i64().ok_or_else(|| wrong("at"))?);
    let by = field("by")?
        .as_str()
        .and_then(caller_from_text)
        .ok_or_else(|| wrong("by"))?;
    if number != seq || prev != head.hash || at < head.at {
        return Err(BadLine::Chain { seq });
    }
    let mut tagged = serde_json::Map::new();
    for key in ["$t", "body"] {
        tagged.insert(
            key.to_owned(),
            field(if key == "body" { "body" } else { "$t" })?.clone(),
        );
    }
    let mut event: E = serde_json::from_value(Value::Object(tagged)).map_err(|e| BadLine::Unknown {
        seq,
        reason: e.to_string(),
    })?;
    let mut misfit = None;
    event.visit_personal(&mut |slot| {
        if let Some(placed) = openings.iter().find(|placed| placed.path == slot.path)
            && !slot.personal.open(&slot.path, placed.opening.clone())
        {
            misfit = Some(slot.path);
        }
    });
    match misfit {
        Some(path) => Err(BadLine::Opening { seq, path }),
        None => Ok(Recorded {
            seq,
            hash: Sha256Hash::of(bytes),
            at,
            by,
            event,
        }),
    }
}

/// `hub`, `account/<uuid>`, `party/<n>`, `viewer`, `stage`.
pub fn caller_text(caller: Caller) -> String {
    match caller {
        Caller::Hub => "hub".to_owned(),
        Caller::Account(id) => format!("account/{id}"),
        Caller::Party(no) => format!("party/{no}"),
        Caller::Viewer => "viewer".to_owned(),
        Caller::Stage => "stage".to_owned(),
    }
}

/// Reads what [`caller_text`] wrote.
pub fn caller_from_text(text: &str) -> Option<Caller> {
    match text.split_once('/') {
        None if text == "hub" => Some(Caller::Hub),
        None if text == "viewer" => Some(Caller::Viewer),
        None if text == "stage" => Some(Caller::Stage),
        Some(("account", id)) => id.parse::<AccountId>().ok().map(Caller::Account),
        Some(("party", no)) => no.parse().ok().map(|no| Caller::Party(PartyNo(no))),
        _ => None,
    }
}
