//! Brings an approval's state up to date with one event.

use super::event::{Actor, ApprovalEvent as Event};
use super::state::{ApprovalState, Deed, DeedKind, Outcome};
use crate::aggregate::Recorded;

pub fn evolve(state: &mut ApprovalState, recorded: &Recorded<Event>) {
    state.seq = recorded.seq;
    match &recorded.event {
        Event::Requested { request } => {
            state.steps.clone_from(&request.steps);
            state.requested_at = recorded.at;
            state.request = Some((**request).clone());
        }
        Event::PassedBy { actor, opinion } => {
            remember(state, recorded, actor, DeedKind::Passed, opinion);
            state.passed.extend(actor.for_members.iter().copied());
        }
        Event::StepPassed {} => {
            state.done += 1;
            state.passed.clear();
            state.delegated.clear();
        }
        Event::Delegated { actor, to } => {
            remember(state, recorded, actor, DeedKind::Delegated(*to), "");
            for no in &actor.for_members {
                state.delegated.insert(*no, *to);
            }
        }
        Event::StepAdded { actor, step } => {
            remember(state, recorded, actor, DeedKind::StepAdded, "");
            let next = (state.done + 1).min(state.steps.len());
            state.steps.insert(next, step.clone());
        }
        Event::Reminded {} => state.reminded_at = Some(recorded.at),
        Event::Passed {} => end(state, recorded, Outcome::Passed),
        Event::SentBack { actor, reason } => {
            remember(state, recorded, actor, DeedKind::SentBack, reason);
            end(state, recorded, Outcome::SentBack);
        }
        Event::Refused { actor, reason } => {
            remember(state, recorded, actor, DeedKind::Refused, reason);
            end(state, recorded, Outcome::Refused);
        }
        Event::Withdrawn {} => end(state, recorded, Outcome::Withdrawn),
        Event::Expired {} => end(state, recorded, Outcome::Expired),
        Event::Used { .. } => {
            state.outcome = Outcome::Used;
            state.used = Some((recorded.seq, recorded.hash));
        }
    }
}

fn end(state: &mut ApprovalState, recorded: &Recorded<Event>, outcome: Outcome) {
    state.outcome = outcome;
    state.ended_at = Some(recorded.at);
    state.ended = Some((recorded.seq, recorded.hash));
}

fn remember(
    state: &mut ApprovalState,
    recorded: &Recorded<Event>,
    actor: &Actor,
    kind: DeedKind,
    words: &str,
) {
    state.deeds.push(Deed {
        at: recorded.at,
        step: state.done,
        actor: actor.clone(),
        kind,
        words: words.to_owned(),
    });
}
