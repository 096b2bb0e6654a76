//! A stream with properly chained lines, and appends to it, for the suites of the event log.

use domain::aggregate::{Caller, EffectId, EventBody, Timer};
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, CommandId, StreamId};
use domain::line::{self, Head, Line, LineHeader};
use domain::personal::{Personal, PersonalSlot, Seed};
use domain::ports::event_log::{Append, EventLog, ListQuery, StoredLine};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// The smallest event with something personal in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum Noted {
    #[serde(rename = "hub.noted.v1")]
    Noted {
        subject: String,
        name: Personal,
        phone: Personal,
    },
    #[serde(rename = "hub.counted.v1")]
    Counted { n: u64 },
}

impl EventBody for Noted {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        if let Self::Noted { subject, name, phone } = self {
            visit(PersonalSlot {
                path: "name".into(),
                subject: subject.clone(),
                personal: name,
            });
            visit(PersonalSlot {
                path: "phone".into(),
                subject: subject.clone(),
                personal: phone,
            });
        }
    }
}

/// A stream that this test owns, with the head of its last stored line.
pub struct Chain {
    pub log: Arc<dyn EventLog>,
    pub stream: StreamId,
    pub epoch: u64,
    pub head: Head,
}

impl Chain {
    /// Claims a new stream.
    pub async fn begin(log: &Arc<dyn EventLog>) -> Self {
        let stream = StreamId::new("contract", Uuid::new_v4());
        let epoch = log.claim(&stream).await.unwrap();
        Self {
            log: log.clone(),
            stream,
            epoch,
            head: Head::NONE,
        }
    }

    /// Lines that follow the head.
    pub fn lines(&self, command: CommandId, events: &[Noted]) -> Vec<Line> {
        let mut head = self.head;
        let mut lines = Vec::new();
        for event in events {
            let at = Timestamp(1_800_000_000_000 + i64::try_from(head.seq).unwrap());
            let header = LineHeader {
                stream: &self.stream,
                at,
                by: Caller::Hub,
                command,
                seen: None,
            };
            let line = line::write(head, &header, event).unwrap();
            head = Head {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
            };
            lines.push(line);
        }
        lines
    }

    /// A plain append of these events.
    pub fn append(&self, events: &[Noted]) -> Append {
        let command = CommandId(Uuid::new_v4());
        Append {
            stream: self.stream.clone(),
            expected_seq: self.head.seq,
            epoch: self.epoch,
            command,
            result: format!("{{\"seq\":{}}}", self.head.seq + events.len() as u64).into_bytes(),
            lines: self.lines(command, events),
            effects: Vec::new(),
            answers: None,
            timers: Some(Vec::new()),
            projections: Some(Vec::new()),
        }
    }

    /// Stores an append that must succeed, and moves the head on.
    pub async fn store(&mut self, append: Append) {
        let last = append.lines.last().map(|line| Head {
            seq: line.seq,
            hash: line.hash,
            at: line.at,
        });
        self.log.append(append).await.unwrap();
        self.head = last.unwrap_or(self.head);
    }

    /// Stores `n` counted events as one command.
    pub async fn grow(&mut self, n: usize) {
        let events: Vec<Noted> = (0..n).map(|n| counted(n as u64)).collect();
        self.store(self.append(&events)).await;
    }

    /// Every stored line.
    pub async fn stored(&self) -> Vec<StoredLine> {
        self.log.lines(&self.stream, 0, 10_000).await.unwrap()
    }

    /// Asserts that nothing at all is stored for the stream besides what `lines` says.
    pub async fn assert_untouched(&self, refused: &Append, lines: usize) {
        assert_eq!(
            self.stored().await.len(),
            lines,
            "no line of a refused append is stored"
        );
        assert_eq!(
            self.log.result(&self.stream, refused.command).await.unwrap(),
            None
        );
        assert_eq!(self.log.open_effects(&self.stream).await.unwrap(), vec![]);
        let due = self.log.due_timers(Timestamp(i64::MAX), 10_000).await.unwrap();
        assert!(
            due.iter().all(|(stream, _)| *stream != self.stream),
            "no timer of a refused append"
        );
        for projection in refused.projections.iter().flatten() {
            let rows = self
                .log
                .list(&ListQuery::first(projection.list, projection.owner, 100))
                .await
                .unwrap();
            assert_eq!(rows, Vec::<serde_json::Value>::new());
        }
    }
}

pub fn counted(n: u64) -> Noted {
    Noted::Counted { n }
}

/// A person with a name and a phone number.
pub fn noted(subject: &str, name: &str, phone: &str) -> Noted {
    let seed = Seed(Sha256Hash::of(subject.as_bytes()).0);
    Noted::Noted {
        subject: subject.to_owned(),
        name: Personal::commit(&seed, "name", name),
        phone: Personal::commit(&seed, "phone", phone),
    }
}

pub fn account() -> AccountId {
    AccountId(Uuid::new_v4())
}

pub fn effect(seq: u64, index: u32) -> (EffectId, Vec<u8>) {
    (
        EffectId { seq, index },
        format!("{{\"effect\":\"{seq}.{index}\"}}").into_bytes(),
    )
}

pub fn timer(key: &str, due: i64) -> Timer {
    Timer {
        key: key.to_owned(),
        due: Timestamp(due),
    }
}
