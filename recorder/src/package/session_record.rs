//! A session read back from its stored lines: events, state, and the leaves that stand for it in the log.

use crate::leaf::{LeafRecord, SessionLeaf};
use domain::aggregate::{Aggregate, EventBody, Recorded};
use domain::canonical::NotCanonical;
use domain::contract::Contract;
use domain::contract::effect::{ContractEffect, LeafKind};
use domain::contract::event::ContractEvent;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::line::{self, BadLine, Head};
use domain::personal::Personal;
use domain::ports::event_log::StoredLine;

/// One session with all its lines.
#[derive(Clone, Debug)]
pub struct SessionRecord<'a> {
    pub lines: &'a [StoredLine],
    pub events: Vec<Recorded<ContractEvent>>,
    pub state: ContractState,
    /// Leaf kinds with the line at which each was due.
    leaves: Vec<(LeafKind, u64)>,
}

/// A personal value's place, and whether its opening still exists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommittedValue {
    pub n: u64,
    pub path: String,
    pub commitment: Sha256Hash,
    pub present: bool,
}

impl<'a> SessionRecord<'a> {
    /// Replays all lines of one stream, from the first.
    ///
    /// # Errors
    /// A line does not follow the one before, or is not an event of a contract.
    pub fn read(lines: &'a [StoredLine]) -> Result<Self, BadLine> {
        let mut record = Self {
            lines,
            events: Vec::with_capacity(lines.len()),
            state: ContractState::default(),
            leaves: Vec::new(),
        };
        let mut head = Head::NONE;
        for stored in lines {
            let recorded = line::read::<ContractEvent>(head, &stored.bytes, &stored.openings)?;
            head = Head {
                seq: recorded.seq,
                hash: recorded.hash,
                at: recorded.at,
            };
            Contract::evolve(&mut record.state, &recorded);
            for effect in Contract::effects(&record.state, &recorded) {
                if let ContractEffect::Anchor { leaf, n, .. } = effect {
                    record.leaves.push((leaf, n));
                }
            }
            record.events.push(recorded);
        }
        Ok(record)
    }

    /// The leaf that states this session as it stood at line `n`; none beyond its end.
    ///
    /// # Errors
    /// Never in practice: a session leaf always has a canonical form.
    pub fn leaf_at(&self, kind: LeafKind, n: u64) -> Result<Option<Vec<u8>>, NotCanonical> {
        let lines = usize::try_from(n)
            .ok()
            .and_then(|n| self.lines.get(..n))
            .unwrap_or_default();
        let bytes: Vec<&[u8]> = lines.iter().map(|line| line.bytes.as_slice()).collect();
        SessionLeaf::over(kind, &bytes)
            .map(|leaf| LeafRecord::Session(leaf).encode())
            .transpose()
    }

    /// All leaves that this session's effects asked for, in order: open first, close last.
    ///
    /// # Errors
    /// As [`Self::leaf_at`].
    pub fn leaves(&self) -> Result<Vec<Vec<u8>>, NotCanonical> {
        let leaves = self.leaves.iter().map(|(kind, n)| self.leaf_at(*kind, *n));
        Ok(leaves
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Every commitment of the session with its place.
    pub fn committed_values(&self) -> Vec<CommittedValue> {
        let mut values = Vec::new();
        for recorded in &self.events {
            visit(recorded, |path, personal| {
                let present = personal.opening.is_some();
                values.push(CommittedValue {
                    n: recorded.seq,
                    path,
                    commitment: personal.commitment,
                    present,
                });
            });
        }
        values
    }
}

fn visit(recorded: &Recorded<ContractEvent>, mut each: impl FnMut(String, &Personal)) {
    recorded
        .event
        .clone()
        .visit_personal(&mut |slot| each(slot.path, slot.personal));
}
