//! Brings an approval's state up to date with one event.

use super::event::ApprovalEvent as Event;
use super::state::{ApprovalState, Outcome};
use crate::aggregate::Recorded;

pub fn evolve(state: &mut ApprovalState, recorded: &Recorded<Event>) {
    state.seq = recorded.seq;
    match &recorded.event {
        Event::Requested { request } => {
            state.steps.clone_from(&request.steps);
            state.request = Some(request.clone());
        }
        Event::PassedBy { actor } => {
            state.passed_by.insert(actor.member);
        }
        Event::StepPassed => {
            state.done += 1;
            state.passed_by.clear();
            state.delegated.clear();
        }
        Event::Delegated { actor, to } => {
            // Whoever was asked through this member is now asked through the new one.
            for instead in state.delegated.values_mut() {
                if *instead == actor.member {
                    *instead = *to;
                }
            }
            state.delegated.insert(actor.member, *to);
        }
        Event::StepAdded { step, .. } => {
            let next = (state.done + 1).min(state.steps.len());
            state.steps.insert(next, step.clone());
        }
        Event::Passed => state.outcome = Outcome::Passed,
        Event::SentBack { .. } => state.outcome = Outcome::SentBack,
        Event::Refused { .. } => state.outcome = Outcome::Refused,
        Event::Withdrawn => state.outcome = Outcome::Withdrawn,
        Event::Expired => state.outcome = Outcome::Expired,
        Event::Used { .. } => state.outcome = Outcome::Used,
    }
}
