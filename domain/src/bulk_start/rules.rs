//! What follows from a command to a bulk start.

use super::state::BulkStartState as State;
use super::{BulkStartCommand as Command, BulkStartEvent as Event, BulkStartRejection as Rejection};
use crate::aggregate::{Caller, Envelope, require_hub};

type Decision = Result<Vec<Event>, Rejection>;

pub(super) fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let prepared = match (&state.prepared, &command.body) {
        (None, Command::Prepare(rows)) if command.by == Caller::Account(rows.owner) => {
            return match rows.good {
                0 => Err(Rejection::NoRows),
                _ => Ok(vec![Event::Prepared(rows.clone())]),
            };
        }
        (None, Command::Prepare(_)) => return Err(Rejection::NotAllowed),
        (None, _) => return Err(Rejection::NotPrepared),
        (Some(prepared), _) => prepared,
    };
    if let Command::RecordRows { from, outcomes } = &command.body {
        require_hub(command)?;
        return record(state, *from, outcomes);
    }
    if command.by != Caller::Account(prepared.owner) {
        return Err(Rejection::NotAllowed);
    }
    match &command.body {
        Command::Prepare(rows) if rows == prepared => Ok(Vec::new()),
        Command::Prepare(_) => Err(Rejection::AlreadyPrepared),
        Command::Begin if state.begun || state.stopped => Ok(Vec::new()),
        Command::Begin => Ok(vec![Event::Begun {}]),
        Command::Stop if state.stopped || state.word() == "done" => Ok(Vec::new()),
        Command::Stop => Ok(vec![Event::Stopped {}]),
        Command::RecordRows { .. } => Err(Rejection::NotAllowed),
    }
}

