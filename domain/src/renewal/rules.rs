//! What follows from a command to a renewal.

use super::state::RenewalState;
use super::{RenewalCommand as Command, RenewalEvent as Event, RenewalRejection as Rejection};
use crate::aggregate::{Envelope, require_hub};

/// Key of the one timer.
pub(super) const TIMER: &str = "renew";
/// How long before its end a time-stamp is renewed: half a year, so that weeks of failure do no harm.
pub const BEFORE_MS: i64 = 180 * 86_400_000;
/// After a failure it is tried again.
pub const AGAIN_MS: i64 = 86_400_000;

pub(super) fn decide(state: &RenewalState, command: &Envelope<Command>) -> Result<Vec<Event>, Rejection> {
    require_hub(command)?;
    match (&state.kept, &command.body) {
        (None, Command::Keep(file)) => return Ok(vec![Event::Kept(file.clone())]),
        (Some(kept), Command::Keep(file)) if kept == file => return Ok(Vec::new()),
        (Some(_), Command::Keep(_)) => return Err(Rejection::AnotherFile),
        (None, _) => return Err(Rejection::NotKept),
        (Some(_), _) => {}
    }
    match &command.body {
        Command::Keep(_) => Ok(Vec::new()),
        Command::Begin if state.under_way => Ok(Vec::new()),
        Command::Begin => Ok(vec![Event::Due {}]),
        Command::RecordRenewed(preserved) => {
            let continues = state
                .newest()
                .is_some_and(|(hash, length)| preserved.base == hash && preserved.length > length);
            match (state.under_way, continues) {
                (true, true) => Ok(vec![Event::Renewed(preserved.clone())]),
                (true, false) => Err(Rejection::AnotherFile),
                (false, _) if state.renewed.last() == Some(preserved) => Ok(Vec::new()),
                (false, _) => Err(Rejection::NotDue),
            }
        }
        Command::RecordFailed { code } if state.under_way => Ok(vec![Event::Failed { code: code.clone() }]),
        Command::RecordFailed { .. } => Err(Rejection::NotDue),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::aggregate::{Aggregate, Caller, Recorded, Timer};
    use crate::contract::event::Preserved;
    use crate::hash::Sha256Hash;
    use crate::ids::{AccountId, CommandId, StreamId};
    use crate::personal::Seed;
    use crate::quote::Quote;
    use crate::renewal::{KeptFile, Renewal};
    use crate::timestamp::Timestamp;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const YEAR: i64 = 365 * 86_400_000;

    fn file(until: Option<Timestamp>) -> KeptFile {
        KeptFile {
            closed: Quote {
                stream: StreamId::new("contract", Uuid::from_u128(1)),
                seq: 30,
                hash: Sha256Hash([3; 32]),
            },
            document: Sha256Hash([1; 32]),
            length: 1000,
            until,
        }
    }

    fn next(base: u8, revision: u8, length: u64) -> Preserved {
        Preserved {
            base: Sha256Hash([base; 32]),
            validation_length: length - 10,
            revision: Sha256Hash([revision; 32]),
            length,
            token: Sha256Hash([9; 32]),
            token_time: NOW.plus_millis(4 * YEAR),
            token_until: Some(NOW.plus_millis(9 * YEAR)),
            time_authority: None,
        }
    }

    /// One event of each kind, for the golden lines.
    pub fn samples() -> Vec<Event> {
        vec![
            Event::Kept(file(Some(NOW))),
            Event::Due {},
            Event::Renewed(next(1, 2, 1100)),
            Event::Failed {
                code: "no_timestamp".to_owned(),
            },
        ]
    }

    fn give(state: &mut RenewalState, by: Caller, at: Timestamp, body: Command) -> Result<usize, Rejection> {
        let command = Envelope {
            id: CommandId(Uuid::from_u128(5)),
            at,
            by,
            seed: Seed([1; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = Renewal::decide(state, &command)?;
        for event in &events {
            let recorded = Recorded {
                seq: 1,
                hash: Sha256Hash([2; 32]),
                at,
                by,
                event: event.clone(),
            };
            Renewal::evolve(state, &recorded);
            assert_eq!(Renewal::broken_invariants(state), Vec::<&str>::new());
        }
        Ok(events.len())
    }

    #[test]
    fn a_file_is_due_half_a_year_before_its_time_stamp_ends_and_again_after_that() {
        let mut state = RenewalState::default();
        let until = NOW.plus_millis(5 * YEAR);
        let hub = |state: &mut RenewalState, body| give(state, Caller::Hub, NOW, body);
        hub(&mut state, Command::Keep(file(Some(until)))).unwrap();
        assert_eq!(
            hub(&mut state, Command::Keep(file(Some(until)))),
            Ok(0),
            "told twice"
        );
        let due = until.plus_millis(-BEFORE_MS);
        assert_eq!(
            Renewal::timers(&state),
            [Timer {
                key: "renew".into(),
                due
            }]
        );
        hub(&mut state, Command::Begin).unwrap();
        assert_eq!(Renewal::timers(&state), [], "it is being done");
        assert_eq!(hub(&mut state, Command::Begin), Ok(0));
        assert_eq!(
            hub(&mut state, Command::RecordRenewed(next(7, 2, 1100))),
            Err(Rejection::AnotherFile)
        );
        hub(&mut state, Command::RecordRenewed(next(1, 2, 1100))).unwrap();
        assert_eq!(
            hub(&mut state, Command::RecordRenewed(next(1, 2, 1100))),
            Ok(0),
            "told twice"
        );
        assert_eq!(state.newest(), Some((Sha256Hash([2; 32]), 1100)));
        let due = NOW.plus_millis(9 * YEAR - BEFORE_MS);
        assert_eq!(
            Renewal::timers(&state),
            [Timer {
                key: "renew".into(),
                due
            }]
        );
    }

    #[test]
    fn a_file_without_a_time_stamp_is_due_at_once_and_a_failure_is_tried_again() {
        let mut state = RenewalState::default();
        let hub = |state: &mut RenewalState, body| give(state, Caller::Hub, NOW, body);
        hub(&mut state, Command::Keep(file(None))).unwrap();
        assert_eq!(Renewal::timers(&state)[0].due, NOW);
        hub(&mut state, Command::Begin).unwrap();
        let code = "no_timestamp".to_owned();
        hub(&mut state, Command::RecordFailed { code: code.clone() }).unwrap();
        assert_eq!(Renewal::timers(&state)[0].due, NOW.plus_millis(AGAIN_MS));
        let stream = StreamId::new(Renewal::KIND, Uuid::from_u128(1));
        assert_eq!(Renewal::projections(&stream, &state)[0].state, "failed");
        assert_eq!(
            hub(&mut state, Command::RecordFailed { code }),
            Err(Rejection::NotDue)
        );
    }

    #[test]
    fn only_the_hub_itself_gives_commands() {
        let mut state = RenewalState::default();
        let person = Caller::Account(AccountId(Uuid::from_u128(9)));
        assert_eq!(
            give(&mut state, person, NOW, Command::Begin),
            Err(Rejection::NotAllowed)
        );
        assert_eq!(
            give(&mut state, Caller::Hub, NOW, Command::Begin),
            Err(Rejection::NotKept)
        );
    }
}
