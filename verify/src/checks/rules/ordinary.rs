//! What the rules allow in an ordinary contract alone: values, deadlines, parts handed over, and its endings.

use super::{NOT_ITS_ACT, find, late, require};
use crate::session::SessionLine;
use domain::aggregate::Caller;
use domain::contract::event::{ContractEvent, Phase};
use domain::contract::plan::Course;
use domain::contract::state::{ContractState, PartyState};
use domain::timestamp::Timestamp;

const UNDER_WAY: &[Phase] = &[Phase::Filling, Phase::Preparing, Phase::Signing];

/// Judges the kinds of lines that [`super::allowed`] hands over.
pub(super) fn allowed(state: &ContractState, line: &SessionLine<'_>) -> Result<(), &'static str> {
    let by_host = state.is_on_senders_side(line.by);
    let by_hub = line.by == Caller::Hub;
    let phase = |phases: &[Phase]| require(phases.contains(&state.phase), "not in this phase");
    match &line.event {
        ContractEvent::Filled { party, values } => {
            require(line.by == Caller::Party(*party), NOT_ITS_ACT).and(phase(&[Phase::Filling]))?;
            require(
                find(state, *party)?.verified.is_some(),
                "the party was not identified",
            )?;
            let own = |no| state.controls_of(Some(*party)).any(|control| control.no == no);
            require(
                values.iter().all(|value| own(value.no)),
                "a value of somebody else",
            )
        }
        ContractEvent::FillingDone {} => {
            phase(&[Phase::Filling])?;
            let done = |party: &PartyState| {
                party.filled.is_some() || state.controls_of(Some(party.no)).next().is_none()
            };
            require(
                state.parties.iter().all(done),
                "a party had not filled in its values",
            )
        }
        _ => {
            require(state.course() == Course::Routine, "not in a ceremony")?;
            match &line.event {
                ContractEvent::Revoked { .. } | ContractEvent::DeadlineExtended { .. } => {
                    require(by_host, NOT_ITS_ACT).and(phase(UNDER_WAY))
                }
                ContractEvent::Expired {} => {
                    require(by_hub, NOT_ITS_ACT).and(phase(UNDER_WAY))?;
                    let due = state.deadline.is_some_and(|deadline| deadline <= line.at);
                    require(due, "before its deadline")
                }
                ContractEvent::PartyCorrected(details) => {
                    require(by_host, NOT_ITS_ACT)?;
                    require(
                        find(state, details.party)?.committed.is_none(),
                        "the party had committed",
                    )
                }
                ContractEvent::ColleagueActed { .. } => {
                    require(matches!(line.by, Caller::Account(_)), NOT_ITS_ACT)?;
                    require(state.sender().is_some(), "nobody has colleagues here")
                }
                ContractEvent::Transferred(details) => {
                    let succeeds = by_hub && details.left.is_some();
                    require(line.by == Caller::Party(details.party) || succeeds, NOT_ITS_ACT)?;
                    require(
                        find(state, details.party)?.committed.is_none(),
                        "the party had committed",
                    )
                }
                ContractEvent::PartTaken(details) => {
                    require(by_hub, NOT_ITS_ACT)?;
                    let planned = state.planned(details.party).ok_or("an unknown party")?;
                    let named = details.account.and_then(|account| planned.candidate(account));
                    require(named.is_some(), "somebody who was not named for it")?;
                    require(
                        find(state, details.party)?.committed.is_none(),
                        "the party had committed",
                    )
                }
                _ => require(by_host || by_hub, NOT_ITS_ACT),
            }
        }
    }
}

/// Whether the party could sign then: it was its turn, and the deadline had not passed.
pub(super) fn in_time(state: &ContractState, party: &PartyState, at: Timestamp) -> Result<(), &'static str> {
    require(state.is_turn_of(party.no), "before its turn")?;
    let passed = state.deadline.is_some_and(|deadline| late(at, deadline) >= 0);
    require(!passed, "after the deadline")
}
