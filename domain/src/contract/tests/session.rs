//! One contract under test: commands go in, lines come out, and every line is written and read as in the store.

use super::cast::{CONTRACT, START};
use crate::aggregate::{Aggregate, Caller, Envelope, Recorded, Seen};
use crate::contract::Contract;
use crate::contract::command::ContractCommand;
use crate::contract::event::ContractEvent;
use crate::contract::rejection::ContractRejection;
use crate::contract::state::ContractState;
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, StreamId};
use crate::line::{self, Head, Line, LineHeader};
use crate::personal::Seed;
use crate::timestamp::Timestamp;
use uuid::Uuid;

/// A session and everything that happened in it. One second passes before each command.
#[derive(Clone)]
pub struct Session {
    pub state: ContractState,
    pub lines: Vec<Line>,
    pub events: Vec<Recorded<ContractEvent>>,
    pub now: Timestamp,
    head: Head,
    sent: u64,
}

impl Session {
    pub fn new() -> Self {
        Self {
            state: ContractState::default(),
            lines: Vec::new(),
            events: Vec::new(),
            now: START,
            head: Head::NONE,
            sent: 0,
        }
    }

    /// Lets time pass.
    pub fn wait(&mut self, millis: i64) {
        self.now = self.now.plus_millis(millis);
    }

    /// What a client that is up to date would send.
    pub fn envelope(&mut self, by: Caller, body: ContractCommand) -> Envelope<ContractCommand> {
        self.sent += 1;
        self.wait(1000);
        Envelope {
            id: CommandId(Uuid::from_u128(u128::from(self.sent))),
            at: self.now,
            by,
            seed: Seed(Sha256Hash::of(&self.sent.to_be_bytes()).0),
            expected_seq: Some(self.state.last_material_seq),
            seen: self.seen(),
            answers: None,
            body,
        }
    }

    /// The head that a client which is up to date has displayed.
    pub fn seen(&self) -> Option<Seen> {
        (self.head.seq > 0).then_some(Seen {
            n: self.head.seq,
            hash: self.head.hash,
        })
    }

    pub fn when(&mut self, by: Caller, body: ContractCommand) -> Outcome {
        let envelope = self.envelope(by, body);
        self.deliver(&envelope)
    }

    /// As [`Self::when`], with an envelope that was changed on the way.
    pub fn deliver(&mut self, envelope: &Envelope<ContractCommand>) -> Outcome {
        let decided = Contract::decide(&self.state, envelope);
        for event in decided.iter().flatten() {
            self.append(envelope, event);
        }
        Outcome(decided)
    }

    fn append(&mut self, envelope: &Envelope<ContractCommand>, event: &ContractEvent) {
        let stream = StreamId::new(Contract::KIND, CONTRACT.0);
        let header = LineHeader {
            stream: &stream,
            at: envelope.at,
            by: envelope.by,
            command: envelope.id,
            seen: envelope.seen,
        };
        let line = line::write(self.head, &header, event).unwrap();
        let recorded: Recorded<ContractEvent> = line::read(self.head, &line.bytes, &line.openings).unwrap();
        assert_eq!(recorded.event, *event, "a line says what was decided");
        Contract::evolve(&mut self.state, &recorded);
        assert_eq!(
            Contract::broken_invariants(&self.state),
            Vec::<&str>::new(),
            "after {}",
            line.kind
        );
        self.head = Head {
            seq: line.seq,
            hash: line.hash,
            at: line.at,
        };
        assert_eq!(self.state.head(), self.head);
        self.lines.push(line);
        self.events.push(recorded);
    }

    /// The state that the stored lines give, with or without the personal values beside them.
    pub fn replayed(&self, with_openings: bool) -> ContractState {
        let mut head = Head::NONE;
        let mut state = ContractState::default();
        for line in &self.lines {
            let openings = if with_openings {
                line.openings.as_slice()
            } else {
                &[]
            };
            let recorded = line::read(head, &line.bytes, openings).unwrap();
            Contract::evolve(&mut state, &recorded);
            head = Head {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
            };
        }
        state
    }

    /// Kinds of the events after the first `skipped`, without `hub.` and `.v1`.
    pub fn kinds_after(&self, skipped: usize) -> Vec<&str> {
        self.lines
            .iter()
            .skip(skipped)
            .map(|line| short(&line.kind))
            .collect()
    }
}

fn short(kind: &str) -> &str {
    kind.trim_start_matches("hub.").trim_end_matches(".v1")
}

/// What became of a command.
#[must_use]
#[derive(Debug)]
pub struct Outcome(pub Result<Vec<ContractEvent>, ContractRejection>);

impl Outcome {
    /// Exactly these events, by their kinds without `hub.` and `.v1`, in one decision.
    #[track_caller]
    pub fn gives(self, kinds: &[&str]) -> Vec<ContractEvent> {
        let events = self.0.unwrap();
        let tags: Vec<String> = events
            .iter()
            .map(|event| serde_json::to_value(event).unwrap()["$t"].to_string())
            .collect();
        let given: Vec<&str> = tags.iter().map(|tag| short(tag.trim_matches('"'))).collect();
        assert_eq!(given, kinds);
        events
    }

    /// Taken, with nothing to do.
    #[track_caller]
    pub fn changes_nothing(self) {
        assert_eq!(self.0, Ok(Vec::new()));
    }

    #[track_caller]
    pub fn is_refused(&self, rejection: ContractRejection) {
        assert_eq!(self.0, Err(rejection));
    }
}