/// What was begun before a stop is recorded after it, for it happened.
fn record(state: &State, from: u32, outcomes: &[super::RowOutcome]) -> Decision {
    let (done, count) = (state.done(), u32::try_from(outcomes.len()).unwrap_or(u32::MAX));
    let end = from.saturating_add(count);
    if !state.begun || from > done || end > state.good() {
        return Err(Rejection::OtherRows);
    }
    let known = state.outcomes.get(from as usize..).unwrap_or_default();
    if from < done {
        // Told again after a crash.
        return if known.starts_with(outcomes) {
            Ok(Vec::new())
        } else {
            Err(Rejection::OtherRows)
        };
    }
    match count {
        0 => Ok(Vec::new()),
        _ => Ok(vec![Event::Rows {
            from,
            outcomes: outcomes.to_vec(),
        }]),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::aggregate::{Aggregate, Recorded};
    use crate::bulk_start::{BulkStart, BulkStartEffect, PreparedRows, RowOutcome, draft_of_row};
    use crate::hash::Sha256Hash;
    use crate::ids::{AccountId, ApprovalId, CommandId, ContractId, OrganisationId, StreamId};
    use crate::personal::Seed;
    use crate::quote::Quote;
    use crate::timestamp::Timestamp;
    use uuid::Uuid;

    pub const OWNER_ID: AccountId = AccountId(Uuid::from_u128(1));
    const OWNER: Caller = Caller::Account(OWNER_ID);
    const OTHER: Caller = Caller::Account(AccountId(Uuid::from_u128(2)));

    fn rows(good: u32) -> PreparedRows {
        PreparedRows {
            owner: OWNER_ID,
            organisation: Some(OrganisationId(Uuid::from_u128(8))),
            template: Quote {
                stream: StreamId::new("template", Uuid::from_u128(3)),
                seq: 1,
                hash: Sha256Hash([3; 32]),
            },
            template_name: "劳动合同".to_owned(),
            rows: Sha256Hash([4; 32]),
            good,
            bad: 1,
        }
    }

    fn started(number: u128) -> RowOutcome {
        RowOutcome::Started {
            contract: ContractId(Uuid::from_u128(number)),
        }
    }

    fn told(from: u32, numbers: &[u128]) -> Command {
        Command::RecordRows {
            from,
            outcomes: numbers.iter().copied().map(started).collect(),
        }
    }

    /// One event of each kind, for the golden lines.
    pub fn samples() -> Vec<Event> {
        vec![
            Event::Prepared(rows(3)),
            Event::Begun {},
            Event::Rows {
                from: 0,
                outcomes: vec![
                    started(6),
                    RowOutcome::AwaitsApproval {
                        approval: ApprovalId(Uuid::from_u128(7)),
                    },
                    RowOutcome::Refused {
                        code: "phone_malformed".to_owned(),
                    },
                ],
            },
            Event::Stopped {},
        ]
    }

    /// Gives a command; the effects of what follows from it.
    fn give(state: &mut State, by: Caller, body: Command) -> Result<Vec<BulkStartEffect>, Rejection> {
        let command = Envelope {
            id: CommandId(Uuid::from_u128(5)),
            at: Timestamp(7),
            by,
            seed: Seed([1; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let mut effects = Vec::new();
        for event in BulkStart::decide(state, &command)? {
            let recorded = Recorded {
                seq: 1,
                hash: Sha256Hash([2; 32]),
                at: Timestamp(7),
                by,
                event,
            };
            BulkStart::evolve(state, &recorded);
            assert_eq!(BulkStart::broken_invariants(state), Vec::<&str>::new());
            effects.extend(BulkStart::effects(state, &recorded));
        }
        Ok(effects)
    }

    #[test]
    fn rows_are_started_from_the_first_to_the_last_and_each_once() {
        let mut state = State::default();
        let next = |from| vec![BulkStartEffect::StartRows { from }];
        assert_eq!(
            give(&mut state, OWNER, Command::Begin),
            Err(Rejection::NotPrepared)
        );
        give(&mut state, OWNER, Command::Prepare(rows(3))).unwrap();
        assert_eq!(
            give(&mut state, OWNER, Command::Prepare(rows(3))),
            Ok(vec![]),
            "sent twice"
        );
        assert_eq!(
            give(&mut state, OWNER, Command::Prepare(rows(2))),
            Err(Rejection::AlreadyPrepared)
        );
        assert_eq!(
            give(&mut state, Caller::Hub, told(0, &[1])),
            Err(Rejection::OtherRows),
            "not begun"
        );
        assert_eq!(give(&mut state, OWNER, Command::Begin), Ok(next(0)));
        assert_eq!(give(&mut state, OWNER, Command::Begin), Ok(vec![]), "begun once");
        assert_eq!(give(&mut state, Caller::Hub, told(0, &[1, 2])), Ok(next(2)));
        assert_eq!(
            give(&mut state, Caller::Hub, told(0, &[1, 2])),
            Ok(vec![]),
            "told twice"
        );
        assert_eq!(
            give(&mut state, Caller::Hub, told(0, &[1, 9])),
            Err(Rejection::OtherRows)
        );
        assert_eq!(
            give(&mut state, Caller::Hub, told(3, &[3])),
            Err(Rejection::OtherRows),
            "a gap"
        );
        assert_eq!(
            give(&mut state, Caller::Hub, told(2, &[3, 4])),
            Err(Rejection::OtherRows),
            "too many"
        );
        assert_eq!(
            give(&mut state, Caller::Hub, told(2, &[3])),
            Ok(vec![]),
            "that was the last"
        );
        assert_eq!(state.word(), "done");
        assert_eq!(give(&mut state, OWNER, Command::Stop), Ok(vec![]));
        assert_eq!(state.word(), "done");
    }

    #[test]
    fn after_a_stop_what_was_under_way_is_recorded_and_nothing_is_begun() {
        let mut state = State::default();
        give(&mut state, OWNER, Command::Prepare(rows(30))).unwrap();
        give(&mut state, OWNER, Command::Begin).unwrap();
        give(&mut state, OWNER, Command::Stop).unwrap();
        assert_eq!(give(&mut state, Caller::Hub, told(0, &[1])), Ok(vec![]));
        assert_eq!((state.done(), state.word()), (1, "stopped"));
        assert_eq!(give(&mut state, OWNER, Command::Begin), Ok(vec![]));
    }

    #[test]
    fn it_is_its_owners_and_needs_a_row() {
        let mut state = State::default();
        assert_eq!(
            give(&mut state, OTHER, Command::Prepare(rows(3))),
            Err(Rejection::NotAllowed)
        );
        assert_eq!(
            give(&mut state, OWNER, Command::Prepare(rows(0))),
            Err(Rejection::NoRows)
        );
        give(&mut state, OWNER, Command::Prepare(rows(3))).unwrap();
        for command in [Command::Begin, Command::Stop, told(0, &[1])] {
            assert_eq!(give(&mut state, OTHER, command), Err(Rejection::NotAllowed));
        }
    }

    #[test]
    fn every_row_has_a_contract_of_its_own_and_always_the_same() {
        let of = |id: u128, row| draft_of_row(&StreamId::new(BulkStart::KIND, Uuid::from_u128(id)), row);
        assert_eq!(of(1, 0), of(1, 0));
        assert_ne!(of(1, 0), of(1, 1));
        assert_ne!(of(1, 0), of(2, 0));
    }
}
